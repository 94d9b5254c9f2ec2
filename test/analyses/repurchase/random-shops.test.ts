import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { repurchase } from "../../../src/analyses/repurchase/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { kaplanMeier, medianSurvival } from "../../../src/stats/kaplan-meier.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import { referenceRows, referenceSpells, referenceWindows, type ReferenceParams } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const options: fc.Arbitrary<ReferenceParams> = fc.record({
  period: fc.constantFrom("week" as const, "month" as const, "quarter" as const, "year" as const),
  step: fc.constantFrom(0, 1, 2, 4),
  customers_from: fc.constantFrom("all" as const, "new" as const, "returning" as const),
  windows: fc.constantFrom([30, 60, 90, 180, 365], [1, 200]),
});
const contexts = fc
  .record({
    days: fc.integer({ min: 0, max: 450 }),
    before: fc.integer({ min: 0, max: 20 }),
    observed_from: fc.constantFrom(null, "2023-06-01"),
    week_start: fc.constantFrom("monday" as const, "sunday" as const),
  })
  .map(({ days, before, ...more }) =>
    contextAt(addDays(firstDay, days), addDays(firstDay, days - before), more),
  );
const shops = randomShops({ customers: 10, days: 300 });

const look = async (
  shop: Parameters<typeof referenceRows>[0],
  params: object,
  context: ReturnType<typeof contextAt>,
) => {
  await duckdb.build(shop);
  return duckdb.analyse(repurchase, { ...params }, context);
};

describe("repurchase of random shops", () => {
  it("equals a reference that asks every customer for every period", async () => {
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, async (shop, params, context) => {
        const { rows, parts } = await look(shop, params, context);
        const expected = referenceRows(shop, params, context);
        const counted = ({
          period_start,
          step,
          n,
          customers,
          complete,
          left_truncated,
        }: (typeof rows)[number]) => ({
          period_start,
          step,
          n,
          customers,
          complete,
          left_truncated,
        });
        expect(rows.map(counted)).toEqual(expected.map(counted));
        rows.forEach((row, index) => {
          for (const name of ["rate", "low", "high"] as const)
            if (expected[index]![name] === null) expect(row[name]).toBeNull();
            else expect(row[name]).toBeCloseTo(expected[index]![name]!, 12);
        });

        const windows = referenceWindows(shop, params, context);
        expect(
          parts.windows.map(({ days, n, customers, complete, returned }) => ({
            days,
            n,
            customers,
            complete,
            returned,
          })),
        ).toEqual(windows);
        if (params.customers_from !== "new") {
          const steps = kaplanMeier(referenceSpells(shop, context));
          const events = parts.curve.filter((row) => row.events > 0);
          expect(events.map((row) => [row.days, row.n, row.events])).toEqual(
            steps.map(({ time, atRisk, events: count }) => [time, atRisk, count]),
          );
          events.forEach((row, index) => expect(row.survival).toBeCloseTo(steps[index]!.survival, 12));
          expect(parts.median[0]?.days ?? null).toBe(medianSurvival(steps));
          for (const row of parts.windows.filter(({ km_rate }) => km_rate !== null)) {
            const held = steps.findLast(({ time }) => time <= row.days)?.survival ?? 1;
            expect(row.km_rate).toBeCloseTo(1 - held, 12);
            // Where everyone was watched that long, the curve is the plain share.
            if (row.complete) expect(row.km_rate).toBeCloseTo(row.rate!, 12);
          }
        }
      }),
      { numRuns: 12, seed: 3, endOnFailure: true },
    );
  });

  it("divides the base into new and returning, and does not shrink with longer steps", async () => {
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, async (shop, params, context) => {
        const [all, fresh, returning] = [
          await look(shop, { ...params, customers_from: "all" }, context),
          await look(shop, { ...params, customers_from: "new" }, context),
          await look(shop, { ...params, customers_from: "returning" }, context),
        ];
        all.rows.forEach((row, index) => {
          expect(row.n).toBe(fresh.rows[index]!.n + returning.rows[index]!.n);
          expect(row.customers).toBe(fresh.rows[index]!.customers + returning.rows[index]!.customers);
          const longer = all.rows.find(
            ({ step, period_start }) => step === row.step + 1 && period_start === row.period_start,
          );
          if (row.step > 0 && longer) expect(longer.n).toBeGreaterThanOrEqual(row.n);
        });
        const known = shop.filter(({ at }) => at.slice(0, 10) <= context.as_of);
        if (known.length > 0)
          expect(await look(known.toReversed(), { ...params, customers_from: "all" }, context)).toEqual(all);
      }),
      { numRuns: 3, seed: 4, endOnFailure: true },
    );
  });
});
