/** churn-reasons in plain TypeScript: arrays of orders and reasons, read as its documentation says. */
import { upperGamma } from "../../../src/stats/incomplete-gamma.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { ShopOrder, ShopReason } from "../../support/shop.ts";

/** What is asked; the cycle is typed. */
export interface Ask {
  readonly churned: "long_term" | "short_or_long";
  readonly cycle_days: number;
  readonly short: number;
  readonly long: number;
  readonly per_customer: "latest" | "every";
  readonly mapping: readonly { readonly text: string; readonly category: string }[];
  readonly max_reasons: number;
  readonly late_days: number;
  readonly late_from: "ordered" | "shipped";
  readonly min_group: number;
}

const dayOf = (at: string) => Date.parse(at.slice(0, 10)) / 86_400_000;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const rate = (k: number, n: number) => {
  if (n === 0) return { share: null, low: null, high: null };
  const { low, high } = wilsonInterval(k, n)!;
  return { share: k / n, low, high };
};

interface Person {
  readonly id: string;
  readonly orders: readonly ShopOrder[];
  readonly last: number;
}

function peopleOf(shop: readonly ShopOrder[], day: number): readonly Person[] {
  const known = shop
    .filter(({ customer, at }) => customer !== null && dayOf(at) <= day)
    .toSorted((a, b) => byText(a.at, b.at) || byText(a.id!, b.id!));
  return [...new Set(known.map(({ customer }) => customer!))].sort().map((id) => {
    const orders = known.filter(({ customer }) => customer === id);
    return { id, orders, last: dayOf(orders.at(-1)!.at) };
  });
}

/** When the look is taken, how long silence must be, and the last day that could have been a churned one's last. */
export function horizonOf(shop: readonly ShopOrder[], ask: Ask, asOf: string, observed: string) {
  const day = Math.min(dayOf(asOf), dayOf(observed) + 1);
  const patience = Math.floor((ask.churned === "long_term" ? ask.long : ask.short) * ask.cycle_days);
  const people = peopleOf(shop, day);
  const first = Math.min(...people.map(({ orders }) => dayOf(orders[0]!.at)));
  return { day, patience, people, lastDay: first < day - patience ? day - patience - 1 : null };
}

/** The rows of the main query without `article_share`. */
export function reasonRows(
  shop: readonly ShopOrder[],
  reasons: readonly ShopReason[],
  ask: Ask,
  asOf: string,
  observed: string,
  places: { readonly segment: ReadonlyMap<string, string>; readonly tier: ReadonlyMap<string, string> },
) {
  const { day, people, lastDay } = horizonOf(shop, ask, asOf, observed);
  const churned = lastDay === null ? [] : people.filter(({ last }) => last <= lastDay);
  const meaning = (text: string) =>
    ask.mapping.find(
      (row) => row.text.trim() !== "" && text.toLowerCase().includes(row.text.trim().toLowerCase()),
    )?.category ?? text;
  const said = new Map<string, readonly string[]>();
  for (const { id, last } of churned) {
    const own = reasons
      .map((given, index) => ({ ...given, index, on: given.at ?? given.closed ?? given.opened }))
      .filter(({ customer, reason }) => customer === id && (reason ?? "").trim() !== "")
      .filter(({ on }) => on === undefined || (dayOf(on) >= last && dayOf(on) <= day))
      .toSorted((a, b) => (a.on ? dayOf(a.on) : -1) - (b.on ? dayOf(b.on) : -1) || a.index - b.index)
      .map(({ reason }) => meaning(reason!.trim()));
    if (own.length > 0) said.set(id, ask.per_customer === "latest" ? [own.at(-1)!] : [...new Set(own)]);
  }
  const count = (reason: string) => [...said.values()].filter((own) => own.includes(reason)).length;
  const all = [...new Set([...said.values()].flat())].sort((a, b) => count(b) - count(a) || byText(a, b));
  const shown = all.slice(0, ask.max_reasons);
  const groups = (of: (person: Person) => string) => [...new Set(churned.map(of))].sort(byText);
  const dimensions: readonly (readonly [string, (person: Person) => string | null])[] = [
    ["all", () => null],
    ["orders", ({ orders }) => (orders.length >= 3 ? "3+" : String(orders.length))],
    ["segment", ({ id }) => places.segment.get(id)!],
    ["tier", ({ id }) => places.tier.get(id)!],
  ];
  if (churned.length === 0)
    return [
      {
        dimension: "all",
        value: null,
        kind: "any",
        reason: null,
        n: 0,
        customers: 0,
        share: null,
        low: null,
        high: null,
        complete: lastDay !== null,
      },
    ];
  return dimensions.flatMap(([dimension, of]) =>
    groups((person) => String(of(person))).flatMap((text) => {
      const value = dimension === "all" ? null : text;
      const own = churned.filter((person) => of(person) === value);
      const answered = own.filter(({ id }) => said.has(id));
      const row = (kind: string, reason: string | null, n: number, customers: number) => ({
        dimension,
        value,
        kind,
        reason,
        n,
        customers,
        ...rate(customers, n),
        complete: true,
      });
      const saying = (test: (reason: string) => boolean) =>
        answered.filter(({ id }) => said.get(id)!.some(test)).length;
      return [
        row("any", null, own.length, answered.length),
        ...(answered.length === 0
          ? []
          : [
              ...shown.map((reason) =>
                row(
                  "reason",
                  reason,
                  answered.length,
                  saying((r) => r === reason),
                ),
              ),
              ...(all.length > shown.length
                ? [
                    row(
                      "others",
                      null,
                      answered.length,
                      saying((r) => !shown.includes(r)),
                    ),
                  ]
                : []),
            ]),
      ];
    }),
  );
}

