/** Who is still there: customers by repeat orders and by the time since the last, shaded by their mean P(alive). */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { inPixels, quietText, tickText, token } from "../chart-theme.ts";
import type { ValueParams } from "./params.ts";
import type { PartRow } from "./result.ts";
import { customersWords, frequencyName, ordersWords, repeatsWords, spanWords } from "./words.ts";

type Standing = PartRow<"standings">;

const side = { left: 64, top: 40 };
const rowHeight = 30;

/** Lower bounds of the shades from the second on. */
const bounds = [0.2, 0.4, 0.6, 0.8] as const;

const shadeOf = (share: number): number => 1 + bounds.filter((bound) => share >= bound).length;

function stopOf(
  row: Standing,
  place: Pick<ChartStop, "row" | "column" | "x" | "y" | "width" | "height">,
  params: ValueParams,
  { messages, facts }: ChartFrame,
): ChartStop {
  return {
    ...place,
    lines: [
      m.ltv_stop_standing(
        {
          repeats: repeatsWords(row.frequency, messages),
          from: messages.integer(row.since_from),
          to: spanWords(row.since_to, params, messages),
        },
        messages,
      ),
      ...(row.p_alive === null
        ? []
        : [m.ltv_stop_alive({ share: messages.percent(row.p_alive, 1) }, messages)]),
      customersWords(row.customers, messages),
      ...(row.expected_orders === null
        ? []
        : [m.ltv_stop_expected({ orders: ordersWords(row.expected_orders, messages) }, messages)]),
      ...(row.expected_value === null
        ? []
        : [m.ltv_stop_value({ money: messages.money(row.expected_value, facts.currency) }, messages)]),
    ],
    who: { view: "standing", frequency: row.frequency, bin: row.bin },
  };
}

/** The figure of standings that have a P(alive). */
export function standingsFigure(
  rows: readonly Standing[],
  params: ValueParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const frequencies = [...new Set(rows.map(({ frequency }) => frequency))].sort((a, b) => a - b);
  const columns = 1 + Math.max(...rows.map(({ bin }) => bin));
  const cell = (width - side.left) / columns;
  const units = rows[0]!.since_to - rows[0]!.since_from;
  const height = side.top + frequencies.length * rowHeight + 4;
  const x = (bin: number) => side.left + bin * cell;
  const y = (frequency: number) => side.top + frequencies.indexOf(frequency) * rowHeight;
  const box = {
    x1: ({ bin }: Standing) => x(bin),
    x2: ({ bin }: Standing) => x(bin + 1),
    y1: ({ frequency }: Standing) => y(frequency),
    y2: ({ frequency }: Standing) => y(frequency) + rowHeight,
    inset: 0.5,
  };
  const ofRow = (prefix: string, suffix = "") => ({
    value: ({ p_alive }: Standing) => token(`${prefix}${shadeOf(p_alive ?? 0)}${suffix}`),
    scale: null,
  });
  const text = (label: string, left: number, top: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => top, textAnchor: "start", ...quietText, ...options });
  const likely = rows.filter(({ p_alive }) => (p_alive ?? 0) >= 0.5);
  const count = (list: readonly Standing[]) => list.reduce((sum, { customers }) => sum + customers, 0);
  // Ticks stand at the left edge of their class.
  const every = Math.ceil(34 / cell);
  const ticks = Array.from({ length: columns }, (_, bin) => bin).filter((bin) => bin % every === 0);
  return {
    id: "standings",
    title: m.ltv_figure_standings({}, messages),
    subtitle: m.ltv_figure_standings_subtitle({}, messages),
    summary: m.ltv_summary_standings(
      { likely: messages.integer(count(likely)), customers: customersWords(count(rows), messages) },
      messages,
    ),
    legend: [0, ...bounds].map((bound, index) => ({
      token: `seq-${index + 1}`,
      label:
        index === 0
          ? m.ltv_legend_below({ share: messages.percent(bounds[0]) }, messages)
          : m.ltv_legend_from({ share: messages.percent(bound) }, messages),
    })),
    options: {
      ...inPixels(width, height),
      marks: [
        text(
          params.unit === "week" ? m.ltv_axis_since_weeks({}, messages) : m.ltv_axis_since_days({}, messages),
          side.left,
          8,
        ),
        text(m.ltv_axis_repeats({}, messages), 0, 8),
        ...ticks.map((bin) => text(messages.integer(bin * units), x(bin) + 1, side.top - 12, tickText)),
        ...frequencies.map((frequency) =>
          text(
            frequency < 7 ? messages.integer(frequency) : frequencyName(frequency, messages),
            0,
            y(frequency) + rowHeight / 2,
            tickText,
          ),
        ),
        Plot.rect(rows, { ...box, fill: ofRow("seq-") }),
        Plot.text(rows, {
          x: ({ bin }) => x(bin) + cell / 2,
          y: ({ frequency }) => y(frequency) + rowHeight / 2,
          text: ({ customers }) => (cell < 34 && customers > 9999 ? "" : messages.integer(customers)),
          fontSize: cell < 40 ? 10 : 12,
          fill: ofRow("seq-", "-ink"),
        }),
      ],
    },
    stops: rows.map((row) =>
      stopOf(
        row,
        {
          row: frequencies.indexOf(row.frequency),
          column: row.bin,
          x: x(row.bin),
          y: y(row.frequency),
          width: cell,
          height: rowHeight,
        },
        params,
        frame,
      ),
    ),
  };
}
