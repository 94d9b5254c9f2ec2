/**
 * Quantiles of the standard normal distribution. Wichura (1988), Algorithm AS 241: The Percentage Points of the Normal
 * Distribution, Applied Statistics 37, routine PPND7: about seven digits.
 */

const ratio = (above: readonly number[], below: readonly number[], x: number) =>
  above.reduceRight((sum, coefficient) => sum * x + coefficient, 0) /
  below.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

const middle = [
  [3.3871327179, 50.434271938, 159.29113202, 59.10937472],
  [1, 17.895169469, 78.757757664, 67.1875636],
] as const;
const tail = [
  [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
  [1, 0.737001642, 0.12021132975],
] as const;
const farTail = [
  [6.657905115, 3.081226386, 0.42868294337, 0.017337203997],
  [1, 0.24197894225, 0.012258202635],
] as const;

/** The value that a standard normal variable stays below with probability `p`, 0 < p < 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(...middle, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const value = r <= 5 ? ratio(...tail, r - 1.6) : ratio(...farTail, r - 5);
  return q < 0 ? -value : value;
}
