/** The terms of a record's amount in a file whose source has them in columns of their own. */
import type { ImportOptions } from "../orders/import-options.ts";
import type { AmountTerm, Evidence } from "../orders/plan.ts";
import type { Inspection } from "./inspection.ts";
import { sameHeader } from "./sources/same-header.ts";
import type { SourceFormat } from "./sources/source.ts";

/**
 * The source's terms that the file has columns for; none where the options name the amount, where the source has none, or
 * where only one column is left, which then is the amount.
 */
export function amountTerms(
  file: Inspection,
  { terms = [] }: SourceFormat,
  options: ImportOptions,
): readonly AmountTerm[] {
  if (options.mapping?.net_amount !== undefined) return [];
  const headers = file.columns.map(sameHeader);
  return terms.flatMap(({ headers: names, sign, per }) => {
    const column = names.map((name) => headers.indexOf(sameHeader(name))).find((at) => at !== -1);
    return column === undefined ? [] : [{ column, sign, per }];
  });
}

/** How the terms add up, as the headers name them; none where there are none. */
export function termsEvidence(file: Inspection, terms: readonly AmountTerm[]): readonly Evidence[] {
  if (terms.length === 0) return [];
  const sum = terms.map(
    ({ column, sign }, index) =>
      `${sign === 1 ? (index === 0 ? "" : "+ ") : "− "}${file.columns[column]!.trim()}`,
  );
  const key = terms.some(({ per }) => per === "order") ? "platforms_ev_terms_once" : "platforms_ev_terms";
  const once = terms.filter(({ per }) => per === "order").map(({ column }) => file.columns[column]!.trim());
  return [{ key, inputs: { sum: sum.join(" "), once: once.join(", ") } }];
}
