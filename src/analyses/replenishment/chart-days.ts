/** The reminders of the days ahead: how many customers' windows open on each day, or in each week. */
import * as Plot from "@observablehq/plot";
import { addDays, daysBetween } from "../../base/calendar.ts";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { gridTicks, inPixels, quietText, tickText, token } from "../chart-theme.ts";
import { barDays, type ReplenishmentParams } from "./params.ts";
import type { PartRow, ReplenishmentResult } from "./result.ts";
import { customersWords, productsWords, remindersWords } from "./words.ts";

type Bar = PartRow<"days">;

const [height, top, bottom, left] = [220, 22, 30, 36];

/** `17 Jun 2025`, or the range of a week. */
function barWords({ bar_from, bar_to }: Bar, frame: ChartFrame): string {
  const { messages } = frame;
  const from = messages.date(bar_from);
  return bar_from === bar_to ? from : m.replenish_range({ from, to: messages.date(bar_to) }, messages);
}

function linesOf(bar: Bar, index: number, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const date = barWords(bar, frame);
  return [
    index === 0 ? m.replenish_stop_open({ date }, messages) : date,
    customersWords(bar.customers, messages),
    m.replenish_stop_all(
      {
        reminders: remindersWords(bar.reminders, messages),
        products: productsWords(bar.products, messages),
      },
      messages,
    ),
  ];
}

/** The figure, or null where no reminder falls on any of the days. */
export function daysFigure(
  { parts }: ReplenishmentResult,
  params: ReplenishmentParams,
  frame: ChartFrame,
): ChartFigure | null {
  const { messages, width } = frame;
  const bars = parts.days;
  const total = parts.totals[0]!;
  const highest = Math.max(0, ...bars.map(({ customers }) => customers));
  if (highest === 0) return null;
  const step = (width - left) / bars.length;
  const xOf = (index: number) => left + index * step;
  const yOf = (value: number) => height - bottom - (value / highest) * (height - bottom - top);
  const placed = bars.map((bar, index) => ({ ...bar, index }));
  type Placed = (typeof placed)[number];
  const isWeek = ({ bar_from }: Bar) => daysBetween(total.today, bar_from) < 7;
  const peak = bars.reduce((best, bar) => (bar.customers > best.customers ? bar : best));
  const every = Math.ceil(labelWidth(messages.date("2025-12-28")) / step + 0.2);
  const ticks = gridTicks(highest).filter(Number.isInteger);
  const inDays = barDays(params) === 1;
  const summary = {
    customers: customersWords(total.week_customers, messages),
    most: customersWords(peak.customers, messages),
    date: messages.date(peak.bar_from),
  };
  const stops = placed.map((bar): ChartStop => ({
    row: 0,
    column: bar.index,
    x: xOf(bar.index),
    y: top,
    width: step,
    height: height - top - bottom,
    lines: linesOf(bar, bar.index, frame),
    ...(bar.customers > 0 ? { who: { bar_from: bar.bar_from } } : {}),
  }));
  return {
    id: "days",
    title: inDays ? m.replenish_figure_days({}, messages) : m.replenish_figure_weeks({}, messages),
    subtitle: m.replenish_subtitle_days({ date: messages.date(total.today) }, messages),
    summary: inDays
      ? m.replenish_summary_days(summary, messages)
      : m.replenish_summary_weeks(summary, messages),
    legend: [
      { label: m.replenish_legend_week({}, messages), token: "accent-mark" },
      ...(addDays(total.today, 6) < bars.at(-1)!.bar_to
        ? [{ label: m.replenish_legend_later({}, messages), token: "seq-3" }]
        : []),
    ],
    stops,
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(ticks.map(yOf), { x1: left, x2: width, stroke: token("chart-grid") }),
        Plot.text(ticks, { x: 0, y: yOf, text: messages.integer, textAnchor: "start", ...tickText }),
        Plot.text([m.replenish_axis({}, messages)], {
          x: 0,
          y: () => 8,
          text: (text: string) => text,
          textAnchor: "start",
          ...quietText,
        }),
        Plot.rect(
          placed.filter(({ customers }) => customers > 0),
          {
            x1: ({ index }: Placed) => xOf(index) + Math.min(1.5, step * 0.1),
            x2: ({ index }: Placed) => xOf(index + 1) - Math.min(1.5, step * 0.1),
            y1: ({ customers }: Placed) => yOf(customers),
            y2: () => yOf(0),
            fill: { value: (bar: Placed) => token(isWeek(bar) ? "accent-mark" : "seq-3"), scale: null },
          },
        ),
        Plot.ruleY([yOf(0)], { x1: left, x2: width, stroke: token("chart-axis") }),
        Plot.text(
          placed.filter(
            ({ index, bar_from }) =>
              index % every === 0 &&
              (index === 0 || xOf(index) + labelWidth(messages.date(bar_from)) < width),
          ),
          {
            x: ({ index }: Placed) => xOf(index),
            y: () => height - bottom + 16,
            text: ({ bar_from }: Placed) => messages.date(bar_from),
            textAnchor: "start",
            ...tickText,
          },
        ),
      ],
    },
  };
}
