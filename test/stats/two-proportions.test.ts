/** The test of two proportions and what it can find, against published figures. */
import { describe, expect, it } from "vitest";
import { detectableRise, shareP, twoProportionsP } from "../../src/stats/two-proportions.ts";

describe("the difference that a test finds", () => {
  it("is that of R's power.prop.test", () => {
    // Its examples: n = 50, p1 = .50, power = .90 gives p2 = 0.8026; p1 = .50, p2 = .75, power = .90 gives n = 76.7.
    const power90 = 1.2815515655446;
    expect(0.5 + detectableRise(0.5, 50, 50, power90)!).toBeCloseTo(0.8026, 4);
    expect(0.5 + detectableRise(0.5, 76.7, 76.7, power90)!).toBeCloseTo(0.75, 4);
    // power 0.8: p1 = 0.3, p2 = 0.075 gives n = 46, 0.4 and 0.1 n = 32, 0.5 and 0.125 n = 23 or so.
    for (const [n, p0, p1] of [
      [46, 0.075, 0.3],
      [32, 0.1, 0.4],
      [23, 0.125, 0.5],
    ] as const) {
      expect(p0 + detectableRise(p0, n + 0.6, n + 0.6)!).toBeLessThan(p1);
      expect(p0 + detectableRise(p0, n - 0.6, n - 0.6)!).toBeGreaterThan(p1);
    }
  });

  it("is that of Stata, statsmodels and R's Hmisc, with equal and unequal groups, to the last customer", () => {
    const power75 = 0.6744897501960817;
    for (const [p0, p1, n0, n1, power] of [
      // Stata, power twoproportions .18 .10, power(.8): N = 590.
      [0.1, 0.18, 295, 295, undefined],
      // statsmodels, samplesize_proportions_2indep_onetail(0.003, 0.02, 0.8, alternative="two-sided"): 36,693.
      [0.02, 0.023, 36_693, 36_693, undefined],
      // Hmisc, bsamsize(30/72, 56/144, fraction = 1/3, alpha = 0.05, power = 0.75): 3,239 and 6,478.
      [56 / 144, 30 / 72, 6478, 3239, power75],
    ] as const) {
      expect(p0 + detectableRise(p0, n0, n1, power)!).toBeLessThanOrEqual(p1);
      expect(p0 + detectableRise(p0, n0 - n0 / n1, n1 - 1, power)!).toBeGreaterThan(p1);
    }
  });

  it("grows as the control group shrinks, and is none where nothing could be found", () => {
    const even = detectableRise(0.1, 500, 500)!;
    const uneven = detectableRise(0.1, 100, 900)!;
    expect(uneven).toBeGreaterThan(even);
    expect(detectableRise(0.5, 2, 2)).toBeNull();
    expect(detectableRise(0.5, 0, 10)).toBeNull();
  });
});

describe("the test", () => {
  it("is Pearson's chi-square", () => {
    // 2 × 2 of 15 of 100 and 25 of 100: χ² = 3.125, p = 0.0771.
    expect(twoProportionsP(15, 100, 25, 100)).toBeCloseTo(0.0770999, 6);
    expect(twoProportionsP(0, 10, 0, 10)).toBe(1);
    expect(twoProportionsP(0, 0, 1, 10)).toBeNull();
  });

  it("tells a share that was not meant", () => {
    // 40 of 100 against a half: χ² = 4, p = 0.0455.
    expect(shareP(40, 100, 0.5)).toBeCloseTo(0.0455003, 6);
    expect(shareP(50, 100, 0.5)).toBeCloseTo(1, 12);
    expect(shareP(0, 0, 0.5)).toBeNull();
  });
});
