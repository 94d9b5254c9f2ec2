/** The check by past frequency: what customers of each did in the days held out, against the model and their pace so far. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { gridTicks, inPixels, tickText, token } from "../chart-theme.ts";
import type { PartRow } from "./result.ts";
import { customersWords, frequencyName, repeatsWords } from "./words.ts";

type Held = PartRow<"holdout"> & { readonly frequency: number };

const [top, field] = [20, 210];
const bottom = top + field;

/** The figure, `frame.width` pixels wide; `share` of the column that it takes. */
export function holdoutFigure(
  given: readonly PartRow<"holdout">[],
  frame: ChartFrame,
  share: number,
): ChartFigure {
  const { messages, width } = frame;
  const rows = given.filter((row): row is Held => row.frequency !== null);
  const all = given.find(({ frequency }) => frequency === null)!;
  const highest = Math.max(
    0.01,
    ...rows.flatMap((row) => [row.mean_orders, row.mean_expected ?? 0, row.mean_naive]),
  );
  const left = 30;
  const band = (width - left) / rows.length;
  const middle = ({ frequency }: Held) =>
    left + (rows.findIndex((row) => row.frequency === frequency) + 0.5) * band;
  const y = (value: number) => bottom - (value / highest) * field;
  const half = Math.min(20, band * 0.3);
  const fitted = rows.filter(({ mean_expected }) => mean_expected !== null);
  const number = (value: number) => messages.number(value, 2);
  const text = (label: string, at: number, down: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => at, y: () => down, textAnchor: "start", ...tickText, ...options });
  const stopOf = (row: Held, column: number): ChartStop => ({
    row: 0,
    column,
    x: middle(row) - band / 2,
    y: top,
    width: band,
    height: field,
    lines: [
      repeatsWords(row.frequency, messages),
      m.ltv_stop_mean_actual({ orders: number(row.mean_orders) }, messages),
      customersWords(row.customers, messages),
      ...(row.mean_expected === null
        ? []
        : [m.ltv_stop_mean_model({ orders: number(row.mean_expected) }, messages)]),
      m.ltv_stop_mean_naive({ orders: number(row.mean_naive) }, messages),
    ],
    who: { view: "holdout", frequency: row.frequency },
  });
  return {
    id: "holdout",
    title: m.ltv_figure_holdout({}, messages),
    subtitle: m.ltv_figure_holdout_subtitle({}, messages),
    summary:
      all.expected === null
        ? m.ltv_summary_holdout_none(
            {
              orders: messages.integer(all.orders),
              customers: customersWords(all.customers, messages),
            },
            messages,
          )
        : m.ltv_summary_holdout(
            {
              orders: messages.integer(all.orders),
              customers: customersWords(all.customers, messages),
              expected: messages.integer(all.expected),
              naive: messages.integer(all.naive),
            },
            messages,
          ),
    share,
    legend: [
      { label: m.ltv_legend_actual({}, messages), token: "seq-3" },
      ...(fitted.length > 0 ? [{ label: m.ltv_legend_model({}, messages), token: "accent-mark" }] : []),
      { label: m.ltv_legend_naive({}, messages), token: "cat-2" },
    ],
    options: {
      ...inPixels(width, bottom + 40),
      marks: [
        Plot.ruleY(gridTicks(highest), { y, x1: left, x2: width, stroke: token("chart-grid") }),
        ...gridTicks(highest).map((tick) => text(messages.number(tick, 2), 0, y(tick))),
        Plot.rect(rows, {
          x1: (row) => middle(row) - half,
          x2: (row) => middle(row) + half,
          y1: ({ mean_orders }) => y(mean_orders),
          y2: bottom,
          fill: token("seq-3"),
        }),
        Plot.ruleY(rows, {
          y: ({ mean_naive }) => y(mean_naive),
          x1: (row) => middle(row) - half - 4,
          x2: (row) => middle(row) + half + 4,
          stroke: token("cat-2"),
          strokeWidth: 2.5,
        }),
        Plot.dot(fitted, {
          x: middle,
          y: ({ mean_expected }) => y(mean_expected!),
          r: 4.5,
          fill: token("accent-mark"),
          stroke: token("paper"),
          strokeWidth: 1.5,
        }),
        Plot.ruleY([bottom], { x1: left, x2: width, stroke: token("chart-axis") }),
        ...rows.map((row) =>
          text(
            band < 44 && row.frequency === 7
              ? `${messages.integer(7)}+`
              : frequencyName(row.frequency, messages),
            middle(row),
            bottom + 14,
            { textAnchor: "middle" },
          ),
        ),
        text(m.ltv_axis_frequency({}, messages), left, bottom + 32),
      ],
    },
    stops: rows.map(stopOf),
  };
}
