/** What the charts of curves share: their height, the grid with its labels, the chosen number of cycles, a curve. */
import * as Plot from "@observablehq/plot";
import { m, type Messages } from "../../messages/messages.ts";
import { quietText, tickText, token } from "../chart-theme.ts";
import { side } from "./chart-axis.ts";

/** The height of a chart in pixels. */
export const height = 250;
/** The room between its head and its foot in pixels. */
export const room = height - side.top - side.bottom;

/** The lines of a grid from the left side to `width`, and what each says before it. */
export const gridMarks = (
  values: readonly number[],
  y: (value: number) => number,
  text: (value: number) => string,
  width: number,
): Plot.Markish[] => [
  Plot.ruleY(values.map(y), { x1: side.left, x2: width, stroke: token("chart-grid") }),
  Plot.text(values, { x: () => side.left - 6, y, text, textAnchor: "end", ...tickText }),
];

/** The line through the chosen number of cycles, at `x` pixels, and its name; nothing where none is chosen. */
export const chosenMarks = (x: number | null, messages: Messages): Plot.Markish[] =>
  x === null
    ? []
    : [
        Plot.ruleX([x], {
          y1: side.top,
          y2: height - side.bottom,
          stroke: token("ink-2"),
          strokeDasharray: "3,3",
        }),
        Plot.text([m.backtest_legend_chosen({}, messages)], {
          x: () => x,
          y: () => side.top - 8,
          ...quietText,
        }),
      ];

/** A curve through places in pixels, with a dot on each. */
export const curveMarks = (
  places: readonly { readonly x: number; readonly y: number }[],
  colour: string,
): Plot.Markish[] => [
  Plot.line(places, { x: "x", y: "y", stroke: token(colour), strokeWidth: 2 }),
  Plot.dot(places, { x: "x", y: "y", r: 3.5, fill: token(colour), stroke: token("paper") }),
];
