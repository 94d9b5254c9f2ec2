/** Checks the filter of an untrusted document. */
import { fields, list, maybeDay, maybeText, oneOf, text, truth, wrong } from "./fields.ts";
import { filterDimensions, filterReadings, type Filter, type FilterClause } from "./filter.ts";

/** Most clauses of a filter, and most values of one clause. */
const bounds = { clauses: 50, values: 1000 } as const;

function clause(value: unknown, place: string): FilterClause {
  const by = (value as { readonly by?: unknown } | null)?.by;
  if (by === "date") {
    const from = fields(value, place, ["by", "from", "to"]);
    return { by, from: maybeDay(from["from"], `${place}.from`), to: maybeDay(from["to"], `${place}.to`) };
  }
  if (by === "dimension") {
    const from = fields(value, place, ["by", "dimension", "values", "reading", "not"]);
    return {
      by,
      dimension: oneOf(from["dimension"], `${place}.dimension`, filterDimensions),
      values: list(from["values"], `${place}.values`, bounds.values, maybeText),
      reading: oneOf(from["reading"], `${place}.reading`, filterReadings),
      not: truth(from["not"], `${place}.not`),
    };
  }
  if (by === "list") {
    const from = fields(value, place, ["by", "list", "not"]);
    return { by, list: text(from["list"], `${place}.list`), not: truth(from["not"], `${place}.not`) };
  }
  throw wrong(`${place}.by`, by, "date, dimension or list");
}

/** @throws RegularsError with the place. */
export function parseFilter(value: unknown, place: string): Filter {
  const { clauses } = fields(value, place, ["clauses"]);
  return { clauses: list(clauses, `${place}.clauses`, bounds.clauses, clause) };
}
