/**
 * The difference of two independent proportions: Newcombe (1998), "Interval estimation for the difference between
 * independent proportions: comparison of eleven methods", Statistics in Medicine 17, 873–890; method 10.
 */
import { wilsonInterval, z95, type Interval } from "./wilson.ts";

/**
 * The hybrid score interval of `x1 / n1 − x0 / n0`, without continuity correction, as shares −1…1; it always holds the
 * difference itself. Null without trials on a side.
 */
export function newcombeInterval(
  x0: number,
  n0: number,
  x1: number,
  n1: number,
  z: number = z95,
): Interval | null {
  const [zero, one] = [wilsonInterval(x0, n0, z), wilsonInterval(x1, n1, z)];
  if (!zero || !one) return null;
  const [p0, p1] = [x0 / n0, x1 / n1];
  return {
    low: p1 - p0 - Math.hypot(p1 - one.low, zero.high - p0),
    high: p1 - p0 + Math.hypot(one.high - p1, p0 - zero.low),
  };
}
