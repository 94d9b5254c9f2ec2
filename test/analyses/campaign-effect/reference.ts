/** campaign-effect over arrays: slow, plain, and without a line of SQL. */
import { addDays } from "../../../src/base/calendar.ts";
import type { ShopContact, ShopOrder } from "../../support/shop.ts";

/** What of the parameters and the context the figures depend on. */
export interface Asked {
  readonly orders: readonly ShopOrder[];
  readonly contacts: readonly ShopContact[];
  readonly asOf: string;
  readonly observed: string;
  readonly days: number;
  readonly control: "auto" | "assigned" | "matched";
  readonly placebos: number;
  readonly booked: boolean;
}

interface Person {
  readonly id: string;
  readonly key: number | null;
  readonly treated: boolean;
  readonly sent: string;
}

interface Fact extends Person {
  readonly recency: number;
  readonly before: number;
  readonly netBefore: number;
  readonly orders: number;
  readonly net: number;
  weight: number;
}

/** A measure of one k. */
export interface Expected {
  readonly k: number;
  readonly measure: string;
  readonly treated_n: number;
  readonly treated_count: number;
  readonly treated: number | null;
  readonly control_n: number;
  readonly control_count: number;
  readonly control: number | null;
}

const day = (at: string) => at.slice(0, 10);
const between = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Type 7. */
function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const [a, b] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return Math.round((a + (b - a) * (at - Math.floor(at))) * 1e6) / 1e6;
}

function people(asked: Asked): { readonly list: readonly Person[]; readonly matched: boolean } {
  const known = asked.contacts.filter(({ at }) => day(at) <= asked.asOf);
  const latest = known.toSorted(
    (a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0) || (a.campaign! < b.campaign! ? -1 : 1),
  )[0]?.campaign;
  const own = known.filter(({ campaign }) => campaign === latest);
  const everyone = [...new Set(asked.orders.flatMap(({ customer }) => customer ?? []))].toSorted();
  const keyOf = (id: string) => (everyone.includes(id) ? everyone.indexOf(id) + 1 : null);
  const assigned = [...new Set(own.map(({ customer }) => customer))].map((id): Person => {
    const mine = own.filter(({ customer }) => customer === id);
    const sent = mine.map(({ at }) => day(at)).toSorted()[0]!;
    const treated = mine.some(({ at, group }) => day(at) === sent && group !== "control");
    return { id, key: keyOf(id), treated, sent };
  });
  const matched =
    asked.control === "matched" || (asked.control === "auto" && assigned.every(({ treated }) => treated));
  const treated = assigned.filter((each) => each.treated);
  if (!matched) return { list: assigned, matched };
  const days = treated
    .toSorted(
      (a, b) =>
        (a.sent < b.sent ? -1 : a.sent > b.sent ? 1 : 0) ||
        (a.key ?? 1e9) - (b.key ?? 1e9) ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ sent }) => sent);
  const reached = new Set(known.filter(({ group }) => group !== "control").map(({ customer }) => customer));
  const others = days.length === 0 ? [] : everyone.filter((id) => !reached.has(id));
  return {
    matched,
    list: [
      ...treated,
      ...others.map((id) => {
        const key = keyOf(id)!;
        const at = Math.floor((((key * 2_654_435_761) % 4_294_967_296) * days.length) / 4_294_967_296);
        return { id, key, treated: false, sent: days[at]! };
      }),
    ],
  };
}

function factOf(person: Person, k: number, asked: Asked): Fact | null {
  const from = addDays(person.sent, -k * asked.days);
  const to = addDays(from, asked.days - 1);
  const opened = asked.orders.map(({ at }) => day(at)).toSorted()[0]!;
  if (from < opened || to > asked.observed) return null;
  const mine = asked.orders.filter(({ customer, at }) => customer === person.id && day(at) <= asked.asOf);
  const money = mine.flatMap((order) => [
    {
      on: day(order.at),
      amount:
        order.amount -
        (asked.booked ? 0 : (order.refunds ?? []).reduce((sum, { amount }) => sum + amount, 0)),
    },
    ...(asked.booked ? (order.refunds ?? []) : [])
      .map(({ at, amount }) => ({ on: day(at ?? order.at), amount: -amount }))
      .filter(({ on }) => on <= asked.asOf),
  ]);
  const sum = (holds: (on: string) => boolean) =>
    money.reduce((total, { on, amount }) => (holds(on) ? total + Math.round(amount * 100) : total), 0) / 100;
  const earlier = mine.map(({ at }) => day(at)).filter((on) => on < from);
  return {
    ...person,
    recency: earlier.length === 0 ? -1 : between(earlier.toSorted().at(-1)!, from),
    before: earlier.length,
    netBefore: sum((on) => on < from),
    orders: mine.filter(({ at }) => day(at) >= from && day(at) <= to).length,
    net: sum((on) => on >= from && on <= to),
    weight: 1,
  };
}

