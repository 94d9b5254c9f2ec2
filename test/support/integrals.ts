/** Integrals over what differs among customers, by the trapezoid on logarithms: slow, and blind to every closed form. */
import { logGamma } from "../../src/stats/incomplete-gamma.ts";

const steps = Array.from({ length: 801 }, (_, index) => (index - 400) / 10);

/** The mean of `f` over a gamma distribution of this shape and rate. */
export function meanOverGamma(shape: number, rate: number, f: (value: number) => number): number {
  const constant = shape * Math.log(rate) - logGamma(shape);
  return steps.reduce((sum, log) => {
    const value = Math.exp(log);
    return sum + 0.1 * Math.exp(constant + shape * log - rate * value) * f(value);
  }, 0);
}

/** The mean of `f` over a beta distribution. */
export function meanOverBeta(a: number, b: number, f: (value: number) => number): number {
  const constant = logGamma(a + b) - logGamma(a) - logGamma(b);
  return steps.reduce((sum, logit) => {
    const value = 1 / (1 + Math.exp(-logit));
    const rest = 1 / (1 + Math.exp(logit));
    return sum + 0.1 * Math.exp(constant + a * Math.log(value) + b * Math.log(rest)) * f(value);
  }, 0);
}
