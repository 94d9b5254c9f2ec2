import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import type { AnyAnalysis, ChartView, Mark } from "../../src/analyses/analysis.ts";
import { addDays } from "../../src/base/calendar.ts";
import type { Filter } from "../../src/notebook/filter.ts";
import { countedDays } from "../../src/runtime/filter-sql.ts";
import { membersSql } from "../../src/runtime/members-sql.ts";
import { statementsOf } from "../../src/runtime/statements.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { Context } from "../../src/sql/query.ts";
import { contextAt, tellingOf } from "../support/analyse.ts";
import { filtered } from "../support/filtered.ts";
import { NativeDuckDb } from "../support/native.ts";
import type { ShopOrder } from "../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const analysisOf = (id: string): AnyAnalysis => analyses.find((analysis) => analysis.id === id)!;

/** What a cell of the analysis shows over the filtered orders, and how many customers are behind a mark. */
async function looked(id: string, given: object, plain: Context, filter: Filter) {
  const analysis = analysisOf(id);
  const params = parseParams(analysis.params, given) as Record<string, unknown>;
  const days = countedDays(filter);
  const context = { ...plain, counted_from: days.from, counted_through: days.to };
  const { sql, partSql } = statementsOf(analysis, params, context);
  const parts: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(partSql))
    parts[name] = await duckdb.rows(filtered(text, filter, context));
  const result = { rows: await duckdb.rows(filtered(sql, filter, context)), whole: true, parts };
  return {
    result: result as never as { rows: any[]; parts: Record<string, any[]> }, // eslint-disable-line @typescript-eslint/no-explicit-any
    view: (width: number): ChartView =>
      analysis.chart(result as never, params, { ...tellingOf("en", context), width }),
    async behind(mark: Mark): Promise<number> {
      const text = membersSql(analysis, params, context, mark);
      return (await duckdb.rows(filtered(text, filter, context))).length;
    },
  };
}

const none: Filter = { clauses: [] };
const day = (last: number) => fc.integer({ min: 0, max: last }).map((days) => addDays("2024-01-01", days));
const shops = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", null),
    at: day(250),
    amount: fc.integer({ min: -20, max: 300 }),
    channel: fc.constantFrom("web", "app", undefined).map((channel) => channel as string),
    lines: fc.array(
      fc.record({ product: fc.constantFrom("tea", "pot"), amount: fc.integer({ min: 1, max: 50 }) }),
      {
        maxLength: 2,
      },
    ),
  }),
  { minLength: 1, maxLength: 40 },
);
const filters: fc.Arbitrary<Filter> = fc.constantFrom<Filter>(
  none,
  none,
  { clauses: [{ by: "date", from: "2024-03-10", to: "2024-08-05" }] },
  {
    clauses: [{ by: "dimension", dimension: "channel", values: ["web", null], reading: "first", not: false }],
  },
  { clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "orders", not: false }] },
);
const contexts = fc
  .record({ as_of: fc.constantFrom("2024-07-15", "2024-09-10"), before: fc.integer({ min: 0, max: 20 }) })
  .map(({ as_of, before }) => contextAt(as_of, addDays(as_of, -before), { observed_from: "2023-01-01" }));

