/** The rate by period: a line with its band; the average; what is not over is hatched, so far. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { gridTicks, hatchFill, inPixels, narrowBelow, quietText, tickText, token } from "../chart-theme.ts";
import { orderedIn } from "./members.ts";
import type { RepurchaseParams } from "./params.ts";
import type { RepurchaseResult, RepurchaseRow } from "./result.ts";
import { comparison, periodName, pooledOf, shownRows, stepKind } from "./words.ts";

/** Where things stand, in pixels. */
function toLayout(rows: readonly RepurchaseRow[], average: number | null, { width, messages }: ChartFrame) {
  const narrow = width < narrowBelow;
  const [top, field] = [18, narrow ? 170 : 200];
  const bottom = top + field;
  const right = average === null ? 8 : narrow ? 70 : 128;
  const slot = (width - right) / rows.length;
  const highest = Math.max(
    average ?? 0,
    ...rows.map(({ rate, high, customers, n, left_truncated }) =>
      rate === null
        ? n === 0
          ? 0
          : customers / n
        : left_truncated
          ? rate
          : Math.min(high!, 3 * rate + 0.02),
    ),
  );
  const ceiling = highest > 0 ? Math.min(1, highest * 1.08) : 1;
  const widest = Math.max(...rows.map(({ period_start }) => labelWidth(messages.date(period_start))));
  return {
    narrow,
    width,
    height: bottom + 24,
    top,
    bottom,
    slot,
    plotWidth: width - right,
    yTicks: gridTicks(ceiling, ceiling === 1 ? 4 : 3),
    /** Every so many periods one is named. */
    every: Math.max(1, Math.ceil((widest + 16) / slot)),
    x: (index: number) => (index + 0.5) * slot,
    y: (value: number) => bottom - Math.min(1, value / ceiling) * field,
  };
}

/** The lines of one period: when, the rate, of whom, its interval, and against the average. */
function linesOf(row: RepurchaseRow, result: RepurchaseResult, params: RepurchaseParams, frame: ChartFrame) {
  const { messages } = frame;
  const people = { n: row.n, x: messages.integer(row.customers), shown: messages.integer(row.n) };
  const lines = [periodName(row.period_start, params, messages)];
  if (!row.complete) return [...lines, m.chart_not_over({}, messages), m.chart_so_far(people, messages)];
  if (row.rate === null) return [...lines, m.repurchase_nobody({}, messages)];
  lines.push(messages.percent(row.rate, 1), m.chart_of_customers(people, messages));
  lines.push(
    m.chart_interval({ low: messages.percent(row.low!, 1), high: messages.percent(row.high!, 1) }, messages),
  );
  if (row.left_truncated) return [...lines, m.repurchase_truncated({}, messages)];
  const compared = comparison(row, pooledOf(result, params), frame);
  return compared === null ? lines : [...lines, compared];
}

function summaryOf(
  rows: readonly RepurchaseRow[],
  params: RepurchaseParams,
  { messages }: ChartFrame,
): string {
  const known = rows.filter(({ rate, left_truncated }) => rate !== null && !left_truncated);
  if (known.length === 0) return m.repurchase_summary_none({}, messages);
  const ranked = known.toSorted((a, b) => a.rate! - b.rate!);
  const point = (row: RepurchaseRow) =>
    m.repurchase_summary_point(
      { when: periodName(row.period_start, params, messages), rate: messages.percent(row.rate!) },
      messages,
    );
  return m.repurchase_summary(
    { last: point(known.at(-1)!), lowest: point(ranked[0]!), highest: point(ranked.at(-1)!) },
    messages,
  );
}

/** Points of rows that stand beside each other, so that a line breaks where one is missing. */
function runs(rows: readonly RepurchaseRow[], holds: (row: RepurchaseRow) => boolean) {
  return rows.reduce<{ row: RepurchaseRow; index: number }[][]>((found, row, index) => {
    if (!holds(row)) return found;
    const last = found.at(-1);
    if (last?.at(-1)?.index === index - 1) last.push({ row, index });
    else found.push([{ row, index }]);
    return found;
  }, []);
}

