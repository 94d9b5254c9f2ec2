import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/stats/wilson.ts";

describe("the Wilson interval", () => {
  it("equals the intervals published by Newcombe (1998), table I, method 3", () => {
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    const computed = published.map(([successes, trials]) => wilsonInterval(successes, trials)!);
    for (const [index, [, , low, high]] of published.entries()) {
      expect(computed[index]!.low).toBeCloseTo(low, 4);
      expect(computed[index]!.high).toBeCloseTo(high, 4);
    }
  });

  it("is null without trials", () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it("ends exactly at 0 and 1", () => {
    expect(wilsonInterval(0, 7)!.low).toBe(0);
    expect(wilsonInterval(7, 7)!.high).toBe(1);
  });

  it("holds the share, stays within 0…1, and mirrors itself", () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([x, n]) => {
        const { low, high } = wilsonInterval(x, n)!;
        const mirrored = wilsonInterval(n - x, n)!;
        expect(low).toBeLessThanOrEqual(x / n);
        expect(high).toBeGreaterThanOrEqual(x / n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(mirrored.low).toBeCloseTo(1 - high, 12);
      }),
      { seed: 1927 },
    );
  });
});
