/** The heat map of the scores of R and F: the number of customers in each field, shaded by their mean M. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { inPixels, quietText, tickText, token } from "../chart-theme.ts";
import { classesOf, type RfmParams } from "./params.ts";
import type { PartRow, RfmResult } from "./result.ts";
import { shadesOf } from "./shades.ts";
import { customers, shownMoney } from "./words.ts";

type Cell = PartRow<"grid">;

const side = { left: 72, top: 40 };
const rowHeight = 44;

/** The heat map, `width` pixels wide: R downwards from the most recent, F to the right. */
export function gridFigure(
  result: RfmResult,
  params: RfmParams,
  frame: ChartFrame,
  width: number,
  share: number,
): ChartFigure {
  const { messages } = frame;
  const classes = classesOf(params);
  const cells = result.parts.grid;
  const held = cells.filter((cell) => cell.customers > 0);
  const shades = shadesOf(held.map(({ mean_monetary }) => mean_monetary ?? 0));
  const shade = ({ mean_monetary }: Cell) => shades.classOf(mean_monetary ?? 0);
  const cellWidth = (width - side.left) / classes;
  const x = (f: number) => side.left + (f - 1) * cellWidth;
  const y = (r: number) => side.top + (classes - r) * rowHeight;
  const height = side.top + classes * rowHeight + 2;
  const box = {
    x1: (cell: Cell) => x(cell.f),
    x2: (cell: Cell) => x(cell.f + 1),
    y1: (cell: Cell) => y(cell.r),
    y2: (cell: Cell) => y(cell.r) + rowHeight,
    inset: 0.5,
  };
  const scores = Array.from({ length: classes }, (_, index) => index + 1);
  const text = (label: string, left: number, top: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => top, textAnchor: "start", ...quietText, ...options });
  const money = (value: number) => messages.money(value, frame.facts.currency);
  const legend = Array.from({ length: shades.bounds.length + 1 }, (_, index) => ({
    token: `seq-${index + 1}`,
    label:
      index === 0
        ? m.rfm_legend_below({ high: money(shades.bounds[0] ?? 0) }, messages)
        : m.rfm_legend_each({ low: money(shades.bounds[index - 1]!) }, messages),
  }));
  return {
    id: "grid",
    title: m.rfm_figure_grid({}, messages),
    subtitle: m.rfm_figure_grid_subtitle({}, messages),
    summary: summaryOf(held, frame),
    share,
    legend: shades.bounds.length === 0 ? [] : legend,
    options: {
      ...inPixels(width, height),
      marks: [
        text(m.rfm_axis_f({}, messages), side.left, 8),
        text(m.rfm_axis_r({}, messages), 0, side.top - 12),
        ...scores.map((score) =>
          text(String(score), x(score) + cellWidth / 2, side.top - 12, { ...tickText, textAnchor: "middle" }),
        ),
        ...scores.map((score) =>
          text(String(score), side.left - 8, y(score) + rowHeight / 2, { ...tickText, textAnchor: "end" }),
        ),
        Plot.rect(cells, {
          ...box,
          fill: {
            value: (cell: Cell) => token(cell.customers === 0 ? "paper-2" : `seq-${shade(cell)}`),
            scale: null,
          },
        }),
        Plot.text(cells, {
          x: (cell: Cell) => x(cell.f) + cellWidth / 2,
          y: (cell: Cell) => y(cell.r) + rowHeight / 2,
          text: (cell: Cell) => messages.integer(cell.customers),
          fontSize: 12,
          fill: {
            value: (cell: Cell) => token(cell.customers === 0 ? "ink-3" : `seq-${shade(cell)}-ink`),
            scale: null,
          },
        }),
      ],
    },
    stops: cells.map((cell) => stopOf(cell, frame, classes, { x: x(cell.f), y: y(cell.r), cellWidth })),
  };
}

function stopOf(
  cell: Cell,
  frame: ChartFrame,
  classes: number,
  place: { readonly x: number; readonly y: number; readonly cellWidth: number },
): ChartStop {
  const { messages } = frame;
  const lines = [
    m.rfm_stop_score({ r: String(cell.r), f: String(cell.f) }, messages),
    ...(cell.customers === 0 || cell.mean_monetary === null
      ? [m.rfm_stop_nobody({}, messages)]
      : [
          m.rfm_stop_mean_m({ value: shownMoney(cell.mean_monetary, frame) }, messages),
          customers(cell.customers, messages),
          m.rfm_stop_share({ share: messages.percent(cell.share ?? 0, 1) }, messages),
        ]),
  ];
  return {
    row: classes - cell.r,
    column: cell.f - 1,
    x: place.x,
    y: place.y,
    width: place.cellWidth,
    height: rowHeight,
    lines,
    ...(cell.customers > 0 && { who: { r: cell.r, f: cell.f } }),
  };
}

function summaryOf(held: readonly Cell[], frame: ChartFrame): string {
  const { messages } = frame;
  const top = (of: (cell: Cell) => number) =>
    held.reduce((best, cell) => (of(cell) > of(best) ? cell : best), held[0]!);
  const most = top(({ customers: own }) => own);
  const best = top(({ mean_monetary }) => mean_monetary ?? 0);
  return m.rfm_summary_grid(
    {
      n: customers(most.customers, messages),
      r: String(most.r),
      f: String(most.f),
      money: shownMoney(best.mean_monetary ?? 0, frame),
      br: String(best.r),
      bf: String(best.f),
    },
    messages,
  );
}