/** The figure of the step that is shown, or null where it has no period. */
export function rateFigure(
  result: RepurchaseResult,
  params: RepurchaseParams,
  frame: ChartFrame,
): ChartFigure | null {
  const { messages } = frame;
  const rows = shownRows(result, params);
  if (rows.length === 0) return null;
  const pooled = pooledOf(result, params);
  const average = pooled && pooled.periods >= 2 ? pooled.rate : null;
  const layout = toLayout(rows, average, frame);
  const { x, y, slot, bottom, yTicks, plotWidth } = layout;
  const known = (row: RepurchaseRow) => row.rate !== null && !row.left_truncated;
  const early = (row: RepurchaseRow) => row.rate !== null && row.left_truncated;
  const open = rows.flatMap((row, index) => (row.complete ? [] : [{ row, index }]));
  const lines = (holds: typeof known, colour: string, band: boolean) =>
    runs(rows, holds).flatMap((points) => [
      Plot.areaY(band ? points : [], {
        x: ({ index }) => x(index),
        y1: ({ row }) => y(row.low!),
        y2: ({ row }) => y(row.high!),
        fill: token(colour),
        fillOpacity: 0.16,
      }),
      Plot.line(points, {
        x: ({ index }) => x(index),
        y: ({ row }) => y(row.rate!),
        stroke: token(colour),
        strokeWidth: 2.25,
      }),
      Plot.dot(slot >= 10 || points.length === 1 ? points : [], {
        x: ({ index }) => x(index),
        y: ({ row }) => y(row.rate!),
        r: 3,
        fill: token(colour),
      }),
    ]);
  const text = (words: string, at: number, above: number, options: Plot.TextOptions = {}) =>
    Plot.text([words], { x: () => at, y: () => above, textAnchor: "start", ...quietText, ...options });
  const nameOf = (row: RepurchaseRow) => periodName(row.period_start, params, messages);
  // The first and the last name stay within the figure; what these push against is not named.
  const within = (at: number, half: number) => Math.min(Math.max(at, half), layout.width - half);
  const named = rows
    .flatMap((row, index) => {
      const half = labelWidth(nameOf(row)) / 2;
      return index % layout.every === 0 ? [{ row, half, at: within(x(index), half) }] : [];
    })
    .filter(({ at, half }, index, all) => index !== 1 || at - half >= all[0]!.at + all[0]!.half + 8);
  const legend = [
    ...(open.length > 0
      ? [{ label: m.repurchase_legend_open({}, messages), token: "hatch", hatched: true }]
      : []),
    ...(rows.some(early)
      ? [
          {
            label: m.repurchase_legend_truncated({ who: params.customers_from }, messages),
            token: "mark-muted",
          },
        ]
      : []),
  ];
  return {
    id: "rate",
    title: m.repurchase_figure(
      { kind: stepKind(params), period: params.period, step: messages.integer(params.step) },
      messages,
    ),
    subtitle: m.repurchase_figure_subtitle({ who: params.customers_from }, messages),
    summary: summaryOf(rows, params, frame),
    legend,
    options: {
      ...inPixels(layout.width, layout.height),
      marks: [
        Plot.ruleY(yTicks, { y, x1: 0, x2: plotWidth, stroke: token("chart-grid") }),
        Plot.rect(open, {
          x1: ({ index }) => x(index) - Math.min(14, slot * 0.4),
          x2: ({ index }) => x(index) + Math.min(14, slot * 0.4),
          y1: ({ row }) => y(row.n === 0 ? 0 : row.customers / row.n),
          y2: () => bottom,
          fill: hatchFill,
        }),
        Plot.ruleY([bottom], { x1: 0, x2: plotWidth, stroke: token("chart-axis") }),
        ...(average === null
          ? []
          : [
              Plot.ruleY([average], {
                y,
                x1: 0,
                x2: plotWidth,
                stroke: token("ink-3"),
                strokeDasharray: "2 3",
              }),
              text(
                (layout.narrow ? m.repurchase_average_short : m.repurchase_average)(
                  { rate: messages.percent(average, 1) },
                  messages,
                ),
                plotWidth + 8,
                y(average),
              ),
            ]),
        ...lines(early, "mark-muted", false),
        ...lines(known, "accent", true),
        ...yTicks.map((tick) =>
          text(
            tick === yTicks.at(-1) ? messages.percent(tick) : messages.number(tick * 100, 1),
            0,
            y(tick) - 8,
            { ...tickText, stroke: token("paper"), strokeWidth: 4 },
          ),
        ),
        Plot.text(named, {
          x: "at",
          y: () => bottom + 14,
          text: ({ row }) => nameOf(row),
          textAnchor: "middle",
          ...tickText,
        }),
      ],
    },
    stops: rows.map((row, index): ChartStop => {
      const value = row.complete ? (row.rate ?? 0) : row.n === 0 ? 0 : row.customers / row.n;
      return {
        row: 0,
        column: index,
        x: x(index) - 6,
        y: y(value) - 6,
        width: 12,
        height: 12,
        lines: linesOf(row, result, params, frame),
        who: orderedIn(row),
      };
    }),
  };
}
