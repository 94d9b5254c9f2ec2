/** Drawing binomials exactly, and what a bootstrap says of its draws. */
import { describe, expect, it } from "vitest";
import { binomial, bootstrapped, Pool } from "../../src/stats/bootstrap.ts";
import { createRandom } from "../../src/stats/random.ts";

describe("binomial draws", () => {
  it.each([
    [40, 0.3],
    [500, 0.02],
    [1_000_000, 0.2],
    [1000, 0.97],
  ])("of %i at %f have their mean and variance", (n, p) => {
    const random = createRandom(5);
    const values = Array.from({ length: 4000 }, () => binomial(random, n, p));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const expected = n * p * (1 - p);
    expect(Math.abs(mean - n * p)).toBeLessThan(4 * Math.sqrt(expected / 4000));
    // The variance of a variance of 4,000 is 2 / 3,999 of its square.
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / 3999));
    expect(values.every((value) => Number.isInteger(value) && value >= 0 && value <= n)).toBe(true);
  });

  it("of certain things are certain", () => {
    const random = createRandom(5);
    expect([binomial(random, 0, 0.5), binomial(random, 100, 0), binomial(random, 100, 1)]).toEqual([
      0, 0, 100,
    ]);
  });

  it("have the shares of Pascal's triangle", () => {
    const random = createRandom(6);
    const counts = new Map<number, number>();
    for (let at = 0; at < 20_000; at++) {
      const value = binomial(random, 20, 0.1);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    // 0.9^20 = 0.1216, 20 · 0.1 · 0.9^19 = 0.2702, 190 · 0.01 · 0.9^18 = 0.2852
    for (const [value, share] of [
      [0, 0.12158],
      [1, 0.27017],
      [2, 0.28518],
    ] as const)
      expect(Math.abs(counts.get(value)! / 20_000 - share)).toBeLessThan(0.0135);
  });
});

describe("a pool", () => {
  it("draws sums of whole vectors, of a crowd with the same mean and covariance", () => {
    const source = createRandom(1);
    const one = Float64Array.from({ length: 3000 }, () => source.exponential(1));
    const other = one.map((value) => 2 * value + 1);
    const pool = new Pool([one, other]);
    const random = createRandom(2);
    const drawnSums = Array.from({ length: 3000 }, () => {
      const sums = [0, 0];
      pool.addDrawn(random, 2000, 0.5, sums);
      return sums;
    });
    const mean = one.reduce((sum, value) => sum + value, 0) / one.length;
    const variance = one.reduce((sum, value) => sum + (value - mean) ** 2, 0) / one.length;
    const drawn = drawnSums.map(([sum]) => sum!);
    const drawnMean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const drawnVariance = drawn.reduce((sum, value) => sum + (value - drawnMean) ** 2, 0) / drawn.length;
    expect(drawnMean / (1000 * mean)).toBeCloseTo(1, 2);
    expect(drawnVariance / (0.25 * 2000 * variance)).toBeGreaterThan(0.88);
    expect(drawnVariance / (0.25 * 2000 * variance)).toBeLessThan(1.12);
    // The second is twice the first and one more, whatever is drawn.
    for (const [first, second] of drawnSums.slice(0, 20)) expect(second!).toBeCloseTo(2 * first! + 1000, 6);
  });

  it("adds nothing where there is nothing", () => {
    const sums = [7];
    new Pool([new Float64Array(0)]).addDrawn(createRandom(1), 3, 1, sums);
    expect(sums).toEqual([7]);
  });
});

describe("what draws say", () => {
  it("is their middle 95 %, their deviation and twice the smaller side", () => {
    const found = bootstrapped(Array.from({ length: 2000 }, (_, at) => at - 100))!;
    expect(found.low).toBeCloseTo(0.025 * 1999 - 100, 9);
    expect(found.high).toBeCloseTo(0.975 * 1999 - 100, 9);
    expect(found.error).toBeCloseTo(577.4946, 3);
    // 101 are not above zero.
    expect(found.p).toBeCloseTo((2 * 102) / 2001, 12);
    expect(bootstrapped(Array<number>(2000).fill(0))!.p).toBe(1);
    expect(bootstrapped([1])).toBeNull();
  });
});
