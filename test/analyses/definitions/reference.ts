/** A figure under a set of counting rules in plain TypeScript over arrays: its own thinking, no SQL. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import type { Spec } from "../../../src/analyses/definitions/result.ts";
import type { DefinitionsParams } from "../../../src/analyses/definitions/params.ts";
import type { ReadOrder } from "./shop.ts";

const dayOf = (at: string, hours: number) =>
  new Date(Date.parse(`${at.replace(" ", "T")}Z`) + hours * 3_600_000).toISOString().slice(0, 10);
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

function counts(order: ReadOrder, spec: Spec): boolean {
  const { status = "paid", before, refund = 0, isTest = false, isUnattached = false } = order;
  if (isTest && spec.test_orders === "exclude") return false;
  if (status === "unpaid" && spec.unpaid === "exclude") return false;
  if (status === "cancelled" && spec.cancelled === "exclude") return false;
  if (isUnattached && (spec.unattached_negative === "exclude" || spec.refunds === "ignore")) return false;
  const whole = status === "refunded" || (before > 0 && refund >= before);
  if (whole && spec.refunds === "drop_refunded_orders") return false;
  return before !== 0 || spec.zero_value === "include";
}

function amountOf(order: ReadOrder, spec: Spec, asOf: string): number {
  const { before, refund = 0, refundedAt = null } = order;
  if (spec.refunds === "ignore") return before;
  if (spec.refunds === "at_refund_date" && refundedAt !== null && refundedAt.slice(0, 10) > asOf)
    return before;
  return before - refund;
}

/** The value and n of one spec; the value null where there is nothing to divide by. */
export function figureOf(
  read: readonly ReadOrder[],
  spec: Spec,
  params: DefinitionsParams,
  {
    asOf,
    observed,
    began,
  }: { readonly asOf: string; readonly observed: string; readonly began: string | null },
): { readonly value: number | null; readonly n: number } {
  const hours = { own: 0, earlier: -params.zone_hours, later: params.zone_hours }[spec.time_zone]!;
  const orders = read
    .filter((order) => order.at.slice(0, 10) <= asOf && counts(order, spec))
    .map((order) => ({ ...order, day: dayOf(order.at, hours), amount: amountOf(order, spec, asOf) }));
  const buyers = new Map<string, typeof orders>();
  for (const order of orders) {
    const key = order.customer === null ? `guest ${order.id}` : `customer ${order.customer}`;
    buyers.set(key, [...(buyers.get(key) ?? []), order]);
  }
  const merged = [...buyers].map(([key, own]) => ({
    key,
    days:
      spec.same_day === "one"
        ? [...new Set(own.map(({ day }) => day))].sort()
        : own.map(({ day }) => day).sort(),
  }));
  const total = orders.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0) / 100;
  const placed = merged.reduce((sum, { days }) => sum + days.length, 0);
  if (params.figure === "orders") return { value: placed, n: placed };
  if (params.figure === "net_amount") return { value: total, n: placed };
  if (params.figure === "average_order_value")
    return { value: placed === 0 ? null : total / placed, n: placed };

  const limit = began === null ? null : addDays(began, 90);
  const customers = merged
    .filter(({ key }) => spec.identity === "guests_apart" || key.startsWith("customer"))
    .filter(
      ({ days }) => spec.first_orders === "all" || limit === null || `${days[0]!.slice(0, 7)}-01` >= limit,
    );
  if (params.figure === "customers") return { value: customers.length, n: customers.length };

  const share = (of: typeof customers, test: (days: readonly string[]) => boolean) => ({
    n: of.length,
    value: of.length === 0 ? null : of.filter(({ days }) => test(days)).length / of.length,
  });
  const last = observed < asOf ? observed : asOf;
  if (params.figure === "churn_rate")
    return share(customers, (days) => daysBetween(days.at(-1)!, asOf) > params.churn_days);
  if (params.figure === "repeat_rate") {
    if (spec.clock === "calendar") return share(customers, (days) => days.length > 1);
    const seen = customers.filter(({ days }) => addDays(days[0]!, params.window_days) <= last);
    return share(seen, (days) => days.length > 1 && daysBetween(days[0]!, days[1]!) <= params.window_days);
  }
  if (spec.clock === "age") {
    const seen = customers.filter(({ days }) => addDays(days[0]!, params.k * 30 + 29) <= last);
    return share(seen, (days) =>
      days.some((day) => Math.floor(daysBetween(days[0]!, day) / 30) === params.k),
    );
  }
  const over = monthOf(addDays(last, 1)) - 1;
  const seen = customers.filter(({ days }) => monthOf(days[0]!) + params.k <= over);
  return share(seen, (days) => days.some((day) => monthOf(day) === monthOf(days[0]!) + params.k));
}
