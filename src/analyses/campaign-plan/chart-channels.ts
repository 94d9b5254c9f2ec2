/** The figure of the channels: a bar up to the response at which each pays, beside what is expected, cost and profit. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { gridTicks, inPixels, plainText, quietText, tickText, token } from "../chart-theme.ts";
import { cheapest } from "./headline.ts";
import { channelMark } from "./members.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult, PlanRow } from "./result.ts";
import {
  campaignMoney,
  channelName,
  contactMoney,
  customersWords,
  reachedBreakEven,
  shownShare,
  signedMoney,
} from "./words.ts";

const [head, foot, rowHeight, bar, column] = [22, 26, 28, 12, 84] as const;
/** Width from which cost and profit stand in the figure, too. */
const columnsFrom = 480;

/** Where a channel pays, in words: a share, never, or unknown. */
function paysWords(row: PlanRow, { messages }: ChartFrame): string {
  const share = reachedBreakEven(row);
  if (share !== null) return shownShare(share, messages);
  const isKnown = row.break_even !== null || row.expected_profit !== null;
  return isKnown ? m.plan_never({}, messages) : m.plan_unknown({}, messages);
}

function paysLine(row: PlanRow, { messages }: ChartFrame): readonly string[] {
  const share = reachedBreakEven(row);
  if (share === null)
    return row.break_even === null && row.expected_profit === null
      ? [m.plan_stop_unknown({}, messages)]
      : [m.plan_stop_never({}, messages)];
  const { break_even_low: low, break_even_high: high } = row;
  return [
    m.plan_stop_pays({ share: shownShare(share, messages) }, messages),
    ...(low === null || high === null || low === high
      ? []
      : [
          m.plan_stop_interval(
            { low: shownShare(low, messages), high: shownShare(high, messages) },
            messages,
          ),
        ]),
  ];
}

function linesOf(row: PlanRow, params: PlanParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const { reachable, detectable, expected_profit } = row;
  return [
    channelName(row, messages),
    ...paysLine(row, frame),
    ...(reachable === null
      ? []
      : [
          m.plan_stop_reachable(
            { shown: messages.integer(reachable), n: customersWords(row.customers, messages) },
            messages,
          ),
        ]),
    m.plan_stop_contacted(
      { n: customersWords(row.contacted, messages), control: messages.integer(row.control) },
      messages,
    ),
    m.plan_stop_cost(
      { cost: campaignMoney(row.cost, frame), unit: contactMoney(row.unit_cost, frame) },
      messages,
    ),
    ...(expected_profit === null
      ? []
      : [
          m.plan_stop_profit(
            {
              share: shownShare(params.response_rate, messages),
              profit: signedMoney(expected_profit, frame),
            },
            messages,
          ),
        ]),
    detectable === null
      ? m.plan_stop_no_detectable({}, messages)
      : m.plan_stop_detectable({ share: shownShare(detectable, messages) }, messages),
  ];
}

