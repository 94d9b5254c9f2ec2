/** The churn rate between consecutive dates: dots with their interval, open ones hatched. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { labelWidth, shareTicks } from "../chart-label.ts";
import { gridTicks, hatchFill, inPixels, tickText, token } from "../chart-theme.ts";
import { dateTicks } from "./chart-series.ts";
import type { ChurnResult, PartRow } from "./result.ts";
import { customersWords, intervalWords } from "./words.ts";

const side = { left: 52, top: 12, bottom: 26 };
const height = 190;

type Rate = PartRow<"rates">;

/** The figure, as wide as the frame; null where no rate is known. */
export function ratesFigure({ parts }: ChurnResult, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const { rates } = parts;
  const known = rates.flatMap((rate, column) =>
    rate.churn_rate === null
      ? []
      : [{ ...rate, column, value: rate.churn_rate, low: rate.low ?? 0, high: rate.high ?? 1 }],
  );
  if (known.length === 0) return null;
  const most = Math.max(0.01, ...known.map(({ high }) => high));
  const room = height - side.top - side.bottom;
  const y = (share: number) => side.top + room - (share / most) * room;
  const step = (width - side.left) / rates.length;
  const x = (column: number) => side.left + (column + 0.5) * step;
  const open = rates.flatMap((rate, column) => (rate.churn_rate === null ? [{ rate, column }] : []));
  const shown = (date: string) => messages.date(date);
  const dates = rates.map(({ date_to }) => date_to);
  const half = (date: string) => (labelWidth(shown(date)) * 1.1) / 2;
  const ticks = gridTicks(most, 3);
  const lines = (rate: Rate): readonly string[] => [
    m.churn_stop_rate({ from: shown(rate.date_from), to: shown(rate.date_to) }, messages),
    ...(rate.churn_rate === null
      ? [m.churn_stop_open({}, messages), customersWords(rate.churned, messages)]
      : [
          m.churn_stop_rate_value({ rate: messages.percent(rate.churn_rate, 1) }, messages),
          m.churn_stop_of({ shown: messages.integer(rate.churned), all: messages.integer(rate.n) }, messages),
          intervalWords(rate.low ?? 0, rate.high ?? 1, messages),
        ]),
  ];
  const items = known
    .slice(-6)
    .map(({ date_to, value }) =>
      m.churn_summary_item({ label: shown(date_to), value: messages.percent(value, 1) }, messages),
    );
  return {
    id: "rates",
    title: m.churn_figure_rates({}, messages),
    subtitle: m.churn_figure_rates_subtitle({}, messages),
    summary: m.churn_summary_rates({ items: items.join(m.churn_summary_join({}, messages)) }, messages),
    legend:
      open.length > 0
        ? [{ label: m.churn_legend_open({}, messages), token: "mark-muted", hatched: true }]
        : [],
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY([0, ...ticks].map(y), { x1: side.left, x2: width, stroke: token("chart-grid") }),
        Plot.text([0, ...ticks], {
          x: () => side.left - 6,
          y: (tick: number) => y(tick),
          text: shareTicks([0, ...ticks], messages),
          textAnchor: "end",
          ...tickText,
        }),
        Plot.rect(open, {
          x1: ({ column }: { column: number }) => x(column) - step / 2 + 1,
          x2: ({ column }: { column: number }) => x(column) + step / 2 - 1,
          y1: () => side.top,
          y2: () => height - side.bottom,
          fill: () => hatchFill,
        }),
        Plot.line(known, {
          x: ({ column }: { column: number }) => x(column),
          y: ({ value }: { value: number }) => y(value),
          stroke: token("cat-2"),
          strokeWidth: 1.5,
        }),
        Plot.link(known, {
          x1: ({ column }: { column: number }) => x(column),
          x2: ({ column }: { column: number }) => x(column),
          y1: ({ low }: { low: number }) => y(low),
          y2: ({ high }: { high: number }) => y(high),
          stroke: token("cat-2"),
          strokeOpacity: 0.45,
          strokeWidth: 3,
        }),
        Plot.dot(known, {
          x: ({ column }: { column: number }) => x(column),
          y: ({ value }: { value: number }) => y(value),
          r: 4,
          fill: token("cat-2"),
          stroke: token("paper"),
        }),
        Plot.text(dateTicks(dates, step, shown), {
          x: ({ date, column }: { date: string; column: number }) =>
            Math.max(half(date), Math.min(x(column), width - half(date))),
          y: () => height - 8,
          text: ({ date }: { date: string }) => shown(date),
          textAnchor: "middle",
          ...tickText,
        }),
      ],
    },
    stops: rates.map((rate, column) => ({
      row: 0,
      column,
      x: x(column) - step / 2,
      y: side.top,
      width: step,
      height: room,
      lines: lines(rate),
    })),
  };
}
