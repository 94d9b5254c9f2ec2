/** The line of stability: the share that has another tier when seen a little otherwise, with its interval. */
import * as Plot from "@observablehq/plot";
import { m, type Messages } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { gridTicks, inPixels, narrowBelow, plainText, strongText, tickText, token } from "../chart-theme.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult, PartRow } from "./result.ts";
import { counted, shownShare } from "./words.ts";

type Row = PartRow<"stability">;

const rowHeight = 28;
const top = 24;
/** Draws of the bootstrap, as draws.sql makes them. */
const draws = 200;

const names: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  days_before: m.stability_days_before,
  cuts_down: m.abc_stability_cuts_down,
  cuts_up: m.abc_stability_cuts_up,
  bootstrap: m.stability_bootstrap,
};

/** What is changed, in words. */
const perturbationName = (perturbation: string, messages: Messages): string =>
  names[perturbation]?.({}, messages) ?? perturbation;

function linesOf(row: Row, params: AbcParams, messages: Messages): readonly string[] {
  const { share, low, high, entities, flipped, perturbation } = row;
  const name = perturbationName(perturbation, messages);
  if (share === null || low === null || high === null) return [name, m.stability_stop_none({}, messages)];
  const all = counted(entities, params, messages);
  const interval = { low: messages.percent(low, 1), high: messages.percent(high, 1) };
  return [
    name,
    m.stability_stop_tier({ share: messages.percent(share, 1) }, messages),
    ...(perturbation === "bootstrap"
      ? [
          m.stability_stop_draws({ draws: messages.integer(draws), all }, messages),
          m.stability_stop_draws_interval(interval, messages),
        ]
      : [
          m.stability_stop_of({ n: messages.integer(flipped), all }, messages),
          m.stability_stop_interval(interval, messages),
        ]),
  ];
}

/** The figure, `width` pixels wide; null where it was not asked. */
export function stabilityFigure(
  result: AbcResult,
  params: AbcParams,
  frame: ChartFrame,
  width: number,
): ChartFigure | null {
  const { messages } = frame;
  // A week without orders moves nobody.
  const rows = result.parts.stability.filter(({ perturbation }) => perturbation !== "days_after");
  if (rows.length === 0) return null;
  const isNarrow = width < narrowBelow;
  const left = isNarrow ? 0 : 230;
  const step = isNarrow ? rowHeight + 16 : rowHeight;
  const right = width - 52;
  const known = rows.filter(
    (row): row is Row & { low: number; high: number; share: number } => row.share !== null,
  );
  const high = Math.max(0.01, ...known.map((row) => row.high));
  const x = (share: number) => left + 4 + (share / high) * (right - left - 4);
  const row = (index: number) => top + index * step;
  const y = (index: number) => row(index) + step - rowHeight / 2;
  const height = row(rows.length) + 4;
  const at = (each: Row) => y(rows.indexOf(each));
  const ticks = [0, ...gridTicks(high, 3)];
  const title = m.stability_title_tier({}, messages);
  const items = known
    .map(({ perturbation, share }) =>
      m.stability_summary_item(
        { what: perturbationName(perturbation, messages), share: messages.percent(share, 1) },
        messages,
      ),
    )
    .join(m.stability_summary_join({}, messages));
  const stops = rows.map((each, index): ChartStop => ({
    row: index,
    column: 0,
    x: 0,
    y: row(index),
    width,
    height: step,
    lines: linesOf(each, params, messages),
  }));
  return {
    id: "stability",
    title,
    subtitle: m.stability_subtitle_tier({}, messages),
    summary: m.stability_summary({ title, items }, messages),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX(ticks.map(x), { y1: top - 4, y2: height - 2, stroke: token("chart-grid") }),
        Plot.text(ticks, {
          // Where zero is the left edge its label keeps clear of it.
          x: (tick: number) => Math.max(x(tick), 10),
          y: () => 8,
          text: (tick: number) => shownShare(tick, messages),
          textAnchor: "middle",
          ...tickText,
        }),
        Plot.text(rows, {
          x: () => 0,
          y: (_: Row, index: number) => (isNarrow ? row(index) + 10 : y(index)),
          text: ({ perturbation }: Row) => perturbationName(perturbation, messages),
          textAnchor: "start",
          ...plainText,
        }),
        Plot.link(known, {
          x1: (each: (typeof known)[number]) => x(each.low),
          x2: (each: (typeof known)[number]) => x(each.high),
          y1: at,
          y2: at,
          stroke: token("accent"),
          strokeOpacity: 0.35,
          strokeWidth: 6,
        }),
        Plot.dot(known, {
          x: (each: (typeof known)[number]) => x(each.share),
          y: at,
          r: 4.5,
          fill: token("accent"),
        }),
        Plot.text(known, {
          x: () => width,
          y: at,
          text: ({ share }: (typeof known)[number]) => messages.percent(share, 1),
          textAnchor: "end",
          ...strongText,
        }),
      ],
    },
    stops,
  };
}
