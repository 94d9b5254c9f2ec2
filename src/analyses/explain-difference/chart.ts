/** The charts of explain-difference: the split by dimension, the steps by group, and the table of the dimensions. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { groupsFigure, groupsOf } from "./chart-groups.ts";
import { splitFigure } from "./chart-split.ts";
import { dimensionName } from "./labels.ts";
import type { DifferenceParams } from "./params.ts";
import type { DifferenceResult } from "./result.ts";
import { counted, sidesOf, signed, type Side } from "./words.ts";

/** Width from which both figures stand side by side. */
const besideFrom = 860;
const gap = 40;

/** The figures and the table, or nothing where there is nothing to compare or to tell apart. */
export function chart(result: DifferenceResult, params: DifferenceParams, frame: ChartFrame): ChartView {
  const sides = sidesOf(result.parts.difference[0]!, params, frame);
  const lead = result.parts.dimensions.find(({ leads }) => leads);
  if (!sides || !lead) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const half = wide ? { ...frame, width: Math.floor((frame.width - gap) / 2) } : frame;
  const figures = [
    splitFigure(result, params, half),
    groupsFigure(groupsOf(result, lead), lead, sides, params, half),
  ];
  return {
    figures: wide ? figures.map((figure) => ({ ...figure, share: 0.5 })) : figures,
    table: dimensionTable(result, params, sides, frame),
  };
}

function dimensionTable(
  { parts }: DifferenceResult,
  params: DifferenceParams,
  [zero, one]: readonly [Side, Side],
  frame: ChartFrame,
): SideTable {
  const { messages } = frame;
  const { left_truncated_0, left_truncated_1 } = parts.difference[0]!;
  const truncated = [...(left_truncated_0 ? [zero] : []), ...(left_truncated_1 ? [one] : [])];
  const ofOrders = params.what === "range" && params.measure === "average_order_value";
  return {
    head: [
      m.difference_head_dimension({}, messages),
      m.difference_head_groups({}, messages),
      m.difference_head_mix({}, messages),
      m.difference_head_rate({}, messages),
      m.difference_head_explained({}, messages),
    ],
    rows: parts.dimensions.map((row) => [
      dimensionName(row.dimension, messages),
      messages.integer(row.groups),
      signed(row.mix, params, frame),
      signed(row.rate_effect, params, frame),
      row.explained === null ? "" : messages.percent(row.explained),
    ]),
    numeric: [1, 2, 3, 4],
    notes: [
      m.difference_note_exact({}, messages),
      ...(parts.dimensions.length > 1 ? [m.difference_note_one({}, messages)] : []),
      ...(params.min_group > 1
        ? [m.difference_note_pooled({ n: counted(params.min_group, params, messages) }, messages)]
        : []),
      ...(params.what === "retention"
        ? truncated.map(({ name }) => m.difference_note_truncated({ name }, messages))
        : []),
      ...(params.what === "range" && params.measure === "margin_per_customer"
        ? [m.difference_note_cost({}, messages)]
        : []),
      ...(params.what === "range" && !ofOrders ? [m.difference_note_guests({}, messages)] : []),
    ],
  };
}
