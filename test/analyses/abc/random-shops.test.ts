/** ABC against its reference on random shops, and what must hold of any. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { abc } from "../../../src/analyses/abc/analysis.ts";
import { tiersOf } from "../../../src/analyses/abc/params.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt } from "../../support/analyse.ts";
import { randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import {
  referenceBootstrap,
  referenceGini,
  referenceOtherTiers,
  referenceRows,
  referenceXyz,
  type Seen,
} from "./reference.ts";
import { abcOf, duckdb, runAbc } from "./run.ts";

/** Random shops of 100 days, some orders with shipping, tax and refunds. */
const shops: fc.Arbitrary<readonly ShopOrder[]> = fc
  .tuple(
    randomShops({ orders: 40, days: 100 }),
    fc.array(
      fc.record({
        extra: fc.constantFrom(undefined, 0, 4.99),
        refund: fc.constantFrom(undefined, undefined, 5, 12.5),
        at: fc.constantFrom(null, "2024-02-20", "2024-03-20", "2024-04-30"),
      }),
      { minLength: 40, maxLength: 40 },
    ),
  )
  .map(([shop, extras]) =>
    shop.map((order, index) => {
      const { extra, refund, at } = extras[index]!;
      return {
        ...order,
        ...(extra !== undefined && { shipping: extra, tax: extra / 2 }),
        ...(refund !== undefined && { refunds: [{ at: at && at < order.at ? null : at, amount: refund }] }),
      };
    }),
  );

const options = fc
  .record({
    entity: fc.constantFrom("customer", "product", "category", "channel", "country"),
    by: fc.constantFrom("net_amount", "profit", "quantity", "orders"),
    cut: fc.constantFrom("cumulative", "headcount"),
    cumulative_cuts: fc.constantFrom([0.8, 0.95], [0.5], [0.2, 0.4, 0.6, 0.8]),
    headcount_cuts: fc.constantFrom([0.2, 0.5], [0.1], [0.1, 0.3, 0.7]),
    cost_per_order: fc.constantFrom(0, 2.5),
    service_cost_per_customer: fc.constantFrom(0, 6),
    incentive_rate: fc.constantFrom(0, 0.05),
    period: fc.constantFrom("week", "month", "day"),
  })
  .map((given) => parseParams(abc.params, given));

const days = fc.constantFrom("2024-02-15", "2024-03-31", "2024-04-09");
const seen = fc.record({
  asOf: days,
  observedThrough: days,
  weekStart: fc.constantFrom("monday" as const, "sunday" as const),
  refunds: fc.constantFrom("reduce_original" as const, "at_refund_date" as const),
});

const contextOf = (look: Seen) =>
  contextAt(look.asOf, look.observedThrough, { week_start: look.weekStart, refund_policy: look.refunds });
const near = (value: number | null, digits = 9) => (value === null ? null : Number(value.toFixed(digits)));

it("has the values, tiers, flags, margins and returns of the reference", async () => {
  await fc.assert(
    fc.asyncProperty(shops, options, seen, async (shop, params, look) => {
      const want = referenceRows(shop, params, look);
      const got = await abcOf(shop, params, contextOf(look), { refunds: look.refunds }, [
        "tiers",
        "concentration",
      ]);
      const shown = got.rows.map(({ entity_id, value, rank, tier, flag, margin, roi }) => ({
        entity_id,
        value,
        rank,
        tier,
        flag,
        margin: near(margin),
        roi: near(roi),
      }));
      expect(shown).toEqual(want.map((row) => ({ ...row, margin: near(row.margin), roi: near(row.roi) })));
      // Tiers partition the entities, and shares are of the positive values.
      expect(got.parts.tiers.map(({ tier, entities }) => [tier, entities])).toEqual(
        [...tiersOf(params), "loss"].map((tier) => [tier, want.filter((row) => row.tier === tier).length]),
      );
      const positive = want.reduce((sum, { value }) => sum + Math.max(value, 0), 0);
      for (const row of got.parts.tiers)
        expect(near(row.share_of_value, 6)).toBe(positive === 0 ? null : near(row.value / positive, 6));
      const [concentration] = got.parts.concentration;
      const gini = referenceGini(want.map(({ value }) => value));
      expect(near(concentration!.gini, 6)).toBe(near(gini, 6));
      const first = (share: number) =>
        want.slice(0, Math.ceil(share * want.length)).reduce((sum, { value }) => sum + Math.max(value, 0), 0);
      expect(near(concentration!.top_20, 6)).toBe(positive === 0 ? null : near(first(0.2) / positive, 6));
      expect(near(concentration!.top_10, 6)).toBe(positive === 0 ? null : near(first(0.1) / positive, 6));
    }),
    { seed: 11, numRuns: 30 },
  );
});

