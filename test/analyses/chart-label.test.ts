import { describe, expect, it } from "vitest";
import { fitLabel, labelWidth } from "../../src/analyses/chart-label.ts";

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
