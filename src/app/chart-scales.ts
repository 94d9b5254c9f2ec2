/** Scales of a chosen chart: the ends and ticks of an axis of figures, and of an axis of time. */
import { niceStep } from "../analyses/chart-theme.ts";

/** An axis of figures. */
export interface Extent {
  readonly low: number;
  readonly high: number;
  /** Ascending, within the ends. */
  readonly ticks: readonly number[];
}

const round = (value: number) => Number(value.toPrecision(12)) + 0;

/**
 * Returns the ends and at most `count` + 1 ticks of an axis that holds the values; with `zero` it begins or ends there
 * where all values are on one side. No value at all gives 0 to 1, one value a room round it.
 */
export function figureExtent(values: Iterable<number>, zero: boolean, count = 4): Extent {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return { low: 0, high: 1, ticks: [0] };
  if (zero || (low >= 0 && low <= high / 2)) low = Math.min(0, low);
  if (zero || (high <= 0 && high >= low / 2)) high = Math.max(0, high);
  if (low === high) [low, high] = low === 0 ? [0, 1] : [low - Math.abs(low) / 10, high + Math.abs(high) / 10];
  const step = niceStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step));
  return { low, high, ticks };
}

/** A tick of time: a moment in milliseconds, and the period that is named there. */
export interface TimeTick {
  readonly at: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly period: "day" | "month" | "year";
}

const dayLength = 86_400_000;

/** Milliseconds of a day or moment as a result has it, `YYYY-MM-DD` perhaps with a time; NaN where it is none. */
export function timeOf(text: string): number {
  return Date.parse(text.length > 10 ? `${text.replace(" ", "T").replace(/Z$/, "")}Z` : `${text}T00:00:00Z`);
}

/** The day of a moment in milliseconds, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

const steps: readonly (readonly [period: TimeTick["period"], length: number, days: number])[] = [
  ["day", 1, 1],
  ["day", 2, 2],
  ["day", 7, 7],
  ["day", 14, 14],
  ["month", 1, 30],
  ["month", 3, 91],
  ["month", 6, 182],
  ["year", 1, 365],
  ["year", 2, 730],
  ["year", 5, 1826],
  ["year", 10, 3652],
  ["year", 25, 9131],
  ["year", 100, 36_524],
];

/** Returns at most about `count` ticks from `low` to `high`, both included, at the beginnings of days, months or years. */
export function timeTicks(low: number, high: number, count: number): readonly TimeTick[] {
  const span = (high - low) / dayLength;
  const [period, length] = steps.find(([, , days]) => span / days <= Math.max(1, count)) ?? steps.at(-1)!;
  const first = new Date(low);
  const [year, month, day] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  const ticks: TimeTick[] = [];
  for (let index = 0; ticks.length <= count + 1; index++) {
    const at =
      period === "day"
        ? Date.UTC(year, month, day + index * length)
        : period === "month"
          ? Date.UTC(year, Math.floor(month / length) * length + index * length, 1)
          : Date.UTC(Math.floor(year / length) * length + index * length, 0, 1);
    if (at > high) break;
    if (at >= low) ticks.push({ at, day: dayOf(at), period });
  }
  return ticks;
}

/** Places of labels that need `gap` between them, as near as can be to where they belong, from `low` to `high`; the order of the input is kept. */
export function spread(places: readonly number[], gap: number, low: number, high: number): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  let floor = low;
  for (const each of order) {
    each.place = Math.max(each.place, floor);
    floor = each.place + gap;
  }
  let ceiling = high;
  for (const each of order.toReversed()) {
    each.place = Math.min(each.place, ceiling);
    ceiling = each.place - gap;
  }
  const result: number[] = [];
  for (const { place, index } of order) result[index] = place;
  return result;
}
