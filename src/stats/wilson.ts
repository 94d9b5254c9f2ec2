/**
 * The Wilson score interval of a proportion: Wilson (1927), "Probable inference, the law of succession, and
 * statistical inference", Journal of the American Statistical Association 22(158), 209–212.
 */

/** The 0.975 quantile of the normal distribution: the factor of a 95 % interval. */
export const z95 = 1.959963984540054;

/** An interval of shares 0…1, both ends inclusive. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The Wilson interval of `successes` among `trials`, without continuity correction, as shares 0…1. It always holds
 * the share itself; at 0 the lower end is exactly 0, at 1 the upper end exactly 1. Null without trials.
 */
export function wilsonInterval(successes: number, trials: number, z: number = z95): Interval | null {
  if (trials <= 0) return null;
  const share = successes / trials;
  const zz = (z * z) / trials;
  const centre = share + zz / 2;
  const half = Math.sqrt(zz * (share * (1 - share) + zz / 4));
  return {
    low: successes === 0 ? 0 : (centre - half) / (1 + zz),
    high: successes === trials ? 1 : (centre + half) / (1 + zz),
  };
}
