/** The same comparison in windows before the campaign, beside the campaign's own. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { inPixels, niceStep, quietText, tickText, token } from "../chart-theme.ts";
import type { EffectResult } from "./result.ts";
import { isWithinChance, rowOf, shownP, signed, signedBare } from "./words.ts";

interface Point {
  readonly k: number;
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p_value: number | null;
  readonly days: string | null;
}

function pointsOf(result: EffectResult, { messages }: ChartFrame): readonly Point[] {
  const before = result.parts.placebo.flatMap((row): readonly Point[] =>
    row.measure !== "conversion" || row.difference === null
      ? []
      : [
          {
            ...row,
            difference: row.difference,
            days: m.effect_placebo_dates(
              { from: messages.date(row.starts_on), to: messages.date(row.ends_on) },
              messages,
            ),
          },
        ],
  );
  const own = rowOf(result.rows, "conversion");
  return [
    ...before,
    ...(own.difference === null ? [] : [{ ...own, k: 0, difference: own.difference, days: null }]),
  ];
}

function linesOf(point: Point, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const { k, difference, low, high, p_value, days } = point;
  const lines: string[] = [
    k === 0
      ? m.effect_placebo_campaign({}, messages)
      : m.effect_placebo_window({ k: messages.integer(k) }, messages),
    m.effect_stop_difference({ difference: signed("conversion", difference, frame) }, messages),
  ];
  if (days !== null) lines.splice(1, 0, days);
  if (low === null || high === null || p_value === null)
    return [...lines, m.effect_stop_no_interval({}, messages)];
  return [
    ...lines,
    m.effect_stop_interval(
      {
        low: signedBare("conversion", low, frame),
        high: signed("conversion", high, frame),
        p: shownP(p_value, messages),
      },
      messages,
    ),
    isWithinChance(point) ? m.effect_stop_chance({}, messages) : m.effect_stop_beyond({}, messages),
  ];
}

const height = 190;
const [top, foot, left] = [14, 30, 40] as const;

/** The windows before, oldest first, then the campaign; null where there is no window before. */
export function placeboFigure(result: EffectResult, frame: ChartFrame, width: number): ChartFigure | null {
  const { messages } = frame;
  const points = pointsOf(result, frame);
  if (!points.some(({ k }) => k > 0)) return null;
  const values = points.flatMap(({ difference, low, high }) => [difference, low ?? 0, high ?? 0]);
  const reach = Math.max(...values.map(Math.abs)) || 0.01;
  const step = niceStep(reach / 2);
  const ticks = [-2, -1, 0, 1, 2].map((n) => n * step).filter((tick) => Math.abs(tick) <= reach * 1.05);
  const y = (value: number) => top + ((reach * 1.05 - value) / (2.1 * reach)) * (height - top - foot);
  const slot = (width - left) / points.length;
  const x = (index: number) => left + (index + 0.5) * slot;
  const placed = points.map((point, index) => ({ ...point, x: x(index) }));
  type Placed = (typeof placed)[number];
  const colour = ({ k }: Placed) => (k === 0 ? token("accent-mark") : token("ink-2"));
  const before = points.filter(({ k }) => k > 0);
  return {
    id: "placebo",
    title: m.effect_placebo_figure({}, messages),
    subtitle: m.effect_placebo_subtitle({}, messages),
    summary: m.effect_placebo_summary(
      { items: messages.list(before.map(({ difference }) => signed("conversion", difference, frame))) },
      messages,
    ),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(ticks.filter((tick) => tick !== 0).map(y), {
          x1: left,
          x2: width,
          stroke: token("chart-grid"),
        }),
        Plot.ruleY([y(0)], { x1: left, x2: width, stroke: token("chart-axis") }),
        Plot.text(ticks, {
          x: () => left - 8,
          y: (tick: number) => y(tick),
          text: (tick: number) => messages.number(tick * 100, 1).replace("-", "−"),
          textAnchor: "end",
          ...tickText,
        }),
        Plot.ruleX(
          placed.filter(({ low, high }) => low !== null && high !== null),
          {
            x: "x",
            y1: ({ low }: Placed) => y(low!),
            y2: ({ high }: Placed) => y(high!),
            stroke: colour,
            strokeWidth: 2.5,
          },
        ),
        Plot.dot(placed, {
          x: "x",
          y: ({ difference }: Placed) => y(difference),
          r: 4.5,
          fill: colour,
          stroke: token("paper"),
          strokeWidth: 1.5,
        }),
        Plot.text(placed, {
          x: "x",
          y: () => height - 10,
          text: ({ k }: Placed) =>
            k === 0
              ? m.effect_placebo_campaign({}, messages)
              : m.effect_placebo_axis({ k: messages.integer(k) }, messages),
          ...quietText,
        }),
      ],
    },
    stops: points.map((point, index) => ({
      row: 0,
      column: index,
      x: left + index * slot,
      y: 0,
      width: slot,
      height,
      lines: linesOf(point, frame),
    })),
  };
}
