/** explain-difference in plain TypeScript over arrays, slowly: its own thinking, no SQL. */
import { addDays, daysBetween, nextPeriod, periodStart } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";

export interface Asked {
  readonly what: "retention" | "range";
  readonly measure: string;
  readonly clock: "calendar" | "age";
  readonly return: "in" | "on_or_after" | "by";
  readonly k: number;
  readonly cohorts: readonly [string, string];
  readonly ranges: readonly [readonly [string, string], readonly [string, string]];
  readonly min_group: number;
}

interface Unit {
  readonly side: 0 | 1;
  readonly value: number;
  readonly groups: Readonly<Record<string, string | null>>;
}

const day = (at: string) => at.slice(0, 10);
const sorted = (shop: readonly ShopOrder[]) =>
  shop.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id! < b.id! ? -1 : 1));

/** The beginning of the k-th month after a day's own. */
function monthAfter(first: string, k: number): string {
  let month = periodStart(first, "month");
  for (let step = 0; step < k; step++) month = nextPeriod(month, "month");
  return month;
}

const groupsOf = (order: ShopOrder) => ({
  channel: order.channel ?? null,
  country: order.country ?? null,
  first_category: order.lines?.[0]?.category ?? null,
  first_product: order.lines?.[0]?.product ?? null,
});

function retained(own: readonly ShopOrder[], asked: Asked, asOf: string): boolean {
  const first = day(own[0]!.at);
  const period = (at: string): number => {
    if (asked.clock === "age") return Math.floor(daysBetween(first, day(at)) / 30);
    let k = 0;
    while (monthAfter(first, k + 1) <= day(at)) k++;
    return k;
  };
  return own.some(({ at }) => {
    if (day(at) > asOf) return false;
    const k = period(at);
    if (asked.return === "in") return k === asked.k;
    return asked.return === "by" ? k >= 1 && k <= asked.k : k >= asked.k;
  });
}

function unitsOf(shop: readonly ShopOrder[], asOf: string, observed: string, asked: Asked): readonly Unit[] {
  const orders = sorted(shop).filter(({ at }) => day(at) <= asOf);
  const buyers = [...new Set(orders.map(({ customer }) => customer).filter((id) => id !== null))];
  const last = observed < asOf ? observed : asOf;
  const units: Unit[] = [];
  for (const side of [0, 1] as const) {
    const [from, to] = asked.ranges[side];
    const inRange = ({ at }: ShopOrder) => day(at) >= from && day(at) <= to;
    if (asked.what === "range" && to > last) continue;
    for (const id of buyers) {
      const own = orders.filter(({ customer }) => customer === id);
      const first = own[0]!;
      if (asked.what === "retention") {
        const began = day(first.at);
        if (periodStart(began, "month") !== asked.cohorts[side]) continue;
        const end =
          asked.clock === "age" ? addDays(began, 30 * (asked.k + 1)) : monthAfter(began, asked.k + 1);
        if (addDays(end, -1) > last) continue;
        units.push({ side, value: Number(retained(own, asked, asOf)), groups: groupsOf(first) });
        continue;
      }
      const mine = own.filter(inRange);
      if (mine.length === 0 || asked.measure === "average_order_value") continue;
      const costed = mine.filter(({ cost }) => cost !== undefined);
      if (asked.measure === "margin_per_customer" && costed.length === 0) continue;
      const value = {
        repeat_rate: Number(mine.length >= 2),
        orders_per_customer: mine.length,
        net_amount_per_customer: mine.reduce((sum, { amount }) => sum + amount, 0),
        margin_per_customer: costed.reduce((sum, { amount, cost }) => sum + amount - cost!, 0),
      }[asked.measure]!;
      const kind = day(first.at) >= from ? "new" : "returning";
      units.push({ side, value, groups: { ...groupsOf(first), customer_kind: kind } });
    }
    if (asked.what === "range" && asked.measure === "average_order_value")
      for (const order of orders.filter(inRange)) {
        const first = orders.find(({ customer }) => customer === order.customer)!;
        const kind = order.customer === null ? null : day(first.at) >= from ? "new" : "returning";
        units.push({ side, value: order.amount, groups: { ...groupsOf(order), customer_kind: kind } });
      }
  }
  return units;
}

const dimensions = ["channel", "country", "first_category", "first_product", "customer_kind"];

/** The rows of the analysis by dimension and group, in no order, and the figures of both sides. */
export function reference(shop: readonly ShopOrder[], asOf: string, observed: string, asked: Asked) {
  const units = unitsOf(shop, asOf, observed, asked);
  const of = (side: 0 | 1, list: readonly Unit[] = units) => list.filter((unit) => unit.side === side);
  const mean = (list: readonly Unit[]) =>
    list.length === 0 ? null : list.reduce((sum, { value }) => sum + value, 0) / list.length;
  const [all0, all1] = [of(0), of(1)];
  const [figure0, figure1] = [mean(all0), mean(all1)];
  if (figure0 === null || figure1 === null) return { rows: [], figures: [figure0, figure1], units };
  const rows = dimensions.flatMap((dimension) => {
    const nameOf = ({ groups }: Unit) => groups[dimension] ?? null;
    const names = [...new Set(units.map(nameOf))];
    if (names.every((name) => name === null)) return [];
    const isSmall = (name: string | null) =>
      name !== null && units.filter((unit) => nameOf(unit) === name).length < asked.min_group;
    const groups = new Map<string, readonly Unit[]>();
    for (const unit of units) {
      const name = nameOf(unit);
      const key = isSmall(name) ? "pooled:" : name === null ? "unknown:" : `named:${name}`;
      groups.set(key, [...(groups.get(key) ?? []), unit]);
    }
    return [...groups].map(([key, own]) => {
      const [own0, own1] = [of(0, own), of(1, own)];
      const [p0, p1] = [own0.length / all0.length, own1.length / all1.length];
      const [r0, r1] = [mean(own0), mean(own1)];
      const both = r0 !== null && r1 !== null;
      return {
        key: `${dimension}/${key}`,
        n_0: own0.length,
        n_1: own1.length,
        rate_0: r0,
        rate_1: r1,
        mix: (p1 - p0) * (both ? (r0 + r1) / 2 : (r0 ?? r1 ?? 0)),
        rate_effect: both ? ((r1 - r0) * (p0 + p1)) / 2 : 0,
      };
    });
  });
  return { rows, figures: [figure0, figure1], units };
}
