/** What is spoken at a bar of explain-difference. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame } from "../analysis.ts";
import { dimensionName } from "./labels.ts";
import type { DifferenceParams } from "./params.ts";
import type { DifferenceRow, PartRow } from "./result.ts";
import { groupName, measureName, shownFigure, signed } from "./words.ts";

/** Mix and rate of a dimension, and how much of the difference its mix explains. */
export function dimensionLines(
  row: PartRow<"dimensions">,
  params: DifferenceParams,
  frame: ChartFrame,
): readonly string[] {
  const { messages } = frame;
  return [
    dimensionName(row.dimension, messages),
    m.difference_stop_mix({ value: signed(row.mix, params, frame) }, messages),
    m.difference_stop_rate({ value: signed(row.rate_effect, params, frame) }, messages),
    ...(row.explained === null
      ? []
      : [m.difference_stop_explained({ share: messages.percent(row.explained) }, messages)]),
    m.difference_stop_groups({ n: row.groups, shown: messages.integer(row.groups) }, messages),
  ];
}

/** A group's share and figure on both sides, and what each did. */
export function groupLines(
  row: DifferenceRow,
  params: DifferenceParams,
  frame: ChartFrame,
): readonly string[] {
  const { messages } = frame;
  const share = (value: number) => messages.percent(value, 1);
  const figure = (value: number | null) =>
    value === null ? m.chart_unknown({}, messages) : shownFigure(value, params, frame);
  return [
    groupName(row, messages),
    m.difference_stop_mix({ value: signed(row.mix_against_mean, params, frame) }, messages),
    m.difference_stop_rate({ value: signed(row.rate_effect, params, frame) }, messages),
    m.difference_stop_share({ zero: share(row.share_0), one: share(row.share_1) }, messages),
    m.difference_stop_figure(
      { measure: measureName(params, messages), zero: figure(row.rate_0), one: figure(row.rate_1) },
      messages,
    ),
    m.difference_stop_n({ zero: messages.integer(row.n_0), one: messages.integer(row.n_1) }, messages),
  ];
}
