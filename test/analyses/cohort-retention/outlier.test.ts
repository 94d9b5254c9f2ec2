import { expect, it } from "vitest";
import { beyondChance } from "../../../src/analyses/cohort-retention/outlier.ts";

it("asks for at least Bonferroni's quantile of the normal distribution, and hardly more", () => {
  // Two-sided quantiles at 0.05 / count, from tables of the normal distribution.
  const exact = [
    [1, 1.959964],
    [4, 2.497705],
    [16, 2.955167],
    [100, 3.480756],
  ] as const;
  for (const [count, quantile] of exact) {
    expect(beyondChance(count)).toBeGreaterThanOrEqual(quantile);
    expect(beyondChance(count)).toBeLessThan(quantile + 0.1);
  }
});
