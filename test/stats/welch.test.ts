import { describe, expect, it } from "vitest";
import { studentQuantile, welchInterval } from "../../src/stats/welch.ts";

const sample = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n: values.length, mean, variance: squares / (values.length - 1) };
};

describe("the quantile of t", () => {
  it.each([
    // Printed tables of the 0.975 quantile.
    [5, 2.5706, 3],
    [10, 2.2281, 4],
    [30, 2.0423, 4],
    [120, 1.9799, 4],
  ])("of %i degrees of freedom is that of the tables", (freedom, quantile, digits) => {
    expect(studentQuantile(freedom)).toBeCloseTo(quantile, digits);
  });
});

describe("Welch's interval", () => {
  it("is that of Student's sleep data, as R's t.test prints it", () => {
    const zero = sample([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const one = sample([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const interval = welchInterval(zero, one)!;
    expect(interval.low).toBeCloseTo(-0.2054832, 4);
    expect(interval.high).toBeCloseTo(3.3654832, 4);
  });

  it("is none of one value, nor of values that do not vary", () => {
    expect(welchInterval(sample([1]), sample([1, 2]))).toBeNull();
    expect(welchInterval(sample([1, 1]), sample([2, 2]))).toBeNull();
  });
});
