/** Fits of analyses over a native DuckDB, computed in place. */
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import { computeFit } from "../../src/analyses/fits.ts";
import { fitStatement, type CheckedParams } from "../../src/runtime/statements.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import type { Context } from "../../src/sql/query.ts";
import type { NativeDuckDb } from "./native.ts";

/** The context with the values of the analysis's fit over these tables. */
export async function withNativeFit(
  duckdb: Pick<NativeDuckDb, "rows">,
  analysis: AnyAnalysis,
  params: Readonly<Record<string, unknown>>,
  context: Context,
  change: (sql: string) => string = (sql) => sql,
): Promise<Context> {
  const checked = parseParams(analysis.params as ParamSpecs, params) as CheckedParams;
  const sql = fitStatement(analysis, checked, context);
  if (sql === null) return context;
  const rows = await duckdb.rows(change(sql));
  const columns = Object.fromEntries(
    analysis.fit!.columns.map((name) => [
      name,
      Float64Array.from(rows, (row) => (row[name] === null ? NaN : Number(row[name]))),
    ]),
  );
  return { ...context, fitted: await computeFit(analysis.id, columns, checked, context) };
}
