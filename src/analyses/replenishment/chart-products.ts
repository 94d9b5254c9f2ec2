/** The products by how many customers to remind: the coming seven days and the overdue, with how long each lasts. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, narrowBelow, plainText, quietText, token } from "../chart-theme.ts";
import type { PartRow, ReplenishmentResult } from "./result.ts";
import { basisWords, customersWords, cycleWords, shownDays } from "./words.ts";

/** As many products as the chart draws. The table has all. */
const mostProducts = 20;
const [head, rowHeight, bar] = [26, 24, 14];
/** Names are set condensed; foreign letters gain less by it. */
const nameStretch = 0.95;

type Row = PartRow<"products">;

/** The figure, or null where no product has anybody to remind soon or overdue. */
export function productsFigure({ parts }: ReplenishmentResult, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const asked = parts.products.filter(({ this_week, overdue }) => this_week + overdue > 0);
  const rows = asked.slice(0, mostProducts);
  const [first] = rows;
  if (!first) return null;
  const narrow = width < narrowBelow;
  const longestName = Math.max(...rows.map(({ product_name }) => labelWidth(product_name, 12, nameStretch)));
  const nameWidth = Math.max(72, Math.min(longestName + 14, narrow ? width * 0.34 : width * 0.3));
  const cycleRight = nameWidth + 64;
  const left = cycleRight + 16;
  const right = width - 56;
  const most = Math.max(...rows.map(({ this_week, overdue }) => this_week + overdue));
  const length = (value: number) => (value / most) * (right - left);
  const placed = rows.map((row, index) => ({ ...row, y: head + (index + 0.5) * rowHeight }));
  type Placed = (typeof placed)[number];
  const y1 = ({ y }: Placed) => y - bar / 2;
  const y2 = ({ y }: Placed) => y + bar / 2;
  const stops = rows.flatMap((row, index): readonly ChartStop[] => {
    const place = { row: index, y: head + index * rowHeight, height: rowHeight };
    const edge = left + length(row.this_week);
    const about = [row.product_name, cycleWords(row, messages), basisWords(row, messages)];
    const week = m.replenish_stop_week({ customers: customersWords(row.this_week, messages) }, messages);
    const late = m.replenish_stop_overdue({ customers: customersWords(row.overdue, messages) }, messages);
    return [
      {
        ...place,
        column: 0,
        x: 0,
        width: row.overdue > 0 ? Math.max(left, edge) : width,
        lines: [about[0]!, week, ...about.slice(1)],
        ...(row.this_week > 0 ? { who: { product_id: row.product_id, this_week: true } } : {}),
      },
      ...(row.overdue > 0
        ? [
            {
              ...place,
              column: 1,
              x: Math.max(left, edge),
              width: width - Math.max(left, edge),
              lines: [about[0]!, late, ...about.slice(1)],
              who: { product_id: row.product_id, state: "overdue" },
            },
          ]
        : []),
    ];
  });
  const hidden = parts.totals[0]!.with_cycle - rows.length;
  const title = (text: string, x: number, anchor: "start" | "end", room: number) =>
    Plot.text([fitLabel(text, room)], {
      x: () => x,
      y: () => 8,
      text: (each: string) => each,
      textAnchor: anchor,
      ...quietText,
    });
  return {
    id: "products",
    title: m.replenish_figure_products({}, messages),
    subtitle:
      hidden > 0
        ? m.replenish_subtitle_products_more({ n: hidden, shown: messages.integer(hidden) }, messages)
        : m.replenish_subtitle_products({}, messages),
    summary: m.replenish_summary_products(
      { first: first.product_name, customers: customersWords(first.this_week, messages) },
      messages,
    ),
    legend: [
      { label: m.replenish_legend_week({}, messages), token: "accent-mark" },
      { label: m.replenish_legend_overdue({}, messages), token: "mark-muted" },
    ],
    stops,
    options: {
      ...inPixels(width, head + rows.length * rowHeight + 4),
      marks: [
        title(m.replenish_head_product({}, messages), 0, "start", nameWidth),
        title(m.replenish_head_cycle({}, messages), cycleRight, "end", 60),
        title(m.replenish_head_customers({}, messages), left, "start", right - left),
        Plot.text(placed, {
          x: 0,
          y: "y",
          text: ({ product_name }: Row) => fitLabel(product_name, nameWidth - 8, 12, nameStretch),
          ariaLabel: () => "name",
          textAnchor: "start",
          ...plainText,
        }),
        Plot.text(placed, {
          x: () => cycleRight,
          y: "y",
          text: ({ cycle_days }: Row) => shownDays(cycle_days, messages),
          textAnchor: "end",
          ...quietText,
        }),
        Plot.rect(placed, {
          x1: () => left,
          x2: ({ this_week }: Row) => left + length(this_week),
          y1,
          y2,
          fill: token("accent-mark"),
        }),
        Plot.rect(placed, {
          x1: ({ this_week }: Row) => left + length(this_week) + (this_week > 0 ? 1 : 0),
          x2: ({ this_week, overdue }: Row) =>
            left + Math.max(length(this_week + overdue), length(this_week) + (this_week > 0 ? 1 : 0)),
          y1,
          y2,
          fill: token("mark-muted"),
        }),
        Plot.ruleX([left], { y1: head, y2: head + rows.length * rowHeight, stroke: token("chart-axis") }),
        Plot.text(placed, {
          x: ({ this_week, overdue }: Row) => left + length(this_week + overdue) + 6,
          y: "y",
          text: ({ this_week, overdue }: Row) =>
            overdue > 0
              ? `${messages.integer(this_week)} + ${messages.integer(overdue)}`
              : messages.integer(this_week),
          textAnchor: "start",
          ...plainText,
        }),
      ],
    },
  };
}
