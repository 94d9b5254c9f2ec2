/** What an analysis shows of a shop under a filter, and how many customers are behind a mark of it. */
import type { AnyAnalysis, ChartView, Mark, Result } from "../../../src/analyses/analysis.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { countedDays } from "../../../src/runtime/filter-sql.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { statementsOf } from "../../../src/runtime/statements.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Context } from "../../../src/sql/query.ts";
import { tellingOf } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import type { NativeDuckDb } from "../../support/native.ts";

/** A row of any analysis. */
export type AnyRow = Readonly<Record<string, string | number | boolean | null>>;

/** The result, its view, and the number of customers behind a mark. */
export async function look(
  duckdb: NativeDuckDb,
  analysis: AnyAnalysis,
  given: object,
  plain: Context,
  filter: Filter = { clauses: [] },
) {
  const params = parseParams(analysis.params, given) as Record<string, unknown>;
  const days = countedDays(filter);
  const context = { ...plain, counted_from: days.from, counted_through: days.to };
  const { sql, partSql } = statementsOf(analysis, params, context);
  const parts: Record<string, readonly AnyRow[]> = {};
  for (const [name, text] of Object.entries(partSql))
    parts[name] = await duckdb.rows(filtered(text, filter, context));
  const rows: readonly AnyRow[] = await duckdb.rows(filtered(sql, filter, context));
  return {
    rows,
    parts,
    view: (width = 984): ChartView =>
      analysis.chart({ rows, whole: true, parts } as unknown as Result, params, {
        ...tellingOf("en", context),
        width,
      }),
    async behind(mark: Mark): Promise<number> {
      const text = membersSql(analysis, params, context, mark);
      return (await duckdb.rows(filtered(text, filter, context))).length;
    },
  };
}
