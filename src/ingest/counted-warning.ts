/** A warning of the receipt from how often and on which lines something was found. */
import type { PlanWarning } from "../orders/plan.ts";

/** How often something was found, and on which lines of the file, as far as they are known. */
export interface Lines {
  readonly count: number;
  readonly lines: readonly number[];
}

/** Lines that are listed with a warning at most. */
const listed = 1000;

/** The warning, with the first 1,000 lines; none where nothing was found. */
export const found = (code: string, message: string, { count, lines }: Lines): readonly PlanWarning[] =>
  count === 0
    ? []
    : [{ code, message, count, ...(lines.length > 0 ? { lines: lines.slice(0, listed) } : {}) }];

/** Something on every one of these lines, once. */
export const at = (lines: readonly number[]): Lines => ({ count: lines.length, lines });

/** Something found so often, on no line that could be named. */
export const times = (count: number): Lines => ({ count, lines: [] });
