/** The weighted score in plain TypeScript over arrays: slow, and by its own thinking. */
import { daysBetween } from "../../../src/base/calendar.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";

/** A measure as a parameter gives it. */
export interface Asked {
  readonly measure: string;
  readonly direction: "higher" | "lower";
  readonly weight: number;
}

/** What is asked. */
export interface Question {
  readonly measures: readonly Asked[];
  readonly normalisation: "percentile_rank" | "min_max" | "z_score";
  readonly missing: "no_score" | "other_weights";
  readonly cuts: readonly [number, number];
  readonly asOf: string;
}

/** A customer of the reference. */
export interface Scored {
  readonly customer: string;
  readonly values: readonly (number | null)[];
  readonly normalised: readonly (number | null)[];
  readonly score: number | null;
  readonly tier: string;
}

const day = (at: string) => at.slice(0, 10);
const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
const cents = (amount: number) => Math.round(amount * 10_000) / 10_000;

function median(list: readonly number[]): number | null {
  if (list.length === 0) return null;
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** What a customer's orders give for a measure; else the column of the customer file. */
function valueOf(
  measure: string,
  own: readonly ShopOrder[],
  atRefundDate: boolean,
  asOf: string,
  attributes: Readonly<Record<string, string | number | null>>,
): number | null {
  const days = [...new Set(own.map(({ at }) => day(at)))].sort();
  const returned = (order: ShopOrder) =>
    sum(
      (order.refunds ?? [])
        .filter(({ at }) => !atRefundDate || (at === null ? day(order.at) : day(at)) <= asOf)
        .map(({ amount }) => amount),
    );
  const net = cents(sum(own.map((order) => order.amount - returned(order))));
  switch (measure) {
    case "recency_days":
      return daysBetween(days.at(-1)!, asOf);
    case "tenure_days":
      return daysBetween(days[0]!, asOf);
    case "orders":
      return own.length;
    case "order_days":
      return days.length;
    case "net_amount":
      return net;
    case "average_order_value":
      return cents(net / own.length);
    case "profit":
      return own.every(({ cost }) => cost !== undefined)
        ? cents(net - sum(own.map(({ cost, shipping, tax }) => cost! + (shipping ?? 0) + (tax ?? 0))))
        : null;
    case "items":
      return own.every(({ lines }) => lines !== undefined)
        ? sum(own.map(({ lines }) => lines!.length))
        : null;
    case "discount_share": {
      const known = own.filter(({ discount }) => discount !== undefined);
      const gross = cents(sum(known.map(({ amount, discount }) => amount + discount!)));
      return known.length > 0 && gross > 0 ? sum(known.map(({ discount }) => discount!)) / gross : null;
    }
    case "median_gap_days":
      return median(days.slice(1).map((each, index) => daysBetween(days[index]!, each)));
    default: {
      const value = attributes[measure] ?? null;
      return value === null || !Number.isFinite(Number(value)) ? null : Number(value);
    }
  }
}

/** The values on one scale: by counting who is worse, by the ends, or by mean and deviation. */
export function normalise(
  values: readonly (number | null)[],
  direction: Asked["direction"],
  how: Question["normalisation"],
): readonly (number | null)[] {
  const known = values.filter((value) => value !== null);
  const isBetter = (a: number, b: number) => (direction === "higher" ? a > b : a < b);
  const [best, worst] =
    direction === "higher"
      ? [Math.max(...known), Math.min(...known)]
      : [Math.min(...known), Math.max(...known)];
  const mean = sum(known) / known.length;
  const deviation = Math.sqrt(sum(known.map((value) => (value - mean) ** 2)) / (known.length - 1));
  return values.map((value) => {
    if (value === null) return null;
    if (best === worst) return 0;
    if (how === "percentile_rank")
      return known.filter((other) => isBetter(value, other)).length / (known.length - 1);
    if (how === "min_max") return (value - worst) / (best - worst);
    return ((direction === "higher" ? 1 : -1) * (value - mean)) / deviation;
  });
}

/** The weighted mean of what is known; null where that is not allowed or nothing is. */
function meanOf(
  normalised: readonly (number | null)[],
  weights: readonly number[],
  missing: Question["missing"],
): number | null {
  if (missing === "no_score" && normalised.some((value, index) => value === null && weights[index]! > 0))
    return null;
  const present = sum(weights.filter((_, index) => normalised[index] !== null));
  if (present === 0) return null;
  const weighted = sum(normalised.map((value, index) => (value === null ? 0 : value * weights[index]!)));
  return Math.round((weighted / present) * 1e12) / 1e12;
}

/** Customers with a score from the best to the worst, as indexes; equal scores by id. */
function ranking(customers: readonly string[], scores: readonly (number | null)[]): readonly number[] {
  return customers
    .map((_, index) => index)
    .filter((index) => scores[index] !== null)
    .sort((a, b) => scores[b]! - scores[a]! || (customers[a]! < customers[b]! ? -1 : 1));
}

/** Every customer of the shop, from the best to the worst, those without a score last. */
export function reference(shop: readonly ShopOrder[], more: ShopMore, question: Question): readonly Scored[] {
  const orders = shop.filter(({ customer, at }) => customer !== null && day(at) <= question.asOf);
  const customers = [...new Set(orders.map(({ customer }) => customer!))].sort();
  const { measures, normalisation, missing, cuts, asOf } = question;
  const values = measures.map(({ measure }) =>
    customers.map((id) =>
      valueOf(
        measure,
        orders.filter(({ customer }) => customer === id),
        more.refunds === "at_refund_date",
        asOf,
        more.attributes?.[id] ?? {},
      ),
    ),
  );
  const normalised = measures.map(({ direction }, index) =>
    normalise(values[index]!, direction, normalisation),
  );
  const weights = measures.map(({ weight }) => weight);
  const scores = customers.map((_, at) =>
    meanOf(
      normalised.map((list) => list[at]!),
      weights,
      missing,
    ),
  );
  const ranked = ranking(customers, scores);
  const tierAt = (place: number) =>
    place < 0 ? "none" : place < cuts[0] * ranked.length ? "A" : place < cuts[1] * ranked.length ? "B" : "C";
  const unscored = customers.map((_, index) => index).filter((index) => scores[index] === null);
  return [...ranked, ...unscored].map((at) => ({
    customer: customers[at]!,
    values: values.map((list) => list[at]!),
    normalised: normalised.map((list) => list[at]!),
    score: scores[at]!,
    tier: tierAt(ranked.indexOf(at)),
  }));
}

/** The customers of tier A who are no longer among as many best when a weight is multiplied. */
export function dropped(
  scored: readonly Scored[],
  question: Question,
  at: number,
  factor: number,
): readonly string[] {
  const weights = question.measures.map(({ weight }, index) => (index === at ? weight * factor : weight));
  const held = scored
    .filter(({ score }) => score !== null)
    .sort((a, b) => (a.customer < b.customer ? -1 : 1));
  const scores = held.map(({ normalised }) => meanOf(normalised, weights, question.missing));
  const names = held.map(({ customer }) => customer);
  const members = held.filter(({ tier }) => tier === "A").map(({ customer }) => customer);
  const best = ranking(names, scores)
    .slice(0, members.length)
    .map((index) => names[index]!);
  return members.filter((member) => !best.includes(member));
}
