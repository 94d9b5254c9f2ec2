/** Small results read as rows. */
import type { Engine } from "../engine/engine.ts";
import { decodeRows } from "../engine/rows.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";

/** The rows of a query, checked against their columns. @throws QueryError */
export async function readRows<const C extends ColumnSpecs>(
  engine: Engine,
  sql: string,
  columns: C,
  signal?: AbortSignal,
): Promise<readonly RowOf<C>[]> {
  return decodeRows(await engine.query(sql, signal ? { signal } : {}), columns);
}

/** The texts of a query's only column, whatever its name. @throws QueryError */
export async function readTexts(engine: Engine, sql: string): Promise<readonly string[]> {
  const rows = await readRows(engine, `select column_texts.* from (${sql}) as column_texts (text)`, {
    text: { kind: "text" },
  });
  return rows.map(({ text }) => text);
}