/** The rows of the part `precursors` without names, in any order. */
export function precursorRows(
  shop: readonly ShopOrder[],
  reasons: readonly ShopReason[],
  ask: Ask,
  asOf: string,
  observed: string,
) {
  const { people, lastDay, patience, day } = horizonOf(shop, ask, asOf, observed);
  if (lastDay === null) return { rows: [], atRisk: 0, left: 0 };
  const risk = people
    .map((person) => ({ ...person, before: person.orders.filter(({ at }) => dayOf(at) <= lastDay) }))
    .filter(({ before }) => before.length > 0 && lastDay - dayOf(before.at(-1)!.at) <= patience)
    .map((person) => ({ ...person, left: person.last <= lastDay }));
  const discounts = shop.some(({ at, discount }) => discount !== undefined && dayOf(at) <= lastDay);
  /** By factor: the values of those of whom it is known. */
  const known = new Map<string, { left: boolean; values: ReadonlySet<string> }[]>();
  const note = (factor: string, left: boolean, values: readonly string[]) =>
    known.set(factor, [...(known.get(factor) ?? []), { left, values: new Set(values) }]);
  for (const { id, orders, before, left } of risk) {
    const order = before.at(-1)!;
    const [first] = orders;
    const start = ask.late_from === "shipped" ? order.shipped : order.at;
    if (order.delivered !== undefined && start !== undefined) {
      const arrived = dayOf(order.delivered);
      const waited = Math.min(arrived, lastDay) - dayOf(start);
      if (arrived <= lastDay || waited > ask.late_days)
        note("late_delivery", left, waited > ask.late_days ? ["yes"] : []);
    }
    const refunded = (order.refunds ?? []).some(({ at }) => dayOf(at ?? order.at) <= lastDay);
    note("refund", left, refunded ? ["yes"] : []);
    const isKnown = first!.discount !== undefined || first!.coupon !== undefined || !discounts;
    if (isKnown)
      note("first_discount", left, (first!.discount ?? 0) > 0 || first!.coupon !== undefined ? ["yes"] : []);
    const products = (first!.lines ?? []).map(({ product }) => product);
    if (products.length > 0) note("first_product", left, products);
    if (first!.city !== undefined) note("city", left, [first!.city]);
    const feedback = reasons
      .map((each, index) => ({ ...each, index, at: each.opened ?? each.at }))
      .filter(({ customer, at }) => customer === id && at !== undefined && dayOf(at) <= lastDay)
      .toSorted((a, b) => byText(b.at!, a.at!) || b.index - a.index)[0];
    if (!feedback) continue;
    const { opened, closed, severity, satisfaction } = feedback;
    const isClosed = closed !== undefined && dayOf(closed) <= lastDay;
    if (opened !== undefined) {
      const took = isClosed ? dayOf(closed) - dayOf(opened) : Infinity;
      const bucket =
        took === Infinity ? "open" : ["to_1", "to_3", "to_7"].find((_, i) => took <= [1, 3, 7][i]!);
      note("handling_time", left, [bucket ?? "over_7"]);
    }
    if (severity !== undefined) note("severity", left, [severity]);
    if (satisfaction !== undefined && (closed === undefined || isClosed))
      note("satisfaction", left, [String(Math.floor(satisfaction))]);
  }
  const rows = [...known].flatMap(([factor, those]) =>
    [...new Set(those.flatMap(({ values }) => [...values]))].flatMap((value) => {
      const inside = those.filter(({ values }) => values.has(value));
      const others = those.filter(({ values }) => !values.has(value));
      if (Math.min(inside.length, others.length) < ask.min_group) return [];
      const [n, m] = [inside.length, others.length];
      const [a, b] = [inside, others].map((side) => side.filter(({ left }) => left).length) as [
        number,
        number,
      ];
      const pooled = (a + b) / (n + m);
      const z = Math.abs(a / n - b / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
      const spread = Math.exp(1.959963984540054 * Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m));
      const ratio = b === 0 ? null : a / n / (b / m);
      const { share, ...interval } = rate(a, n);
      return [
        {
          factor,
          value,
          n,
          customers: a,
          rate: share,
          ...interval,
          n_others: m,
          customers_others: b,
          rate_others: b / m,
          risk_ratio: ratio,
          ratio_low: a === 0 || b === 0 ? null : ratio! / spread,
          ratio_high: a === 0 || b === 0 ? null : ratio! * spread,
          p_value: pooled === 0 || pooled === 1 ? null : upperGamma(0.5, (z * z) / 2),
        },
      ];
    }),
  );
  // Step up: the largest rank whose p is small enough decides for all before it.
  const ps = rows.flatMap(({ p_value }) => (p_value === null ? [] : [p_value])).sort((x, y) => x - y);
  const q = (p: number) =>
    Math.min(
      1,
      ...ps.flatMap((each, index) => (each >= p - 1e-12 ? [(each * ps.length) / (index + 1)] : [])),
    );
  return {
    rows: rows.map((row) => ({ ...row, q_value: row.p_value === null ? null : q(row.p_value) })),
    atRisk: risk.length,
    left: risk.filter(({ left }) => left).length,
    day,
  };
}
