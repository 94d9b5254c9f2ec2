import { describe, expect, it } from "vitest";
import { fitLabel, labelsApart, labelWidth, shareTicks } from "../../src/analyses/chart-label.ts";
import { createMessages } from "../../src/messages/create-messages.ts";

describe("a label", () => {
  it("is as wide as its characters: Chinese a whole em, Latin about half", () => {
    expect(labelWidth("重要价值", 10)).toBe(40);
    expect(labelWidth("tea", 10)).toBeCloseTo(16.5, 9);
  });

  it("is wider by the space that is set between Chinese and Latin", () => {
    expect(labelWidth("3月", 10)).toBeCloseTo(5.5 + 10 + 1.25, 9);
    expect(labelWidth("2024年3月", 10)).toBeCloseTo(5 * 5.5 + 20 + 3 * 1.25, 9);
    expect(labelWidth("3，4", 10)).toBeCloseTo(2 * 5.5 + 10, 9);
  });

  it("that fits stays, and a longer one ends in an ellipsis within the width", () => {
    expect(fitLabel("Green tea", 200)).toBe("Green tea");
    const cut = fitLabel("Jasmine tea with a very long name", 100);
    expect(cut).toBe("Jasmine tea w…");
    expect(labelWidth(cut)).toBeLessThanOrEqual(100);
  });

  it("that has no room for two characters is empty", () => {
    expect(fitLabel("Green tea", 8)).toBe("");
  });
});

describe("the ticks of shares", () => {
  const shown = (ticks: readonly number[]) => ticks.map(shareTicks(ticks, createMessages("en")));

  it("have the sign on the outermost one", () => {
    expect(shown([0, 0.1, 0.2, 0.3])).toEqual(["0", "10", "20", "30%"]);
    expect(shown([0.6, 0.7])).toEqual(["60", "70%"]);
  });

  it("have a decimal where one of them needs it", () => {
    expect(shown([0, 0.025, 0.05])).toEqual(["0", "2.5", "5.0%"]);
  });
});

describe("labels along an axis", () => {
  const apart = (labels: readonly (readonly [number, number])[]) =>
    labelsApart(
      labels,
      ([at]) => at,
      ([, size]) => size,
    );

  it("all stay where they keep apart", () => {
    expect(
      apart([
        [0, 1],
        [13, 9],
        [26, 2],
      ]),
    ).toEqual([
      [0, 1],
      [13, 9],
      [26, 2],
    ]);
  });

  it("give way to larger ones, and keep their order", () => {
    expect(
      apart([
        [0, 1],
        [10, 9],
        [20, 2],
        [24, 1],
      ]),
    ).toEqual([
      [10, 9],
      [24, 1],
    ]);
  });
});
