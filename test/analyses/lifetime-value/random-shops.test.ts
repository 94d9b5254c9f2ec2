import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { asked, givenFit } from "./given.ts";
import {
  aliveOf,
  calibrationEnd,
  errorsOf,
  following,
  historiesOf,
  naiveOf,
  ofNewcomer,
  spanOf,
  type Counted,
  type Four,
  type ModelId,
} from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = fc.record({
  customer: fc.constantFrom("a", "b", "c", "d", "e", "f", null),
  at: fc.integer({ min: 0, max: 200 }).map((days) => addDays("2024-01-01", days)),
  amount: fc.integer({ min: -20, max: 300 }),
  refunds: fc.constantFrom([], [], [{ at: "2024-04-20", amount: 5 }], [{ at: null, amount: 3 }]),
});
const questions = fc.record({
  shop: fc.array(order, { minLength: 25, maxLength: 45 }),
  model: fc.constantFrom<ModelId>("mbg_nbd", "bg_nbd", "pareto_nbd"),
  unit: fc.constantFrom("week", "day"),
  horizon: fc.integer({ min: 1, max: 60 }),
  holdout_share: fc.constantFrom(0, 0.5, 0.3),
  asOf: fc.constantFrom("2024-04-30", "2024-07-19", "2024-12-31"),
  atRefundDate: fc.boolean(),
  values: fc.tuple(
    fc.constantFrom(0.3, 0.9, 4),
    fc.constantFrom(2, 11, 40),
    fc.constantFrom(0.15, 0.8, 2.5),
    fc.constantFrom(0.6, 3, 30),
  ),
});

const near = (found: number | null, expected: number, digits = 1e-6) =>
  expect(Math.abs(found! - expected)).toBeLessThan(digits * Math.max(1, Math.abs(expected)));

describe("lifetime value on random shops", () => {
  it("is what counting and hypergeometric series give, in every row and part", async () => {
    const met = { won: 0, lost: 0, later: 0 };
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const { shop, model, unit, horizon, holdout_share, asOf, atRefundDate, values } = question;
        const observed = "2024-07-15";
        await duckdb.build(shop as readonly ShopOrder[], {
          refunds: atRefundDate ? "at_refund_date" : "reduce_original",
        });
        const context = contextAt(asOf, observed, {
          refund_policy: atRefundDate ? "at_refund_date" : "reduce_original",
        });
        const spend = [3, 2.5, 40] as const;
        const params = { model, unit, horizon, holdout_share };
        const { rows, parts } = await asked(duckdb, params, context, givenFit(values, spend));

        const size = unit === "week" ? 7 : 1;
        const span = spanOf(shop as readonly ShopOrder[], asOf, observed);
        if (span === null) return;
        const end = calibrationEnd(span, holdout_share);
        const checkEnd = calibrationEnd(span, holdout_share || 0.5);
        const held = daysBetween(checkEnd, span[1]);
        const counted = (on: string) => historiesOf(shop as readonly ShopOrder[], on, span[1], atRefundDate);
        const alive = ({ frequency, recency, age }: Counted) =>
          aliveOf(model, values as Four, frequency, recency / size, age / size);
        const orders = (history: Counted, units: number) =>
          alive(history) * following(model, values as Four, history.frequency, history.age / size, units);

        const check = counted(checkEnd);
        const errors = errorsOf(check, held, (history) => orders(history, held / size));
        const shown = check.length === 0 || held === 0 || errors.model <= errors.naive;
        if (check.length > 0 && held > 0) met[shown ? "won" : "lost"]++;
        met.later += check.filter(({ later }) => later > 0).length;

        const byId = new Map(rows.map((row) => [row.customer_id, row]));
        const forecast = counted(end);
        expect(rows).toHaveLength(forecast.length);
        for (const history of forecast) {
          const row = byId.get(history.customer)!;
          expect(row.frequency).toBe(history.frequency);
          near(row.recency, history.recency / size);
          near(row.age, history.age / size);
          near(row.monetary, history.monetary);
          expect(row.complete).toBe(shown);
          if (!shown) {
            expect([row.p_alive, row.expected_orders, row.expected_value, row.discounted_value]).toEqual([
              null,
              null,
              null,
              null,
            ]);
            continue;
          }
          const expected = orders(history, horizon);
          const worth =
            (spend[0] * (spend[2] + history.frequency * Math.max(history.monetary, 0))) /
            (spend[0] * history.frequency + spend[1] - 1);
          near(row.p_alive, alive(history));
          near(row.expected_orders, expected);
          near(row.expected_value, expected * worth);
          // Discounted by a sum: each order at the middle of a sixtieth of the horizon.
          const step = horizon / 60;
          const discounted = Array.from({ length: 60 }, (_, index) => {
            const within = (units: number) =>
              units === 0
                ? 0
                : following(model, values as Four, history.frequency, history.age / size, units);
            const came = within((index + 1) * step) - within(index * step);
            return row.p_alive! * came * 1.1 ** ((-(index + 0.5) * step * size) / 365);
          }).reduce((sum, each) => sum + each, 0);
          near(row.discounted_value, discounted * worth, 1e-4);
        }

        const all = parts.holdout.find(({ frequency }) => frequency === null);
        if (check.length === 0 || held === 0) expect(parts.holdout).toEqual([]);
        else {
          near(all!.error, errors.model);
          near(all!.naive_error, errors.naive);
          near(
            all!.expected,
            check.reduce((sum, each) => sum + orders(each, held / size), 0),
          );
          near(
            all!.naive,
            check.reduce((sum, each) => sum + naiveOf(each, held), 0),
          );
          expect(all!.orders).toBe(check.reduce((sum, { later }) => sum + later, 0));
          expect(all!.verdict).toBe(shown ? "won" : "lost");
        }
        for (const { frequency, customers, mean_orders } of parts.holdout.filter(
          (row) => row.frequency !== null,
        )) {
          const own = check.filter((each) => Math.min(7, each.frequency) === frequency);
          expect(customers).toBe(own.length);
          near(mean_orders, own.reduce((sum, { later }) => sum + later, 0) / own.length);
        }

        if (check.length > 0)
          for (const week of parts.weeks) {
            const reached = addDays(span[0], 7 * week.week - 1);
            const ends = reached < span[1] ? reached : span[1];
            expect(week.ends_on).toBe(ends);
            expect(week.held_out).toBe(ends > checkEnd);
            const names = new Set(check.map(({ customer }) => customer));
            const repeats = historiesOf(
              shop.filter(({ customer }) => customer !== null && names.has(customer)) as readonly ShopOrder[],
              ends,
              ends,
            );
            expect(week.orders).toBe(repeats.reduce((sum, { frequency }) => sum + frequency, 0));
            near(
              week.expected,
              check
                .filter(({ first }) => first < ends)
                .reduce(
                  (sum, { first }) =>
                    sum + ofNewcomer(model, values as Four, daysBetween(first, ends) / size),
                  0,
                ),
            );
          }

        expect(parts.standings.reduce((sum, { customers }) => sum + customers, 0)).toBe(forecast.length);
        for (const standing of parts.standings) {
          const own = forecast.filter(
            ({ frequency, recency, age }) =>
              Math.min(7, frequency) === standing.frequency &&
              (age - recency) / size >= standing.since_from &&
              (age - recency) / size < standing.since_to,
          );
          expect(standing.customers).toBe(own.length);
        }
      }),
      { seed: 6, numRuns: 14 },
    );
    // The random shops meet the interesting cases.
    expect(met.won).toBeGreaterThan(1);
    expect(met.lost).toBeGreaterThan(1);
    expect(met.later).toBeGreaterThan(20);
  });
});
