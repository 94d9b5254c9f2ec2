import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { RfmResult } from "../../../src/analyses/rfm/result.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { changes, type Ask } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const asOf = "2024-11-20";
const four = [
  { r: 30, f: 1, m: 50 },
  { r: 90, f: 2, m: 120.5 },
  { r: 180, f: 4, m: 260 },
  { r: 270, f: 7, m: 900 },
];
const asks = fc.constantFrom<Ask>(
  {},
  { scheme: "eight" },
  { scheme: "eight", method: "mean" },
  { scheme: "quadrants", method: "median", pair: "frequency_monetary" },
  { method: "rfm_package" },
  { method: "custom", cuts: four },
  { scheme: "eight", method: "custom", cuts: four.slice(0, 1) },
  { window_days: 60 },
  { monetary: "average_order_value", frequency: "days" },
);

async function stability(ask: Ask) {
  const texts = statements(rfm as never, { ...ask, stability: true }, contextAt(asOf));
  return (await duckdb.rows(texts.parts["stability"]!)) as unknown as RfmResult["parts"]["stability"];
}

/** The same figures by the reference. */
async function compare(shop: readonly ShopOrder[], ask: Ask): Promise<readonly string[]> {
  const want = changes(shop, asOf, ask);
  const rows = await stability(ask);
  const n = want.now.size;
  if (n === 0) {
    expect(rows.filter(({ customers }) => customers > 0)).toEqual([]);
    return [];
  }
  const row = (perturbation: string) => {
    const { customers, flipped, only_now, only_then } = rows.find(
      (each) => each.perturbation === perturbation && each.segment === null,
    )!;
    return [customers, Number(flipped.toFixed(9)), only_now, only_then];
  };
  const of = ({ customers, flipped, onlyNow, onlyThen }: typeof want.before) => [
    customers,
    flipped.length,
    onlyNow,
    onlyThen,
  ];
  const mean = want.draws.reduce((sum, draw) => sum + draw.length, 0) / Math.max(want.draws.length, 1);
  expect(row("days_before")).toEqual(of(want.before));
  expect(row("days_after")).toEqual(of(want.after));
  expect(row("cuts_down")).toEqual([n, want.down.length, 0, 0]);
  expect(row("cuts_up")).toEqual([n, want.up.length, 0, 0]);
  expect(row("bootstrap")).toEqual([n, Number(mean.toFixed(9)), 0, 0]);
  expect(row("any")).toEqual([n, want.fragile.length, 0, 0]);
  const bySegment = rows.filter(({ perturbation, segment }) => perturbation === "any" && segment !== null);
  for (const { segment, customers, flipped } of bySegment) {
    const own = [...want.now.values()].filter((each) => each.segment === segment).map(({ seen }) => seen.id);
    expect([customers, flipped]).toEqual([own.length, own.filter((id) => want.fragile.includes(id)).length]);
  }
  for (const { share, low, high, perturbation } of rows) {
    if (share === null || perturbation === "bootstrap") continue;
    expect(low! <= share + 1e-12 && share <= high! + 1e-12).toBe(true);
  }
  return want.fragile;
}

describe("the stability of segments", () => {
  it("is what plain TypeScript counts on random shops, the fragile customers being those of the list", async () => {
    await fc.assert(
      fc.asyncProperty(randomShops({ customers: 12, days: 330 }), asks, async (shop, ask) => {
        await duckdb.build(shop);
        const fragile = await compare(shop, ask);
        if (fragile.length === 0) return;
        const params = parseParams(rfm.params, { ...ask, stability: true });
        const sql = membersSql(rfm as never, params, contextAt(asOf), { fragile: true });
        expect(await duckdb.rows(sql)).toHaveLength(fragile.length);
      }),
      { seed: 5, numRuns: 8 },
    );
  });

  it("draws buckets of customers where there are more than a thousand", async () => {
    const shop = Array.from({ length: 2600 }, (_, index): ShopOrder => ({
      id: `o${index}`,
      customer: `c${(index * 7919) % 1700}`,
      at: addDays(firstDay, (index * index * 31 + index * 17) % 320),
      amount: 5 + ((index * 271) % 9973) / 10,
    }));
    await duckdb.build(shop);
    await compare(shop, {});
  });

  it("is not computed unless it is asked for", async () => {
    const { parts } = await duckdb.analyse(rfm, {}, contextAt(asOf));
    expect(parts.stability).toEqual([]);
  });
});
