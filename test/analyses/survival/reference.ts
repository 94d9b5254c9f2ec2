/** survival in plain TypeScript over arrays: every figure is counted from the customers again, by its definition. */
import { logRank, type LogRank } from "../../../src/stats/log-rank.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Context } from "../../../src/sql/query.ts";
import type { ShopOrder } from "../../support/shop.ts";

export interface ReferenceParams {
  readonly purchase: number;
  readonly split_by: "none" | "channel" | "country" | "product" | "category";
  readonly groups: number;
  readonly at_days: readonly number[];
  readonly known_new: boolean;
}

/** A customer as the curve sees one. */
export interface Spell {
  readonly customer: string;
  readonly split: string | null;
  readonly days: number;
  readonly ended: boolean;
  readonly position: number;
}

const dayOf = (at: string) => at.slice(0, 10);
const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const z = 1.959963984540054;

const sorted = (shop: readonly ShopOrder[]) =>
  shop
    .map((order, index) => ({ ...order, id: order.id ?? `o${String(index + 1).padStart(4, "0")}` }))
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));

/** What the first order says of a dimension; of its lines the first that says anything. */
function splitOf(first: ShopOrder, by: ReferenceParams["split_by"]): string | null {
  if (by === "none") return null;
  if (by !== "product" && by !== "category") return first[by] ?? null;
  for (const line of first.lines ?? []) {
    const value = line[by];
    if (value !== undefined) return value;
  }
  return null;
}

/** The spells of a shop, in groups. */
export function spellsOf(
  shop: readonly ShopOrder[],
  params: ReferenceParams,
  context: Context,
): readonly Spell[] {
  const orders = sorted(shop);
  const observed = context.as_of < context.observed_through ? context.as_of : context.observed_through;
  const known = context.observed_from === null ? addDays(dayOf(orders[0]!.at), 90) : null;
  const customers = [...new Set(orders.flatMap(({ customer }) => (customer === null ? [] : [customer])))];
  const spells = customers.flatMap((customer) => {
    const own = orders.filter((order) => order.customer === customer);
    const days = [...new Set(own.map(({ at }) => dayOf(at)))].filter((day) => day <= observed);
    const began = days[0];
    if (began === undefined || (params.known_new && known !== null && began < known)) return [];
    const reached = days[params.purchase - 1];
    return [
      {
        customer,
        split: splitOf(own[0]!, params.split_by),
        days: between(began, reached ?? observed),
        ended: reached !== undefined,
      },
    ];
  });
  const size = (split: string | null) => spells.filter((spell) => spell.split === split).length;
  // Largest first; of equal ones by name, the unnamed last.
  const order = [...new Set(spells.map(({ split }) => split))].toSorted(
    (a, b) => size(b) - size(a) || (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1),
  );
  return spells.map((spell) => ({
    ...spell,
    position: Math.min(order.indexOf(spell.split), params.groups) + 1,
  }));
}

/** The curve of some spells: a row per day on which one ends. */
export function curveOf(spells: readonly Spell[]) {
  const days = [...new Set(spells.map((spell) => spell.days))].toSorted((a, b) => a - b);
  const on = (day: number) => {
    const n = spells.filter((spell) => spell.days >= day).length;
    const events = spells.filter((spell) => spell.days === day && spell.ended).length;
    return { n, events, censored: spells.filter((spell) => spell.days === day && !spell.ended).length };
  };
  return days.map((day) => {
    const before = days.filter((each) => each <= day).map(on);
    const survival = before.reduce((left, { n, events }) => left * (1 - events / n), 1);
    const greenwood = before.reduce((sum, { n, events }) => sum + events / (n * (n - events)), 0);
    const hazard = before.reduce((sum, { n, events }) => sum + events / n, 0);
    const error = Math.sqrt(before.reduce((sum, { n, events }) => sum + events / (n * n), 0));
    const spread = (z * Math.sqrt(greenwood)) / Math.log(survival);
    const banded = survival > 1e-12 && survival < 1;
    return {
      days: day,
      ...on(day),
      survival,
      std_error: survival > 1e-12 ? survival * Math.sqrt(greenwood) : null,
      low: banded ? survival ** Math.exp(-spread) : null,
      high: banded ? survival ** Math.exp(spread) : null,
      cumulative_hazard: hazard,
      hazard_std_error: error,
      hazard_low: hazard > 0 ? hazard * Math.exp((-z * error) / hazard) : null,
      hazard_high: hazard > 0 ? hazard * Math.exp((z * error) / hazard) : null,
    };
  });
}

/** The log-rank test of spells by position, its table counted customer by customer. */
export function testOf(spells: readonly Spell[]): LogRank | null {
  const groups = [...new Set(spells.map(({ position }) => position))].toSorted((a, b) => a - b);
  const observed = groups.map(
    (group) => spells.filter(({ position, ended }) => position === group && ended).length,
  );
  const expected = groups.map(() => 0);
  const covariance = groups.map(() => groups.map(() => 0));
  for (const day of new Set(spells.filter(({ ended }) => ended).map(({ days }) => days))) {
    const left = spells.filter(({ days }) => days >= day);
    const d = left.filter(({ days, ended }) => days === day && ended).length;
    const shares = groups.map(
      (group) => left.filter(({ position }) => position === group).length / left.length,
    );
    shares.forEach((share, i) => {
      expected[i]! += d * share;
      shares.forEach((other, j) => {
        if (left.length > 1)
          covariance[i]![j]! +=
            ((d * (left.length - d)) / (left.length - 1)) * (i === j ? share * (1 - share) : -share * other);
      });
    });
  }
  return logRank(observed, expected, covariance);
}
