/** repurchase in plain TypeScript over arrays: every customer is asked for every period by the definition. */
import { addDays, periodEnd } from "../../../src/base/calendar.ts";
import type { Context } from "../../../src/sql/query.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { ShopOrder } from "../../support/shop.ts";

export type Period = "day" | "week" | "month" | "quarter" | "year";

export interface ReferenceParams {
  readonly period: Period;
  readonly step: number;
  readonly customers_from: "all" | "new" | "returning";
  readonly windows: readonly number[];
}

const dayOf = ({ at }: ShopOrder) => at.slice(0, 10);
const earliest = (...days: readonly string[]) => days.toSorted()[0]!;
const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** First and last days of the periods from that of `first` to that of `last`. */
function periodsOf(first: string, last: string, period: Period, weekStart: Context["week_start"]) {
  const found: { start: string; end: string }[] = [];
  // Walk back day by day to where the period begins.
  let start = first;
  while (periodEnd(addDays(start, -1), period, weekStart) === periodEnd(first, period, weekStart))
    start = addDays(start, -1);
  while (start <= last) {
    const end = periodEnd(start, period, weekStart);
    found.push({ start, end });
    start = addDays(end, 1);
  }
  return found;
}

/** The rows of repurchase. */
export function referenceRows(shop: readonly ShopOrder[], params: ReferenceParams, context: Context) {
  const began = earliest(...shop.map(dayOf));
  if (began > context.as_of) return [];
  const observed = earliest(context.as_of, context.observed_through);
  const periods = periodsOf(began, context.as_of, params.period, context.week_start);
  const customers = [...new Set(shop.flatMap(({ customer }) => (customer === null ? [] : [customer])))];
  const daysOf = new Map(
    customers.map((customer) => [
      customer,
      shop
        .filter((order) => order.customer === customer && dayOf(order) <= context.as_of)
        .map(dayOf)
        .toSorted(),
    ]),
  );
  const rows = [];
  for (let step = 0; step <= Math.max(2, params.step); step++)
    for (const [t, { start, end }] of periods.entries()) {
      if (t < Math.min(step, 1)) continue;
      const baseStart = periods[t - step]?.start ?? null;
      const baseEnd = step === 0 ? end : periods[t - 1]!.end;
      const from = baseStart ?? "0000-01-01";
      const within = (days: readonly string[], first: string, last: string) =>
        days.filter((day) => day >= first && day <= last).length;
      const base = customers.filter((customer) => {
        const days = daysOf.get(customer)!;
        if (within(days, from, baseEnd) === 0) return false;
        if (params.customers_from === "all") return true;
        return params.customers_from === "new" ? days[0]! >= from : days[0]! < from;
      });
      const ordered = base.filter(
        (customer) => within(daysOf.get(customer)!, start, end) >= (step === 0 ? 2 : 1),
      ).length;
      const complete = end <= observed;
      const interval = complete ? wilsonInterval(ordered, base.length) : null;
      rows.push({
        period_start: start,
        step,
        n: base.length,
        customers: ordered,
        rate: complete && base.length > 0 ? ordered / base.length : null,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        complete,
        left_truncated:
          context.observed_from === null &&
          (baseStart === null || (params.customers_from !== "all" && baseStart < addDays(began, 90))),
      });
    }
  return rows;
}

/** The windows: those watched that long, and who of them ordered again. */
export function referenceWindows(shop: readonly ShopOrder[], params: ReferenceParams, context: Context) {
  const observed = earliest(context.as_of, context.observed_through);
  const known = addDays(earliest(...shop.map(dayOf)), 90);
  const customers = [...new Set(shop.flatMap(({ customer }) => (customer === null ? [] : [customer])))];
  const beginners = customers
    .map((customer) =>
      shop
        .filter((order) => order.customer === customer)
        .map(dayOf)
        .toSorted(),
    )
    .filter(([first]) => first! <= observed)
    .filter(
      ([first]) => params.customers_from !== "new" || context.observed_from !== null || first! >= known,
    );
  if (beginners.length === 0) return [];
  return params.windows.map((days) => {
    const watched = beginners.filter(([first]) => between(first!, observed) >= days);
    const again = ([first, second]: readonly string[]) =>
      second !== undefined && second <= observed && between(first!, second) <= days;
    return {
      days,
      n: watched.length,
      customers: watched.filter(again).length,
      complete: watched.length === beginners.length,
      returned: beginners.filter(again).length,
    };
  });
}

/** Spells from the first order to the next, for the curve. */
export function referenceSpells(shop: readonly ShopOrder[], context: Context) {
  const observed = earliest(context.as_of, context.observed_through);
  const customers = [...new Set(shop.flatMap(({ customer }) => (customer === null ? [] : [customer])))];
  return customers.flatMap((customer) => {
    const days = shop
      .filter((order) => order.customer === customer)
      .map(dayOf)
      .toSorted();
    if (days[0]! > observed) return [];
    const ended = days[1] !== undefined && days[1] <= observed;
    return [{ time: between(days[0]!, ended ? days[1]! : observed), event: ended }];
  });
}
