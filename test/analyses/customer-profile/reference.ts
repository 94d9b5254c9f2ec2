/** Customer profile over arrays: a slow second opinion that shares no code with the SQL. */
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** What is asked. */
export interface Asked {
  readonly who: string;
  readonly days: number;
  readonly order_of: string;
  readonly max_values: number;
  readonly asOf: string;
  /** Identifiers of the list; null is everyone. */
  readonly list: readonly string[] | null;
}

/** Attributes of customers by column. */
export type Attributes = Readonly<Record<string, Readonly<Record<string, string | number | null>>>>;

interface Person {
  readonly id: string;
  readonly orders: readonly ShopOrder[];
  readonly total: number;
  readonly values: Map<string, string>;
  readonly amounts: Map<string, number>;
}

const dayOf = (at: string) => Math.floor(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) / 86_400_000);
const momentOf = (at: string) => (at.length > 10 ? at : `${at} 00:00:00`);
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const gapClasses = [7, 14, 30, 60, 90, 180, 365];

/** Quantile of type 7 of sorted numbers. */
function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const next = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return sorted[low]! + (next - sorted[low]!) * (at - low);
}

/** The value of most of these, of equals the one that came latest, then the first by name. */
function usual(said: readonly { readonly value: string; readonly at: string }[]): string | null {
  const all = [...new Set(said.map(({ value }) => value))];
  const ranked = all.map((value) => {
    const own = said.filter((each) => each.value === value);
    return {
      value,
      n: own.length,
      latest: own
        .map(({ at }) => momentOf(at))
        .sort()
        .at(-1)!,
    };
  });
  ranked.sort(
    (a, b) => b.n - a.n || (a.latest < b.latest ? 1 : a.latest > b.latest ? -1 : a.value < b.value ? -1 : 1),
  );
  return ranked[0]?.value ?? null;
}

function peopleOf(shop: readonly ShopOrder[], asOf: string): readonly Person[] {
  const known = shop.filter(({ customer, at }) => customer !== null && dayOf(at) <= dayOf(asOf));
  return [...new Set(known.map(({ customer }) => customer!))].sort().map((id) => {
    const orders = known
      .filter(({ customer }) => customer === id)
      .sort((a, b) =>
        momentOf(a.at) < momentOf(b.at) ? -1 : momentOf(a.at) > momentOf(b.at) ? 1 : a.id! < b.id! ? -1 : 1,
      );
    const total = orders.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0) / 100;
    return { id, orders, total, values: new Map(), amounts: new Map() };
  });
}

function describe(person: Person, hasTime: boolean, { order_of }: Asked): void {
  const { orders, values } = person;
  const asked = order_of === "first" ? [orders[0]!] : order_of === "latest" ? [orders.at(-1)!] : orders;
  const tell = (dimension: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined) values.set(dimension, value);
  };
  const most = (of: (order: ShopOrder) => string | undefined) =>
    usual(asked.flatMap((order) => (of(order) === undefined ? [] : [{ value: of(order)!, at: order.at }])));
  tell(
    "channel",
    most(({ channel }) => channel),
  );
  tell(
    "country",
    most(({ country }) => country),
  );
  tell(
    "weekday",
    most(({ at }) => weekdays[(dayOf(at) + 4) % 7]),
  );
  if (hasTime)
    tell(
      "hour",
      most(({ at }) => momentOf(at).slice(11, 13)),
    );
  const bought = orders.flatMap(({ at, lines = [] }) =>
    [...new Set(lines.flatMap(({ category }) => category ?? []))].map((value) => ({ value, at })),
  );
  tell("favourite_category", usual(bought));
  const days = [...new Set(orders.map(({ at }) => dayOf(at)))];
  const gaps = days
    .slice(1)
    .map((day, index) => day - days[index]!)
    .sort((a, b) => a - b);
  if (gaps.length > 0) {
    const gap = quantile(gaps, 0.5);
    const most = gapClasses.find((bound) => gap <= bound);
    tell("usual_gap", most === undefined ? "over_365" : `to_${most}`);
  }
  const average = person.total / orders.length;
  person.amounts.set("price_band", (Math.sign(average) * Math.round(Math.abs(average) * 1e4)) / 1e4);
}

function describeByFile(people: readonly Person[], attributes: Attributes, maxValues: number): void {
  const columns = [...new Set(Object.values(attributes).flatMap((row) => Object.keys(row)))];
  for (const column of columns) {
    const known = people.flatMap((person) => {
      const value = attributes[person.id]?.[column] ?? null;
      return value === null || value === "" ? [] : [{ person, text: String(value) }];
    });
    const distinct = new Set(known.map(({ text }) => text)).size;
    const isNumber = known.every(({ text }) => /^-?\d+(\.\d+)?$/.test(text));
    const isDate = known.every(({ text }) => /^\d{4}-\d\d-\d\d$/.test(text));
    const dimension = `customer.${column}`;
    for (const { person, text } of known)
      if (isNumber && distinct > 10) person.amounts.set(dimension, Number(text));
      else if (isDate) person.values.set(dimension, text.slice(0, 4));
      else if (isNumber || distinct <= maxValues || distinct * 2 <= known.length)
        person.values.set(dimension, text);
  }
}

