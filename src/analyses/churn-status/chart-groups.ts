/** Who leaves: the churned share of each group, with its interval, and the long-term part of it. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { fitLabel, labelWidth, shareTicks } from "../chart-label.ts";
import { gridTicks, hatchFill, inPixels, nameStretch, plainText, tickText, token } from "../chart-theme.ts";
import { choiceLabel } from "./labels.ts";
import type { ChurnParams } from "./params.ts";
import type { ChurnResult, PartRow } from "./result.ts";
import { groupName, intervalWords, statusName, statusToken } from "./words.ts";

const rowHeight = 34;
const [top, bottom] = [6, 24];

type Group = PartRow<"groups">;

/** The bars of a dimension, as wide as the frame; null where it has no group. */
export function groupsFigure(
  dimension: "orders" | "split",
  { parts }: ChurnResult,
  params: ChurnParams,
  frame: ChartFrame,
): ChartFigure | null {
  const { messages, width } = frame;
  const groups = parts.groups.filter((group) => group.dimension === dimension);
  if (groups.length === 0) return null;
  const name = (group: Group) => groupName(group, params, messages);
  const left = Math.min(Math.max(...groups.map((group) => labelWidth(name(group)))) + 14, width * 0.36);
  const right = 50;
  const most = Math.max(0.01, ...groups.map(({ high, n, churned }) => high ?? churned / n));
  const x = (share: number) => left + (share / most) * (width - left - right);
  const y = (group: Group) => top + groups.indexOf(group) * rowHeight;
  const height = top + groups.length * rowHeight + bottom;
  const ticks = [0, ...gridTicks(most, 3)];
  const bar = (of: (group: Group) => number, inset: number) => ({
    x1: () => x(0),
    x2: (group: Group) => x(of(group) / group.n),
    y1: (group: Group) => y(group) + 8 + inset,
    y2: (group: Group) => y(group) + rowHeight - 8 - inset,
  });
  const known = groups.filter(({ low, high }) => low !== null && high !== null);
  const value = ({ rate }: Group) =>
    rate === null ? m.churn_unknown({}, messages) : messages.percent(rate, 1);
  const dimensionName = choiceLabel("split_by", params.split_by, messages);
  const items = groups.map((group) =>
    m.churn_summary_item({ label: name(group), value: value(group) }, messages),
  );
  const isOpen = groups.some(({ complete }) => !complete);
  return {
    id: dimension,
    title:
      dimension === "orders"
        ? m.churn_figure_groups({}, messages)
        : m.churn_figure_split({ dimension: dimensionName }, messages),
    subtitle: m.churn_figure_groups_subtitle({}, messages),
    summary: m.churn_summary_groups({ items: items.join(m.churn_summary_join({}, messages)) }, messages),
    legend: [
      ...["long_term_churned", "short_term_churned"].map((status) => ({
        label: statusName(status, messages),
        token: statusToken[status]!,
      })),
      ...(isOpen ? [{ label: m.churn_legend_open({}, messages), token: "mark-muted", hatched: true }] : []),
    ],
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX(ticks.map(x), { y1: top, y2: height - bottom, stroke: token("chart-grid") }),
        Plot.text(ticks, {
          x: (tick: number) => x(tick),
          y: () => height - 10,
          text: shareTicks(ticks, messages),
          textAnchor: "middle",
          ...tickText,
        }),
        Plot.rect(groups, {
          ...bar(({ churned }) => churned, 0),
          fill: {
            value: ({ complete }: Group) => (complete ? token("cat-4") : hatchFill),
            scale: null,
          },
        }),
        Plot.rect(
          groups.filter(({ complete }) => complete),
          { ...bar(({ long_term_churned }) => long_term_churned, 0), fill: token("cat-2") },
        ),
        Plot.link(known, {
          x1: ({ low }: Group) => x(low!),
          x2: ({ high }: Group) => x(high!),
          y1: (group: Group) => y(group) + rowHeight / 2,
          y2: (group: Group) => y(group) + rowHeight / 2,
          stroke: token("ink"),
          strokeWidth: 1.5,
        }),
        Plot.text(groups, {
          x: () => 0,
          y: (group: Group) => y(group) + rowHeight / 2,
          text: (group: Group) => fitLabel(name(group), left - 8, 12, nameStretch),
          textAnchor: "start",
          ariaLabel: () => "name",
          ...plainText,
        }),
        Plot.text(known, {
          x: ({ high }: Group) => x(high!) + 6,
          y: (group: Group) => y(group) + rowHeight / 2,
          text: value,
          textAnchor: "start",
          ...plainText,
        }),
      ],
    },
    stops: groups.map((group, row) => ({
      row,
      column: 0,
      x: 0,
      y: y(group),
      width,
      height: rowHeight,
      lines: [
        name(group),
        group.rate === null
          ? m.churn_stop_open({}, messages)
          : m.churn_stop_group_value({ rate: messages.percent(group.rate, 1) }, messages),
        m.churn_stop_of({ shown: messages.integer(group.churned), all: messages.integer(group.n) }, messages),
        ...(group.low === null || group.high === null
          ? []
          : [intervalWords(group.low, group.high, messages)]),
        m.churn_stop_group_long({ shown: messages.integer(group.long_term_churned) }, messages),
      ],
      ...(group.churned > 0 && { who: { dimension, position: group.position, churned: true } }),
    })),
  };
}
