import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../src/stats/random.ts";

const n = 40_000;

const moments = (draw: (random: Random) => number) => {
  const random = createRandom(7);
  const values = Array.from({ length: n }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) };
};

describe("seeded random numbers", () => {
  it("repeat for the same seed and differ for another", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  // Five standard errors of the mean at this n; the variance within 6 %.
  it.each([
    ["uniform", (r: Random) => r.uniform(), 1 / 2, 1 / 12],
    ["normal", (r: Random) => r.normal(), 0, 1],
    ["exponential, rate 2", (r: Random) => r.exponential(2), 1 / 2, 1 / 4],
    ["gamma, shape 3 and rate 2", (r: Random) => r.gamma(3, 2), 3 / 2, 3 / 4],
    ["gamma, shape 0.4 and rate 1", (r: Random) => r.gamma(0.4, 1), 0.4, 0.4],
    ["beta 2 and 3", (r: Random) => r.beta(2, 3), 0.4, 0.04],
    ["below 10", (r: Random) => r.below(10), 4.5, 8.25],
    ["weighted 1 to 3", (r: Random) => r.weighted([1, 3]), 0.75, 0.1875],
  ])("have the mean and variance of their distribution: %s", (_, draw, mean, variance) => {
    const found = moments(draw);
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.06);
  });
});
