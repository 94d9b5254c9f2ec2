import { describe, expect, it } from "vitest";
import { logRank } from "../../src/stats/log-rank.ts";
import { aml, waltons, type GroupedLifetime } from "../support/lifetimes.ts";

/** Observed and expected events and their covariance by the textbook, day by day over arrays. */
function tableOf(subjects: readonly GroupedLifetime[]) {
  const groups = [...new Set(subjects.map(({ group }) => group))];
  const observed = groups.map(() => 0);
  const expected = groups.map(() => 0);
  const covariance = groups.map(() => groups.map(() => 0));
  for (const time of new Set(subjects.filter(({ event }) => event).map((subject) => subject.time))) {
    const risk = groups.map(
      (group) => subjects.filter((each) => each.group === group && each.time >= time).length,
    );
    const ended = groups.map(
      (group) => subjects.filter((each) => each.group === group && each.time === time && each.event).length,
    );
    const n = risk.reduce((sum, each) => sum + each, 0);
    const d = ended.reduce((sum, each) => sum + each, 0);
    groups.forEach((_, i) => {
      observed[i]! += ended[i]!;
      expected[i]! += (d * risk[i]!) / n;
      groups.forEach((__, j) => {
        if (n > 1)
          covariance[i]![j]! +=
            ((d * (n - d)) / (n - 1)) * (risk[i]! / n) * ((i === j ? 1 : 0) - risk[j]! / n);
      });
    });
  }
  return [observed, expected, covariance] as const;
}

describe("the log-rank test", () => {
  it("has R's χ² on aml", () => {
    const test = logRank(...tableOf(aml))!;
    expect(test.chiSquare).toBeCloseTo(3.3963887, 6);
    expect(test.df).toBe(1);
    expect(test.p).toBeCloseTo(0.0653393, 6);
  });

  const subjects = waltons();
  it.skipIf(subjects === null)("has the published χ² on waltons", () => {
    const test = logRank(...tableOf(subjects!))!;
    expect(test.chiSquare).toBeCloseTo(122.2491256, 6);
    expect(test.p / 2.0359832e-28).toBeCloseTo(1, 5);
  });

  it("of three groups does not depend on their order, and has two degrees of freedom", () => {
    const three = aml.map((each, index) => ({ ...each, group: index % 3 === 0 ? "third" : each.group }));
    const [first, second] = [logRank(...tableOf(three))!, logRank(...tableOf(three.toReversed()))!];
    expect([first.df, second.df]).toEqual([2, 2]);
    expect(second.chiSquare).toBeCloseTo(first.chiSquare, 10);
    // The quadratic form by hand with the first two groups and the inverse of their 2 × 2 covariance.
    const [observed, expected, v] = tableOf(three);
    const [a, b] = [observed[0]! - expected[0]!, observed[1]! - expected[1]!];
    const [p, q, r] = [v[0]![0]!, v[0]![1]!, v[1]![1]!];
    expect(first.chiSquare).toBeCloseTo((a * a * r - 2 * a * b * q + b * b * p) / (p * r - q * q), 10);
  });

  it("leaves out a group that was gone before the first event", () => {
    const gone: readonly GroupedLifetime[] = [...aml, { group: "gone", time: 1, event: false }];
    const test = logRank(...tableOf(gone))!;
    expect(test.df).toBe(1);
    expect(test.chiSquare).toBeCloseTo(3.3963887, 6);
  });

  it("is null for one group, without events, and where groups were never at risk together", () => {
    expect(logRank(...tableOf(aml.filter(({ group }) => group === "Maintained")))).toBeNull();
    expect(logRank(...tableOf(aml.map((each) => ({ ...each, event: false }))))).toBeNull();
    expect(logRank([], [], [])).toBeNull();
    const apart = [
      { group: "a", time: 1, event: false },
      { group: "b", time: 5, event: true },
      { group: "b", time: 9, event: true },
    ];
    expect(logRank(...tableOf(apart))).toBeNull();
  });
});
