/** The charts of RFM: discs, segment map, heat map of scores, and the table of segments with what to do. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { discsFigure } from "./chart-discs.ts";
import { gridFigure } from "./chart-grid.ts";
import { quadrantsFigure } from "./chart-quadrants.ts";
import { mapFigure, smallSegments } from "./chart-map.ts";
import { customersOf } from "./headline.ts";
import type { RfmParams } from "./params.ts";
import type { RfmResult } from "./result.ts";
import { others } from "./segments.ts";
import { noteFor, segmentName, shownShare } from "./words.ts";

/** Width from which two figures stand side by side. */
const besideFrom = 860;
const gap = 40;

/** The figures and the table, or nothing where there is no customer. */
export function chart(result: RfmResult, params: RfmParams, frame: ChartFrame): ChartView {
  if (customersOf(result) === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const shares = wide
    ? { discs: 0.53, map: 0.47, quadrants: 1, grid: 0.4 }
    : { discs: 1, map: 1, quadrants: 1, grid: 1 };
  const widthOf = (share: number) => (share === 1 ? frame.width : Math.floor((frame.width - gap) * share));
  const draw = { discs: discsFigure, map: mapFigure, quadrants: quadrantsFigure, grid: gridFigure };
  const names =
    params.scheme === "quadrants"
      ? (["discs", "map", "quadrants", "grid"] as const)
      : (["discs", "map", "grid"] as const);
  const figures = names.map((name) => draw[name](result, params, frame, widthOf(shares[name]), shares[name]));
  return { figures, table: segmentTable(result, params, frame, widthOf(shares.map)) };
}

function segmentTable(
  result: RfmResult,
  params: RfmParams,
  { messages }: ChartFrame,
  mapWidth: number,
): SideTable {
  const rows = result.parts.segments.filter(({ segment, customers }) => segment !== others || customers > 0);
  const small = smallSegments(result, params, mapWidth).map(({ segment, customers }) =>
    m.rfm_table_small_item(
      { name: segmentName(segment, messages, params), n: messages.integer(customers) },
      messages,
    ),
  );
  const names = small.join(m.rfm_list_join({}, messages));
  return {
    head: [
      m.rfm_head_segment({}, messages),
      m.rfm_head_customers({}, messages),
      m.rfm_head_share({}, messages),
      m.rfm_head_money({}, messages),
      m.rfm_head_action({}, messages),
    ],
    rows: rows.map((row) => [
      segmentName(row.segment, messages, params),
      messages.integer(row.customers),
      shownShare(row.share ?? 0, messages),
      row.share_of_net_amount === null ? "" : shownShare(row.share_of_net_amount, messages),
      noteFor(row.segment, params, messages),
    ]),
    numeric: [1, 2, 3],
    who: rows.map(({ segment, customers }) => (customers > 0 ? { segment } : undefined)),
    notes: [
      ...(small.length > 0 ? [m.rfm_table_small({ names }, messages)] : []),
      m.rfm_table_money_note({}, messages),
    ],
  };
}
