/** The model beside the rule by loops over customers: P(alive), the chance of an order, ranking and bands; no SQL. */
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { aliveOf, type Four } from "../lifetime-value/reference.ts";

/** The models whose P(alive) falls for everyone. */
export type ModelId = "mbg_nbd" | "pareto_nbd";

/** One customer on a date, and whether an order followed within the horizon. */
export interface Standing {
  readonly customer: string;
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly wait: number;
  readonly back: boolean;
}

/** Everyone with an order by the date, by what was known then. */
export function standingsAt(
  shop: readonly ShopOrder[],
  date: string,
  horizon: number,
  seen: string,
): readonly Standing[] {
  const days = new Map<string, string[]>();
  for (const { customer, at } of shop)
    if (customer !== null && at.slice(0, 10) <= seen)
      days.set(customer, [...(days.get(customer) ?? []), at.slice(0, 10)]);
  const end = addDays(date, horizon);
  return [...days].flatMap(([customer, all]): readonly Standing[] => {
    const before = [...new Set(all.filter((day) => day <= date))].sort();
    const [first, last] = [before[0], before.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      {
        customer,
        frequency: before.length - 1,
        recency: daysBetween(first, last),
        age: daysBetween(first, date),
        wait: daysBetween(last, date),
        back: all.some((day) => day > date && day <= end),
      },
    ];
  });
}

/**
 * The probability of an order within `days`: there still, and the first of the next orders, whose day is summed over by
 * Simpson’s rule, comes before leaving. Before that order nobody leaves under MBG/NBD.
 */
export function chanceOf(model: ModelId, values: Four, { frequency, recency, age }: Standing, days: number) {
  const [r, alpha, s, beta] = values;
  const alive = aliveOf(model, values, frequency, recency, age);
  const steps = 2000;
  const width = days / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    const u = step * width;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    const first =
      ((r + frequency) / (alpha + age + u)) * ((alpha + age) / (alpha + age + u)) ** (r + frequency);
    const stays = model === "pareto_nbd" ? ((beta + age) / (beta + age + u)) ** s : 1;
    sum += ((weight * width) / 3) * first * stays;
  }
  return { alive, chance: alive * sum };
}

const total = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0);

/** A customer with what the model says. */
export type Told = Standing & { readonly alive: number; readonly chance: number };

/** What is said of a date as a whole. */
export function summaryOf(told: readonly Told[]) {
  const back = told.filter((each) => each.back);
  const gone = told.filter((each) => !each.back);
  const rank = (score: (each: Told) => number) => {
    let right = 0;
    for (const one of back)
      for (const other of gone)
        right += score(one) > score(other) ? 1 : score(one) === score(other) ? 0.5 : 0;
    return right;
  };
  const share = back.length / told.length;
  return {
    n: told.length,
    returned: back.length,
    share,
    p_alive: total(told.map(({ alive }) => alive)) / told.length,
    chance: total(told.map(({ chance }) => chance)) / told.length,
    brier: total(told.map((each) => (each.chance - (each.back ? 1 : 0)) ** 2)) / told.length,
    base_brier: total(told.map((each) => (share - (each.back ? 1 : 0)) ** 2)) / told.length,
    pairs: back.length * gone.length,
    by_chance: rank(({ chance }) => Number(chance.toFixed(4))),
    by_wait: rank(({ wait }) => -wait),
  };
}

/** Of the `count` lowest chances, how many returned; where the last are alike, their share. */
export function lowestReturned(told: readonly Told[], count: number): number {
  const levels = [...new Set(told.map(({ chance }) => Number(chance.toFixed(4))))].sort((a, b) => a - b);
  let [left, returned] = [count, 0];
  for (const level of levels) {
    const own = told.filter(({ chance }) => Number(chance.toFixed(4)) === level);
    const taken = Math.min(left, own.length);
    returned += (taken * own.filter(({ back }) => back).length) / own.length;
    left -= taken;
  }
  return returned;
}
