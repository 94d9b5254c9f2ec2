/** The bars of the ten that bring most profit and the ten that bring least, losses to the left of zero. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, narrowBelow, plainText, quietText, token } from "../chart-theme.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult, PartRow } from "./result.ts";
import { count, nameOf, shownValue, tierName, tierToken } from "./words.ts";

type Row = PartRow<"extremes"> & { readonly name: string };

const rowHeight = 20;
const between = 28;

/** The figure, `width` pixels wide; null unless profit is ranked among more than 40. */
export function profitFigure(
  result: AbcResult,
  params: AbcParams,
  frame: ChartFrame,
  width: number,
): ChartFigure | null {
  const { messages } = frame;
  const rows = result.parts.extremes.map((row): Row => ({
    ...row,
    name: nameOf(row.name, params, messages),
  }));
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const { n } = result.parts.concentration[0]!;
  const half = rows.findIndex(({ rank }, index) => index > 0 && rank > rows[index - 1]!.rank + 1);
  const top = (index: number) => 6 + index * rowHeight + (half > 0 && index >= half ? between : 0);
  const height = top(rows.length) + 4;
  const values = rows.map(({ value }) => shownValue(value, params, frame));
  const nameRoom = width < narrowBelow ? 110 : Math.min(180, width * 0.25);
  const valueRoom = Math.max(...values.map((text) => labelWidth(text, 11))) + 12;
  const low = Math.min(0, ...rows.map(({ value }) => value));
  const high = Math.max(0, ...rows.map(({ value }) => value));
  // The value of a loss stands right of zero, so only the bars' own side needs room for it.
  const x = (value: number) =>
    nameRoom + ((value - low) / (high - low || 1)) * Math.max(width - nameRoom - valueRoom, 20);
  const middle = (_: Row, index: number) => top(index) + rowHeight / 2;
  const stops = rows.map((row, index): ChartStop => ({
    row: index,
    column: 0,
    x: 0,
    y: top(index),
    width,
    height: rowHeight,
    lines: [
      row.name,
      `${m.abc_measure_profit({}, messages)} ${values[index]!}`,
      m.abc_stop_rank({ rank: messages.integer(row.rank), n: messages.integer(n) }, messages),
      m.abc_stop_tier({ tier: tierName(row.tier, messages) }, messages),
      ...(row.margin === null
        ? []
        : [m.abc_stop_margin({ share: messages.percent(row.margin, 1) }, messages)]),
      ...(row.roi === null ? [] : [m.abc_stop_roi({ share: messages.percent(row.roi, 1) }, messages)]),
    ],
    who: { entity_id: row.entity_id },
  }));
  return {
    id: "profit",
    title: m.abc_figure_profit({}, messages),
    subtitle: m.abc_figure_profit_subtitle({ n: messages.integer(half > 0 ? half : rows.length) }, messages),
    summary: m.abc_summary_profit(
      { first: first.name, last: last.name, high: values[0]!, low: values.at(-1)! },
      messages,
    ),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.text(rows, {
          x: 0,
          y: middle,
          text: (row: Row) => fitLabel(row.name, nameRoom - 10, 12, 0.95),
          ariaLabel: () => "name",
          textAnchor: "start",
          ...plainText,
        }),
        ...(half > 0
          ? [
              Plot.text([m.abc_profit_gap({ count: count(n - rows.length, params, messages) }, messages)], {
                x: () => 0,
                y: () => top(half) - between / 2,
                textAnchor: "start",
                ...quietText,
              }),
            ]
          : []),
        Plot.rect(rows, {
          x1: () => x(0),
          x2: (row: Row) => x(row.value),
          y1: (_: Row, index: number) => top(index) + 3,
          y2: (_: Row, index: number) => top(index) + rowHeight - 3,
          fill: { value: (row: Row) => token(tierToken(row.tier, params)), scale: null },
        }),
        Plot.ruleX([x(0)], { y1: 4, y2: height - 2, stroke: token("chart-axis") }),
        Plot.text(rows, {
          x: (row: Row) => Math.max(x(row.value), x(0)) + 5,
          y: middle,
          text: (_: Row, index: number) => values[index]!,
          textAnchor: "start",
          ...quietText,
          fontSize: 11,
        }),
      ],
    },
    stops,
  };
}