it("counts who changes tier as the reference does, under every change and every draw", async () => {
  await fc.assert(
    fc.asyncProperty(shops, options, seen, async (shop, params, look) => {
      const given = { ...params, stability: true };
      const got = await abcOf(shop, given, contextOf(look), { refunds: look.refunds }, [
        "stability",
        "tiers",
      ]);
      const want = referenceRows(shop, params, look);
      const other = referenceOtherTiers(shop, params, look);
      const { shares, perDraw } = referenceBootstrap(shop, params, look);
      const base = want.map(({ tier }) => tier);
      expect(
        got.rows.map((row) => ({
          days_before: row.tier_days_before,
          days_after: row.tier_days_after,
          cuts_down: row.tier_cuts_down,
          cuts_up: row.tier_cuts_up,
          share: near(row.flip_share),
        })),
      ).toEqual(
        base.map((_, index) => ({
          days_before: other.days_before[index],
          days_after: other.days_after[index],
          cuts_down: other.cuts_down[index],
          cuts_up: other.cuts_up[index],
          share: near(shares[index]!),
        })),
      );
      const fragile = base.map(
        (tier, index) =>
          (other.days_before[index] ?? tier) !== tier ||
          other.cuts_down[index] !== tier ||
          other.cuts_up[index] !== tier ||
          shares[index]! > 0.05,
      );
      expect(got.rows.map((row) => row.fragile)).toEqual(fragile);
      const parts = Object.entries(other).map(([perturbation, tiers]) => {
        const both = tiers.flatMap((tier, index) => (tier === null ? [] : [tier !== base[index]]));
        return [perturbation, both.length, both.filter(Boolean).length];
      });
      const draws = perDraw.length === 0 ? 0 : perDraw.reduce((sum, each) => sum + each, 0) / perDraw.length;
      expect(
        got.parts.stability.map(({ perturbation, entities, flipped }) => [
          perturbation,
          entities,
          near(flipped, 6),
        ]),
      ).toEqual([...parts, ["bootstrap", perDraw.length === 0 ? 0 : base.length, near(draws, 6)]]);
      for (const { share, low, high } of got.parts.stability)
        if (share !== null) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(high).toBeGreaterThanOrEqual(low!);
        }
    }),
    { seed: 12, numRuns: 15 },
  );
});

it("tells how steadily products sell as the reference does", async () => {
  await fc.assert(
    fc.asyncProperty(shops, options, seen, async (shop, params, look) => {
      const given = { ...params, entity: "product", by: "orders" };
      const { parts, rows } = await abcOf(shop, given, contextOf(look), undefined, ["xyz", "matrix"]);
      const want = rows.map(({ entity_id }) => {
        const own = referenceXyz(shop, params, look, entity_id!);
        return { entity_id, ...own, mean: near(own.mean), cv: near(own.cv) };
      });
      const got = parts.xyz.map((row) => ({ ...row, mean: near(row.mean), cv: near(row.cv) }));
      const order = ["entity_id", "periods", "mean", "cv", "class"] as const;
      const plain = (each: readonly Record<string, unknown>[]) =>
        each.map((row) => order.map((name) => row[name]));
      expect(plain(got)).toEqual(plain(want));
      expect(parts.matrix.reduce((sum, { entities }) => sum + entities, 0)).toBe(rows.length);
    }),
    { seed: 13, numRuns: 15 },
  );
});

it("is the same from orders up to the as-of date alone, and whatever their order in the tables", async () => {
  await fc.assert(
    fc.asyncProperty(shops, options, seen, async (shop, params, look) => {
      const capped = { ...look, observedThrough: [look.asOf, look.observedThrough].sort()[0]! };
      const policy = { refunds: look.refunds };
      const names = ["tiers", "concentration", "curve", "flagged", "xyz", "matrix", "costs"] as const;
      const whole = await abcOf(shop, params, contextOf(look), policy, names);
      const before = shop
        .filter(({ at }) => at.slice(0, 10) <= look.asOf)
        .map((order) =>
          look.refunds === "at_refund_date" && order.refunds
            ? { ...order, refunds: order.refunds.filter(({ at }) => (at ?? "") <= look.asOf) }
            : order,
        );
      const replayed = await abcOf(before, params, contextOf(capped), policy, names);
      expect(replayed).toEqual(whole);
      await abcOf(shop, params, contextOf(look), policy, []);
      const database = await duckdb();
      for (const table of ["orders", "order_lines", "refunds", "products", "customers"])
        await database.run(`create or replace table ${table} as from ${table} as t order by md5(t::text)`);
      expect(await runAbc(params, contextOf(look), names)).toEqual(whole);
    }),
    { seed: 14, numRuns: 8 },
  );
});

it("draws blocks of neighbours as firmly as each of many entities alone", async () => {
  const many = Array.from({ length: 1200 }, (_, index): ShopOrder => ({
    id: `o${index}`,
    customer: `c${String(index).padStart(4, "0")}`,
    at: "2024-03-01",
    amount: 1 + Math.round(40_000 / (index + 20)) / 100,
  }));
  const look: Seen = {
    asOf: "2024-03-31",
    observedThrough: "2024-03-31",
    weekStart: "monday",
    refunds: "reduce_original",
  };
  for (const cut of ["cumulative", "headcount"]) {
    const params = parseParams(abc.params, { cut, stability: true });
    const got = await abcOf(many, params, contextOf(look), undefined, ["stability"]);
    const { perDraw } = referenceBootstrap(many, params, look);
    const mean = perDraw.reduce((sum, each) => sum + each, 0) / perDraw.length;
    const { flipped, share, low, high } = got.parts.stability.at(-1)!;
    // Other draws of the same spread: their means differ by some standard errors at most.
    expect(Math.abs(flipped / mean - 1)).toBeLessThan(0.2);
    expect([low! < share!, share! < high!]).toEqual([true, true]);
    const mid = got.rows.reduce((sum, { flip_share }) => sum + flip_share!, 0);
    expect(near(mid, 6)).toBe(near(flipped, 6));
  }
});
