/** A run of the weighted score as a cell makes it: the main query once, its parts over what it gave. */
import { weightedScore } from "../../../src/analyses/weighted-score/analysis.ts";
import type { ScoreResult } from "../../../src/analyses/weighted-score/result.ts";
import { valuesOf } from "../../../src/runtime/statements.ts";
import { composePart } from "../../../src/sql/compose.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Context } from "../../../src/sql/query.ts";
import { render } from "../../../src/sql/render.ts";
import { statements } from "../../support/analyse.ts";
import type { NativeDuckDb, NativeValue } from "../../support/native.ts";

/** A row of the main query with the columns of its measures. */
export type ScoreRow = Readonly<Record<string, NativeValue>>;

/** The whole result over the shop in place. */
export async function runKept(
  duckdb: NativeDuckDb,
  given: object,
  context: Context,
): Promise<{ readonly rows: readonly ScoreRow[]; readonly parts: ScoreResult["parts"] }> {
  const { sql } = statements(weightedScore as never, { ...given }, context);
  await duckdb.run(`create or replace temp table kept as ${sql}`);
  const values = valuesOf(weightedScore as never, parseParams(weightedScore.params, given), context);
  const parts: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(weightedScore.parts))
    parts[name] = await duckdb.rows(composePart("select * from kept", render(part.sql, values)));
  return {
    rows: await duckdb.rows("select * from kept order by rowid"),
    parts: parts as unknown as ScoreResult["parts"],
  };
}