/** Channels one under the other, as they are typed. */
export function channelsFigure(
  result: PlanResult,
  params: PlanParams,
  frame: ChartFrame,
  width: number,
): ChartFigure {
  const { messages } = frame;
  const { rows } = result;
  const expected = params.response_rate;
  const placed = rows.map((row, index) => ({
    row,
    name: channelName(row, messages),
    y: head + (index + 0.5) * rowHeight,
    share: reachedBreakEven(row),
  }));
  type Placed = (typeof placed)[number];
  const hasColumns = width >= columnsFrom;
  const right = 72 + (hasColumns ? 2 * column : 0);
  const longest = Math.max(...placed.map(({ name }) => labelWidth(name))) + 12;
  const left = Math.min(longest, Math.max(96, (width - right) * 0.45));
  const highs = rows.map(({ break_even_high }, index) =>
    placed[index]!.share === null ? 0 : Math.min(break_even_high ?? 0, 1),
  );
  const extent = Math.max(expected, ...highs) * 1.05 || 0.01;
  const x = (share: number) => left + (Math.min(share, extent) / extent) * (width - left - right);
  const bottom = head + rows.length * rowHeight;
  const height = bottom + foot;
  const best = cheapest(rows);
  const pays = ({ share }: Placed) => share !== null && share <= expected;
  const cells = (label: string, end: number, text: (each: Placed) => string, style: object) => [
    Plot.text([label], { x: () => end, y: () => 9, textAnchor: "end", ...quietText }),
    Plot.text(placed, { x: () => end, y: "y", text, textAnchor: "end", ...style }),
  ];
  const expectedWords = m.plan_expected({ share: shownShare(expected, messages) }, messages);
  const isLeft = x(expected) - left < labelWidth(expectedWords) / 2;
  const drawn = placed.filter(({ share }) => share !== null);
  return {
    id: "channels",
    title: m.plan_channels_title({}, messages),
    subtitle: m.plan_channels_subtitle({}, messages),
    summary: best
      ? m.plan_channels_summary(
          { channel: channelName(best.row, messages), share: shownShare(best.share, messages) },
          messages,
        )
      : m.plan_channels_summary_none({}, messages),
    ...(drawn.length === 0
      ? {}
      : {
          legend: [
            { label: m.plan_legend_pays({}, messages), token: "accent-mark" },
            { label: m.plan_legend_not({}, messages), token: "mark-muted" },
          ],
        }),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX(gridTicks(extent, hasColumns ? 3 : 2), {
          x,
          y1: head - 4,
          y2: bottom,
          stroke: token("chart-grid"),
        }),
        Plot.text(gridTicks(extent, hasColumns ? 3 : 2), {
          x,
          y: 9,
          text: (tick: number) => shownShare(tick, messages),
          ...tickText,
        }),
        Plot.ruleX([left], { y1: head - 4, y2: bottom, stroke: token("chart-axis") }),
        Plot.rect(drawn, {
          x1: () => left,
          x2: ({ share }: Placed) => Math.max(x(share!), left + 1),
          y1: ({ y }: Placed) => y - bar / 2,
          y2: ({ y }: Placed) => y + bar / 2,
          fill: (each: Placed) => token(pays(each) ? "accent-mark" : "mark-muted"),
        }),
        Plot.ruleY(
          drawn.filter(({ row }) => row.break_even_high! > row.break_even_low!),
          {
            x1: ({ row }: Placed) => x(row.break_even_low!),
            x2: ({ row }: Placed) => x(row.break_even_high!),
            y: "y",
            stroke: token("ink-2"),
            strokeWidth: 1.5,
          },
        ),
        Plot.ruleX([x(expected)], {
          y1: head - 4,
          y2: bottom + 4,
          stroke: token("ink-2"),
          strokeWidth: 1.5,
          strokeDasharray: "3 3",
        }),
        Plot.text([expectedWords], {
          x: () => (isLeft ? left : x(expected)),
          y: () => bottom + 15,
          textAnchor: isLeft ? "start" : "middle",
          ...quietText,
        }),
        Plot.text(placed, {
          x: () => 0,
          y: "y",
          text: ({ name }: Placed) => fitLabel(name, left - 8),
          textAnchor: "start",
          ...plainText,
        }),
        ...cells(
          m.plan_head_pays({}, messages),
          width - (hasColumns ? 2 * column : 0),
          ({ row }) => paysWords(row, frame),
          plainText,
        ),
        ...(hasColumns
          ? [
              ...cells(
                m.plan_head_cost({}, messages),
                width - column,
                ({ row }) => campaignMoney(row.cost, frame),
                quietText,
              ),
              ...cells(
                m.plan_head_profit({}, messages),
                width,
                ({ row }) =>
                  row.expected_profit === null
                    ? m.plan_unknown({}, messages)
                    : signedMoney(row.expected_profit, frame),
                quietText,
              ),
            ]
          : []),
      ],
    },
    stops: placed.map(({ row }, index): ChartStop => {
      const who = channelMark(row);
      return {
        row: index,
        column: 0,
        x: 0,
        y: head + index * rowHeight,
        width,
        height: rowHeight,
        lines: linesOf(row, params, frame),
        ...(who ? { who } : {}),
      };
    }),
  };
}
