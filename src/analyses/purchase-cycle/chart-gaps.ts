/** The gaps of the store by length, with the cycle and three cycles marked. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { gridTicks, inPixels, quietText, strongText, tickText, token } from "../chart-theme.ts";
import type { CycleParams } from "./params.ts";
import type { Bar, CycleResult, CycleRow } from "./result.ts";
import { binWords, customersWords, daysWords, gapsWords, shownShare } from "./words.ts";

const [height, top, bottom] = [300, 46, 40];
const left = 40;

/** Days on the axis: even steps of weeks or tens, at most `count` of them. */
function dayTicks(longest: number, count: number): readonly number[] {
  const steps = [1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650];
  const step = steps.find((size) => longest / size <= count) ?? 36_500;
  return Array.from({ length: Math.floor(longest / step) }, (_, index) => (index + 1) * step);
}

function stopsOf(
  bars: readonly Bar[],
  row: CycleRow,
  xOf: (days: number) => number,
  frame: ChartFrame,
): readonly ChartStop[] {
  const { messages, width } = frame;
  const upto = bars.map((_, index) => bars.slice(0, index + 1).reduce((sum, { share }) => sum + share, 0));
  const stops = bars.map((bar, index): ChartStop => {
    const [from, to] = [xOf(bar.bin_from - 1), xOf(endOf(bar, bars))];
    return {
      row: 0,
      column: index,
      x: from,
      y: top,
      width: to - from,
      height: height - top - bottom,
      lines: [
        binWords(bar, messages),
        m.cycle_stop_share({ share: shownShare(bar.share, messages) }, messages),
        m.cycle_stop_gaps(
          { gaps: gapsWords(bar.gaps, messages), customers: customersWords(bar.customers, messages) },
          messages,
        ),
        m.cycle_stop_upto({ share: shownShare(Math.min(1, upto[index]!), messages) }, messages),
      ],
      ...(bar.gaps > 0 ? { who: { level_id: "store", still_open: false, bin_from: bar.bin_from } } : {}),
    };
  });
  const open = customersWords(row.open_gaps, messages);
  const last: ChartStop = {
    row: 1,
    column: 0,
    x: left,
    y: height - 20,
    width: width - left,
    height: 20,
    lines: [m.cycle_open({ customers: open }, messages)],
    who: { level_id: "store", still_open: true },
  };
  return row.open_gaps > 0 ? [...stops, last] : stops;
}

/** Where a bar ends in days; the last one, which holds all above, is drawn as wide as the others. */
const endOf = (bar: Bar, bars: readonly Bar[]): number =>
  bar.bin_to ?? bar.bin_from - 1 + (bars.length > 1 ? bars[1]!.bin_from - bars[0]!.bin_from : 1);

/** The distribution, or null without a gap. */
export function gapsFigure(result: CycleResult, params: CycleParams, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const bars = result.parts.distribution;
  const row = result.rows[0];
  if (!row || bars.length === 0) return null;
  const cycle = row.cycle_days;
  const longest = Math.max(endOf(bars.at(-1)!, bars), 3.05 * (cycle ?? 0));
  const highest = Math.max(...bars.map(({ share }) => share));
  const xOf = (days: number) => left + (days / longest) * (width - left);
  const yOf = (share: number) => height - bottom - (share / highest) * (height - bottom - top);
  const marks =
    cycle === null
      ? []
      : [1, 3].map((times) => {
          const days = daysWords(times * cycle, messages);
          const label =
            times === 1 ? m.cycle_mark_one({ days }, messages) : m.cycle_mark_three({ days }, messages);
          const x = xOf(times * cycle);
          // A label stands right of its line where it fits, else left of it.
          const fits = x + labelWidth(label) + 12 < width;
          return { x, label, dx: fits ? 6 : -6, anchor: fits ? ("start" as const) : ("end" as const), times };
        });
  const tone = (bar: Bar) =>
    cycle === null || bar.bin_from <= cycle
      ? "accent-mark"
      : bar.bin_from <= 3 * cycle
        ? "seq-3"
        : "mark-muted";
  const ticks = gridTicks(highest);
  const days = dayTicks(longest, width < 500 ? 5 : 10);
  const last = bars.at(-1)!;
  const above =
    last.bin_to === null ? [m.cycle_subtitle_above({ from: messages.integer(last.bin_from) }, messages)] : [];
  const peak = bars.reduce((best, bar) => (bar.share > best.share ? bar : best));
  const unit =
    params.weight === "customer"
      ? m.cycle_subtitle_customer({}, messages)
      : m.cycle_subtitle_gap({}, messages);
  return {
    id: "gaps",
    title: m.cycle_figure_gaps({}, messages),
    subtitle: [unit, ...above].join(messages.locale === "en" ? " " : ""),
    summary: m.cycle_summary_gaps(
      {
        gaps: gapsWords(row.gaps, messages),
        peak: binWords(peak, messages),
        median: daysWords(row.p50 ?? 0, messages),
        high: daysWords(row.p90 ?? 0, messages),
      },
      messages,
    ),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(ticks.map(yOf), { x1: left, x2: width, stroke: token("chart-grid") }),
        Plot.rect(bars, {
          x1: (bar: Bar) => xOf(bar.bin_from - 1) + 0.5,
          x2: (bar: Bar) => Math.max(xOf(bar.bin_from - 1) + 1.5, xOf(endOf(bar, bars)) - 0.5),
          y1: (bar: Bar) => yOf(bar.share),
          y2: () => yOf(0),
          fill: { value: (bar: Bar) => token(tone(bar)), scale: null },
        }),
        Plot.ruleY([yOf(0)], { x1: left, x2: width, stroke: token("chart-axis") }),
        Plot.text(ticks, {
          x: 0,
          y: yOf,
          text: (tick: number) =>
            tick === ticks.at(-1)
              ? messages.percent(tick, tick < 0.01 ? 1 : 0)
              : messages.number(tick * 100, 1),
          textAnchor: "start",
          ...tickText,
        }),
        Plot.text(days, {
          x: xOf,
          y: () => height - bottom + 14,
          text: (tick: number) => messages.integer(tick),
          ...tickText,
        }),
        Plot.ruleX(marks, { x: "x", y1: top - 22, y2: yOf(0), stroke: token("ink"), strokeWidth: 1.25 }),
        ...(["start", "end"] as const).map((anchor) =>
          Plot.text(
            marks.filter((mark) => mark.anchor === anchor),
            {
              x: ({ x, dx }: (typeof marks)[number]) => x + dx,
              y: ({ times }: (typeof marks)[number]) => (times === 1 ? top - 32 : top - 16),
              text: "label",
              textAnchor: anchor,
              ...strongText,
              stroke: token("paper"),
              strokeWidth: 4,
            },
          ),
        ),
        Plot.text([row], {
          x: () => left,
          y: () => height - 8,
          text: () =>
            row.open_gaps > 0
              ? m.cycle_open({ customers: customersWords(row.open_gaps, messages) }, messages)
              : m.cycle_axis({}, messages),
          textAnchor: "start",
          ...quietText,
        }),
      ],
    },
    stops: stopsOf(bars, row, xOf, frame),
  };
}
