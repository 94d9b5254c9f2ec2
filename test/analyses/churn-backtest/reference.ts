/** The back-test by loops over days and customers, no SQL; the cycle is that of churn-status's reference on each date. */
import { addDays } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { cycleAt, daysBetween } from "../churn-status/reference.ts";

export interface Ask {
  readonly cycle: "computed" | "typed";
  readonly cycle_days: number;
  readonly horizon_days: number;
  readonly dates: number;
  readonly every_days: number;
  readonly multiples: readonly number[];
  readonly cost_false_alarm: number;
  readonly cost_missed: number;
}

/** The rows of the contract without intervals. */
export function backtest(shop: readonly ShopOrder[], ask: Ask, asOf: string, observed: string) {
  const bought = shop
    .flatMap(({ customer, at }) => (customer === null ? [] : [{ customer, day: at.slice(0, 10) }]))
    .filter(({ day }) => day <= asOf);
  const dates: string[] = [];
  for (let index = 0; index < ask.dates; index++) {
    const date = addDays(observed, -ask.horizon_days - index * ask.every_days);
    if (bought.some(({ day }) => day <= date)) dates.unshift(date);
  }
  return dates.flatMap((date, index) => {
    const cycle = cycleAt(shop, ask, date);
    const customers = [...new Set(bought.filter(({ day }) => day <= date).map(({ customer }) => customer))];
    const end = addDays(date, ask.horizon_days);
    const seen = customers.map((customer) => {
      const own = bought.filter((each) => each.customer === customer).map(({ day }) => day);
      const last = own
        .filter((day) => day <= date)
        .sort()
        .at(-1)!;
      return { wait: daysBetween(last, date), back: own.some((day) => day > date && day <= end) };
    });
    return ask.multiples.map((m) => {
      const flagged = cycle === null ? [] : seen.filter(({ wait }) => wait > m * cycle);
      const returned = flagged.filter(({ back }) => back).length;
      const gone = seen.filter(({ back }) => !back).length;
      const missed = gone - (flagged.length - returned);
      const share = flagged.length === 0 ? null : returned / flagged.length;
      return {
        date,
        m,
        flagged: flagged.length,
        returned,
        share,
        precision: share === null ? null : 1 - share,
        recall: cycle === null || gone === 0 ? null : (gone - missed) / gone,
        false_alarms_per_100: cycle === null ? null : (100 * returned) / seen.length,
        cost: cycle === null ? null : ask.cost_false_alarm * returned + ask.cost_missed * missed,
        n: seen.length,
        not_returned: gone,
        cycle_days: cycle,
        half: index < Math.floor(dates.length / 2) ? "earlier" : "later",
        complete: cycle !== null,
      };
    });
  });
}

/** The multiple of the least cost on the earlier dates, the smaller of equals. */
export function choose(rows: ReturnType<typeof backtest>): number | null {
  const costs = new Map<number, number>();
  for (const { half, m, cost } of rows)
    if (half === "earlier" && cost !== null) costs.set(m, (costs.get(m) ?? 0) + cost);
  const ranked = [...costs].sort(([a, costA], [b, costB]) => costA - costB || a - b);
  return ranked[0]?.[0] ?? null;
}
