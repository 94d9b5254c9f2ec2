import { describe, expect, it } from "vitest";
import { gammaGammaLikelihood } from "../../src/stats/gamma-gamma.ts";
import { logGamma } from "../../src/stats/incomplete-gamma.ts";
import { fitLikelihood } from "../../src/stats/likelihood.ts";
import { createRandom } from "../../src/stats/random.ts";
import { cdnowReference } from "../support/cdnow.ts";
import { meanOverGamma } from "../support/integrals.ts";

const spending = (rows: readonly (readonly [transactions: number, mean: number])[]) => ({
  transactions: Float64Array.from(rows, ([transactions]) => transactions),
  mean: Float64Array.from(rows, ([, mean]) => mean),
  customers: new Float64Array(rows.length).fill(1),
});

describe("gamma-gamma", () => {
  it("has the likelihood of its story: a mean of gamma values whose rate differs among customers", () => {
    for (const [p, q, v] of [
      [6, 4, 15],
      [0.8, 2.5, 40],
    ] as const)
      for (const [x, z] of [
        [1, 12],
        [3, 50.5],
        [8, 7],
      ] as const) {
        const density = meanOverGamma(q, v, (rate) =>
          Math.exp(p * x * Math.log(x * rate) + (p * x - 1) * Math.log(z) - x * rate * z - logGamma(p * x)),
        );
        expect(gammaGammaLikelihood(spending([[x, z]])).of([p, q, v])).toBeCloseTo(Math.log(density), 8);
      }
  });

  const reference = cdnowReference();
  it.skipIf(!reference)("has the estimates of Hardie's note 025 on CDNOW", () => {
    const rows = reference!
      .filter(({ frequency }) => frequency > 0)
      .map(({ frequency, mean }) => [frequency, mean] as const);
    expect(rows).toHaveLength(946);
    const { state, values, logLikelihood } = fitLikelihood(gammaGammaLikelihood(spending(rows)));
    expect(state).toBe("fitted");
    [6.2496, 3.7442, 15.4435].forEach((value, index) => expect(values[index]! / value).toBeCloseTo(1, 3));
    expect(logLikelihood).toBeCloseTo(-4055.91769, 3);
    const [p, q, v] = values as [number, number, number];
    expect((p * v) / (q - 1)).toBeCloseTo(35.17, 2);
  });

  it("recovers known parameters within its intervals", () => {
    const truth = [5, 4, 60];
    let held = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const random = createRandom(seed);
      const rows = Array.from({ length: 800 }, (): [number, number] => {
        const rate = random.gamma(truth[1]!, truth[2]!);
        const x = 1 + random.below(6);
        return [x, random.gamma(truth[0]! * x, x * rate)];
      });
      const { estimates } = fitLikelihood(gammaGammaLikelihood(spending(rows)));
      held += estimates!.filter(
        ({ low, high }, index) =>
          low !== null && high !== null && low <= truth[index]! && truth[index]! <= high,
      ).length;
    }
    expect(held / 120).toBeGreaterThanOrEqual(0.88);
  });
});
