/** The purchase cycle by hand: loops over a shop's orders and an integral taken piece by piece, no SQL. */
import { addDays } from "../../../src/base/calendar.ts";
import type { ShopOrder } from "../../support/shop.ts";

export interface CycleAsk {
  readonly level: "store" | "category" | "product";
  readonly statistic: "p75" | "median" | "mean" | "p90";
  readonly weight: "customer" | "gap";
  readonly exclude: readonly { readonly from: string | null; readonly to: string | null }[];
  readonly detect_promotions: "suggest" | "exclude" | "off";
  readonly min_gaps: number;
}

/** A gap of a customer: closed after `days`, or still open and `days` long so far. */
interface Gap {
  readonly customer: string;
  readonly days: number;
  readonly open: boolean;
}

const dayNumber = (day: string) => Date.parse(day) / 86_400_000;
const dayOf = ({ at }: ShopOrder) => at.slice(0, 10);

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Days that stand out from the 28 before them. */
export function promotionsOf(shop: readonly ShopOrder[], asOf: string) {
  const days = shop
    .map(dayOf)
    .filter((day) => day <= asOf)
    .sort();
  const found: { day: string; orders: number; median: number; mad: number; threshold: number }[] = [];
  for (
    let day = addDays(days[0] ?? asOf, 28);
    days.length > 0 && day <= days.at(-1)!;
    day = addDays(day, 1)
  ) {
    const count = (of: string) => days.filter((each) => each === of).length;
    const before = Array.from({ length: 28 }, (_, back) => count(addDays(day, -1 - back)));
    const median = middle(before);
    const mad = middle(before.map((orders) => Math.abs(orders - median)));
    const threshold = median + Math.max(1, 3 * 1.4826 * mad);
    if (count(day) > threshold) found.push({ day, orders: count(day), median, mad, threshold });
  }
  return found;
}

/**
 * The quantile of values with weights: the mean of the step function that holds each value over a stretch as long as its
 * weight, taken over a stretch 1/n* wide that begins at p(1 − 1/n*), n* = (Σw)² / Σw².
 */
export function weightedQuantile(values: readonly (readonly [number, number])[], p: number): number | null {
  if (values.length === 0) return null;
  const sum = values.reduce((total, [, weight]) => total + weight, 0);
  const shares = values.map(([value, weight]) => [value, weight / sum] as const).sort(([a], [b]) => a - b);
  const width = shares.reduce((total, [, share]) => total + share * share, 0);
  const [from, to] = [p * (1 - width), p * (1 - width) + width];
  let start = 0;
  let integral = 0;
  for (const [value, share] of shares) {
    const overlap = Math.min(to, start + share) - Math.max(from, start);
    if (overlap > 0) integral += overlap * value;
    start += share;
  }
  // What rounding leaves of the last stretch belongs to the largest value.
  return integral / width + (Math.max(0, to - start) / width) * shares.at(-1)![0];
}

/** The first day at which the product limit is at one half or below; weights by subject. */
function productLimitMedian(
  subjects: readonly { days: number; open: boolean; weight: number }[],
): number | null {
  let away = 1;
  for (const time of [...new Set(subjects.filter(({ open }) => !open).map(({ days }) => days))].sort(
    (a, b) => a - b,
  )) {
    const sum = (of: typeof subjects) => of.reduce((total, { weight }) => total + weight, 0);
    const risk = sum(subjects.filter(({ days }) => days >= time));
    away *= 1 - sum(subjects.filter(({ days, open }) => !open && days === time)) / risk;
    if (away <= 0.5 + 1e-9) return time;
  }
  return null;
}

/** Gaps by level: every pair of neighbouring days and the one still open, unless it touches a day left out. */
function gapsOf(shop: readonly ShopOrder[], ask: CycleAsk, asOf: string, observed: string) {
  const known = shop.filter((order) => dayOf(order) <= asOf);
  const promotions =
    ask.detect_promotions === "exclude" ? promotionsOf(shop, asOf).map(({ day }) => day) : [];
  const leftOut = (day: string) =>
    promotions.includes(day) ||
    ask.exclude.some(({ from, to }) => {
      const [first, last] = [from ?? to, to ?? from];
      return first !== null && last !== null && first <= day && day <= last;
    });
  const levelsOf = ({ lines = [] }: ShopOrder): readonly string[] => {
    if (ask.level === "store") return ["store"];
    return lines.flatMap(({ product, category }) => (ask.level === "product" ? [product] : (category ?? [])));
  };
  const levels = new Map<string, Gap[]>();
  for (const level of new Set(known.filter(({ customer }) => customer !== null).flatMap(levelsOf))) {
    const gaps: Gap[] = [];
    for (const customer of new Set(known.map((order) => order.customer))) {
      if (customer === null) continue;
      const own = known.filter((order) => order.customer === customer && levelsOf(order).includes(level));
      const days = [...new Set(own.map(dayOf))].sort();
      days.forEach((day, index) => {
        const next = days[index + 1];
        if (leftOut(day) || (next !== undefined && leftOut(next))) return;
        const last = observed < asOf ? observed : asOf;
        const length = dayNumber(next ?? last) - dayNumber(day);
        gaps.push({ customer, days: Math.max(0, length), open: next === undefined });
      });
    }
    if (gaps.length > 0 || level === "store") levels.set(level, gaps);
  }
  if (ask.level === "store" && levels.size === 0) levels.set("store", []);
  return levels;
}

/** The rows of the contract; `level_name` is the id. */
export function cycle(shop: readonly ShopOrder[], ask: CycleAsk, asOf: string, observed: string) {
  const rows = [...gapsOf(shop, ask, asOf, observed)].map(([level_id, gaps]) => {
    const closed = gaps.filter(({ open }) => !open);
    const ownOf = ({ customer }: Gap) => closed.filter((gap) => gap.customer === customer).length;
    const weighed = closed.map((gap) => [gap.days, ask.weight === "gap" ? 1 : 1 / ownOf(gap)] as const);
    const sum = weighed.reduce((total, [, weight]) => total + weight, 0);
    const mean = sum === 0 ? null : weighed.reduce((total, [days, weight]) => total + days * weight, 0) / sum;
    const at = (p: number) => weightedQuantile(weighed, p);
    const subjects =
      ask.weight === "gap"
        ? gaps.map((gap) => ({ ...gap, weight: 1 }))
        : gaps.flatMap((gap) => {
            const own = ownOf(gap);
            return gap.open && own > 0 ? [] : [{ ...gap, weight: own === 0 ? 1 : 1 / own }];
          });
    const complete = closed.length >= ask.min_gaps;
    const figures = { p75: at(0.75), median: at(0.5), mean, p90: at(0.9) };
    return {
      level_id,
      level_name: level_id,
      gaps: closed.length,
      customers: new Set(closed.map(({ customer }) => customer)).size,
      cycle_days: complete ? figures[ask.statistic] : null,
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p90: at(0.9),
      mean,
      km_median: productLimitMedian(subjects),
      open_gaps: gaps.length - closed.length,
      complete,
    };
  });
  return rows.sort((a, b) => b.gaps - a.gaps || (a.level_id < b.level_id ? -1 : 1));
}

/** A row with its fractions at five decimals, so that sums in another order compare equal. */
export const rounded = <T extends object>(row: T): T =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" ? Number(value.toFixed(5)) + 0 : value,
    ]),
  ) as T;
