import { describe, expect, it } from "vitest";
import { chiSquareTail, logGamma, upperGamma } from "../../src/stats/incomplete-gamma.ts";

describe("the logarithm of the gamma function", () => {
  it.each([
    [0.25, Math.log(3.625609908221908)],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [1, 0],
    [5, Math.log(24)],
    [10.5, Math.log(1_133_278.388948785)],
    [171, 706.5730622457874],
  ])("of %d is %d", (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-13 * Math.max(1, Math.abs(expected)) * 10);
  });
});

describe("the upper incomplete gamma function", () => {
  it("is 1 at zero, and e^(−x) for a = 1", () => {
    expect(upperGamma(3, 0)).toBe(1);
    for (const x of [1e-6, 0.5, 1.9, 2.1, 30, 600])
      expect(upperGamma(1, x) / Math.exp(-x)).toBeCloseTo(1, 11);
  });

  it("obeys its recurrence Q(a + 1, x) = Q(a, x) + x^a e^(−x) / Γ(a + 1) on both sides of the switch", () => {
    for (const a of [0.5, 1.5, 4, 25])
      for (const x of [0.1, 0.9 * a, a + 0.99, a + 1.01, 3 * a]) {
        const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
        expect(upperGamma(a + 1, x)).toBeCloseTo(upperGamma(a, x) + step, 13);
      }
  });
});

describe("the tail of chi-squared", () => {
  // scipy.stats.chi2.sf
  it.each([
    [3.3963887, 1, 0.06533932200000037],
    [122.2491256, 1, 2.035983194584786e-28],
    [10, 4, 0.04042768199451279],
    [0.3, 7, 0.9998999626177479],
    [500, 5, 7.984661110562824e-106],
    [0.001, 3, 0.9999915920809419],
  ])("beyond %d with %d degrees of freedom is %d", (x, df, expected) => {
    expect(chiSquareTail(x, df) / expected).toBeCloseTo(1, 10);
  });
});
