/**
 * What each statement of each analysis costs before a row is read: the milliseconds in which native DuckDB plans it, the
 * least of three, over a shop of 300 customers. `npx tsx test/bench/planning.ts rfm abc` chooses the analyses; the
 * slowest come first. Small shops, and the tests over them, wait for little else.
 */
import { runnerImport } from "vite";
import type * as registry from "../../src/analyses/index.ts";
import { membersSql } from "../../src/runtime/members-sql.ts";
import { statementsOf, type CheckedParams } from "../../src/runtime/statements.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import { NativeDuckDb } from "../support/native.ts";
import { withNativeFit } from "../support/native-fit.ts";
import { manyCustomersSql } from "./many-customers.ts";

// Vite reads the texts that analyses import beside their code.
const { module } = await runnerImport<typeof registry>(
  new URL("../../src/analyses/index.ts", import.meta.url).pathname,
);
const context = {
  as_of: "2024-12-31",
  observed_through: "2024-12-30",
  observed_from: null,
  week_start: "monday",
} as const;
const chosen = process.argv.slice(2);

/** Milliseconds of CPU in which a statement is planned, the least of three. */
async function planned(duckdb: NativeDuckDb, sql: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) {
    const from = process.cpuUsage();
    await duckdb.rows(`explain ${sql}`);
    const { user, system } = process.cpuUsage(from);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

const duckdb = await NativeDuckDb.open();
await duckdb.run(manyCustomersSql(300));
const found: { readonly name: string; readonly milliseconds: number }[] = [];
for (const analysis of module.analyses) {
  if (chosen.length > 0 && !chosen.includes(analysis.id)) continue;
  const params = parseParams(analysis.params as ParamSpecs, {}) as CheckedParams;
  const fitted = await withNativeFit(duckdb, analysis, {}, context);
  const { sql, partSql } = statementsOf(analysis, params, fitted);
  const texts = {
    rows: sql,
    ...partSql,
    ...(analysis.members && { members: membersSql(analysis, params, fitted, {}) }),
  };
  for (const [name, text] of Object.entries(texts))
    found.push({
      name: `${analysis.id.padEnd(20)} ${name.padEnd(16)}`,
      milliseconds: await planned(duckdb, text),
    });
}
console.log("milliseconds of planning");
for (const { name, milliseconds } of found.toSorted((a, b) => b.milliseconds - a.milliseconds))
  console.log(`${name} ${milliseconds.toFixed(0).padStart(6)}`);
