/** The customers behind the rungs of order-ladder and the gaps of purchase-cycle are as many as their figures say. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { AnyAnalysis, Mark } from "../../../src/analyses/analysis.ts";
import { orderLadder } from "../../../src/analyses/order-ladder/analysis.ts";
import { purchaseCycle } from "../../../src/analyses/purchase-cycle/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { countedDays } from "../../../src/runtime/filter-sql.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { statementsOf } from "../../../src/runtime/statements.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const filters = fc.constantFrom<Filter>(
  { clauses: [] },
  { clauses: [{ by: "date", from: "2024-02-10", to: "2024-05-05" }] },
  { clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "orders", not: false }] },
);
const contexts = fc
  .record({ days: fc.integer({ min: 90, max: 200 }), unseen: fc.integer({ min: 0, max: 9 }) })
  .map(({ days, unseen }) => contextAt(addDays(firstDay, days), addDays(firstDay, days - unseen)));
const shops = randomShops({ customers: 5, days: 180 });

/** The rows and stops of an analysis over the filtered orders, and how many customers are behind a mark. */
async function looked(analysis: AnyAnalysis, given: object, plain: Context, filter: Filter) {
  const params = parseParams(analysis.params, given) as Record<string, unknown>;
  const days = countedDays(filter);
  const context = { ...plain, counted_from: days.from, counted_through: days.to };
  const { sql, partSql } = statementsOf(analysis, params, context);
  const parts: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(partSql))
    parts[name] = await duckdb.rows(filtered(text, filter, context));
  const result = { rows: await duckdb.rows(filtered(sql, filter, context)), whole: true, parts } as never;
  const view = analysis.chart(result, params, { ...tellingOf("en", context), width: 900 });
  return {
    rows: (result as { rows: readonly Record<string, number>[] }).rows,
    parts: parts as Record<string, readonly Record<string, number>[]>,
    stops: view.figures.flatMap(({ stops }) => stops.flatMap(({ who }) => (who ? [who] : []))),
    behind: async (mark: Mark) =>
      (await duckdb.rows(filtered(membersSql(analysis, params, context, mark), filter, context))).length,
  };
}

it("stand on every rung, went on from it or stopped", async () => {
  const options = fc.record({
    mature_days: fc.constantFrom(0, 20),
    split_by: fc.constantFrom("none", "channel", "product", "category"),
  });
  await fc.assert(
    fc.asyncProperty(shops, options, contexts, filters, async (shop, given, context, filter) => {
      await duckdb.build(shop);
      const { rows, stops, behind } = await looked(orderLadder as AnyAnalysis, given, context, filter);
      for (const row of rows) {
        const rung = { split: row["split"]!, x: row["x"]! };
        const mark = orderLadder.rowMark!(row as never);
        expect(mark === null).toBe(row["n"] === 0);
        if (mark) expect(await behind(mark)).toBe(row["n"]);
        expect(await behind({ ...rung, mature: true, went_on: true })).toBe(row["customers"]);
        expect(await behind({ ...rung, mature: true, went_on: false })).toBe(row["n"]! - row["customers"]!);
        expect(await behind({ ...rung, mature: false })).toBe(row["reached"]! - row["n"]!);
      }
      const countOf = ({ split, x, mature, went_on }: Mark) => {
        const row = rows.find((each) => each["split"] === split && each["x"] === x)!;
        if (mature === false) return row["reached"]! - row["n"]!;
        if (went_on === undefined) return row["n"];
        return went_on ? row["customers"] : row["n"]! - row["customers"]!;
      };
      for (const who of stops.slice(0, 4)) expect([who, await behind(who)]).toEqual([who, countOf(who)]);
    }),
    { seed: 21, numRuns: 9 },
  );
});

it("have a gap in every bar and level, or have not been back", async () => {
  const options = fc.record({
    level: fc.constantFrom("store", "store", "product"),
    detect_promotions: fc.constantFrom("off", "exclude"),
    min_gaps: fc.constant(1),
  });
  await fc.assert(
    fc.asyncProperty(shops, options, contexts, filters, async (shop, given, context, filter) => {
      await duckdb.build(shop);
      const { rows, parts, behind } = await looked(purchaseCycle as AnyAnalysis, given, context, filter);
      for (const row of rows) {
        const mark = purchaseCycle.rowMark!(row as never);
        expect(mark === null).toBe(row["gaps"] === 0);
        if (mark) expect(await behind(mark)).toBe(row["customers"]);
        expect(await behind({ level_id: row["level_id"]!, still_open: true })).toBe(row["open_gaps"]);
      }
      for (const bar of parts["distribution"]!.filter(({ gaps }) => gaps! > 0))
        expect(await behind({ level_id: "store", still_open: false, bin_from: bar["bin_from"]! })).toBe(
          bar["customers"],
        );
    }),
    { seed: 22, numRuns: 4 },
  );
});
