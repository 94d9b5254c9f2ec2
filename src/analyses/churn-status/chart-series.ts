/** The statuses over time, as stacked bars of customers, active at the bottom. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { gridTicks, hatchFill, inPixels, tickText, token } from "../chart-theme.ts";
import { statuses, type ChurnResult, type PartRow } from "./result.ts";
import { customersWords, shareWords, statusName, statusToken } from "./words.ts";

const side = { left: 52, top: 12, bottom: 26 };
const height = 280;

type Row = PartRow<"series">;

interface Block extends Row {
  readonly column: number;
  readonly row: number;
  readonly y1: number;
  readonly y2: number;
}

/** The dates as column heads: as many as have room, the last always. */
export function dateTicks(dates: readonly string[], step: number, shown: (date: string) => string) {
  const space = Math.max(...dates.map((date) => labelWidth(shown(date)) * 1.1)) + 10;
  // The last label is moved off the edge, towards the one before it.
  const moved = Math.max(0, (space - step) / 2);
  const every = Math.max(1, Math.ceil((space + moved) / step));
  return dates.flatMap((date, column) =>
    (dates.length - 1 - column) % every === 0 ? [{ date, column }] : [],
  );
}

/** The bars, as wide as the frame; null without a date. */
export function seriesFigure({ parts }: ChurnResult, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const dates = [...new Set(parts.series.map(({ date }) => date))];
  if (dates.length === 0) return null;
  const most = Math.max(1, ...parts.series.map(({ n }) => n));
  const room = height - side.top - side.bottom;
  const y = (n: number) => side.top + room - (n / most) * room;
  const step = (width - side.left) / dates.length;
  const x = (column: number) => side.left + column * step;
  const blocks = dates.flatMap((date, column) => {
    let below = 0;
    return parts.series
      .filter((row) => row.date === date)
      .map((row, index): Block => {
        const block = { ...row, column, row: index, y1: y(below + row.customers), y2: y(below) };
        below += row.customers;
        return block;
      });
  });
  const held = blocks.filter(({ customers }) => customers > 0);
  const isOpen = held.some(({ complete }) => !complete);
  const lost = (date: string) =>
    parts.series
      .filter((row) => row.date === date && row.status.endsWith("churned"))
      .reduce((sum, { customers }) => sum + customers, 0);
  const shown = (date: string) => messages.date(date);
  const half = (date: string) => (labelWidth(shown(date)) * 1.1) / 2;
  return {
    id: "series",
    title: m.churn_figure_series({}, messages),
    subtitle: m.churn_figure_series_subtitle(
      { date: messages.date(parts.cycle[0]?.as_of ?? dates.at(-1)!) },
      messages,
    ),
    summary: m.churn_summary_series(
      {
        from: messages.date(dates[0]!),
        to: messages.date(dates.at(-1)!),
        first: messages.integer(lost(dates[0]!)),
        last: messages.integer(lost(dates.at(-1)!)),
      },
      messages,
    ),
    legend: [
      ...statuses
        .filter((status) => held.some((block) => block.status === status))
        .map((status) => ({ label: statusName(status, messages), token: statusToken[status]! })),
      ...(isOpen ? [{ label: m.churn_legend_open({}, messages), token: "mark-muted", hatched: true }] : []),
    ],
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(gridTicks(most, 4).map(y), { x1: side.left, x2: width, stroke: token("chart-grid") }),
        Plot.text(gridTicks(most, 4), {
          x: () => side.left - 6,
          y: (tick: number) => y(tick),
          text: (tick: number) => messages.integer(tick),
          textAnchor: "end",
          ...tickText,
        }),
        ...[false, true].map((hatched) =>
          Plot.rect(
            held.filter(({ complete }) => !hatched || !complete),
            {
              x1: ({ column }: Block) => x(column) + 1,
              x2: ({ column }: Block) => x(column + 1) - 1,
              y1: "y1",
              y2: "y2",
              fill: {
                value: ({ status, complete }: Block) =>
                  hatched || !complete ? hatchFill : token(statusToken[status]!),
                scale: null,
              },
              // An open bar keeps the colour of its status as its edge.
              stroke: {
                value: ({ status, complete }: Block) =>
                  complete ? token("paper") : token(statusToken[status]!),
                scale: null,
              },
              strokeWidth: 1,
            },
          ),
        ),
        Plot.text(dateTicks(dates, step, shown), {
          x: ({ date, column }: { date: string; column: number }) =>
            Math.max(half(date), Math.min(x(column) + step / 2, width - half(date))),
          y: () => height - 8,
          text: ({ date }: { date: string }) => shown(date),
          textAnchor: "middle",
          ...tickText,
        }),
      ],
    },
    stops: held.map((block) => ({
      row: statuses.length - 1 - block.row,
      column: block.column,
      x: x(block.column),
      y: block.y1,
      width: step,
      height: Math.max(block.y2 - block.y1, 3),
      lines: [
        m.churn_stop_series(
          { status: statusName(block.status, messages), date: messages.date(block.date) },
          messages,
        ),
        customersWords(block.customers, messages),
        block.share === null
          ? m.churn_stop_open({}, messages)
          : m.churn_stop_share({ share: shareWords(block.share, messages) }, messages),
      ],
      who: { date: block.date, status: block.status },
    })),
  };
}
