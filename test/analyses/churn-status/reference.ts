/** Churn by hand: each customer's days walked through one by one, no SQL; the cycle is that of purchase-cycle's reference. */
import { addDays } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { cycle as cycleRows } from "../purchase-cycle/reference.ts";

export interface Ask {
  readonly cycle: "computed" | "typed";
  readonly cycle_days: number;
  readonly short: number;
  readonly long: number;
  readonly at_risk_from: number;
}

export const statuses = ["active", "new", "reactivated", "short_term_churned", "long_term_churned"];

export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const dayOf = ({ at }: ShopOrder) => at.slice(0, 10);

/** The middle of some values, null of none. */
export function middle(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The cycle as the orders up to the end of `day` give it. */
export function cycleAt(shop: readonly ShopOrder[], ask: Pick<Ask, "cycle" | "cycle_days">, day: string) {
  if (ask.cycle === "typed") return ask.cycle_days;
  const known = shop.filter((order) => dayOf(order) <= day && order.customer !== null);
  const how = { level: "store", statistic: "p75", weight: "customer", exclude: [] } as const;
  const [row] = cycleRows(known, { ...how, detect_promotions: "off", min_gaps: 10 }, day, day);
  return row!.cycle_days === null ? null : Math.round(row!.cycle_days * 1e6) / 1e6;
}

/** What is known of each customer at the end of `day`, by a cycle. */
export function standingsAt(
  shop: readonly ShopOrder[],
  ask: Ask,
  cycle: number,
  day: string,
  refundsByDate: boolean,
) {
  const [short, long] = [ask.short * cycle, ask.long * cycle];
  const known = shop.filter((order) => dayOf(order) <= day);
  const ids = [...new Set(known.flatMap(({ customer }) => customer ?? []))].sort();
  return ids.map((customer) => {
    const own = known.filter((order) => order.customer === customer);
    const days = [...new Set(own.map(dayOf))].sort();
    const gaps = days.slice(1).map((each, index) => daysBetween(days[index]!, each));
    const since = daysBetween(days.at(-1)!, day);
    const cameBack = gaps.some((gap, index) => gap > long && daysBetween(days[index + 1]!, day) <= short);
    let status = "active";
    if (since > long) status = "long_term_churned";
    else if (since > short) status = "short_term_churned";
    else if (cameBack) status = "reactivated";
    else if (daysBetween(days[0]!, day) <= short) status = "new";
    let cents = 0;
    for (const order of own) {
      cents += Math.round(order.amount * 100);
      for (const { at, amount } of order.refunds ?? [])
        if (!refundsByDate || at === null || at.slice(0, 10) <= day) cents -= Math.round(amount * 100);
    }
    const last = gaps.at(-1) ?? null;
    const before = middle(gaps.slice(0, -1));
    const median = middle(gaps);
    let stage = "steady";
    if (status === "long_term_churned") stage = "lost";
    else if (last === null || before === null) stage = "first";
    else if (last / before < 0.67) stage = "rising";
    else if (last / before > 1.5) stage = "slowing";
    return {
      customer_id: customer,
      status,
      last: own
        .map(({ at }) => at)
        .sort()
        .at(-1)!,
      days_since: since,
      own_median_gap: median,
      last_gap: last,
      cycles_since: since / cycle,
      slowing: median !== null && Math.max(since, last!) > 1.5 * median,
      stage,
      at_risk: since > ask.at_risk_from * short && since <= short,
      orders: own.length,
      net_amount: cents / 100,
    };
  });
}

/** The dates of the series: as_of, and before it the last days of so many periods, since the first order. */
export function datesOf(period: string, count: number, asOf: string, began: string): readonly string[] {
  const key = (day: string) => {
    const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
    if (period === "day") return day;
    if (period === "week") return String(Math.floor((Date.parse(day) / 86_400_000 + 3) / 7));
    if (period === "month") return day.slice(0, 7);
    return period === "quarter" ? `${year}-${Math.floor((month - 1) / 3)}` : year;
  };
  const dates = [asOf];
  for (let day = addDays(asOf, -1); dates.length < count && day >= began; day = addDays(day, -1))
    if (key(day) !== key(addDays(day, 1))) dates.unshift(day);
  return dates.filter((day) => day >= began);
}

/** True where the day is the last of its period. */
export const endsPeriod = (period: string, day: string) =>
  datesOf(period, 2, addDays(day, 1), addDays(day, -1)).includes(day);
