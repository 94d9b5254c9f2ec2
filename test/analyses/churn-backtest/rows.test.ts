/** churn-backtest on small shops, counted by hand, and random ones against plain loops. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { churnBacktest } from "../../../src/analyses/churn-backtest/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { handShop } from "../churn-status/hand-shop.ts";
import { backtest, choose, type Ask } from "./reference.ts";

fc.configureGlobal({ baseSize: "medium" });

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** The rule without the model beside it, which chances.test.ts has. */
const rule = { ...churnBacktest, parts: { multiples: churnBacktest.parts.multiples } };

const typed = { cycle: "typed", cycle_days: 30, horizon_days: 30, dates: 2, every_days: 30 };
const round = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));

describe("a small shop with a cycle of 30 days, by hand", () => {
  it("flags by the wait on each date and counts who ordered within 30 days", async () => {
    await duckdb.build(handShop);
    const { rows, parts } = await duckdb.analyse(
      churnBacktest,
      { ...typed, multiples: [1, 2], cost_false_alarm: 2, cost_missed: 5 },
      contextAt("2024-06-30"),
    );
    // 1 May: bob 30 days, cid 117, dan 52, eve 30, fay 31, gus 0; by 31 May bob and cid have ordered.
    // 31 May: bob 1, cid 0, dan 82, eve 60, fay 61, gus 30; by 30 June dan and gus have ordered.
    expect(rows.map((row) => Object.values(row))).toEqual([
      [
        "2024-05-01",
        1,
        3,
        1,
        1 / 3,
        expect.any(Number),
        expect.any(Number),
        1 - 1 / 3,
        0.5,
        100 / 6,
        12,
        6,
        4,
        30,
        "earlier",
        true,
        null,
        null,
        null,
      ],
      [
        "2024-05-01",
        2,
        1,
        1,
        1,
        expect.any(Number),
        1,
        0,
        0,
        100 / 6,
        22,
        6,
        4,
        30,
        "earlier",
        true,
        null,
        null,
        null,
      ],
      [
        "2024-05-31",
        1,
        3,
        1,
        1 / 3,
        expect.any(Number),
        expect.any(Number),
        1 - 1 / 3,
        0.5,
        100 / 6,
        12,
        6,
        4,
        30,
        "later",
        true,
        null,
        null,
        null,
      ],
      [
        "2024-05-31",
        2,
        2,
        1,
        0.5,
        expect.any(Number),
        expect.any(Number),
        0.5,
        0.25,
        100 / 6,
        17,
        6,
        4,
        30,
        "later",
        true,
        null,
        null,
        null,
      ],
    ]);
    expect(
      parts.multiples.map(({ half, m, flagged, returned, cost, chosen }) => [
        half,
        m,
        flagged,
        returned,
        cost,
        chosen,
      ]),
    ).toEqual([
      ["earlier", 1, 3, 1, 12, true],
      ["earlier", 2, 1, 1, 22, false],
      ["later", 1, 3, 1, 12, true],
      ["later", 2, 2, 1, 17, false],
      ["all", 1, 6, 2, 24, true],
      ["all", 2, 3, 2, 39, false],
    ]);
  });

  it("takes the longer wait where false alarms are dear", async () => {
    await duckdb.build(handShop);
    const { parts } = await duckdb.analyse(
      churnBacktest,
      { ...typed, multiples: [1, 5], cost_false_alarm: 100, cost_missed: 1 },
      contextAt("2024-06-30"),
    );
    expect(parts.multiples.find(({ chosen }) => chosen)!.m).toBe(5);
  });

  it("flags nobody on a date without a cycle, and says so", async () => {
    await duckdb.build(handShop);
    const { rows, parts } = await duckdb.analyse(
      churnBacktest,
      { ...typed, cycle: "computed", multiples: [1] },
      contextAt("2024-06-30"),
    );
    expect(
      rows.map(({ flagged, share, recall, cost, complete }) => [flagged, share, recall, cost, complete]),
    ).toEqual([
      [0, null, null, null, false],
      [0, null, null, null, false],
    ]);
    expect(parts.multiples).toEqual([]);
  });
});

