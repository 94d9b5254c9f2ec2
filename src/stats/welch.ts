/**
 * The difference of two independent means whose variances differ: Welch (1947), "The generalization of 'Student's'
 * problem when several different population variances are involved", Biometrika 34, 28–35, with Satterthwaite's (1946)
 * degrees of freedom.
 */
import { z95, type Interval } from "./wilson.ts";

/**
 * The quantile of Student's t by its expansion around the normal quantile `z`, Abramowitz and Stegun (1964) 26.7.5:
 * right to 0.2 % from 3 degrees of freedom on, to 0.001 % from 10 on.
 */
export function studentQuantile(freedom: number, z: number = z95): number {
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), z);
}

/** A sample: how many, their mean, and their variance with n − 1. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * The 95 % interval of the mean of `one` less that of `zero`. Null where a side has fewer than two values, or neither
 * varies.
 */
export function welchInterval(zero: Sample, one: Sample): Interval | null {
  if (zero.n < 2 || one.n < 2) return null;
  const [a, b] = [zero.variance / zero.n, one.variance / one.n];
  if (a + b <= 0) return null;
  const freedom = (a + b) ** 2 / (a ** 2 / (zero.n - 1) + b ** 2 / (one.n - 1));
  const reach = studentQuantile(freedom) * Math.sqrt(a + b);
  return { low: one.mean - zero.mean - reach, high: one.mean - zero.mean + reach };
}
