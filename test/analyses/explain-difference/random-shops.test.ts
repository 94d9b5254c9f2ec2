/** explain-difference against plain TypeScript on random shops, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { explainDifference } from "../../../src/analyses/explain-difference/analysis.ts";
import type { DifferenceRow } from "../../../src/analyses/explain-difference/result.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { newcombeInterval } from "../../../src/stats/newcombe.ts";
import { welchInterval } from "../../../src/stats/welch.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";
import { reference, type Asked } from "./reference.ts";

// Shops of all lengths up to the most, where fast-check would keep to about a dozen orders.
fc.configureGlobal({ baseSize: "medium" });

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
});

const shops = randomShops({ orders: 60, days: 200, customers: 24 });
const context = contextAt("2024-07-10", "2024-06-30");
const asked: fc.Arbitrary<Asked> = fc.record({
  what: fc.constantFrom("retention", "range"),
  measure: fc.constantFrom(
    "repeat_rate",
    "average_order_value",
    "net_amount_per_customer",
    "orders_per_customer",
    "margin_per_customer",
  ),
  clock: fc.constantFrom("calendar", "age"),
  return: fc.constantFrom("in", "on_or_after", "by"),
  k: fc.integer({ min: 1, max: 3 }),
  cohorts: fc.constantFrom(
    ["2024-01-01", "2024-02-01"],
    ["2024-03-01", "2024-01-01"],
    ["2024-02-01", "2024-05-01"],
  ),
  ranges: fc.constantFrom(
    [["2024-01-01", "2024-02-10"] as const, ["2024-02-11", "2024-04-30"] as const] as const,
    [["2024-02-01", "2024-05-31"] as const, ["2024-03-01", "2024-04-30"] as const] as const,
    [["2024-01-01", "2024-03-31"] as const, ["2024-04-01", "2024-07-05"] as const] as const,
  ),
  min_group: fc.constantFrom(0, 4),
});
const given = ({ cohorts, ranges, ...plain }: Asked) => ({
  ...plain,
  cohort_0: addDays(cohorts[0], 3),
  cohort_1: cohorts[1],
  from_0: ranges[0][0],
  to_0: ranges[0][1],
  from_1: ranges[1][0],
  to_1: ranges[1][1],
});
const swapped = (one: Asked): Asked => ({
  ...one,
  cohorts: [one.cohorts[1], one.cohorts[0]],
  ranges: [one.ranges[1], one.ranges[0]],
});
const keyOf = ({ dimension, group_name, pooled }: DifferenceRow) =>
  `${dimension}/${pooled ? "pooled:" : group_name === null ? "unknown:" : `named:${group_name}`}`;
const told = (value: number | null) => (value === null ? null : value.toFixed(8).replace(/^-(0\.0+)$/, "$1"));
const plain = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name === "key" || name.startsWith("n_") ? value : told(value as number | null),
    ]),
  );
const byKey = (a: { key?: unknown }, b: { key?: unknown }) => (String(a.key) < String(b.key) ? -1 : 1);

it("every random shop has the rows of the definition, and they add up to the difference", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(shops, asked, async (shop, one) => {
      await database.build(shop);
      const want = reference(shop, context.as_of, context.observed_through, one);
      const { rows, parts } = await database.analyse(explainDifference, given(one), context);
      const got = rows.map((row) => ({
        key: keyOf(row),
        n_0: row.n_0,
        n_1: row.n_1,
        rate_0: row.rate_0,
        rate_1: row.rate_1,
        mix: row.mix,
        rate_effect: row.rate_effect,
      }));
      expect(got.map(plain).toSorted(byKey)).toEqual(want.rows.map(plain).toSorted(byKey));
      const [both] = parts.difference;
      expect([told(both!.rate_0), told(both!.rate_1)]).toEqual(want.figures.map(told));
      if (both!.difference === null) return;
      const size = Math.max(1, Math.abs(both!.rate_0!), Math.abs(both!.rate_1!));
      for (const { dimension, mix, rate_effect, total } of parts.dimensions) {
        compared += 1;
        const own = rows.filter((row) => row.dimension === dimension);
        const sum = own.reduce((all, row) => all + row.mix + row.rate_effect, 0);
        expect(Math.abs(sum - both!.difference)).toBeLessThan(1e-12 * size);
        expect(Math.abs(mix + rate_effect - both!.difference)).toBeLessThan(1e-12 * size);
        expect(Math.abs(total - both!.difference)).toBeLessThan(1e-12 * size);
        const against = own.reduce((all, row) => all + row.mix_against_mean, 0);
        expect(Math.abs(against - mix)).toBeLessThan(1e-12 * size);
        expect(own.reduce((all, row) => all + row.n_0, 0)).toBe(both!.n_0);
      }
      expect(parts.dimensions.filter(({ leads }) => leads).length).toBe(parts.dimensions.length > 0 ? 1 : 0);
    }),
    { seed: 31, numRuns: 12 },
  );
  expect(compared).toBeGreaterThan(10);
});

it("the interval is the published one of the same units", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asked, async (shop, one) => {
      await database.build(shop);
      const { units } = reference(shop, context.as_of, context.observed_through, one);
      const values = ([0, 1] as const).map((side) =>
        units.filter((unit) => unit.side === side).map(({ value }) => value),
      );
      const [zero, ones] = values.map((list) => {
        const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
        const squares = list.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        return { n: list.length, mean, variance: squares / (list.length - 1) };
      });
      const yes = values.map((list) => list.filter((value) => value > 0).length);
      const isShare = one.what === "retention" || one.measure === "repeat_rate";
      const want = isShare
        ? newcombeInterval(yes[0]!, zero!.n, yes[1]!, ones!.n)
        : welchInterval(zero!, ones!);
      const { difference } = (await database.analyse(explainDifference, given(one), context)).parts;
      const { low, high } = difference[0]!;
      if (want === null) expect([low, high]).toEqual([null, null]);
      else {
        expect(Math.abs(low! - want.low)).toBeLessThan(1e-5 * Math.max(1, Math.abs(want.low)));
        expect(Math.abs(high! - want.high)).toBeLessThan(1e-5 * Math.max(1, Math.abs(want.high)));
      }
    }),
    { seed: 32, numRuns: 8 },
  );
});

it("swapping the sides turns every part's sign", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asked, async (shop, one) => {
      await database.build(shop);
      const there = await database.analyse(explainDifference, given(one), context);
      const back = await database.analyse(explainDifference, given(swapped(one)), context);
      const signs = (rows: readonly DifferenceRow[], sign: number) =>
        rows
          .map((row) => ({
            key: keyOf(row),
            mix: told(sign * row.mix),
            rate_effect: told(sign * row.rate_effect),
          }))
          .toSorted(byKey);
      expect(signs(back.rows, -1)).toEqual(signs(there.rows, 1));
    }),
    { seed: 33, numRuns: 5 },
  );
});

it("a day in the past gives what the orders up to it give, in any order", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asked, async (shop, one) => {
      await database.build(shop);
      // Sums of doubles are rounded by the order in which they are added.
      const rounded = async () => {
        const { rows, parts } = await database.analyse(explainDifference, given(one), context);
        const told = (row: object) =>
          Object.entries(row).map(([name, value]) => [
            name,
            typeof value === "number" ? value.toFixed(9) : value,
          ]);
        return JSON.stringify([rows, parts.difference, parts.dimensions].map((list) => list.map(told)));
      };
      const past = await rounded();
      await database.build(shop.filter(({ at }) => at.slice(0, 10) <= context.as_of).toReversed());
      expect((await rounded()).replaceAll("-0.000000000", "0.000000000")).toEqual(
        past.replaceAll("-0.000000000", "0.000000000"),
      );
    }),
    { seed: 34, numRuns: 5 },
  );
});
