/** Runs an analysis in native DuckDB: what a person does who pastes the SQL elsewhere. */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { composePart } from "../../src/sql/compose.ts";
import type { ColumnSpecs } from "../../src/sql/columns.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { ParamSpecs, ParamsOf } from "../../src/sql/params.ts";
import { render } from "../../src/sql/render.ts";
import type { SqlValue } from "../../src/sql/query.ts";

/** What of an analysis its SQL needs. */
export interface Asked<P extends ParamSpecs> {
  readonly sql: string;
  readonly params: P;
  readonly parts: Readonly<Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>>;
  bind?(params: ParamsOf<P>): Readonly<Record<string, SqlValue>>;
}

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** An empty database of its own. */
export async function openNative(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
}

/** The statements of an analysis: the main one as `rows`, then its parts by name. */
export function statements<P extends ParamSpecs>(
  asked: Asked<P>,
  given: Readonly<Record<string, unknown>>,
  asOf: string,
): Readonly<Record<string, string>> {
  const params = parseParams(asked.params, given);
  const values = {
    ...(params as Readonly<Record<string, SqlValue>>),
    ...asked.bind?.(params),
    as_of: { date: asOf },
  };
  const parts = Object.entries(asked.parts).map(([name, { sql }]) => [name, composePart(asked.sql, sql)]);
  return Object.fromEntries(
    [["rows", asked.sql], ...parts].map(([name, sql]) => [name, render(sql!, values)]),
  );
}

/** The rows of the main statement and of every part. */
export async function answer<P extends ParamSpecs>(
  database: DuckDBConnection,
  asked: Asked<P>,
  given: Readonly<Record<string, unknown>>,
  asOf: string,
): Promise<Readonly<Record<string, readonly Row[]>>> {
  const answers: Record<string, readonly Row[]> = {};
  for (const [name, sql] of Object.entries(statements(asked, given, asOf)))
    answers[name] = (await database.runAndReadAll(sql)).getRowObjectsJS() as readonly Row[];
  return answers;
}
