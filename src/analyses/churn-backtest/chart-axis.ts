/** The places of the multiples along a chart's width, one step each, and their ticks. */
import * as Plot from "@observablehq/plot";
import { m, type Messages } from "../../messages/messages.ts";
import { tickText } from "../chart-theme.ts";

/** Room around the plot in pixels. */
export const side = { left: 52, top: 24, bottom: 40 };

/** A row at a number of cycles. */
interface At {
  readonly m: number;
}

/** Where each of the rows' multiples stands from `left` to `width` pixels, and the marks of the ticks at the foot of `height`. */
export function axisOf(rows: readonly At[], width: number, messages: Messages, left = side.left) {
  const all = [...new Set(rows.map((row) => row.m))].sort((a, b) => a - b);
  const step = (width - left) / Math.max(all.length, 1);
  const x = (row: At) => left + (all.indexOf(row.m) + 0.5) * step;
  const every = Math.max(1, Math.ceil(30 / step));
  const shown = (cycles: number) => messages.number(cycles, cycles % 1 === 0 ? 0 : 1);
  const ticks = (height: number) => [
    Plot.text(
      all.filter((_, index) => index % every === 0),
      {
        x: (cycles: number) => x({ m: cycles }),
        y: () => height - side.bottom + 12,
        text: shown,
        textAnchor: "middle",
        ...tickText,
      },
    ),
    Plot.text([m.backtest_axis_cycles({}, messages)], {
      x: () => left,
      y: () => height - 8,
      textAnchor: "start",
      ...tickText,
    }),
  ];
  return { all, step, x, ticks };
}
