/** The Pareto table-chart of up to 40 entities: name, bar and cumulative share in one row each. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, plainText, quietText, strongText, tickText, token } from "../chart-theme.ts";
import { cutsOf, type AbcParams } from "./params.ts";
import type { AbcResult } from "./result.ts";
import { summaryOf } from "./summary.ts";
import {
  entityName,
  flagName,
  measureName,
  moreOf,
  nameOf,
  shownShare,
  shownValue,
  tierName,
  tierToken,
} from "./words.ts";

const head = 38;
/** Names of customers and products are set condensed too; addresses have broad letters, so less is gained. */
const foreignStretch = 0.95;

type Row = AbcResult["rows"][number] & { readonly name: string };

/** Columns of the table-chart in pixels: names, bars from `barLeft`, cumulative share from `shareLeft`. */
function layout(rows: readonly Row[], width: number, values: readonly string[]) {
  const narrow = width < 560;
  const rowHeight = narrow ? 20 : 17.5;
  const longest = Math.max(...rows.map(({ name }) => labelWidth(name, 12, foreignStretch))) + 10;
  const barLeft = narrow ? 118 : Math.max(96, Math.min(longest, width * 0.26));
  const shareWidth = narrow ? 76 : Math.max(200, width * 0.24);
  const shareLeft = width - shareWidth;
  const room = Math.max(...values.map((text) => labelWidth(text, 11))) + 14;
  const barRight = Math.max(barLeft + 24, shareLeft - room);
  const low = Math.min(0, ...rows.map(({ value }) => value));
  const high = Math.max(0, ...rows.map(({ value }) => value));
  const span = high - low || 1;
  return {
    narrow,
    rowHeight,
    barLeft,
    shareLeft,
    height: head + rowHeight * rows.length + 4,
    bar: (value: number) => barLeft + ((value - low) / span) * (barRight - barLeft),
    share: (share: number) => shareLeft + Math.min(Math.max(share, 0), 1) * shareWidth,
    top: (index: number) => head + index * rowHeight,
  };
}

function stopsOf(
  rows: readonly Row[],
  params: AbcParams,
  frame: ChartFrame,
  width: number,
  rowHeight: number,
) {
  const { messages } = frame;
  return rows.map((row, index): ChartStop => {
    const flag = flagName(row.flag, messages);
    const tier = tierName(row.tier, messages);
    const lines = [
      row.name,
      `${measureName(params, messages)} ${shownValue(row.value, params, frame)}`,
      m.abc_stop_rank({ rank: messages.integer(row.rank), n: messages.integer(rows.length) }, messages),
      ...(row.cumulative_share === null
        ? []
        : [m.abc_stop_cumulative({ share: messages.percent(row.cumulative_share, 1) }, messages)]),
      flag ? m.abc_stop_tier_flag({ tier, flag }, messages) : m.abc_stop_tier({ tier }, messages),
      ...moreOf(row, params, messages),
    ];
    const box = { x: 0, y: head + index * rowHeight, width, height: rowHeight };
    return { row: index, column: 0, ...box, lines, who: { entity_id: row.entity_id } };
  });
}

/** The table-chart of all rows, `width` pixels wide. */
export function paretoFigure(result: AbcResult, params: AbcParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const rows = result.rows.map((row): Row => ({ ...row, name: nameOf(row.name, params, messages) }));
  const values = rows.map(({ value }) => shownValue(value, params, frame));
  const { narrow, rowHeight, barLeft, height, ...at } = layout(rows, width, values);
  const right = at.share(1);
  const middle = (_: Row, index: number) => at.top(index) + rowHeight / 2;
  const curve = [
    { x: at.share(0), y: head },
    ...rows.map((row, index) => ({ x: at.share(row.cumulative_share ?? 0), y: at.top(index + 1) })),
  ];
  const ends = rows.flatMap((row, index) => {
    const next = rows[index + 1];
    if (!next || next.tier === row.tier || next.tier === "loss") return [];
    const label = m.abc_tier_end(
      { tier: tierName(row.tier, messages), share: shownShare(row.cumulative_share ?? 0, messages) },
      messages,
    );
    return [{ x: at.share(row.cumulative_share ?? 0), y: at.top(index + 1), label }];
  });
  const text = (label: string, x: number, y: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => x, y: () => y, textAnchor: "start", ...quietText, ...options });
  const cuts = params.cut === "cumulative" ? cutsOf(params) : [];
  const ticks = narrow ? [1] : [0, ...cuts.slice(0, 1), 1];
  return {
    id: "pareto",
    title: m.abc_figure_pareto({}, messages),
    subtitle: m.abc_figure_pareto_subtitle({ measure: measureName(params, messages) }, messages),
    summary: summaryOf(result, params, messages),
    options: {
      ...inPixels(width, height),
      marks: [
        text(entityName(params, messages), 0, 12),
        text(measureName(params, messages), barLeft, 12),
        text(
          narrow ? m.abc_axis_cumulative_short({}, messages) : m.abc_axis_cumulative({}, messages),
          right,
          12,
          {
            textAnchor: "end",
          },
        ),
        ...ticks.map((tick) =>
          text(tick === 1 ? "100%" : String(Math.round(tick * 100)), at.share(tick), 28, {
            ...tickText,
            fontSize: 11,
            textAnchor: tick === 0 ? "start" : "end",
          }),
        ),
        Plot.ruleX([at.share(0), right], { y1: head - 2, y2: height - 4, stroke: token("chart-grid") }),
        Plot.areaX(curve, { x1: at.share(0), x2: "x", y: "y", fill: token("accent-tint") }),
        Plot.ruleX(cuts.map(at.share), {
          y1: head - 2,
          y2: height - 4,
          stroke: token("ink-3"),
          strokeDasharray: "2 3",
        }),
        Plot.line(curve, { x: "x", y: "y", stroke: token("ink"), strokeWidth: 1.5 }),
        Plot.ruleY(ends, { y: "y", x1: 0, x2: width, stroke: token("ink-3") }),
        Plot.text(rows, {
          x: 0,
          y: middle,
          text: (row: Row) => fitLabel(row.name, barLeft - 8, 12, foreignStretch),
          ariaLabel: () => "name",
          textAnchor: "start",
          ...plainText,
        }),
        Plot.rect(rows, {
          x1: () => at.bar(0),
          x2: (row: Row) => at.bar(row.value),
          y1: (_: Row, index: number) => at.top(index) + 2,
          y2: (_: Row, index: number) => at.top(index + 1) - 2,
          fill: { value: (row: Row) => token(tierToken(row.tier, params)), scale: null },
        }),
        Plot.text(rows, {
          x: (row: Row) => Math.max(at.bar(row.value), at.bar(0)) + 5,
          y: middle,
          text: (_: Row, index: number) => values[index]!,
          textAnchor: "start",
          ...quietText,
          fontSize: 11,
        }),
        Plot.dot(ends, { x: "x", y: "y", r: 3.5, fill: token("ink") }),
        Plot.text(ends, {
          x: (end: (typeof ends)[number]) => end.x - 8,
          y: (end: (typeof ends)[number]) => end.y - 9,
          text: "label",
          textAnchor: "end",
          stroke: token("accent-tint"),
          strokeWidth: 3,
          ...strongText,
        }),
      ],
    },
    stops: stopsOf(rows, params, frame, width, rowHeight),
  };
}
