/** What parts the tiers: the mean of each measure on the common scale, a dot per tier. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel } from "../chart-label.ts";
import { inPixels, plainText, quietText, tickText, token } from "../chart-theme.ts";
import { tierOf } from "./headline.ts";
import type { ScoreParams } from "./params.ts";
import type { PartRow, ScoreResult } from "./result.ts";
import {
  customers,
  measureName,
  measureValue,
  shownScore,
  shownShare,
  tierName,
  tierToken,
} from "./words.ts";

const [head, rowHeight, foot] = [24, 46, 30];

/** The figure, `width` pixels wide; null where nobody has a score. */
export function profileFigure(
  result: ScoreResult,
  params: ScoreParams,
  frame: ChartFrame,
): ChartFigure | null {
  const { messages, width } = frame;
  const { measures } = result.parts;
  const means = result.parts.profile.filter(({ tier }) => tier !== "none");
  if (means.length === 0) return null;
  const values = means.map(({ mean_normalised }) => mean_normalised);
  const isZ = params.normalisation === "z_score";
  const low = isZ ? Math.min(-1, ...values) : 0;
  const high = isZ ? Math.max(1, ...values) : 1;
  const x = (value: number) => 8 + ((value - low) / (high - low)) * (width - 16);
  const y = (position: number) => head + (position - 1) * rowHeight + 30;
  const height = head + measures.length * rowHeight + foot;
  const text = (label: string, left: number, down: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => down, textAnchor: "start", ...quietText, ...options });
  const of = (position: number) => means.filter((row) => row.position === position);
  const label = ({ measure, weight }: PartRow<"measures">) => {
    const share = m.score_weight_of({ weight: shownShare(weight ?? 0, messages) }, messages);
    return { name: measureName(measure, messages), share };
  };
  const ticks = isZ
    ? Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, index) => Math.ceil(low) + index)
    : [0, 0.5, 1];
  const stops = means.map((row): ChartStop => ({
    row: row.position - 1,
    column: ["C", "B", "A"].indexOf(row.tier),
    x: x(row.mean_normalised) - 7,
    y: y(row.position) - 7,
    width: 14,
    height: 14,
    lines: [
      `${tierName(row.tier, messages)}, ${measureName(row.measure, messages)}`,
      m.score_stop_mean({ value: measureValue(row.mean, row.measure, frame) }, messages),
      m.score_stop_scale({ value: shownScore(row.mean_normalised, messages) }, messages),
      customers(row.customers, messages),
    ],
  }));
  const summary = measures
    .map(({ position, measure }) =>
      m.score_summary_profile_item(
        {
          measure: measureName(measure, messages),
          tiers: of(position)
            .map((row) => `${row.tier} ${shownScore(row.mean_normalised, messages)}`)
            .join(m.score_basis_join({}, messages)),
        },
        messages,
      ),
    )
    .join(m.score_summary_join({}, messages));
  return {
    id: "profile",
    title: m.score_figure_profile({}, messages),
    subtitle: m.score_figure_profile_subtitle({}, messages),
    summary: m.score_summary_profile({ measures: summary }, messages),
    legend: (["A", "B", "C"] as const)
      .filter((tier) => means.some((row) => row.tier === tier))
      .map((tier) => ({ label: tierName(tier, messages), token: tierToken(tier) })),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX(ticks.map(x), { y1: head - 8, y2: height - foot + 2, stroke: token("chart-grid") }),
        ...ticks.map((tick, index) =>
          text(messages.number(tick, 1), x(tick), height - foot + 14, {
            ...tickText,
            textAnchor: index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle",
          }),
        ),
        ...measures.flatMap((row) => {
          const { name, share } = label(row);
          const own = of(row.position).map(({ mean_normalised }) => mean_normalised);
          return [
            text(fitLabel(name, width * 0.66), 1, y(row.position) - 20, {
              ...plainText,
              stroke: token("paper"),
              strokeWidth: 4,
            }),
            text(share, width - 1, y(row.position) - 20, {
              textAnchor: "end",
              stroke: token("paper"),
              strokeWidth: 4,
            }),
            Plot.ruleY([y(row.position)], { x1: 1, x2: width - 1, stroke: token("chart-grid") }),
            ...(own.length > 1
              ? [
                  Plot.ruleY([y(row.position)], {
                    x1: x(Math.min(...own)),
                    x2: x(Math.max(...own)),
                    stroke: token("ink-4"),
                    strokeWidth: 2,
                  }),
                ]
              : []),
          ];
        }),
        Plot.dot(
          // The best tier is drawn last, over the others.
          means.toSorted((a, b) => (a.tier < b.tier ? 1 : -1)),
          {
            x: (row: PartRow<"profile">) => x(row.mean_normalised),
            y: (row: PartRow<"profile">) => y(row.position),
            r: 6,
            fill: { value: (row: PartRow<"profile">) => token(tierToken(row.tier)), scale: null },
            stroke: token("paper"),
            strokeWidth: 1.5,
          },
        ),
      ],
    },
    stops,
  };
}
