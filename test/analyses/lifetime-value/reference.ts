/** Lifetime value in plain TypeScript over arrays: histories by counting, expectations by Gauss's hypergeometric series. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** Parameters of a model, given rather than fitted. */
export type Four = readonly [number, number, number, number];

/** The models. */
export type ModelId = "mbg_nbd" | "bg_nbd" | "pareto_nbd";

/** A history in days, with the days bought on after the calibration. */
export interface Counted {
  readonly customer: string;
  readonly first: string;
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly monetary: number;
  readonly later: number;
}

const day = (at: string) => at.slice(0, 10);
const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

/** 2F1(a, b; c; z) for 0 ≤ z < 1 by its series, whose terms are positive for positive a, b and c. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let total = 1;
  for (let k = 0; k < 1e6 && Math.abs(term) > 1e-17 * Math.abs(total); k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    total += term;
  }
  return total;
}

/** Orders within `t` of who is still there: Fader, Hardie & Lee (2005), eq. 10; SMC (1987) for Pareto/NBD. Times in units. */
export function following(model: ModelId, [r, alpha, a, b]: Four, x: number, age: number, t: number): number {
  const n = r + x;
  const rate = alpha + age;
  if (model === "pareto_nbd")
    return ((n * (b + age)) / (rate * (a - 1))) * (1 - ((b + age) / (b + age + t)) ** (a - 1));
  const beyond = b + x + (model === "mbg_nbd" ? 1 : 0);
  const series = hypergeometric(n, beyond, a + beyond - 1, t / (rate + t));
  return ((a + beyond - 1) / (a - 1)) * (1 - (rate / (rate + t)) ** n * series);
}

/** P(alive); of Pareto/NBD by Simpson’s rule. */
export function aliveOf(
  model: ModelId,
  [r, alpha, a, b]: Four,
  x: number,
  recency: number,
  age: number,
): number {
  if (model === "pareto_nbd") {
    const steps = 4000;
    const width = (age - recency) / steps;
    let integral = 0;
    for (let step = 0; step <= steps; step++) {
      const y = recency + step * width;
      const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
      const odds = ((alpha + age) / (alpha + y)) ** (r + x) * ((b + age) / (b + y)) ** a;
      integral += ((weight * width) / 3) * (odds / (b + y));
    }
    return 1 / (1 + a * integral);
  }
  const chances = x + (model === "mbg_nbd" ? 1 : 0);
  if (chances === 0) return 1;
  return 1 / (1 + (a / (b + chances - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
}

/** Newcomers' orders within t. */
export function ofNewcomer(model: ModelId, values: Four, t: number): number {
  if (model !== "mbg_nbd") return following(model, values, 0, 0, t);
  const [, , a, b] = values;
  return (b / (a + b)) * following(model, values, 0, 0, t);
}

/** The days that are looked at: the first with a known customer's order, and the last that can have held one. */
export function spanOf(
  shop: readonly ShopOrder[],
  asOf: string,
  observed: string,
): readonly [string, string] | null {
  const days = shop
    .filter(({ customer, at }) => customer !== null && day(at) <= asOf)
    .map(({ at }) => day(at))
    .sort();
  if (days.length === 0) return null;
  const seen = days.at(-1)! > observed ? days.at(-1)! : observed;
  return [days[0]!, seen < asOf ? seen : asOf];
}

/** The last day of a calibration that holds out a share of the span. */
export function calibrationEnd([first, until]: readonly [string, string], share: number): string {
  const days = daysBetween(first, until) + 1;
  return addDays(first, Math.floor((1 - share) * days + 1e-9) - 1);
}

/** The histories of who began by `end`, in the order of their names; refunds count on their own date where asked. */
export function historiesOf(
  shop: readonly ShopOrder[],
  end: string,
  until: string,
  refundsOnTheirDate = false,
): readonly Counted[] {
  const names = [...new Set(shop.map(({ customer }) => customer))].filter((name) => name !== null).sort();
  return names.flatMap((customer): readonly Counted[] => {
    const own = shop.filter((order) => order.customer === customer && day(order.at) <= until);
    const days = [...new Set(own.map(({ at }) => day(at)))].sort();
    const first = days[0];
    if (first === undefined || first > end) return [];
    const repeats = days.filter((each) => each > first && each <= end);
    const returned = (order: ShopOrder) =>
      sum(
        (order.refunds ?? [])
          .filter(({ at }) => !refundsOnTheirDate || (at === null ? day(order.at) : day(at)) <= end)
          .map(({ amount }) => amount),
      );
    const spent = sum(
      own.filter(({ at }) => repeats.includes(day(at))).map((order) => order.amount - returned(order)),
    );
    return [
      {
        customer,
        first,
        frequency: repeats.length,
        recency: daysBetween(first, repeats.at(-1) ?? first),
        age: daysBetween(first, end),
        monetary: repeats.length === 0 ? 0 : spent / repeats.length,
        later: days.filter((each) => each > end).length,
      },
    ];
  });
}

/** The roots of the mean squared errors of the model and of the pace so far. */
export function errorsOf(
  histories: readonly Counted[],
  heldDays: number,
  expected: (history: Counted) => number,
): { readonly model: number; readonly naive: number } {
  const root = (of: (history: Counted) => number) =>
    Math.sqrt(sum(histories.map((history) => (of(history) - history.later) ** 2)) / histories.length);
  return { model: root(expected), naive: root((history) => naiveOf(history, heldDays)) };
}

/** The pace so far carried on. */
export const naiveOf = ({ frequency, age }: Counted, heldDays: number): number =>
  age === 0 ? 0 : (frequency / age) * heldDays;
