/** The parameters that a document has to say. */
import type { AnyAnalysis } from "../analyses/analysis.ts";

/** The checked parameters that differ from the analysis's defaults. */
export function changedParams(
  { params: specs }: Pick<AnyAnalysis, "params">,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults = specs as Readonly<Record<string, { readonly default: unknown }>>;
  return Object.fromEntries(
    Object.entries(params).filter(
      ([name, value]) => JSON.stringify(defaults[name]?.default) !== JSON.stringify(value),
    ),
  );
}
