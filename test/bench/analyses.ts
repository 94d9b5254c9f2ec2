/**
 * Every analysis on a million customers with its defaults: main query and parts, in the app's engine (WebAssembly, its
 * memory limit) and in native DuckDB on one thread, the same statements. `npm run bench:analyses -- 100000 rfm abc`
 * chooses the number of customers and the analyses.
 */
import { runnerImport } from "vite";
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import { computeFit } from "../../src/analyses/fits.ts";
import type * as registry from "../../src/analyses/index.ts";
import { DuckDbEngine } from "../../src/engine/duckdb.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { Fits } from "../../src/runtime/fits.ts";
import { fitStatement, statementsOf, type CheckedParams } from "../../src/runtime/statements.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import type { Context } from "../../src/sql/query.ts";
import { openNativeEngine } from "../support/native-engine.ts";
import { nodeHost } from "../support/node-host.ts";
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
const asked = process.argv.slice(2);
const customers = Number(asked.find((each) => /^\d+$/.test(each)) ?? 1_000_000);
const chosen = asked.filter((each) => !/^\d+$/.test(each));
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2).padStart(7);

/** Milliseconds of a statement whose rows are read as a cell reads them; throws what the engine throws. */
async function timed(engine: Engine, sql: string, maxRows: number): Promise<number> {
  const from = performance.now();
  await engine.query(sql, { maxRows });
  return performance.now() - from;
}

/** The context with the values of an analysis's fit, computed in place from the rows that the app's engine gives. */
async function fittedContext(analysis: AnyAnalysis, params: CheckedParams): Promise<Context> {
  const sql = fitStatement(analysis, params, context);
  if (sql === null) return context;
  const fits = new Fits(engines[0], ({ id, columns, ...given }) =>
    computeFit(id, columns, given.params, given.context),
  );
  const from = performance.now();
  const fitted = await fits.compute({ analysis, params, context, sql });
  console.log(`${analysis.id.padEnd(20)} fit ${seconds(performance.now() - from)}`);
  return { ...context, fitted };
}

const engines = [await DuckDbEngine.open(nodeHost), await openNativeEngine(":memory:")] as const;
for (const engine of engines) await engine.define(manyCustomersSql(customers));
const [size] = (await engines[0].query("select count(*)::integer as orders from orders")).toArray() as [
  { orders: number },
];
console.log(
  `${customers} customers, ${size.orders} orders; seconds in WebAssembly, natively, and their ratio`,
);
for (const analysis of module.analyses) {
  if (chosen.length > 0 && !chosen.includes(analysis.id)) continue;
  const params = parseParams(analysis.params as ParamSpecs, {});
  const fitted = await fittedContext(analysis, params);
  const { sql, partSql } = statementsOf(analysis, params, fitted);
  const texts = [["rows", sql] as const, ...Object.entries(partSql)];
  for (const [name, text] of texts) {
    const times: number[] = [];
    let fault = "";
    for (const engine of engines)
      try {
        times.push(await timed(engine, text, analysis.rowLimit ?? 1_000_000));
      } catch (thrown) {
        fault = (thrown as Error).message.split("\n")[0]!;
        times.push(Number.NaN);
      }
    const ratio = (times[0]! / times[1]!).toFixed(2);
    console.log(
      `${analysis.id.padEnd(20)} ${name.padEnd(16)} ${times.map(seconds).join(" ")}  ${ratio} ${fault}`,
    );
  }
}
for (const engine of engines) await engine.close();
