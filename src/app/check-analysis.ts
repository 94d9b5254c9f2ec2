/** Checks the analysis cells of a stranger's notebook against the analyses that exist. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import { isInputRef } from "../notebook/document.ts";
import type { CheckAnalysis } from "../notebook/parse.ts";
import type { ParamSpecs } from "../sql/params.ts";
import { parseParams } from "../sql/parse-params.ts";

/** Returns a check that throws, with the place of the first thing that does not fit, for unknown analyses and parameters. */
export function checkAnalysis(analyses: readonly AnyAnalysis[]): CheckAnalysis {
  const known = new Map(analyses.map(({ id, params }) => [id, params as ParamSpecs]));
  return (analysis, params, place) => {
    const specs = known.get(analysis);
    if (!specs)
      throw new RegularsError(`unknown analysis: ${analysis} at ${place}.analysis`, {
        hint: `The analyses are ${[...known.keys()].join(", ")}.`,
      });
    for (const [name, value] of Object.entries(params)) {
      // Whether an input's value fits is known when it has one.
      if (isInputRef(value) && Object.hasOwn(specs, name)) continue;
      try {
        parseParams(specs, { [name]: value });
      } catch (cause) {
        const { message, hint } = cause as RegularsError;
        throw new RegularsError(`invalid ${place}.params.${name}: ${message}`, {
          ...(hint !== undefined && { hint }),
          cause,
        });
      }
    }
  };
}
