/** The table-chart of one dimension: a row for each value, the share of the profiled as a bar, that of all as a tick. */
import * as Plot from "@observablehq/plot";
import { m, type Messages } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth, shareTicks } from "../chart-label.ts";
import { gridTicks, inPixels, plainText, quietText, strongText, tickText, token } from "../chart-theme.ts";
import { markOf } from "./members.ts";
import type { ProfileRow } from "./result.ts";
import { customers, dimensionName, shownShare, valueName } from "./words.ts";

const head = 18;
const rowHeight = 22;
const barHeight = 10;

interface Drawn {
  readonly row: ProfileRow;
  readonly name: string;
  readonly y: number;
  readonly isBeyond: boolean;
}

function stopOf(
  { row, name, y, isBeyond }: Drawn,
  place: number,
  isAll: boolean,
  frame: ChartFrame,
): ChartStop {
  const { messages, width, facts } = frame;
  const share = row.share ?? 0;
  const lines = [
    name,
    shownShare(share, messages),
    m.profile_stop_share(
      { share: customers(row.customers, messages), customers: customers(row.n, messages) },
      messages,
    ),
    m.profile_stop_interval(
      { low: messages.percent(row.low ?? 0, 1), high: messages.percent(row.high ?? 0, 1) },
      messages,
    ),
    ...(isAll ? [] : [m.profile_stop_all({ share: shownShare(row.share_all, messages) }, messages)]),
    ...(isBeyond
      ? [share > row.share_all ? m.profile_stop_beyond({}, messages) : m.profile_stop_below({}, messages)]
      : []),
    m.profile_stop_money({ amount: messages.money(row.net_amount, facts.currency) }, messages),
  ];
  return {
    row: place,
    column: 0,
    x: 0,
    y: y - rowHeight / 2,
    width,
    height: rowHeight,
    lines,
    ...(row.customers > 0 && { who: markOf(row) }),
  };
}

function subtitleOf(isAll: boolean, list: string | null, messages: Messages): string {
  if (isAll) return m.profile_chart_subtitle_all({}, messages);
  return list === null
    ? m.profile_chart_subtitle({}, messages)
    : m.profile_chart_subtitle_list({ list }, messages);
}

/**
 * The figure of the rows of one dimension, `frame.width` pixels wide; `share` of the column that it takes; `list` the name
 * of the list whose customers are profiled, null for everyone.
 */
export function chartFigure(
  rows: readonly ProfileRow[],
  beyond: ReadonlySet<ProfileRow>,
  frame: ChartFrame,
  share: number,
  list: string | null,
): ChartFigure {
  const { messages, width } = frame;
  const isAll = rows[0]!.n === rows[0]!.n_all;
  const dimension = dimensionName(rows[0]!.dimension, messages);
  const drawn = rows.map((row, index): Drawn => ({
    row,
    name: valueName(row, frame),
    y: head + (index + 0.5) * rowHeight,
    isBeyond: beyond.has(row),
  }));
  const longest = Math.max(...drawn.map(({ name }) => labelWidth(name))) + 10;
  const left = Math.min(longest, Math.max(96, width * 0.4));
  const right = width - 44;
  const most = Math.max(0.01, ...rows.map(({ high, share_all }) => Math.max(high ?? 0, share_all)));
  const x = (value: number) => left + (value / most) * (right - left);
  const height = head + rowHeight * rows.length + 4;
  const ticks = gridTicks(most, 3);
  const best = drawn.reduce((a, b) => (b.row.customers > a.row.customers ? b : a));
  const summary = {
    n: rows.length,
    shown: messages.integer(rows.length),
    dimension,
    value: best.name,
    share: shownShare(best.row.share ?? 0, messages),
  };
  return {
    id: rows[0]!.dimension,
    title: dimension,
    subtitle: subtitleOf(isAll, list, messages),
    summary: m.profile_chart_summary(summary, messages),
    share,
    stops: drawn.map((each, index) => stopOf(each, index, isAll, frame)),
    legend: [
      {
        label:
          list === null ? m.profile_legend_bar({}, messages) : m.profile_legend_bar_list({ list }, messages),
        token: "seq-3",
      },
      ...(drawn.some(({ isBeyond }) => isBeyond)
        ? [{ label: m.profile_legend_beyond({}, messages), token: "accent-mark" }]
        : []),
      ...(isAll ? [] : [{ label: m.profile_legend_all({}, messages), token: "cat-2" }]),
    ],
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX([0, ...ticks], {
          x: (tick: number) => x(tick),
          y1: head - 3,
          y2: height,
          stroke: token("chart-grid"),
        }),
        Plot.text([0, ...ticks], {
          x: (tick: number) => x(tick),
          y: 7,
          text: shareTicks([0, ...ticks], messages),
          ...tickText,
          fontSize: 11,
        }),
        Plot.rect(drawn, {
          x1: x(0),
          x2: ({ row }: Drawn) => x(row.share ?? 0),
          y1: ({ y }: Drawn) => y - barHeight / 2,
          y2: ({ y }: Drawn) => y + barHeight / 2,
          fill: ({ isBeyond }: Drawn) => token(isBeyond ? "accent-mark" : "seq-3"),
        }),
        Plot.ruleY(drawn, {
          x1: ({ row }: Drawn) => x(row.low ?? 0),
          x2: ({ row }: Drawn) => x(row.high ?? 0),
          y: ({ y }: Drawn) => y,
          stroke: token("ink"),
          strokeWidth: 1,
        }),
        Plot.ruleX(isAll ? [] : drawn, {
          x: ({ row }: Drawn) => x(row.share_all),
          y1: ({ y }: Drawn) => y - rowHeight / 2 + 3,
          y2: ({ y }: Drawn) => y + rowHeight / 2 - 3,
          stroke: token("cat-2"),
          strokeWidth: 2.5,
        }),
        Plot.text(
          drawn.filter(({ isBeyond }) => !isBeyond),
          { ...nameText(left), ...plainText },
        ),
        Plot.text(
          drawn.filter(({ isBeyond }) => isBeyond),
          { ...nameText(left), ...strongText },
        ),
        Plot.text(drawn, {
          x: width,
          y: ({ y }: Drawn) => y,
          text: ({ row }: Drawn) => shownShare(row.share ?? 0, messages),
          textAnchor: "end",
          ...quietText,
        }),
      ],
    },
  };
}

const nameText = (left: number) => ({
  x: 0,
  y: ({ y }: Drawn) => y,
  text: ({ name }: Drawn) => fitLabel(name, left - 8),
  textAnchor: "start" as const,
});
