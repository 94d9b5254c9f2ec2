/** A native DuckDB for expressions of one value. */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";

let connection: Promise<DuckDBConnection> | undefined;

/** The first cell of a statement's first row. */
export async function testDuckDb(sql: string): Promise<unknown> {
  connection ??= DuckDBInstance.create(":memory:").then((instance) => instance.connect());
  const rows = await (await (await connection).runAndReadAll(sql)).getRows();
  return rows[0]?.[0];
}
