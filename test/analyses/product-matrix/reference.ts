/** The product matrix in plain TypeScript over arrays, slowly: its own thinking, no SQL. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { ShopOrder } from "../../support/shop.ts";

export interface Asked {
  readonly level: "product" | "category";
  readonly window_days: number | null;
  readonly min_customers: number;
  readonly earns_by: "profit" | "margin" | "net_amount";
  readonly share_threshold: number | null;
  readonly rate_threshold: number | null;
  readonly earns_threshold: number | null;
}

const day = (at: string) => at.slice(0, 10);
const cents = (amount: number) => Math.round(amount * 100);

interface Known {
  readonly first: ShopOrder;
  readonly next: string | null;
}

/** Every customer's first order and the day of the next, of orders up to the day. */
function customersOf(shop: readonly ShopOrder[], asOf: string): ReadonlyMap<string, Known> {
  const result = new Map<string, Known>();
  const sorted = shop
    .filter(({ at }) => day(at) <= asOf)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id! < b.id! ? -1 : 1));
  for (const order of sorted) {
    if (order.customer === null) continue;
    const own = result.get(order.customer);
    if (!own) result.set(order.customer, { first: order, next: null });
    else if (own.next === null) result.set(order.customer, { ...own, next: day(order.at) });
  }
  return result;
}

/** The rows of the analysis; money in units, rates as shares. */
export function reference(shop: readonly ShopOrder[], asOf: string, observed: string, asked: Asked) {
  const nameOf = ({ product, category }: NonNullable<ShopOrder["lines"]>[number]) =>
    asked.level === "category" ? category : product;
  const holds = (order: ShopOrder, id: string) => (order.lines ?? []).some((line) => nameOf(line) === id);
  const orders = shop.filter(({ at }) => day(at) <= asOf);
  const ids = [
    ...new Set(orders.flatMap(({ lines = [] }) => lines.map(nameOf).filter((id) => id !== undefined))),
  ].sort();
  const known = [...customersOf(shop, asOf).values()].filter(({ first }) =>
    ids.some((id) => holds(first, id)),
  );
  const last = observed < asOf ? observed : asOf;
  const isObserved = ({ first }: Known) =>
    asked.window_days === null || addDays(day(first.at), asked.window_days) <= last;
  const isBack = ({ first, next }: Known) =>
    next !== null && (asked.window_days === null || daysBetween(day(first.at), next) <= asked.window_days);
  const base = {
    n: known.filter(isObserved).length,
    back: known.filter((c) => isObserved(c) && isBack(c)).length,
  };

  const rows = ids.map((id) => {
    const lines = orders.flatMap((order) => (order.lines ?? []).filter((line) => nameOf(line) === id));
    const costed = lines.filter(({ cost }) => cost !== undefined);
    const won = known.filter(({ first }) => holds(first, id));
    const n = won.filter(isObserved);
    return {
      id,
      orders: orders.filter((order) => holds(order, id)).length,
      net: lines.reduce((sum, { amount }) => sum + cents(amount), 0),
      costedNet: costed.reduce((sum, { amount }) => sum + cents(amount), 0),
      profit:
        costed.length === 0
          ? null
          : costed.reduce((sum, { amount, cost }) => sum + cents(amount) - cents(cost!), 0),
      won: won.length,
      n: n.length,
      back: n.filter(isBack).length,
    };
  });
  const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const costedRows = rows.filter(({ profit }) => profit !== null);

  const comesBack = (row: (typeof rows)[number]) =>
    row.n >= asked.min_customers &&
    (asked.rate_threshold === null
      ? row.back * base.n >= base.back * row.n
      : row.back / row.n >= asked.rate_threshold);
  const wins = (row: (typeof rows)[number]) =>
    row.won > 0 &&
    (asked.share_threshold === null
      ? row.won * rows.length >= total(({ won }) => won)
      : row.won / known.length >= asked.share_threshold);
  const earns = (row: (typeof rows)[number]) => {
    const typed = asked.earns_threshold;
    if (asked.earns_by === "net_amount" || row.profit === null) {
      const bound = asked.earns_by === "net_amount" ? typed : null;
      const enough =
        bound === null ? row.net * rows.length >= total(({ net }) => net) : row.net / 100 >= bound;
      return row.net > 0 && enough;
    }
    if (row.profit <= 0) return false;
    if (asked.earns_by === "profit")
      return typed === null
        ? row.profit * costedRows.length >= total(({ profit }) => profit ?? 0)
        : row.profit / 100 >= typed;
    if (row.costedNet <= 0) return false;
    return typed === null
      ? BigInt(row.profit) * BigInt(total(({ costedNet }) => costedNet)) >=
          BigInt(total(({ profit }) => profit ?? 0)) * BigInt(row.costedNet)
      : row.profit / row.costedNet >= typed;
  };

  const result = rows
    .toSorted((a, b) => b.net - a.net || (a.id < b.id ? -1 : 1))
    .map((row) => {
      const interval = wilsonInterval(row.back, row.n);
      return {
        product_id: row.id,
        orders: row.orders,
        net_amount: row.net / 100,
        margin: row.profit !== null && row.costedNet > 0 ? row.profit / row.costedNet : null,
        first_order_share: known.length === 0 ? null : row.won / known.length,
        n: row.n,
        customers: row.back,
        rate: row.n === 0 ? null : row.back / row.n,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        quadrant: comesBack(row) ? "brings_back" : wins(row) ? "brings_in" : earns(row) ? "earns" : "drags",
        won: row.won,
        profit: row.profit === null ? null : row.profit / 100,
        complete: row.n === row.won,
      };
    });
  return { rows: result, base: { won: known.length, ...base } };
}
