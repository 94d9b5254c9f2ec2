/** The figure of the windows before: how many of the list ordered in each without a campaign, with intervals. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { gridTicks, inPixels, quietText, tickText, token } from "../chart-theme.ts";
import { windowMark } from "./members.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult, WindowRow } from "./result.ts";
import { customersWords, shownShare } from "./words.ts";

const height = 200;
const [top, foot, left] = [14, 30, 44] as const;
/** Room that a number under a point needs, in pixels. */
const labelRoom = 34;

type Known = WindowRow & { readonly rate: number; readonly low: number; readonly high: number };

const isKnown = (row: WindowRow): row is Known => row.rate !== null && row.low !== null && row.high !== null;

function linesOf(row: Known, isBase: boolean, { messages }: ChartFrame): readonly string[] {
  return [
    m.plan_window_days({ from: messages.date(row.window_from), to: messages.date(row.window_to) }, messages),
    m.plan_window_rate({ share: shownShare(row.rate, messages) }, messages),
    m.plan_window_of(
      { ordered: messages.integer(row.ordered), n: customersWords(row.n, messages) },
      messages,
    ),
    m.plan_window_interval(
      { low: messages.percent(row.low, 1), high: messages.percent(row.high, 1) },
      messages,
    ),
    ...(isBase ? [m.plan_window_base({}, messages)] : []),
  ];
}

/** The windows before of which at least one is known, the earliest first. */
export function windowsFigure(
  { parts }: PlanResult,
  { windows_back }: PlanParams,
  frame: ChartFrame,
  width: number,
): ChartFigure {
  const { messages } = frame;
  const rows = parts.windows.filter(isKnown);
  const extent = Math.max(...rows.map(({ high }) => high)) * 1.05;
  const y = (share: number) => top + (1 - share / extent) * (height - top - foot);
  const slot = Math.min(110, (width - left) / rows.length);
  const placed = rows.map((row, index) => ({
    row,
    x: left + (index + 0.5) * slot,
    isBase: row.k === windows_back,
  }));
  type Placed = (typeof placed)[number];
  const right = left + slot * rows.length;
  const colour = ({ isBase }: Placed) => token(isBase ? "accent-mark" : "mark-muted");
  const ticks = gridTicks(extent, 3);
  const every = Math.ceil(labelRoom / slot);
  const labelled = placed.filter(({ row }) => (row.k - 1) % every === 0);
  const rates = rows.map(({ rate }) => rate);
  return {
    id: "windows",
    title: m.plan_windows_title({}, messages),
    subtitle: m.plan_windows_subtitle({}, messages),
    summary: m.plan_windows_summary(
      {
        n: rows.length,
        shown: messages.integer(rows.length),
        low: shownShare(Math.min(...rates), messages),
        high: shownShare(Math.max(...rates), messages),
      },
      messages,
    ),
    legend: placed.some(({ isBase }) => isBase)
      ? [
          { label: m.plan_legend_base({}, messages), token: "accent-mark" },
          { label: m.plan_legend_windows({}, messages), token: "mark-muted" },
        ]
      : [{ label: m.plan_legend_windows({}, messages), token: "mark-muted" }],
    options: {
      ...inPixels(width, height),
      r: { type: "identity" },
      marks: [
        Plot.ruleY(ticks.map(y), { x1: left, x2: right, stroke: token("chart-grid") }),
        Plot.ruleY([y(0)], { x1: left, x2: right, stroke: token("chart-axis") }),
        Plot.text([0, ...ticks], {
          x: () => left - 8,
          y: (tick: number) => y(tick),
          text: (tick: number) => shownShare(tick, messages),
          textAnchor: "end",
          ...tickText,
        }),
        Plot.ruleX(placed, {
          x: "x",
          y1: ({ row }: Placed) => y(row.low),
          y2: ({ row }: Placed) => y(row.high),
          stroke: colour,
          strokeWidth: 2.5,
        }),
        Plot.dot(placed, {
          x: "x",
          y: ({ row }: Placed) => y(row.rate),
          r: 4.5,
          fill: colour,
          stroke: token("paper"),
          strokeWidth: 1.5,
        }),
        Plot.text(labelled, {
          x: "x",
          y: () => height - 10,
          text: ({ row }: Placed) => m.plan_window_axis({ k: messages.integer(row.k) }, messages),
          ...quietText,
        }),
      ],
    },
    stops: placed.map(({ row, isBase }, index): ChartStop => {
      const who = windowMark(row);
      return {
        row: 0,
        column: index,
        x: left + index * slot,
        y: 0,
        width: slot,
        height,
        lines: linesOf(row, isBase, frame),
        ...(who ? { who } : {}),
      };
    }),
  };
}
