/** Statements over filtered orders, for tests: the filter's tables in front of a whole statement. */
import type { Filter } from "../../src/notebook/filter.ts";
import { filterCtes } from "../../src/runtime/filter-sql.ts";
import type { Context } from "../../src/sql/query.ts";

/** The statement over the orders that the filter keeps; `lists` are further tables in front. */
export function filtered(
  sql: string,
  filter: Filter,
  context: Context,
  lists: readonly string[] = [],
): string {
  const front = [
    ...lists,
    ...filterCtes(filter, context).map(({ name, body }) => `${name} as (\n${body}\n)`),
  ];
  return front.length === 0 ? sql : `with ${front.join(",\n")}\nselect * from (\n${sql}\n)`;
}
