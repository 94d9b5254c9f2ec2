/** The membership tiers in plain TypeScript over arrays: slow, and by its own thinking. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** A tier as a parameter gives it. */
export interface Rung {
  readonly tier: string;
  readonly min_net_amount: number | null;
  readonly min_orders: number | null;
  readonly within_days: number | null;
  readonly discount_rate: number;
}

/** What is asked. */
export interface Question {
  readonly ladder: readonly Rung[];
  readonly rule: "any" | "all";
  readonly window_days: number | null;
  readonly near_share: number;
}

/** A customer at a date; money in whole cents. */
export interface Standing {
  readonly customer: string;
  readonly cents: number;
  readonly orders: number;
  readonly tier: string;
  readonly near: boolean;
}

const day = (at: string) => at.slice(0, 10);
const toCents = (amount: number) => Math.round(amount * 100);

/** What a customer has brought within the window that ends with `date`. */
function broughtBy(own: readonly ShopOrder[], question: Question, atRefundDate: boolean, date: string) {
  const from = question.window_days === null ? "0000-01-01" : addDays(date, 1 - question.window_days);
  const isIn = (on: string) => on >= from && on <= date;
  let cents = 0;
  for (const order of own) {
    if (isIn(day(order.at))) cents += toCents(order.amount);
    for (const { at, amount } of order.refunds ?? [])
      if (isIn(atRefundDate && at !== null ? day(at) : day(order.at))) cents -= toCents(amount);
  }
  const last = own
    .map(({ at }) => day(at))
    .sort()
    .at(-1)!;
  return { cents, orders: own.filter(({ at }) => isIn(day(at))).length, days: daysBetween(last, date) };
}

/** True where the thresholds, lower by a share, are reached; compared in whole numbers. */
function isReached(
  rung: Rung,
  { rule }: Question,
  { cents, orders, days }: ReturnType<typeof broughtBy>,
  lower: number,
): boolean {
  if (rung.within_days !== null && days > rung.within_days) return false;
  const part = Math.round((1 - lower) * 10_000);
  const tests = [
    ...(rung.min_net_amount === null ? [] : [cents * 10_000 >= toCents(rung.min_net_amount) * part]),
    ...(rung.min_orders === null ? [] : [orders * 10_000 >= rung.min_orders * part]),
  ];
  if (tests.length === 0) return true;
  return rule === "any" ? tests.includes(true) : !tests.includes(false);
}

/** Every customer who had ordered by `date`, by id. */
export function standingsAt(
  shop: readonly ShopOrder[],
  question: Question,
  atRefundDate: boolean,
  date: string,
): readonly Standing[] {
  const orders = shop.filter(({ customer, at }) => customer !== null && day(at) <= date);
  const ids = [...new Set(orders.map(({ customer }) => customer!))].sort();
  return ids.map((customer) => {
    const own = orders.filter((order) => order.customer === customer);
    const brought = broughtBy(own, question, atRefundDate, date);
    const { ladder, near_share } = question;
    const at = ladder.findIndex((rung) => isReached(rung, question, brought, 0));
    const next = ladder[(at < 0 ? ladder.length : at) - 1];
    return {
      customer,
      cents: brought.cents,
      orders: brought.orders,
      tier: ladder[at]?.tier ?? "none",
      near: next !== undefined && isReached(next, question, brought, near_share),
    };
  });
}
