import { beforeAll, describe, expect, it } from "vitest";
import { rfmMigration } from "../../../src/analyses/rfm-migration/analysis.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (customer: string | null, at: string, amount: number): ShopOrder => ({ customer, at, amount });

/**
 * Typed cuts at 30 days, 1 order and 100: high is up to 30 days, from the second order, above 100. On 31 January Ann and Bob
 * are high in R and F, Cid in R; on 31 March only Cid and Dee have ordered lately, Dee is new.
 */
const shop: readonly ShopOrder[] = [
  order("Ann", "2024-01-05", 80),
  order("Ann", "2024-01-31 23:00:00", 40),
  order("Bob", "2024-01-10", 30),
  order("Bob", "2024-01-20", 30),
  order("Cid", "2024-01-15", 20),
  order("Cid", "2024-03-20", 90),
  order("Dee", "2024-03-25", 10),
  order(null, "2024-03-26", 500),
  order("Eve", "2024-04-01", 10),
];
const cuts = [{ r: 30, f: 1, m: 100 }];
const fields = { scheme: "quadrants", method: "custom", cuts, from: "2024-01-31", dates: 3 };

async function run(given: object, orders = shop, more: ShopMore = {}, context = contextAt("2024-03-31")) {
  await duckdb.build(orders, more);
  return duckdb.analyse(rfmMigration, { ...fields, ...given }, context);
}

const held = (rows: Awaited<ReturnType<typeof run>>["rows"]) =>
  rows
    .filter(({ customers }) => customers > 0)
    .map(({ from_segment, to_segment, customers, share, net_amount_change, n }) => [
      from_segment,
      to_segment,
      customers,
      share,
      net_amount_change,
      n,
    ]);

describe("the rows", () => {
  it("have every pair of segments once, then the new ones, each share of its first segment with its interval", async () => {
    const { rows } = await run({});
    expect(rows).toHaveLength(5 * 4);
    expect(held(rows)).toEqual([
      ["Recent, often", "Often, gone quiet", 2, 1, 0, 2],
      ["Recent, seldom", "Recent, often", 1, 1, 90, 1],
      ["new", "Recent, seldom", 1, 1, 10, 1],
    ]);
    const { low, high } = rows.find(({ to_segment }) => to_segment === "Often, gone quiet")!;
    const interval = wilsonInterval(2, 2)!;
    expect(low).toBeCloseTo(interval.low, 12);
    expect(high).toBeCloseTo(interval.high, 12);
    expect(rows.find(({ n }) => n === 0)).toMatchObject({ customers: 0, share: null, low: null, high: null });
  });

  it("begin 90 days before as_of unless a date is given", async () => {
    const { rows } = await run({ from: null });
    // 1 January: nobody had ordered
    expect(held(rows)).toEqual([
      ["new", "Recent, often", 1, 0.25, 110, 4],
      ["new", "Recent, seldom", 1, 0.25, 10, 4],
      ["new", "Often, gone quiet", 2, 0.5, 180, 4],
    ]);
  });

  it("of another pair of scores are its fields", async () => {
    const { rows } = await run({ pair: "frequency_monetary" });
    expect(held(rows)).toEqual([
      ["Often, high spend", "Often, high spend", 1, 1, 0, 1],
      ["Often, low spend", "Often, low spend", 1, 1, 0, 1],
      ["Seldom, low spend", "Often, high spend", 1, 1, 90, 1],
      ["new", "Seldom, low spend", 1, 1, 10, 1],
    ]);
  });

  it("have those whom the window leaves out as outside, and what the windows differ by", async () => {
    const { rows } = await run({ window_days: 31 });
    expect(held(rows)).toEqual([
      ["Recent, often", "outside", 2, 1, -180, 2],
      ["Recent, seldom", "Recent, seldom", 1, 1, 70, 1],
      ["new", "Recent, seldom", 1, 1, 10, 1],
    ]);
    const back = await run({ window_days: 20, from: "2024-03-15" });
    // Ann and Bob are in neither window; Cid had ordered before, so he is not new
    expect(held(back.rows)).toEqual([
      ["new", "Recent, seldom", 1, 1, 10, 1],
      ["outside", "Recent, seldom", 1, 1, 90, 1],
    ]);
  });

  it("book refunds on their day where they are counted so, else with their order", async () => {
    const orders = [
      { ...order("Ann", "2024-01-05", 80), refunds: [{ at: "2024-02-10", amount: 30 }] },
      { ...order("Bob", "2024-01-06", 80), refunds: [{ at: null, amount: 10 }] },
      { ...order("Cid", "2024-01-06", 80), refunds: [{ at: "2024-04-02", amount: 50 }] },
    ];
    const change = async (refunds: ShopMore["refunds"]) => {
      const context = contextAt("2024-03-31", "2024-03-31", { refund_policy: refunds! });
      const { rows } = await run({}, orders, { refunds: refunds! }, context);
      return rows.reduce((sum, { net_amount_change }) => sum + net_amount_change, 0);
    };
    expect(await change("at_refund_date")).toBe(-30);
    expect(await change("reduce_original")).toBe(0);
  });
});

describe("the series", () => {
  it("has the sizes at as_of and a month or quarter apart before it, open where the data do not reach", async () => {
    const { parts } = await run({}, shop, {}, contextAt("2024-03-31", "2024-03-30"));
    const sizes = parts.sizes.filter(({ customers }) => customers > 0);
    expect(sizes).toEqual([
      { date: "2024-01-31", segment: "Recent, often", customers: 2, share: 2 / 3, complete: true },
      { date: "2024-01-31", segment: "Recent, seldom", customers: 1, share: 1 / 3, complete: true },
      { date: "2024-02-29", segment: "Recent, often", customers: 1, share: 1 / 3, complete: true },
      { date: "2024-02-29", segment: "Often, gone quiet", customers: 1, share: 1 / 3, complete: true },
      { date: "2024-02-29", segment: "Seldom, gone quiet", customers: 1, share: 1 / 3, complete: true },
      { date: "2024-03-31", segment: "Recent, often", customers: 1, share: null, complete: false },
      { date: "2024-03-31", segment: "Recent, seldom", customers: 1, share: null, complete: false },
      { date: "2024-03-31", segment: "Often, gone quiet", customers: 2, share: null, complete: false },
    ]);
    const quarters = await run({ step: "quarter", dates: 2 });
    expect([...new Set(quarters.parts.sizes.map(({ date }) => date))]).toEqual(["2023-12-31", "2024-03-31"]);
    expect(quarters.parts.sizes.filter(({ date }) => date < "2024")).toHaveLength(4);
    expect(quarters.parts.sizes[0]).toMatchObject({ customers: 0, share: null, complete: true });
  });
});
