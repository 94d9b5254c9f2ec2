/** Classes of an ordered figure: at most six shades of the sequential scale, cut at round figures. */
import { niceStep } from "../chart-theme.ts";

/** Lower bounds of the second class onwards, and the class 1…n of a value. */
export interface Shades {
  readonly bounds: readonly number[];
  classOf(value: number): number;
}

const most = 6;

/** 1, 2 and 5 times powers of ten above `low` and up to `high`, both positive. */
function ladder(low: number, high: number): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, index) => first + index);
  return powers
    .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
    .filter((bound) => bound > low && bound <= high);
}

/** Round bounds at equal distances above `low` and up to `high`. */
function evenly(low: number, high: number): readonly number[] {
  const step = niceStep((high - low) / (most - 1));
  const first = Math.floor(low / step + 1e-9) + 1;
  const count = Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/**
 * Up to six classes. Figures that differ by a factor of ten or more are cut at 1, 2, 5, 10 …, so that one large figure
 * does not leave all others in the first class; others at equal distances. Values of zero and below are the first class.
 */
export function shadesOf(values: readonly number[]): Shades {
  const positive = values.filter((value) => value > 0);
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  const all = positive.length === 0 ? [] : high >= 10 * low ? ladder(low, high) : evenly(low, high);
  // The highest ones part those who matter.
  const bounds = all.slice(-(most - 1));
  return { bounds, classOf: (value) => 1 + bounds.filter((bound) => value >= bound).length };
}
