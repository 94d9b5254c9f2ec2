/**
 * The bootstrap of customers: Efron (1979), "Bootstrap methods: another look at the jackknife", Annals of Statistics 7,
 * 1–26. Percentile intervals; within fields as many draws as customers less one: Rao & Wu (1988), "Resampling inference
 * with complex survey data", Journal of the American Statistical Association 83, 231–241.
 */
import type { Random } from "./random.ts";

/** Draws of each bootstrap. */
export const draws = 2000;

/** From so many values on their sum is drawn from the normal distribution that it then has. */
const crowd = 1000;

/**
 * How many of `n` happen with probability `p`, exactly: by order statistics of uniform numbers, Relles (1972), "A simple
 * algorithm for generating binomial random variables when N is large", JASA 67, 612–613; the steps grow with log n.
 */
export function binomial(random: Random, n: number, p: number): number {
  let [left, share, count] = [n, p, 0];
  while (left > 15 && share > 0 && share < 1) {
    const middle = 1 + Math.floor(left / 2);
    const at = random.beta(middle, left + 1 - middle);
    if (at <= share) {
      count += middle;
      left -= middle;
      share = (share - at) / (1 - at);
    } else {
      left = middle - 1;
      share /= at;
    }
  }
  if (share >= 1) return count + left;
  if (share <= 0) return count;
  for (let trial = 0; trial < left; trial++) if (random.uniform() < share) count++;
  return count;
}

/** Vectors to draw from, as columns of one length. */
export class Pool {
  readonly size: number;
  readonly #columns: readonly Float64Array[];
  readonly #means: readonly number[];
  /** The lower triangle of the covariance's Cholesky root; a direction without variance is 0. */
  readonly #root: readonly (readonly number[])[];

  constructor(columns: readonly Float64Array[]) {
    this.#columns = columns;
    this.size = columns[0]!.length;
    const mean = (of: (at: number) => number) => {
      let sum = 0;
      for (let at = 0; at < this.size; at++) sum += of(at);
      return sum / Math.max(this.size, 1);
    };
    this.#means = columns.map((column) => mean((at) => column[at]!));
    const root: number[][] = columns.map(() => columns.map(() => 0));
    if (this.size > crowd)
      for (const [i, one] of columns.entries())
        for (const [j, other] of columns.slice(0, i + 1).entries()) {
          const [a, b] = [this.#means[i]!, this.#means[j]!];
          let rest = mean((at) => (one[at]! - a) * (other[at]! - b));
          for (let k = 0; k < j; k++) rest -= root[i]![k]! * root[j]![k]!;
          const pivot = root[j]![j]!;
          if (i === j) root[i]![i] = Math.sqrt(Math.max(rest, 0));
          else root[i]![j] = pivot > 1e-9 ? rest / pivot : 0;
        }
    this.#root = root;
  }

  /** Adds the sums of `n` vectors drawn with replacement, times `weight`, to `sums`. */
  addDrawn(random: Random, n: number, weight: number, sums: number[]): void {
    if (this.size === 0 || n === 0) return;
    if (this.size > crowd && n > crowd) {
      const normals = this.#columns.map(() => random.normal() * Math.sqrt(n));
      for (const [i, row] of this.#root.entries()) {
        let sum = n * this.#means[i]!;
        for (let j = 0; j <= i; j++) sum += row[j]! * normals[j]!;
        sums[i]! += weight * sum;
      }
      return;
    }
    for (let drawn = 0; drawn < n; drawn++) {
      const at = random.below(this.size);
      for (let i = 0; i < this.#columns.length; i++) sums[i]! += weight * this.#columns[i]![at]!;
    }
  }
}

/** What a bootstrap says of a figure. */
export interface Bootstrapped {
  readonly low: number;
  readonly high: number;
  /** The standard deviation of the draws. */
  readonly error: number;
  /** Twice the smaller share of draws that are not above, or not below, zero; one draw more on each side, at most 1. */
  readonly p: number;
}

/** The 95 % percentile interval (type 7), standard error and p-value of drawn values; null of fewer than two. */
export function bootstrapped(values: readonly number[]): Bootstrapped | null {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n < 2) return null;
  const quantile = (p: number) => {
    const at = p * (n - 1);
    const below = Math.floor(at);
    const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, n - 1)]!];
    return a + (b - a) * (at - below);
  };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const square = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const notAbove = sorted.filter((value) => value <= 0).length;
  const notBelow = sorted.filter((value) => value >= 0).length;
  return {
    low: quantile(0.025),
    high: quantile(0.975),
    error: Math.sqrt(square / (n - 1)),
    p: Math.min(1, (2 * (1 + Math.min(notAbove, notBelow))) / (n + 1)),
  };
}
