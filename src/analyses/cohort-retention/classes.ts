/** The seven classes of the heat map. A class goes by the figure that is printed, so equal figures share a shade. */
import { niceStep } from "../chart-theme.ts";
import type { CohortParams } from "./rows.ts";
import { isShare } from "./words.ts";

/** The classes: the lower bounds of the second class onwards, six of them, ascending. */
export type Classes = readonly number[];

const quantile75 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.75)] ?? 0;

/**
 * Even classes for these values. Shares: 5, 10 … 30 %, the same in every shop, and wider only where a quarter of the
 * cells would fall into the last class, or by 1 % where three quarters would fall into the first. Other figures: by a rounded step that keeps three quarters below the last.
 */
export function toClasses(values: readonly number[], params: CohortParams): Classes {
  const high = quantile75(values);
  const step = isShare(params)
    ? printed(high, params) < 0.05
      ? 0.01
      : ([0.05, 0.1, 0.15].find((candidate) => high < candidate * 6) ?? niceStep(high / 6))
    : niceStep(high / 6);
  return [1, 2, 3, 4, 5, 6].map((index) => Number((index * step).toPrecision(12)));
}

/** The value as it is printed: shares to whole percent. */
export const printed = (value: number, params: CohortParams): number =>
  isShare(params) ? Math.round(value * 100) / 100 : value;

/** The class of a value, 1…7. */
export const classOf = (value: number, classes: Classes, params: CohortParams): number =>
  1 + classes.filter((bound) => printed(value, params) >= bound).length;
