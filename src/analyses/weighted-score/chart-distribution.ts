/** The histogram of the scores: customers by score, stacked by tier. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { gridTicks, inPixels, quietText, strongText, tickText, token } from "../chart-theme.ts";
import { tierOf } from "./headline.ts";
import type { PartRow, ScoreResult } from "./result.ts";
import { customers, shownScore, tierName, tierToken } from "./words.ts";

type Bin = PartRow<"distribution">;

const bins = 40;
const [top, bottom, foot] = [44, 244, 42];

/** The customers of each bin that stand under a tier in the stack: those of worse tiers. */
function stacked(rows: readonly Bin[]): readonly (Bin & { readonly below: number })[] {
  return rows.map((row) => ({
    ...row,
    below: rows.reduce(
      (sum, other) => sum + (other.bin === row.bin && other.tier > row.tier ? other.customers : 0),
      0,
    ),
  }));
}

/** The figure, `width` pixels wide; null where nobody has a score. */
export function distributionFigure(result: ScoreResult, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const rows = stacked(result.parts.distribution);
  if (rows.length === 0) return null;
  const low = rows[0]!.score_from - rows[0]!.bin * (rows[0]!.score_to - rows[0]!.score_from);
  const step = rows[0]!.score_to - rows[0]!.score_from;
  const binWidth = (width - 2) / bins;
  const x = (bin: number) => 1 + bin * binWidth;
  const highest = Math.max(...rows.map((row) => row.below + row.customers));
  const y = (count: number) => bottom - (count / highest) * (bottom - top);
  const text = (label: string, left: number, down: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => down, textAnchor: "start", ...quietText, ...options });
  const ticks = gridTicks(highest).filter(Number.isInteger);
  const ends = step > 0 ? [0, 10, 20, 30, 40] : [0];
  // The name of each tier over its own bins, where it has the room.
  const names = (["A", "B", "C"] as const).flatMap((tier) => {
    const own = rows.filter((row) => row.tier === tier);
    if (own.length === 0) return [];
    const middle = (x(own[0]!.bin) + x(own.at(-1)!.bin + 1)) / 2;
    return [{ tier, middle }];
  });
  const stops = rows.map((row): ChartStop => {
    const height = Math.max(y(row.below) - y(row.below + row.customers), 3);
    return {
      row: ["A", "B", "C"].indexOf(row.tier),
      column: row.bin,
      x: x(row.bin),
      y: y(row.below) - height,
      width: binWidth,
      height,
      lines: [
        step > 0
          ? m.score_stop_range(
              { from: shownScore(row.score_from, messages), to: shownScore(row.score_to, messages) },
              messages,
            )
          : shownScore(row.score_from, messages),
        tierName(row.tier, messages),
        customers(row.customers, messages),
      ],
      who: { bin: row.bin, tier: row.tier },
    };
  });
  const tiers = (["A", "B", "C"] as const)
    .map((tier) =>
      m.score_summary_tier(
        { tier: tierName(tier, messages), count: messages.integer(tierOf(result, tier).customers) },
        messages,
      ),
    )
    .join(m.score_summary_join({}, messages));
  const scored = rows.reduce((sum, row) => sum + row.customers, 0);
  return {
    id: "distribution",
    title: m.score_figure_distribution({}, messages),
    subtitle: m.score_figure_distribution_subtitle({}, messages),
    summary: m.score_summary_distribution({ customers: customers(scored, messages), tiers }, messages),
    options: {
      ...inPixels(width, bottom + foot),
      marks: [
        text(m.score_axis_customers({}, messages), 1, 8),
        Plot.ruleY(ticks.map(y), { x1: 1, x2: width, stroke: token("chart-grid") }),
        ...rows.map((row) =>
          Plot.rect([row], {
            x1: x(row.bin) + (binWidth > 4 ? 0.5 : 0),
            x2: x(row.bin + 1) - (binWidth > 4 ? 0.5 : 0),
            y1: y(row.below + row.customers),
            y2: y(row.below),
            fill: token(tierToken(row.tier)),
          }),
        ),
        Plot.ruleY([bottom], { x1: 1, x2: width, stroke: token("chart-axis") }),
        ...ticks.map((tick) =>
          text(messages.integer(tick), 1, y(tick) - 8, {
            ...tickText,
            stroke: token("paper"),
            strokeWidth: 4,
          }),
        ),
        ...names.map(({ tier, middle }) =>
          text(tierName(tier, messages), Math.min(Math.max(middle, 24), width - 24), 28, {
            ...strongText,
            textAnchor: "middle",
          }),
        ),
        ...ends.map((end) =>
          text(shownScore(low + end * step, messages), x(end), bottom + 14, {
            ...tickText,
            textAnchor: end === 0 ? "start" : end === bins ? "end" : "middle",
          }),
        ),
        text(m.score_axis_score({}, messages), 1, bottom + 33),
        text(m.score_axis_better({}, messages), width - 1, bottom + 33, { textAnchor: "end" }),
      ],
    },
    stops,
  };
}
