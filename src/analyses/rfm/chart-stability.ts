/** How firm the segments are: the share that changes segment when something else changes a little, with its interval. */
import * as Plot from "@observablehq/plot";
import { m, type Messages } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { shareTicks } from "../chart-label.ts";
import { gridTicks, inPixels, plainText, quietText, tickText, token } from "../chart-theme.ts";
import type { PartRow, RfmResult } from "./result.ts";
import { customers } from "./words.ts";

type Row = PartRow<"stability">;

/** Draws of the bootstrap, as stability.sql has them. */
const draws = 200;
const side = { top: 22, bottom: 6, right: 64 };

/** The name of a perturbation. */
function perturbationName(perturbation: string, messages: Messages): string {
  const names: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
    days_before: m.stability_days_before,
    days_after: m.stability_days_after,
    cuts_down: m.stability_cuts_down,
    cuts_up: m.stability_cuts_up,
    bootstrap: m.stability_bootstrap,
    any: m.stability_fragile,
  };
  return names[perturbation]!({}, messages);
}

/** The rows of all segments together; none unless stability was asked for. */
export const stabilityRows = ({ parts }: RfmResult): readonly Row[] =>
  parts.stability.filter(({ segment }) => segment === null);

/** The row of the fragile ones of all segments; undefined unless stability was asked for. */
export const fragileRow = (result: RfmResult): Row | undefined =>
  stabilityRows(result).find(({ perturbation }) => perturbation === "any");

/** A share in percent with one decimal, for these are small. */
const shown = (share: number | null, messages: Messages) => messages.percent(share ?? 0, 1);

/** The figure, `width` pixels wide; one line a perturbation, the fragile ones last. */
export function stabilityFigure(
  result: RfmResult,
  frame: ChartFrame,
  width: number,
  share: number,
): ChartFigure {
  const { messages } = frame;
  const rows = stabilityRows(result);
  const isNarrow = width < 600;
  const rowHeight = isNarrow ? 44 : 32;
  const left = isNarrow ? 0 : 250;
  const most = Math.max(0.01, ...rows.map(({ high, share: own }) => high ?? own ?? 0));
  const x = (of: number) => left + 4 + (of / most) * (width - left - side.right - 8);
  const middle = (_: Row, index: number) => side.top + index * rowHeight + (isNarrow ? 30 : rowHeight / 2);
  const colour = ({ perturbation }: Row) => token(perturbation === "any" ? "accent" : "ink-2");
  const height = side.top + rows.length * rowHeight + side.bottom;
  const ticks = [0, ...gridTicks(most, 4)];
  const known = rows.filter((row) => row.share !== null);
  const at = (row: Row) => middle(row, rows.indexOf(row));
  return {
    id: "stability",
    title: m.stability_title_segment({}, messages),
    subtitle: m.stability_subtitle_segment({}, messages),
    summary: m.stability_summary(
      {
        title: m.stability_title_segment({}, messages),
        items: known
          .map((row) =>
            m.stability_summary_item(
              { what: perturbationName(row.perturbation, messages), share: shown(row.share, messages) },
              messages,
            ),
          )
          .join(m.stability_summary_join({}, messages)),
      },
      messages,
    ),
    share,
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX(ticks.map(x), {
          y1: side.top,
          y2: height - side.bottom,
          stroke: token("chart-grid"),
        }),
        Plot.text(ticks, {
          // Where zero is the left edge its label keeps clear of it.
          x: (tick: number) => Math.max(x(tick), 10),
          y: () => 9,
          text: shareTicks(ticks, messages),
          textAnchor: "middle",
          ...tickText,
        }),
        Plot.text(rows, {
          x: () => 0,
          y: (row: Row) => at(row) - (isNarrow ? 17 : 0),
          text: ({ perturbation }: Row) => perturbationName(perturbation, messages),
          textAnchor: "start",
          ...plainText,
        }),
        Plot.ruleY(known, {
          x1: ({ low }: Row) => x(low ?? 0),
          x2: ({ high }: Row) => x(high ?? 0),
          y: at,
          stroke: { value: colour, scale: null },
          strokeOpacity: 0.4,
          strokeWidth: 6,
        }),
        Plot.dot(known, {
          x: ({ share: own }: Row) => x(own ?? 0),
          y: at,
          r: 4,
          fill: { value: colour, scale: null },
        }),
        Plot.text(rows, {
          x: () => width,
          y: at,
          text: (row: Row) => (row.share === null ? "" : shown(row.share, messages)),
          textAnchor: "end",
          ...quietText,
        }),
      ],
    },
    stops: rows.map((row, index): ChartStop => ({
      row: index,
      column: 0,
      x: 0,
      y: side.top + index * rowHeight,
      width,
      height: rowHeight,
      lines: linesOf(row, messages),
      ...(row.perturbation === "any" && row.flipped > 0 && { who: { fragile: true } }),
    })),
  };
}

function linesOf(row: Row, messages: Messages): readonly string[] {
  const what = perturbationName(row.perturbation, messages);
  if (row.share === null) return [what, m.stability_stop_none({}, messages)];
  const all = customers(row.customers, messages);
  const interval = { low: shown(row.low, messages), high: shown(row.high, messages) };
  const isDraws = row.perturbation === "bootstrap";
  const only = { now: messages.integer(row.only_now), then: messages.integer(row.only_then) };
  return [
    what,
    m.stability_stop_segment({ share: shown(row.share, messages) }, messages),
    isDraws
      ? m.stability_stop_draws({ draws: messages.integer(draws), all }, messages)
      : m.stability_stop_of({ n: messages.integer(row.flipped), all }, messages),
    isDraws
      ? m.stability_stop_draws_interval(interval, messages)
      : m.stability_stop_interval(interval, messages),
    ...(row.only_now + row.only_then > 0 ? [m.stability_stop_only(only, messages)] : []),
  ];
}
