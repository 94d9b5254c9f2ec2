/** churn-status against plain TypeScript on random shops, for every option, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { churnStatus } from "../../../src/analyses/churn-status/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import {
  cycleAt,
  datesOf,
  daysBetween,
  endsPeriod,
  middle,
  standingsAt,
  statuses,
  type Ask,
} from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

fc.configureGlobal({ baseSize: "medium" });

const asks: fc.Arbitrary<Ask> = fc.record({
  cycle: fc.constantFrom("computed" as const, "typed" as const),
  cycle_days: fc.constantFrom(12, 20.5, 60),
  short: fc.constantFrom(1, 1, 0.5),
  long: fc.constantFrom(3, 3, 1.5),
  at_risk_from: fc.constantFrom(0.8, 0.5, 0),
});
const days = fc.record({ asOf: fc.integer({ min: 100, max: 260 }), unseen: fc.constantFrom(0, 1, 20) });
const series = fc.record({
  period: fc.constantFrom("month", "quarter", "year", "week", "day"),
  dates: fc.integer({ min: 2, max: 8 }),
  horizon_days: fc.constantFrom(10, 40, 90),
});
const shops = randomShops({ customers: 9, days: 250, orders: 90 }).chain((shop) =>
  fc
    .array(fc.tuple(fc.nat(shop.length - 1), fc.constantFrom("2024-05-05", "2024-08-24", null)), {
      maxLength: 6,
    })
    .map((refunds) =>
      shop.map((order, index) => {
        const own = refunds
          .filter(([of, at]) => of === index && (at === null || at >= order.at.slice(0, 10)))
          .map(([, at]) => ({ at, amount: 7.25 }));
        return own.length > 0 ? { ...order, refunds: own } : order;
      }),
    ),
);
const round = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));

it("has the statuses, dates, moves and rates of the definition on every random shop", async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(shops, asks, days, series, fc.boolean(), async (shop, ask, day, own, byDate) => {
      await duckdb.build(shop, { refunds: byDate ? "at_refund_date" : "reduce_original" });
      const asOf = addDays(firstDay, day.asOf);
      const observed = addDays(asOf, -day.unseen);
      const policy = { refund_policy: byDate ? "at_refund_date" : "reduce_original" };
      const context = contextAt(asOf, observed, policy);
      const { rows, parts } = await duckdb.analyse(churnStatus, { ...ask, ...own }, context);
      const cycle = cycleAt(shop, ask, asOf);
      const known = shop.filter(({ at, customer }) => customer !== null && at.slice(0, 10) <= asOf);
      const began = known.map(({ at }) => at.slice(0, 10)).sort()[0];
      expect(round(parts.cycle[0]!.cycle_days)).toBe(
        round(began === undefined && ask.cycle === "computed" ? null : cycle),
      );
      expect(rows).toEqual(parts.statuses);
      if (cycle === null || began === undefined) {
        expect(rows.map((row) => (row as unknown as { customers: number }).customers)).toEqual([
          0, 0, 0, 0, 0,
        ]);
        expect(parts.series).toEqual([]);
        return;
      }
      const limit: Readonly<Record<string, number>> = {
        short_term_churned: ask.short * cycle,
        long_term_churned: ask.long * cycle,
      };
      const seesAt = (status: string, date: string) => (limit[status] ?? 0) <= daysBetween(began, date);
      const at = (date: string) => standingsAt(shop, ask, cycle, date, byDate);

      // Rows by status.
      const now = at(asOf);
      const total = now.reduce((sum, { net_amount }) => sum + net_amount, 0);
      const want = statuses.map((status) => {
        const held = now.filter((each) => each.status === status);
        held.forEach(({ stage }) => met.add(`${status} ${stage}`));
        const complete = day.unseen <= 1 && seesAt(status, asOf);
        const money = held.reduce((sum, { net_amount }) => sum + net_amount, 0);
        const interval = complete ? wilsonInterval(held.length, now.length) : null;
        return {
          status,
          customers: held.length,
          share: complete ? round(held.length / now.length) : null,
          net_amount: round(money),
          share_of_net_amount: complete && round(total)! > 0 ? round(money / total) : null,
          median_days_since: complete ? middle(held.map(({ days_since }) => days_since)) : null,
          n: now.length,
          low: round(interval?.low ?? null),
          high: round(interval?.high ?? null),
          at_risk: held.filter(({ at_risk }) => at_risk).length,
          complete,
        };
      });
      expect(
        parts.statuses.map((row) => ({
          ...row,
          share: round(row.share),
          net_amount: round(row.net_amount),
          share_of_net_amount: round(row.share_of_net_amount),
          low: round(row.low),
          high: round(row.high),
        })),
      ).toEqual(want);

      // By orders made.
      const groups = [1, 2, 3].flatMap((position) => {
        const of = now.filter(({ orders }) => Math.min(orders, 3) === position);
        const churned = of.filter(({ status }) => status.endsWith("churned")).length;
        return of.length === 0 ? [] : [[position, of.length, churned]];
      });
      expect(parts.groups.map(({ position, n, churned }) => [position, n, churned])).toEqual(groups);

      // Over time, with the cycle of the as-of date.
      const dates = datesOf(own.period, own.dates, asOf, began);
      const byDates = dates.map(at);
      expect(
        parts.series.map((row) => [
          row.date,
          row.status,
          row.customers,
          round(row.net_amount),
          row.complete,
          round(row.share),
          row.median_days_since,
        ]),
      ).toEqual(
        dates.flatMap((date, index) =>
          statuses.map((status) => {
            const held = byDates[index]!.filter((each) => each.status === status);
            const money = held.reduce((sum, { net_amount }) => sum + net_amount, 0);
            const complete = date <= observed && endsPeriod(own.period, date) && seesAt(status, date);
            return [
              date,
              status,
              held.length,
              round(money),
              complete,
              complete ? round(held.length / byDates[index]!.length) : null,
              complete ? middle(held.map(({ days_since }) => days_since)) : null,
            ];
          }),
        ),
      );
      const moves = dates.slice(1).flatMap((date, index) => {
        const before = new Map(byDates[index]!.map((each) => [each.customer_id, each.status]));
        const pairs = byDates[index + 1]!.map(
          (each) => `${before.get(each.customer_id) ?? "none"} ${each.status}`,
        );
        return ["none", ...statuses].flatMap((from) =>
          statuses.flatMap((to) => {
            const count = pairs.filter((pair) => pair === `${from} ${to}`).length;
            return count === 0 ? [] : [[date, from, to, count]];
          }),
        );
      });
      expect(parts.flows.map((row) => [row.date_to, row.from_status, row.to_status, row.customers])).toEqual(
        moves,
      );
      moves.forEach(([, from, to]) => met.add(`${from} to ${to}`));
      expect(parts.rates.map((row) => [row.date_to, row.n, row.churned, round(row.churn_rate)])).toEqual(
        dates.slice(1).map((date, index) => {
          const start = byDates[index]!.filter(({ status }) => status !== "long_term_churned");
          const lost = start.filter(
            ({ customer_id }) =>
              byDates[index + 1]!.find((each) => each.customer_id === customer_id)!.status ===
              "long_term_churned",
          ).length;
          const complete =
            date <= observed && endsPeriod(own.period, date) && seesAt("long_term_churned", date);
          return [date, start.length, lost, complete && start.length > 0 ? round(lost / start.length) : null];
        }),
      );

      // The measured error, by the cycle that was known then.
      const then = addDays(observed, -own.horizon_days);
      const old = cycleAt(shop, ask, then);
      const flagged =
        old === null
          ? []
          : standingsAt(shop, ask, old, then, byDate).filter(({ status }) => status.endsWith("churned"));
      const back = flagged.filter(({ customer_id }) =>
        shop.some(
          ({ customer, at: on }) =>
            customer === customer_id && on.slice(0, 10) > then && on.slice(0, 10) <= observed,
        ),
      );
      if (flagged.length > 0) met.add("flagged");
      if (back.length > 0) met.add("returned");
      expect(parts.error[0]).toMatchObject({
        status: "churned",
        flagged_on: then,
        n: flagged.length,
        returned: back.length,
      });
    }),
    { seed: 11, numRuns: 14 },
  );
  for (const met_ of [
    "active rising",
    "active slowing",
    "reactivated slowing",
    "new first",
    "short_term_churned steady",
    "long_term_churned lost",
    "none to new",
    "long_term_churned to reactivated",
    "short_term_churned to long_term_churned",
    "flagged",
    "returned",
  ])
    expect(met).toContain(met_);
});

it("lists every customer with gaps, stage and status", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asks, days, async (shop, ask, day) => {
      await duckdb.build(shop);
      const asOf = addDays(firstDay, day.asOf);
      const { rows } = await duckdb.analyse(churnStatus, { ...ask, rows: "customers" }, contextAt(asOf));
      const cycle = cycleAt(shop, ask, asOf);
      const want = cycle === null ? [] : standingsAt(shop, ask, cycle, asOf, false);
      expect(
        rows.map((row) => {
          const { last_ordered_at, cycles_since, ...rest } = row as unknown as Record<string, unknown>;
          return {
            ...rest,
            last: String(last_ordered_at).slice(0, 19),
            cycles_since: round(cycles_since as number),
          };
        }),
      ).toEqual(
        want.map(({ last, cycles_since, ...rest }) => ({
          ...rest,
          last: last.slice(0, 19),
          cycles_since: round(cycles_since),
        })),
      );
    }),
    { seed: 12, numRuns: 10 },
  );
});

it("is at a past date what the orders up to it alone give", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asks, series, async (shop, ask, own) => {
      const asOf = addDays(firstDay, 130);
      const context = contextAt(asOf);
      await duckdb.build(shop);
      const replayed = await duckdb.analyse(churnStatus, { ...ask, ...own }, context);
      await duckdb.build(shop.filter(({ at }) => at.slice(0, 10) <= asOf));
      expect(replayed).toEqual(await duckdb.analyse(churnStatus, { ...ask, ...own }, context));
    }),
    { seed: 13, numRuns: 4 },
  );
});
