/** The check by week: repeat orders added up, what the model expected, and the pace so far over the days held out. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { gridTicks, inPixels, quietText, tickText, token } from "../chart-theme.ts";
import type { PartRow } from "./result.ts";
import { shownOrders } from "./words.ts";

type Week = PartRow<"weeks">;

const [top, field] = [20, 210];
const bottom = top + field;

/** Marks of a line with a stop each; of more weeks only every so many. */
const mostStops = 80;

/** The figure of two weeks or more, `frame.width` pixels wide; `share` of the column that it takes. */
export function weeksFigure(rows: readonly Week[], frame: ChartFrame, share: number): ChartFigure {
  const { messages, width } = frame;
  const last = rows.at(-1)!;
  const right = width - 8;
  const highest = Math.max(
    1,
    ...rows.flatMap(({ orders, expected, naive }) => [orders, expected ?? 0, naive ?? 0]),
  );
  const x = (week: number) => (week / last.week) * right;
  const y = (value: number) => bottom - (value / highest) * field;
  const heldFrom = rows.find(({ held_out }) => held_out)?.week ?? null;
  const turn = heldFrom === null ? null : x(heldFrom - 1);
  const every = Math.ceil(rows.length / mostStops);
  const stepped = rows.filter((_, index) => index % every === 0 || index === rows.length - 1);
  const weekTicks = gridTicks(last.week, Math.max(2, Math.floor(width / 110))).filter(Number.isInteger);
  const line = (of: (row: Week) => number | null, options: Plot.LineOptions) =>
    Plot.line(
      rows.filter((row) => of(row) !== null),
      { x: ({ week }) => x(week), y: (row) => y(of(row)!), ...options },
    );
  const text = (label: string, left: number, at: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], {
      x: () => left,
      y: () => at,
      textAnchor: "start",
      ...quietText,
      stroke: token("paper"),
      strokeWidth: 4,
      ...options,
    });
  const hasExpected = rows.some(({ expected }) => expected !== null);
  const stopOf = (row: Week, column: number): ChartStop => ({
    row: 0,
    column,
    x: x(row.week) - right / last.week / 2,
    y: top,
    width: right / last.week,
    height: field,
    lines: [
      m.ltv_stop_week({ week: messages.integer(row.week), date: messages.date(row.ends_on) }, messages),
      m.ltv_stop_actual({ orders: messages.integer(row.orders) }, messages),
      ...(row.expected === null
        ? []
        : [m.ltv_stop_model({ orders: shownOrders(row.expected, messages) }, messages)]),
      ...(row.naive === null
        ? []
        : [m.ltv_stop_naive({ orders: shownOrders(row.naive, messages) }, messages)]),
    ],
  });
  return {
    id: "weeks",
    title: m.ltv_figure_weeks({}, messages),
    subtitle:
      heldFrom === null
        ? m.ltv_figure_weeks_subtitle({}, messages)
        : m.ltv_figure_weeks_held({ week: messages.integer(heldFrom) }, messages),
    summary:
      last.expected === null
        ? m.ltv_summary_weeks_none({ orders: messages.integer(last.orders) }, messages)
        : m.ltv_summary_weeks(
            {
              orders: messages.integer(last.orders),
              expected: shownOrders(last.expected, messages),
            },
            messages,
          ),
    share,
    legend: [
      { label: m.ltv_legend_actual({}, messages), token: "ink" },
      ...(hasExpected ? [{ label: m.ltv_legend_model({}, messages), token: "accent-mark" }] : []),
      ...(heldFrom === null ? [] : [{ label: m.ltv_legend_naive({}, messages), token: "cat-2" }]),
    ],
    options: {
      ...inPixels(width, bottom + 40),
      marks: [
        Plot.rect(turn === null ? [] : [turn], {
          x1: (from: number) => from,
          x2: right,
          y1: top,
          y2: bottom,
          fill: token("paper-2"),
        }),
        Plot.ruleX(turn === null ? [] : [turn], { y1: top, y2: bottom, stroke: token("chart-grid") }),
        Plot.ruleY(gridTicks(highest), { y, x1: 0, x2: right, stroke: token("chart-grid") }),
        Plot.ruleY([bottom], { x1: 0, x2: right, stroke: token("chart-axis") }),
        line(({ naive }) => naive, {
          stroke: token("cat-2"),
          strokeWidth: 1.75,
          strokeDasharray: "5 3",
        }),
        line(({ expected }) => expected, { stroke: token("accent-mark"), strokeWidth: 2.25 }),
        line(({ orders }) => orders, { stroke: token("ink"), strokeWidth: 1.5 }),
        ...gridTicks(highest).map((tick) => text(messages.integer(tick), 0, y(tick) - 8, tickText)),
        ...(turn === null
          ? []
          : [text(m.ltv_note_held({}, messages), Math.min(turn + 6, right - 90), top + 8)]),
        ...weekTicks.map((tick) =>
          text(messages.integer(tick), x(tick), bottom + 14, { ...tickText, textAnchor: "middle" }),
        ),
        text(m.ltv_axis_weeks({}, messages), 0, bottom + 32, tickText),
      ],
    },
    stops: stepped.map(stopOf),
  };
}