describe("customers behind the marks", () => {
  it("are as many as every cell of the cohort table says, those who ordered and those who did not", async () => {
    const options = fc.record({
      period: fc.constantFrom("week", "month"),
      clock: fc.constantFrom("calendar", "age"),
      return: fc.constantFrom("in", "on_or_after", "by"),
      split_by: fc.constantFrom("none", "channel"),
    });
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, filters, async (shop, params, context, filter) => {
        await duckdb.build(shop as readonly ShopOrder[]);
        const { result, behind } = await looked("cohort-retention", params, context, filter);
        // Every seventh cell, and every pooled one: a query each.
        for (const row of result.rows.filter((each, index) => each.cohort === null || index % 7 === 0)) {
          const place = {
            split: row.split,
            k: row.k,
            ...(row.cohort === null ? { pooled: true } : { cohort: row.cohort }),
          };
          expect([row, await behind({ ...place, ordered: true })]).toEqual([row, row.customers]);
          if (row.complete)
            expect([row, await behind({ ...place, ordered: false })]).toEqual([row, row.n - row.customers]);
        }
      }),
      { numRuns: 4 },
    );
  });

  it("are as many as every segment, pair of scores and disc of rfm says", async () => {
    const options = fc.record({
      scheme: fc.constantFrom("eleven", "eight", "quadrants"),
      method: fc.constantFrom("quintile", "rfm_package"),
    });
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, filters, async (shop, params, context, filter) => {
        await duckdb.build(shop as readonly ShopOrder[]);
        const { result, behind } = await looked("rfm", params, context, filter);
        const { segments, grid, discs } = result.parts as Record<string, { customers: number }[]>;
        const counts = async (rows: readonly object[], names: readonly string[]) => {
          for (const row of rows as readonly Record<string, number | string | boolean>[])
            expect(await behind(Object.fromEntries(names.map((name) => [name, row[name]!])))).toBe(
              row["customers"],
            );
        };
        await counts(segments!, ["segment"]);
        await counts(
          grid!.filter(({ customers }) => customers > 0),
          ["r", "f"],
        );
        await counts(discs!, ["grid_column", "grid_row", "recent", "often"]);
      }),
      { numRuns: 3 },
    );
  });

  it("are as many as every tier of customers says, and one behind each", async () => {
    await fc.assert(
      fc.asyncProperty(shops, contexts, filters, async (shop, context, filter) => {
        await duckdb.build(shop as readonly ShopOrder[]);
        const { result, behind } = await looked("abc", { entity: "customer" }, context, filter);
        for (const row of result.parts["tiers"]!) expect(await behind({ tier: row.tier })).toBe(row.entities);
        // The first entities of each shop: a query each.
        for (const row of result.rows.slice(0, 3)) expect(await behind({ entity_id: row.entity_id })).toBe(1);
      }),
      { numRuns: 3 },
    );
  });

  it("of a product are those who bought it, guests aside", async () => {
    await duckdb.build([
      { customer: "ann", at: "2025-01-01", amount: 9, lines: [{ product: "tea", amount: 9 }] },
      { customer: "ann", at: "2025-02-01", amount: 9, lines: [{ product: "tea", amount: 9 }] },
      {
        customer: "ben",
        at: "2025-02-01",
        amount: 9,
        lines: [
          { product: "tea", amount: 5 },
          { product: "pot", amount: 4 },
        ],
      },
      { customer: null, at: "2025-02-01", amount: 9, lines: [{ product: "pot", amount: 9 }] },
      { customer: "cleo", at: "2025-04-01", amount: 9, lines: [{ product: "pot", amount: 9 }] },
    ]);
    const { behind } = await looked("abc", { entity: "product" }, contextAt("2025-03-01"), none);
    expect([await behind({ entity_id: "tea" }), await behind({ entity_id: "pot" })]).toEqual([2, 1]);
  });

  it("stand behind every stop of the charts that says so", async () => {
    await duckdb.build(
      ["a", "b", "c", "d"].flatMap((customer, index) =>
        ["2025-01-10", "2025-02-11", "2025-03-12"]
          .slice(0, 1 + (index % 3))
          .map((at) => ({ customer, at, amount: 10 * (index + 1) })),
      ),
    );
    const context = contextAt("2025-04-30", "2025-04-30", { observed_from: "2024-01-01" });
    const marked = {
      "cohort-retention": ["triangle", "curves"],
      rfm: ["discs", "map", "grid"],
      abc: ["pareto"],
    };
    for (const [id, figures] of Object.entries(marked)) {
      const { view, behind } = await looked(id, {}, context, none);
      const drawn = view(1000);
      const stops = drawn.figures.flatMap((figure) =>
        figure.stops.flatMap(({ who }) => (who ? [{ of: figure.id, who }] : [])),
      );
      expect([...new Set(stops.map(({ of }) => of))]).toEqual(
        figures.filter((name) => stops.some(({ of }) => of === name)),
      );
      expect(stops.length).toBeGreaterThan(3);
      for (const { who } of stops) expect(await behind(who)).toBeGreaterThanOrEqual(0);
      for (const who of drawn.table?.who ?? []) if (who) expect(await behind(who)).toBeGreaterThan(0);
    }
  });

  it("refuse a column that no mark has", () => {
    const withoutMembers = Object.fromEntries(
      Object.entries(analysisOf("overview")).filter(([name]) => name !== "members"),
    ) as unknown as AnyAnalysis;
    expect(() =>
      membersSql(analysisOf("rfm"), {}, contextAt("2025-01-01"), { "1=1 or segment": "x" }),
    ).toThrow();
    expect(() => membersSql(withoutMembers, {}, contextAt("2025-01-01"), {})).toThrow(/unknown members/);
  });
});
