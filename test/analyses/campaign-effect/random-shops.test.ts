/** campaign-effect against the plain reference on random shops and random contacts. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { campaignEffect } from "../../../src/analyses/campaign-effect/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { decodeRows } from "../../../src/engine/rows.ts";
import { statements } from "../../support/analyse.ts";
import { contextAt, dropShop, withFit } from "../../support/analyse.ts";
import { openNativeEngine } from "../../support/native-engine.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import { buildShop, type ShopContact } from "../../support/shop.ts";
import { reference } from "./reference.ts";

let engine: Engine;
fc.configureGlobal({ baseSize: "large" });
beforeAll(async () => {
  engine = await openNativeEngine(":memory:");
  return () => engine.close();
});

const customers = [..."abcdefghijklmnop"];
const contacts: fc.Arbitrary<readonly ShopContact[]> = fc.array(
  fc.record({
    customer: fc.constantFrom(...customers.slice(0, 6), "stranger"),
    at: fc.constantFrom(150, 150, 150, 157, 170).map((day) => `${addDays(firstDay, day)} 10:00:00`),
    group: fc.constantFrom("treated" as const, "treated" as const, "control" as const),
    campaign: fc.constantFrom("one", "one", "one", "two"),
  }),
  { minLength: 4, maxLength: 16 },
);

it("agrees with the reference", async () => {
  const met = { assigned: 0, matched: 0, matchedFields: 0, placebo: 0 };
  await fc.assert(
    fc.asyncProperty(
      randomShops({ orders: 160, days: 260, customers: 26 }).filter(({ length }) => length > 60),
      contacts,
      fc.constantFrom("auto", "assigned", "matched", "matched"),
      fc.boolean(),
      fc.constantFrom([259, 259], [190, 190], [259, 195], [165, 165]),
      async (shop, sent, control, booked, [asOfDay, observedDay]) => {
        // A refund, one of them on a later day.
        const orders = shop.map((order, at) =>
          at % 9 === 0
            ? { ...order, refunds: [{ at: at % 2 ? null : addDays(order.at.slice(0, 10), 20), amount: 3.5 }] }
            : order,
        );
        const [asOf, observed] = [addDays(firstDay, asOfDay!), addDays(firstDay, observedDay!)];
        const refund_policy = booked ? "at_refund_date" : "reduce_original";
        const context = contextAt(asOf, observed, { refund_policy });
        await dropShop(engine);
        await buildShop(engine, orders, {
          contacts: sent,
          refunds: booked ? "at_refund_date" : "reduce_original",
        });
        const given = { window_days: 21, control, placebo_dates: 1 };
        const fitted = await withFit(engine, campaignEffect, given, context);
        const { sql, parts } = statements(campaignEffect, given, fitted);
        const rows = decodeRows(await engine.query(sql), campaignEffect.columns);
        const placebo = decodeRows(
          await engine.query(parts["placebo"]!),
          campaignEffect.parts.placebo.columns,
        );
        const expected = reference({
          orders,
          contacts: sent,
          asOf,
          observed,
          days: 21,
          control: control as "auto",
          placebos: 1,
          booked,
        });
        const near = (value: number | null) =>
          value === null ? null : (expect.closeTo(value, 8) as unknown as number);
        const own = expected.filter(({ k }) => k === 0);
        if (own.length === 0) expect(rows.every(({ treated }) => treated === null)).toBe(true);
        for (const [at, { k, treated, control: other, ...counts }] of own.entries()) {
          expect(rows[at]).toMatchObject({ ...counts, treated: near(treated), control: near(other) });
          expect(k).toBe(0);
        }
        const before = expected.filter(({ k }) => k === 1);
        expect(placebo).toMatchObject(
          before.map(({ k, measure, treated_n, treated, control_n, control: other }) => ({
            k,
            measure,
            treated_n,
            treated: near(treated),
            control_n,
            control: near(other),
          })),
        );
        const isMatched = control === "matched" && own.length > 0;
        met[isMatched ? "matched" : "assigned"]++;
        if (isMatched && own[0]!.control !== null) met.matchedFields++;
        if (before.length > 0) met.placebo++;
      },
    ),
    { seed: 16, numRuns: 16, endOnFailure: true },
  );
  // What the shops must have met, so that agreeing says something.
  expect(met.assigned).toBeGreaterThan(5);
  expect(met.matchedFields).toBeGreaterThan(1);
  expect(met.placebo).toBeGreaterThan(8);
}, 240_000);
