/** The one theme of all charts: the design's tokens as CSS variables, so a change of theme needs no redraw. */
import type { PlotOptions } from "@observablehq/plot";

/** A design token as a CSS value: `token("seq-4")` is `var(--seq-4)`. */
export const token = (name: string): string => `var(--${name})`;

/**
 * The fill of what is not over yet, and of nothing else. The page that shows a chart defines the pattern of this id:
 * lines of `hatch` at 45° on `hatch-paper`.
 */
export const hatchFill = "url(#hatch)";

/** Options that every chart starts from. */
export const chartTheme = {
  style: {
    fontFamily: token("font"),
    fontSize: "12px",
    color: token("chart-axis"),
    overflow: "visible",
    background: "none",
  },
} as const satisfies PlotOptions;

/**
 * Options of a chart that is laid out in pixels: both scales are the identity, y grows downwards, no margins and no
 * axes, so marks and keyboard stops share one set of coordinates.
 */
export const inPixels = (width: number, height: number): PlotOptions => ({
  ...chartTheme,
  width,
  height,
  margin: 0,
  x: { type: "linear", domain: [0, width], range: [0, width], axis: null },
  y: { type: "linear", domain: [0, height], range: [0, height], axis: null },
});

/** Text of axes and heads. */
export const quietText = { fontSize: 12, fill: token("ink-2") } as const;

/** Text of rows and names. */
export const plainText = { fontSize: 12, fill: token("ink") } as const;

/** Text of the pooled row and of the first line of a note. */
export const strongText = { fontSize: 12, fill: token("ink"), fontWeight: 640 } as const;

/** Text of ticks. */
export const tickText = { fontSize: 12, fill: token("chart-axis") } as const;

/** Names in charts are set condensed (`ariaLabel` gives `name`, the class `m-name`); their Latin letters are this much narrower. */
export const nameStretch = 0.8;

/** Widths, in CSS pixels, below which a chart leaves out what does not fit. */
export const narrowBelow = 600;

/** Below this width notes beside a chart are left out. */
export const notesFrom = 800;

/** The smallest of 1, 2, 2.5, 5, 10 … times a power of ten that is not below `value`; 1 for 0 or less. */
export function niceStep(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-12)) ?? 10;
  return factor * power;
}

/** Even ticks above zero up to at most `max`, at most `count` of them. */
export function gridTicks(max: number, count = 3): readonly number[] {
  if (!(max > 0)) return [];
  let step = niceStep(max / count);
  // A rounded step may leave a single tick: one size smaller still keeps to the count.
  if (max / step < 2) step = niceStep(max / (count + 1));
  const ticks = Array.from({ length: Math.floor(max / step + 1e-9) }, (_, index) => (index + 1) * step);
  return ticks.map((tick) => Number(tick.toPrecision(12)));
}
