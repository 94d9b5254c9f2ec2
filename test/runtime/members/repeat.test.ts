import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { AnyAnalysis, ChartView, Mark, Result } from "../../../src/analyses/analysis.ts";
import { repurchase } from "../../../src/analyses/repurchase/analysis.ts";
import type { RepurchaseResult } from "../../../src/analyses/repurchase/result.ts";
import { survival } from "../../../src/analyses/survival/analysis.ts";
import type { SurvivalResult } from "../../../src/analyses/survival/result.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { countedDays } from "../../../src/runtime/filter-sql.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { statementsOf } from "../../../src/runtime/statements.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** What a cell of the analysis shows over the filtered orders, and how many customers are behind a mark. */
async function looked(analysis: AnyAnalysis, given: object, plain: Context, filter: Filter) {
  const params = parseParams(analysis.params, given) as Record<string, unknown>;
  const days = countedDays(filter);
  const context = { ...plain, counted_from: days.from, counted_through: days.to };
  const { sql, partSql } = statementsOf(analysis, params, context);
  const parts: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(partSql))
    parts[name] = await duckdb.rows(filtered(text, filter, context));
  const result = { rows: await duckdb.rows(filtered(sql, filter, context)), whole: true, parts };
  return {
    result: result as never as Result,
    view: (): ChartView =>
      analysis.chart(result as never, params as never, { ...tellingOf("en", context), width: 900 }),
    async behind(mark: Mark): Promise<number> {
      const text = membersSql(analysis, params, context, mark);
      return (await duckdb.rows(filtered(text, filter, context))).length;
    },
  };
}

const filters: fc.Arbitrary<Filter> = fc.constantFrom<Filter>(
  { clauses: [] },
  { clauses: [{ by: "date", from: "2024-02-10", to: "2024-06-05" }] },
  { clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "orders", not: false }] },
);
const contexts = fc.constantFrom(
  contextAt("2024-07-15", "2024-07-10"),
  contextAt("2024-05-31", "2024-05-31", { observed_from: "2023-01-01" }),
);
const shops = randomShops({ days: 220, customers: 10 });

describe("the customers behind survival", () => {
  it("are as many as the curve, its table and its stops say", async () => {
    const options = fc.record({
      purchase: fc.constantFrom(2, 3),
      split_by: fc.constantFrom("none", "channel", "product", "category"),
      groups: fc.constant(2),
      at_days: fc.constant([30, 90]),
    });
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, filters, async (shop, params, context, filter) => {
        await duckdb.build(shop);
        const { result, view, behind } = await looked(survival, params, context, filter);
        const { rows, parts } = result as never as SurvivalResult;
        for (const row of rows.filter((_, index) => index % 5 === 0))
          expect(await behind(survival.rowMark!(row)!)).toBe(row.events + row.censored);
        for (const row of parts.at_days) {
          const place = { position: row.position, at_day: row.days };
          expect(await behind({ ...place, returned: true })).toBe(row.events);
          expect(await behind({ ...place, at_risk: true })).toBe(row.n);
        }
        for (const { position, customers, events } of parts.quantiles.filter(({ share }) => share === 0.5)) {
          expect(await behind({ position, ended: true })).toBe(events);
          expect(await behind({ position, ended: false })).toBe(customers - events);
        }
        const { figures, table } = view();
        const marks = [...figures.flatMap(({ stops }) => stops.map(({ who }) => who)), ...(table?.who ?? [])];
        expect(marks.every((mark) => mark !== undefined)).toBe(true);
        if (marks[0]) expect(await behind(marks[0])).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 7, seed: 11, endOnFailure: true },
    );
  });
});

describe("the customers behind repurchase", () => {
  it("are as many as every period and window says, those who ordered and those who did not", async () => {
    const options = fc.record({
      period: fc.constantFrom("month", "quarter"),
      customers_from: fc.constantFrom("all", "new", "returning"),
      windows: fc.constant([30, 90]),
    });
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, filters, async (shop, params, context, filter) => {
        await duckdb.build(shop);
        const { result, view, behind } = await looked(repurchase, params, context, filter);
        const { rows, parts } = result as never as RepurchaseResult;
        for (const row of rows.filter((_, index) => index % 3 === 0)) {
          const { period_start, step } = row;
          expect(await behind(repurchase.rowMark!(row)!)).toBe(row.customers);
          expect(await behind({ period_start, step, ordered: false })).toBe(row.n - row.customers);
        }
        for (const row of parts.windows) {
          const place = { within_days: row.days };
          expect(await behind({ ...place, watched: true, ordered: true })).toBe(row.customers);
          expect(await behind({ ...place, watched: true })).toBe(row.n);
          expect(await behind({ ...place, ordered: true })).toBe(row.returned);
        }
        const { figures, table } = view();
        expect(figures.every(({ stops }) => stops.every(({ who }) => who !== undefined))).toBe(true);
        for (const [index, mark] of (table?.who ?? []).entries())
          expect(mark === undefined).toBe(parts.windows[index]!.n === 0);
      }),
      { numRuns: 5, seed: 12, endOnFailure: true },
    );
  });
});
