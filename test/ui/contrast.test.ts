import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const themes = ["light", "dark", "contrast", "contrast-dark"] as const;
const text = 4.5;
const mark = 3;

type Pair = readonly [foreground: string, background: string, least: number];
const each = <T>(items: readonly T[], pairs: (item: T) => readonly Pair[]) => items.flatMap(pairs);
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

/** Every pair of colours that the interface puts together, with the ratio of WCAG 2.2 that it needs. */
const pairs: readonly Pair[] = [
  ...each(["paper", "paper-2", "paper-3", "paper-4"], (b) => [["ink", b, text]]),
  ...each(["paper", "paper-2", "paper-3"], (b) => [
    ["ink-2", b, text],
    ["ink-3", b, text],
    ["accent-text", b, text],
    ["focus", b, mark],
  ]),
  ...each(["accent-tint", "accent-tint-2", "select"], (b) => [["ink", b, text]]),
  ["ink-2", "accent-tint", text],
  ["accent-text", "accent-tint", text],
  ["accent-text", "accent-tint-2", text],
  ...each(["accent", "accent-hover", "accent-active"], (b) => [["on-accent", b, text]]),
  ["accent", "paper", mark],
  ["accent-mark", "paper", mark],
  ["rule-control", "paper", mark],
  ["rule-control", "paper-2", mark],
  ["chart-axis", "paper", text],
  ...each(["good", "warn", "bad", "info"], (s) => [
    [`${s}-text`, "paper", text],
    [`${s}-text`, "paper-2", text],
    [`${s}-text`, `${s}-tint`, text],
    ["ink", `${s}-tint`, text],
    ["ink-2", `${s}-tint`, text],
    [`${s}-mark`, "paper", mark],
  ]),
  ...each(["keyword", "string", "number", "comment", "function", "param"], (s) => [
    [`code-${s}`, "paper-2", text],
  ]),
  ...each(upTo(7), (i) => [[`seq-${i}-ink`, `seq-${i}`, text]]),
  ...each(upTo(9), (i) => [[`div-${i}-ink`, `div-${i}`, text]]),
  ...each(upTo(8), (i) => [
    [`cat-${i}`, "paper", mark],
    [`cat-${i}-text`, "paper", text],
  ]),
];

const colours = (theme: string): Readonly<Record<string, string>> => {
  const css = readFileSync(resolve(import.meta.dirname, `../../src/ui/styles/colours-${theme}.css`), "utf8");
  return Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, k, v]) => [k!, v!]));
};

const channel = (hex: string, at: number) => {
  const value = parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string) =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
const ratio = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

describe.each(themes)("the colours of the theme %s", (theme) => {
  const own = colours(theme);

  it("are those of every other theme, each with a value", () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(colours("light")).sort());
  });

  it("can be told apart wherever they meet; text of high contrast at 7 to 1", () => {
    const weak = pairs.flatMap(([foreground, background, least]) => {
      const strict =
        theme.startsWith("contrast") && least === text && !/^(seq|div|cat|code)/.test(foreground);
      const found = ratio(own[foreground]!, own[background]!);
      return found >= (strict ? 7 : least) ? [] : [`${foreground} on ${background}: ${found.toFixed(2)}`];
    });
    expect(weak).toEqual([]);
  });
});
