/** The terms of a record's amount in a file whose source has them in columns of their own. */
import type { ImportOptions } from "../orders/import-options.ts";
import type { AmountTerm } from "../orders/plan.ts";
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
