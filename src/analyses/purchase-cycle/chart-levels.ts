/** The cycles of categories or products as a table-chart: the middle half of the gaps, and the cycle as a disc. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { gridTicks, inPixels, narrowBelow, plainText, quietText, tickText, token } from "../chart-theme.ts";
import type { CycleParams } from "./params.ts";
import type { CycleResult, CycleRow } from "./result.ts";
import { customersWords, daysWords, gapsWords, shownDays, statisticName } from "./words.ts";

/** As many levels as the chart draws: those with the most gaps. The table has all. */
const mostLevels = 40;
const head = 40;
const rowHeight = 22;
/** Names are set condensed; foreign letters gain less by it. */
const nameStretch = 0.95;

type Measured = CycleRow & {
  readonly cycle_days: number;
  readonly p25: number;
  readonly p75: number;
};

const isMeasured = (row: CycleRow): row is Measured => row.cycle_days !== null;

function stopOf(row: Measured, index: number, params: CycleParams, frame: ChartFrame): ChartStop {
  const { messages, width } = frame;
  return {
    row: index,
    column: 0,
    x: 0,
    y: head + index * rowHeight,
    width,
    height: rowHeight,
    lines: [
      row.level_name,
      m.cycle_stop_cycle(
        { statistic: statisticName(params, messages), days: daysWords(row.cycle_days, messages) },
        messages,
      ),
      m.cycle_stop_interval(
        { low: shownDays(row.low ?? 0, messages), high: shownDays(row.high ?? 0, messages) },
        messages,
      ),
      m.cycle_stop_gaps(
        { gaps: gapsWords(row.gaps, messages), customers: customersWords(row.customers, messages) },
        messages,
      ),
      m.cycle_stop_middle(
        { low: shownDays(row.p25, messages), high: shownDays(row.p75, messages) },
        messages,
      ),
      row.km_median === null
        ? m.cycle_stop_never({}, messages)
        : m.cycle_stop_half({ days: daysWords(row.km_median, messages) }, messages),
    ],
    who: { level_id: row.level_id, still_open: false },
  };
}

/** The levels with enough gaps, the shortest cycle first, or null where there is none. */
export function levelsFigure(
  result: CycleResult,
  params: CycleParams,
  frame: ChartFrame,
): ChartFigure | null {
  const { messages, width } = frame;
  const rows = result.rows
    .filter(isMeasured)
    .slice(0, mostLevels)
    .toSorted((a, b) => a.cycle_days - b.cycle_days || (a.level_id < b.level_id ? -1 : 1));
  if (rows.length === 0) return null;
  const total = result.parts.totals[0]!;
  const narrow = width < narrowBelow;
  const longestName = Math.max(...rows.map(({ level_name }) => labelWidth(level_name, 12, nameStretch))) + 14;
  const left = Math.max(96, Math.min(longestName, narrow ? 150 : width * 0.3));
  const countLeft = width - (narrow ? 0 : 84);
  const plotRight = narrow ? width - 58 : countLeft - 84;
  const longest = Math.max(...rows.flatMap(({ p75, cycle_days }) => [p75, cycle_days]));
  const xOf = (days: number) => left + (days / longest) * (plotRight - left - 40);
  const height = head + rows.length * rowHeight + 6;
  const placed = rows.map((row, index) => ({ ...row, y: head + (index + 0.5) * rowHeight }));
  type Placed = (typeof placed)[number];
  const ticks = gridTicks(longest, narrow ? 3 : 4);
  const title = (label: string, x: number, anchor: "start" | "end", room: number) =>
    Plot.text([fitLabel(label, room)], {
      x: () => x,
      y: () => 10,
      text: (text: string) => text,
      textAnchor: anchor,
      ...quietText,
    });
  const hidden = total.measured - rows.length;
  const few = total.levels - total.measured;
  const notes = [
    m.cycle_subtitle_levels({ statistic: statisticName(params, messages) }, messages),
    ...(hidden > 0
      ? [m.cycle_subtitle_hidden({ n: hidden, shown: messages.integer(hidden) }, messages)]
      : []),
    ...(few > 0
      ? [
          m.cycle_subtitle_few(
            { n: few, shown: messages.integer(few), min: messages.integer(params.min_gaps) },
            messages,
          ),
        ]
      : []),
  ];
  const [first, last] = [rows[0]!, rows.at(-1)!];
  return {
    id: "levels",
    title:
      params.level === "category"
        ? m.cycle_figure_categories({}, messages)
        : m.cycle_figure_products({}, messages),
    subtitle: notes.join(messages.locale === "en" ? " " : ""),
    summary: m.cycle_summary_levels(
      {
        first: first.level_name,
        low: daysWords(first.cycle_days, messages),
        last: last.level_name,
        high: daysWords(last.cycle_days, messages),
      },
      messages,
    ),
    options: {
      ...inPixels(width, height),
      marks: [
        title(
          params.level === "category"
            ? m.cycle_head_category({}, messages)
            : m.cycle_head_product({}, messages),
          0,
          "start",
          left,
        ),
        title(m.cycle_head_days({}, messages), left, "start", plotRight - left),
        title(m.cycle_head_gaps({}, messages), narrow ? width : countLeft, "end", 80),
        ...(narrow ? [] : [title(m.cycle_head_customers({}, messages), width, "end", 80)]),
        Plot.ruleX(ticks.map(xOf), { y1: head - 4, y2: height - 6, stroke: token("chart-grid") }),
        Plot.ruleX([left], { y1: head - 4, y2: height - 6, stroke: token("chart-axis") }),
        Plot.text(ticks, {
          x: xOf,
          y: () => 28,
          text: (tick: number) => messages.integer(tick),
          ...tickText,
          fontSize: 11,
        }),
        Plot.text(placed, {
          x: 0,
          y: "y",
          text: ({ level_name }: Placed) => fitLabel(level_name, left - 10, 12, nameStretch),
          ariaLabel: () => "name",
          textAnchor: "start",
          ...plainText,
        }),
        Plot.ruleY(placed, {
          x1: ({ p25 }: Placed) => xOf(p25),
          x2: ({ p75 }: Placed) => xOf(p75),
          y: "y",
          stroke: token("mark-muted"),
          strokeWidth: 7,
        }),
        Plot.dot(placed, {
          x: ({ cycle_days }: Placed) => xOf(cycle_days),
          y: "y",
          r: 4.5,
          fill: token("accent-mark"),
          stroke: token("paper"),
          strokeWidth: 1.5,
        }),
        Plot.text(placed, {
          x: ({ p75, cycle_days }: Placed) => xOf(Math.max(p75, cycle_days)) + 9,
          y: "y",
          text: ({ cycle_days }: Placed) => shownDays(cycle_days, messages),
          textAnchor: "start",
          ...plainText,
          stroke: token("paper"),
          strokeWidth: 4,
        }),
        Plot.text(placed, {
          x: () => (narrow ? width : countLeft),
          y: "y",
          text: ({ gaps }: Placed) => messages.integer(gaps),
          textAnchor: "end",
          ...quietText,
        }),
        Plot.text(narrow ? [] : placed, {
          x: () => width,
          y: "y",
          text: ({ customers }: Placed) => messages.integer(customers),
          textAnchor: "end",
          ...quietText,
        }),
      ],
    },
    stops: rows.map((row, index) => stopOf(row, index, params, frame)),
  };
}
