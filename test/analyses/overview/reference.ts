/** The overview once more, in plain TypeScript: spans from the calendar, figures of each from the list of orders. */
import { addDays, daysBetween, nextPeriod, periodEnd, periodStart } from "../../../src/base/calendar.ts";
import {
  params as specs,
  type OverviewParams,
  type OverviewRow,
} from "../../../src/analyses/overview/rows.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Context } from "../../../src/sql/query.ts";
import { kaplanMeier, medianSurvival } from "../../../src/stats/kaplan-meier.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { ShopOrder } from "../../support/shop.ts";

interface Span {
  readonly span: string;
  readonly from: string;
  readonly to: string;
}

const lengths = { last_1: 1, last_3: 3, last_6: 6, last_12: 12 } as const;
const hundredths = (amount: number) => Math.round(amount * 100);
const dayOf = (at: string) => at.slice(0, 10);

function spansOf(began: string, observed: string, params: OverviewParams, context: Context): readonly Span[] {
  const { as_of: asOf, week_start: weekStart } = context;
  const { range, period } = params;
  const periods: Span[] = [];
  for (
    let from = periodStart(began, period, weekStart);
    from <= asOf;
    from = nextPeriod(from, period, weekStart)
  )
    periods.push({ span: "period", from, to: periodEnd(from, period, weekStart) });
  if (range === "all") return [{ span: "range", from: began, to: asOf }, ...periods];
  if (range === "custom") {
    const [from, to] = [params.from ?? began, params.to ?? asOf];
    if (from > to) return periods;
    const before = { span: "before", from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
    return [{ span: "range", from, to }, ...(before.from >= began ? [before] : []), ...periods];
  }
  const full = periods.filter(({ to }) => to <= observed);
  const own = full.slice(-lengths[range]);
  if (own.length === 0) return periods;
  const earlier = full.slice(0, full.length - own.length).slice(-own.length);
  const joined = (span: string, of: readonly Span[]) => ({ span, from: of[0]!.from, to: of.at(-1)!.to });
  const before = earlier.length === own.length ? [joined("before", earlier)] : [];
  return [joined("range", own), ...before, ...periods];
}

function rowOf(
  { span, from, to }: Span,
  shop: readonly ShopOrder[],
  began: string,
  context: Context,
): OverviewRow {
  const { as_of: asOf, observed_through: through, observed_from, refund_policy } = context;
  const observed = through < asOf ? through : asOf;
  const known = shop.filter(({ at }) => dayOf(at) <= asOf);
  const within = known.filter(({ at }) => dayOf(at) >= from && dayOf(at) <= to);
  const dated = refund_policy === "at_refund_date";
  const refundsOf = ({ at, refunds = [] }: ShopOrder) =>
    refunds.map((refund) => ({ day: dayOf(refund.at ?? at), amount: hundredths(refund.amount) }));
  const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);
  const returned = dated
    ? known
        .flatMap(refundsOf)
        // What was refunded before the shop began is booked on its first day.
        .map(({ day, amount }) => ({ day: day < began ? began : day, amount }))
        .filter(({ day }) => day >= from && day <= to && day <= asOf)
    : within.flatMap(refundsOf);
  const net = sum(within.map(({ amount }) => hundredths(amount))) - sum(returned.map(({ amount }) => amount));
  const daysOf = (id: string | null) =>
    known
      .filter(({ customer }) => customer === id)
      .map(({ at }) => dayOf(at))
      .toSorted();
  const ids = [...new Set(within.map(({ customer }) => customer))].filter((id) => id !== null);
  const fresh = [...new Set(known.map(({ customer }) => customer))].filter(
    (id) => id !== null && daysOf(id)[0]! >= from && daysOf(id)[0]! <= to,
  );
  const lifetimes = fresh.map((id) => {
    const first = daysOf(id)[0]!;
    const second = daysOf(id).find((at) => at > first);
    return { time: daysBetween(first, second ?? asOf), event: second !== undefined };
  });
  const ordersOf = (id: string) => within.filter(({ customer }) => customer === id).length;
  const repeat = ids.filter((id) => ordersOf(id) >= 2).length;
  const complete = to <= observed;
  const told = complete || span !== "period";
  const interval = told ? wilsonInterval(repeat, ids.length) : null;
  return {
    span,
    starts_on: from,
    ends_on: to,
    net_amount: net / 100,
    orders: within.length,
    customers: ids.length,
    new_customers: ids.filter((id) => daysOf(id)[0]! >= from).length,
    returning_customers: ids.filter((id) => daysOf(id)[0]! < from).length,
    average_order_value: told && within.length > 0 ? net / 100 / within.length : null,
    orders_per_customer: told && ids.length > 0 ? sum(ids.map(ordersOf)) / ids.length : null,
    repeat_customers: repeat,
    repeat_rate: told && ids.length > 0 ? repeat / ids.length : null,
    n: ids.length,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    median_days_to_second: medianSurvival(kaplanMeier(lifetimes)),
    began: fresh.length,
    returned: lifetimes.filter(({ event }) => event).length,
    complete,
    left_truncated: observed_from === null && daysBetween(began, from) < 90,
  };
}

/** The rows in the contract's order. Amounts of the shop are whole hundredths, so that sums are exact. */
export function referenceRows(
  shop: readonly ShopOrder[],
  given: Partial<OverviewParams>,
  context: Context,
): readonly OverviewRow[] {
  const params = parseParams(specs, given);
  const began = shop.map(({ at }) => dayOf(at)).toSorted()[0];
  if (began === undefined || began > context.as_of) return [];
  const observed = [context.observed_through, context.as_of].toSorted()[0]!;
  return spansOf(began, observed, params, context).map((span) => rowOf(span, shop, began, context));
}
