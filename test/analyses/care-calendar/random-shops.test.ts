/** care-calendar against plain TypeScript on random shops, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { careCalendar } from "../../../src/analyses/care-calendar/analysis.ts";
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { care, type CareAsk } from "./reference.ts";

fc.configureGlobal({ baseSize: "medium" });

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const orders = [
  ["replenishment", "at_risk", "win_back", "birthday", "event", "first_order"],
  ["event", "birthday", "win_back", "first_order"],
  ["at_risk", "event", "replenishment"],
].map((names) => names.map((reason) => ({ reason })));
const asOfs = fc.integer({ min: 366, max: 420 }).map((day) => addDays(firstDay, day));
const asks = (asOf: string): fc.Arbitrary<CareAsk> =>
  fc.record({
    days: fc.integer({ min: 1, max: 40 }),
    reasons: fc.constantFrom(...orders),
    quiet_days: fc.constantFrom(0, 3, 7, 30),
    quiet_hours: fc.constantFrom([], [{ from: 21, to: 9 }], [{ from: 9, to: 22 }]),
    cycle_days: fc.constantFrom(10, 25.5, 60),
    at_risk_from: fc.constantFrom(0.5, 0.8),
    win_back: fc.constantFrom("all", "new"),
    events: fc.array(
      fc.record({
        date: fc.integer({ min: 0, max: 41 }).map((day) => addDays(asOf, day)),
        name: fc.constantFrom("a", "b"),
        audience: fc.constantFrom("everyone", "not_lost", "active", "new", "short_term_churned"),
      }),
      { maxLength: 4 },
    ),
    lasts: fc.constantFrom([], [{ product: "tea", units_per_pack: 40, units_per_day: 2 }]),
  });
const cases = asOfs.chain((asOf) => fc.record({ asOf: fc.constant(asOf), ask: asks(asOf) }));
const shops = randomShops({ customers: 6, days: 430, orders: 70 });
const birthdays = {
  a: "1988-02-29",
  b: "1985-03-01",
  c: "2001-01-20",
  d: "1999-12-31",
};

async function build(shop: readonly ShopOrder[]) {
  await duckdb.build(shop);
  const days = Object.entries(birthdays).map(([id, day]) => `when '${id}' then date '${day}'`);
  await duckdb.run(`update customers set birthday = case customer_id ${days.join(" ")} end;`);
}

it("lists whom the definition lists on every random shop", async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(shops, cases, async (shop, { asOf, ask }) => {
      await build(shop);
      const given = { ...ask, cycle: "typed", holidays: [] };
      const { rows, parts } = await duckdb.analyse(careCalendar, given, contextAt(asOf));
      expect(rows).toEqual(care(shop, birthdays, ask, asOf));
      for (const { reason } of rows) met.set(reason, (met.get(reason) ?? 0) + 1);
      const dates = new Map<string, string[]>();
      for (const { customer_id, date } of rows)
        dates.set(customer_id, [...(dates.get(customer_id) ?? []), date]);
      for (const own of dates.values())
        own.slice(1).forEach((date, index) => {
          expect(daysBetween(own[index]!, date)).toBeGreaterThanOrEqual(Math.max(1, ask.quiet_days));
        });
      const sum = (counts: readonly { readonly contacts: number }[]) =>
        counts.reduce((total, { contacts }) => total + contacts, 0);
      expect([sum(parts.reasons), sum(parts.cells), parts.totals[0]!.contacts]).toEqual([
        rows.length,
        rows.length,
        rows.length,
      ]);
    }),
    { seed: 20, numRuns: 15 },
  );
  for (const { reason } of orders[0]!) expect(met.get(reason) ?? 0, reason).toBeGreaterThan(1);
});

it("is the same from shuffled orders, and at a past date from the orders up to it", async () => {
  await fc.assert(
    fc.asyncProperty(shops, cases, async (shop, { asOf, ask }) => {
      const given = { ...ask, cycle: "computed" };
      await build(shop);
      const whole = await duckdb.analyse(careCalendar, given, contextAt(asOf));
      await build([...shop].reverse().filter(({ at }) => at.slice(0, 10) <= asOf));
      expect(await duckdb.analyse(careCalendar, given, contextAt(asOf))).toEqual(whole);
    }),
    { seed: 21, numRuns: 3 },
  );
});