const asks: fc.Arbitrary<Ask> = fc.record({
  cycle: fc.constantFrom("computed" as const, "computed" as const, "typed" as const),
  cycle_days: fc.constantFrom(15, 33.5),
  horizon_days: fc.constantFrom(20, 45),
  dates: fc.integer({ min: 2, max: 6 }),
  every_days: fc.constantFrom(7, 20),
  multiples: fc.constantFrom([0.5, 1, 3], [1, 2]),
  cost_false_alarm: fc.constantFrom(1, 3),
  cost_missed: fc.constantFrom(1, 0.5),
});
const shops = randomShops({ customers: 9, days: 250, orders: 90 });
const days = fc.record({ asOf: fc.integer({ min: 160, max: 255 }), unseen: fc.constantFrom(0, 5) });

it("has the flags, returns and costs of the definition on every random shop", async () => {
  let [flagged, computed, chosen] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(shops, asks, days, async (shop, ask, day) => {
      await duckdb.build(shop);
      const asOf = addDays(firstDay, day.asOf);
      const observed = addDays(asOf, -day.unseen);
      const { rows, parts } = await duckdb.analyse(
        rule,
        { ...ask, model: "none" },
        contextAt(asOf, observed),
      );
      const want = backtest(shop, ask, asOf, observed);
      expect(
        rows.map((row) => ({
          ...row,
          share: round(row.share),
          low: round(row.low),
          high: round(row.high),
          precision: round(row.precision),
          recall: round(row.recall),
          false_alarms_per_100: round(row.false_alarms_per_100),
          cost: round(row.cost),
          cycle_days: round(row.cycle_days),
        })),
      ).toEqual(
        want.map((row) => {
          const interval = wilsonInterval(row.returned, row.flagged);
          return {
            ...row,
            share: round(row.share),
            low: round(interval?.low ?? null),
            high: round(interval?.high ?? null),
            precision: round(row.precision),
            recall: round(row.recall),
            false_alarms_per_100: round(row.false_alarms_per_100),
            cost: round(row.cost),
            cycle_days: round(row.cycle_days),
            p_alive: null,
            chance: null,
            lowest_share: null,
          };
        }),
      );
      const best = choose(want);
      expect(parts.multiples.find((row) => row.chosen)?.m ?? null).toBe(best);
      flagged += want.reduce((sum, row) => sum + row.returned, 0);
      computed += ask.cycle === "computed" && want.some(({ complete }) => complete) ? 1 : 0;
      chosen += best === null ? 0 : 1;
    }),
    { seed: 21, numRuns: 20 },
  );
  expect([flagged > 50, computed > 3, chosen > 5]).toEqual([true, true, true]);
});

it("uses nothing from after its dates: another future moves neither flags, cycles nor the choice", async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(
      shops,
      asks,
      fc.array(fc.nat(8), { minLength: 5, maxLength: 20 }),
      async (shop, ask, others) => {
        const observed = addDays(firstDay, 240);
        const context = contextAt(observed);
        const read = async (orders: readonly ShopOrder[]) => {
          await duckdb.build(orders);
          return duckdb.analyse(rule, { ...ask, model: "none" }, context);
        };
        const before = await read(shop);
        const dates = [...new Set(before.rows.map(({ date }) => date))];
        if (dates.length < 2) return;
        // After the last day that the earlier dates need, everything happens otherwise.
        const earlier = dates.filter((date) =>
          before.rows.some((row) => row.date === date && row.half === "earlier"),
        );
        const cut = [addDays(earlier.at(-1)!, ask.horizon_days), dates[0]!].sort().at(-1)!;
        const future = others.map((id, index): ShopOrder => ({
          id: `f${String(index).padStart(3, "0")}`,
          customer: String.fromCharCode(97 + id),
          at: addDays(cut, 1 + index * 2),
          amount: 5,
        }));
        const kept = shop.filter(({ at }) => at.slice(0, 10) <= cut);
        const after = await read([...kept, ...future.filter(({ at }) => at <= observed)]);
        const known = ({ rows }: typeof before) =>
          rows
            .filter(({ date }) => date <= cut)
            .map(({ date, m, flagged, n, cycle_days }) => [date, m, flagged, n, cycle_days]);
        expect(known(after)).toEqual(known(before));
        const settled = ({ rows }: typeof before) => rows.filter(({ half }) => half === "earlier");
        expect(settled(after)).toEqual(settled(before));
        const choice = ({ parts }: typeof before) => parts.multiples.find(({ chosen }) => chosen)?.m;
        expect(choice(after)).toBe(choice(before));
        if (JSON.stringify(after.rows) !== JSON.stringify(before.rows)) moved++;
      },
    ),
    { seed: 22, numRuns: 10 },
  );
  // The other future was another one.
  expect(moved).toBeGreaterThan(4);
});
