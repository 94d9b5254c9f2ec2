/** Errors of composed statements, told in the text that a person wrote. */
import { QueryError } from "../engine/query-error.ts";
import type { Composed } from "../sql/statement.ts";
import { resembling } from "./resemblance.ts";

/** The offset of a line and column, both from 1. */
function offsetOf(sql: string, line: number, column: number): number {
  let start = 0;
  for (let n = 1; n < line; n++) start = sql.indexOf("\n", start) + 1;
  return start + column - 1;
}

/** What is thrown where a statement names a table that is not there. */
const unknownTable = /^Catalog Error: Table with name (.+?) does not exist/;

/**
 * Returns an error of a composed statement as one of the text `own`, with its place there (null where it lies in what
 * stands in front) and, for an unknown table, the cells that could be meant in front of DuckDB's candidates.
 */
export function inOwnText(
  thrown: unknown,
  composed: Composed,
  own: string,
  tableNames: readonly string[],
): unknown {
  if (!(thrown instanceof QueryError)) return thrown;
  const { line, column, hint } = thrown;
  const offset =
    line === null || column === null ? null : composed.ownOffset(offsetOf(composed.sql, line, column));
  const before = offset === null ? null : own.slice(0, offset);
  const unknown = unknownTable.exec(thrown.message)?.[1];
  const cells = unknown === undefined ? [] : resembling(unknown, tableNames);
  return new QueryError(thrown.message, {
    sql: own,
    line: before === null ? null : before.split("\n").length,
    column: before === null ? null : before.length - before.lastIndexOf("\n"),
    candidates: [...new Set([...cells, ...thrown.candidates])],
    ...(hint !== undefined && { hint }),
    cause: thrown,
  });
}
