import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { survival } from "../../../src/analyses/survival/analysis.ts";
import { testOf } from "../../../src/analyses/survival/words.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { curveOf, spellsOf, testOf as referenceTest, type ReferenceParams } from "./reference.ts";

// By its own size fast-check gives a dozen orders: too few customers for several groups.
fc.configureGlobal({ baseSize: "medium" });

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const options: fc.Arbitrary<ReferenceParams> = fc.record({
  purchase: fc.constantFrom(2, 2, 3, 4),
  split_by: fc.constantFrom<ReferenceParams["split_by"]>(
    "none",
    "channel",
    "country",
    "product",
    "product",
    "category",
    "category",
  ),
  groups: fc.constantFrom(2, 6),
  at_days: fc.constantFrom([30, 90, 365], [1, 2, 200], []),
  known_new: fc.boolean(),
});
const contexts = fc
  .record({
    days: fc.integer({ min: 0, max: 450 }),
    before: fc.integer({ min: 0, max: 20 }),
    observed_from: fc.constantFrom(null, "2023-06-01"),
  })
  .map(({ days, before, observed_from }) =>
    contextAt(addDays(firstDay, days), addDays(firstDay, days - before), { observed_from }),
  );

/** Random shops whose cups are of no category, so that a first line may have none and a later one may. */
const shops = randomShops({ customers: 12 }).map((shop) =>
  shop.map((order): ShopOrder => ({
    ...order,
    lines: (order.lines ?? []).map(({ category, ...line }) =>
      line.product === "cup" || category === undefined ? line : { ...line, category },
    ),
  })),
);

const close = (actual: number | null, expected: number | null, what: string) => {
  expect([what, actual === null]).toEqual([what, expected === null]);
  if (actual !== null && expected !== null) expect(actual, what).toBeCloseTo(expected, 9);
};

describe("survival of random shops", () => {
  it("equals a reference that counts the customers again for every day", async () => {
    const met = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, async (shop, params, context) => {
        await duckdb.build(shop);
        const result = await duckdb.analyse(survival, { ...params }, context);
        const spells = spellsOf(shop, params, context);
        const positions = [...new Set(spells.map(({ position }) => position))].toSorted((a, b) => a - b);
        const expected = positions.flatMap((position) =>
          curveOf(spells.filter((spell) => spell.position === position)).map((row) => ({
            ...row,
            position,
            others: position > params.groups,
            split:
              position > params.groups ? null : spells.find((spell) => spell.position === position)!.split,
          })),
        );
        met.set(params.split_by, Math.max(positions.length, met.get(params.split_by) ?? 0));
        expect(result.rows.map((row) => row.days)).toEqual(expected.map((row) => row.days));
        result.rows.forEach((row, index) => {
          for (const [name, value] of Object.entries(expected[index]!)) {
            const actual = row[name as keyof typeof row];
            if (typeof value === "number" || typeof actual === "number")
              close(actual as number | null, value as number | null, name);
            else expect([name, actual]).toEqual([name, value]);
          }
        });

        for (const row of result.parts.at_days) {
          const own = spells.filter(({ position }) => position === row.position);
          const held = curveOf(own).findLast(({ days }) => days <= row.days);
          const events = own.filter(({ ended, days }) => ended && days <= row.days).length;
          expect(row).toMatchObject({
            n: own.filter(({ days }) => days >= row.days).length,
            events,
            censored: own.filter(({ ended, days }) => !ended && days < row.days).length,
            // A curve that fell to zero stays there, though others had been lost from sight before.
            complete: own.some(({ days }) => days >= row.days) || held?.survival === 0,
          });
          if (row.complete) close(row.survival, held?.survival ?? 1, "survival at a day");
          else expect([row.survival, row.low, row.high]).toEqual([null, null, null]);
        }
        expect(result.parts.at_days).toHaveLength(positions.length * params.at_days.length);

        for (const row of result.parts.quantiles) {
          const curve = curveOf(spells.filter(({ position }) => position === row.position));
          const first = (of: (step: (typeof curve)[number]) => number | null) =>
            curve.find((step) => (of(step) ?? 2) <= 1 - row.share + 1e-9)?.days ?? null;
          expect([row.days, row.low, row.high]).toEqual([
            first((step) => step.survival),
            first((step) => step.low),
            first((step) => step.high),
          ]);
        }

        const [test, other] = [testOf(result), referenceTest(spells)];
        expect(test?.df).toBe(other?.df);
        if (test && other) close(test.chiSquare, other.chiSquare, "chi square");
        const sum = (of: (row: (typeof result.parts.log_rank)[number]) => number) =>
          result.parts.log_rank.reduce((total, row) => total + of(row), 0);
        expect(sum(({ observed }) => observed)).toBeCloseTo(
          sum(({ expected: e }) => e),
          9,
        );
      }),
      { numRuns: 30, seed: 8, endOnFailure: true },
    );
    for (const split of ["product", "category"]) expect(met.get(split)).toBeGreaterThanOrEqual(3);
  });

  it("are the same whatever the order of the input, and as of a past day as with the orders up to it", async () => {
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, async (shop, params, context) => {
        const look = async (orders: typeof shop) => {
          await duckdb.build(orders);
          return duckdb.analyse(survival, { ...params }, context);
        };
        const result = await look(shop);
        expect(await look(shop.toReversed())).toEqual(result);
        const known = shop.filter(({ at }) => at.slice(0, 10) <= context.as_of);
        // Where the data begin is read from all orders; a typed beginning or none left out makes it the same.
        if (known.length > 0) expect(await look(known)).toEqual(result);
      }),
      { numRuns: 6, seed: 6, endOnFailure: true },
    );
  });
});