function cutIntoFifths(people: readonly Person[]): void {
  for (const dimension of new Set(people.flatMap(({ amounts }) => [...amounts.keys()]))) {
    const all = people.flatMap(({ amounts }) => amounts.get(dimension) ?? []).sort((a, b) => a - b);
    const cuts = [0.2, 0.4, 0.6, 0.8].map((p) => quantile(all, p));
    for (const { amounts, values } of people) {
      const amount = amounts.get(dimension);
      if (amount !== undefined) values.set(dimension, String(1 + cuts.filter((cut) => cut < amount).length));
    }
  }
}

function isAskedFor({ who, days, asOf, list }: Asked, everyone: readonly Person[]) {
  const people = everyone.filter(({ id }) => list === null || list.includes(id));
  const best = [...people].sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1));
  const first = new Set(best.slice(0, Math.ceil(people.length * 0.2 - 1e-9)));
  return (person: Person): boolean => {
    const { orders } = person;
    if (!people.includes(person)) return false;
    switch (who) {
      case "new_customers":
        return dayOf(asOf) - dayOf(orders[0]!.at) < days;
      case "one_time_customers":
        return orders.length === 1;
      case "repeat_customers":
        return orders.length > 1;
      case "best_20_percent":
        return first.has(person);
      case "lapsed_customers":
        return dayOf(asOf) - dayOf(orders.at(-1)!.at) >= days;
      default:
        return true;
    }
  };
}

/** The customers behind each row, and the rows in any order. */
export function profileOf(shop: readonly ShopOrder[], attributes: Attributes, asked: Asked) {
  const people = peopleOf(shop, asked.asOf);
  const hasTime = people.some(({ orders }) => orders.some(({ at }) => !momentOf(at).endsWith("00:00:00")));
  for (const person of people) describe(person, hasTime, asked);
  describeByFile(people, attributes, asked.max_values);
  cutIntoFifths(people);
  const isProfiled = isAskedFor(asked, people);
  const n = people.filter(isProfiled).length;
  const dimensions = [...new Set(people.flatMap(({ values }) => [...values.keys()]))];
  return dimensions.flatMap((dimension) => {
    const isCut = people.some(({ amounts }) => amounts.has(dimension));
    const isWhole =
      ["weekday", "hour", "usual_gap", "price_band"].includes(dimension) ||
      isCut ||
      // Years of dates are all shown.
      dimension === "customer.since";
    const having = new Map<string, Person[]>();
    for (const person of people) {
      const value = person.values.get(dimension);
      if (value !== undefined) having.set(value, [...(having.get(value) ?? []), person]);
    }
    const ranked = [...having].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    const kept = isWhole ? ranked : ranked.slice(0, asked.max_values);
    const rest = ranked.slice(kept.length).flatMap(([, own]) => own);
    const unknown = people.filter(({ values }) => !values.has(dimension));
    const groups: (readonly [string | null, string, readonly Person[]])[] = [
      ...kept.map(([value, own]) => [value, isCut ? "fifth" : "value", own] as const),
      ...(rest.length > 0 ? [[null, "others", rest] as const] : []),
      ...(unknown.length > 0 ? [[null, "unknown", unknown] as const] : []),
    ];
    return groups.map(([value, kind, own]) => {
      const inside = own.filter(isProfiled);
      const interval = wilsonInterval(inside.length, n);
      const amounts = own.flatMap(({ amounts }) => amounts.get(dimension) ?? []);
      const outside = people.length - n;
      const all = own.length / people.length;
      const spread = Math.sqrt(all * (1 - all) * (1 / n + 1 / outside));
      const hasBand = kind === "fifth";
      return {
        dimension,
        value,
        kind,
        customers: inside.length,
        n,
        customers_all: own.length,
        n_all: people.length,
        share: n === 0 ? null : inside.length / n,
        share_all: all,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        net_amount: inside.reduce((sum, { total }) => sum + total, 0),
        z:
          n === 0 || outside === 0 || spread === 0
            ? null
            : (inside.length / n - (own.length - inside.length) / outside) / spread,
        band_from: hasBand ? Math.min(...amounts) : null,
        band_to: hasBand ? Math.max(...amounts) : null,
        behind: inside.map(({ id }) => id).sort(),
      };
    });
  });
}
