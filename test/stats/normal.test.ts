import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/stats/normal.ts";

describe("a quantile of the normal distribution", () => {
  it("is the published one to six digits", () => {
    // The check values of the algorithm's paper, then the usual critical values.
    const published = [
      [0.25, -0.67448975],
      [0.001, -3.0902323],
      [1e-20, -9.262340089],
      [0.5, 0],
      [0.975, 1.959963985],
      [0.995, 2.575829304],
      [0.9995, 3.290526731],
    ] as const;
    for (const [p, z] of published) expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(2e-6);
  });

  it("is symmetric and rises", () => {
    const steps = Array.from({ length: 199 }, (_, index) => (index + 1) / 200);
    const values = steps.map(normalQuantile);
    expect(values.every((value, index) => index === 0 || value > values[index - 1]!)).toBe(true);
    for (const [index, value] of values.entries())
      expect(value + values[values.length - 1 - index]!).toBeCloseTo(0, 6);
  });
});