/** Those who are compared at k, weighted. */
export function compared(k: number, asked: Asked): readonly Fact[] {
  const { list, matched } = people(asked);
  const facts = list.flatMap((person) => factOf(person, k, asked) ?? []);
  if (!matched) return facts;
  const known = facts.filter(({ before }) => before > 0);
  const treated = known.filter((each) => each.treated);
  if (treated.length === 0) return [];
  const class5 = (of: (fact: Fact) => number) => {
    const cuts = [0.2, 0.4, 0.6, 0.8].map((p) => quantile(treated.map(of), p));
    return (fact: Fact) => cuts.filter((cut) => cut < of(fact)).length;
  };
  const classes = [class5((f) => f.recency), class5((f) => f.before), class5((f) => f.netBefore)];
  const fields = new Map<string, Fact[]>();
  for (const fact of known) {
    const name = classes.map((of) => of(fact)).join();
    fields.set(name, [...(fields.get(name) ?? []), fact]);
  }
  return [...fields.values()].flatMap((field) => {
    const [inside, outside] = [field.filter((f) => f.treated), field.filter((f) => !f.treated)];
    if (inside.length === 0 || outside.length < 2) return [];
    return [...inside, ...outside.map((fact) => ({ ...fact, weight: inside.length / outside.length }))];
  });
}

/** Every measure of every k that has contacted customers. */
export function reference(asked: Asked): readonly Expected[] {
  return Array.from({ length: asked.placebos + 1 }, (_, k) => k).flatMap((k) => {
    const facts = compared(k, asked);
    if (!facts.some(({ treated }) => treated)) return [];
    const figure = (
      measure: string,
      top: (fact: Fact) => number,
      bottom: (fact: Fact) => number,
      counts: (fact: Fact) => boolean,
      within: (fact: Fact) => boolean = () => true,
    ): Expected => {
      const side = (treated: boolean) => {
        const own = facts.filter((fact) => fact.treated === treated && within(fact));
        const total = (of: (fact: Fact) => number) =>
          own.reduce((sum, fact) => sum + fact.weight * of(fact), 0);
        const base = total(bottom);
        return {
          n: own.length,
          count: own.filter(counts).length,
          value: base === 0 ? null : total(top) / base,
        };
      };
      const [one, zero] = [side(true), side(false)];
      return {
        k,
        measure,
        treated_n: one.n,
        treated_count: one.count,
        treated: one.value,
        control_n: zero.n,
        control_count: zero.count,
        control: zero.value,
      };
    };
    const did = ({ orders }: Fact) => orders > 0;
    const again = ({ orders }: Fact) => orders > 1;
    return [
      figure(
        "conversion",
        (f) => Number(did(f)),
        () => 1,
        did,
      ),
      figure(
        "return_rate",
        (f) => Number(did(f)),
        () => 1,
        did,
        ({ before }) => before > 0,
      ),
      figure(
        "repurchase_rate",
        (f) => Number(again(f)),
        () => 1,
        again,
      ),
      figure(
        "orders_per_customer",
        (f) => f.orders,
        () => 1,
        did,
      ),
      figure(
        "net_amount_per_customer",
        (f) => f.net,
        () => 1,
        did,
      ),
      // Money without an order in the window (a refund) is part of the group's average, too.
      {
        ...figure(
          "average_order_value",
          (f) => f.net,
          (f) => f.orders,
          did,
        ),
        treated_n: facts.filter((f) => f.treated && did(f)).length,
        control_n: facts.filter((f) => !f.treated && did(f)).length,
      },
    ];
  });
}
