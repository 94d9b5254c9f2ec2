/** The charts of RFM: discs, segment map, heat map of scores, and the table of segments with what to do. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { discsFigure } from "./chart-discs.ts";
import { gridFigure } from "./chart-grid.ts";
import { quadrantsFigure } from "./chart-quadrants.ts";
import { mapFigure, smallSegments } from "./chart-map.ts";
import { customersOf } from "./headline.ts";
import { fragileRow, stabilityFigure, stabilityRows } from "./chart-stability.ts";
import type { RfmParams } from "./params.ts";
import type { RfmResult } from "./result.ts";
import { others } from "./segments.ts";
import { customers, noteFor, segmentName, shownShare } from "./words.ts";

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
  if (stabilityRows(result).length > 0) figures.push(stabilityFigure(result, frame, frame.width, 1));
  return { figures, table: segmentTable(result, params, frame, widthOf(shares.map)) };
}

function segmentTable(
  result: RfmResult,
  params: RfmParams,
  { messages }: ChartFrame,
  mapWidth: number,
): SideTable {
  const rows = result.parts.segments.filter(({ segment, customers: n }) => segment !== others || n > 0);
  const small = smallSegments(result, params, mapWidth).map(({ segment, customers: n }) =>
    m.rfm_table_small_item(
      { name: segmentName(segment, messages, params), n: messages.integer(n) },
      messages,
    ),
  );
  const fragile = fragileRow(result);
  const fragileShare = (segment: string) => {
    const row = result.parts.stability.find((each) => each.segment === segment);
    return row ? messages.percent(row.share ?? 0, 1) : "";
  };
  const names = small.join(m.rfm_list_join({}, messages));
  return {
    head: [
      m.rfm_head_segment({}, messages),
      m.rfm_head_customers({}, messages),
      m.rfm_head_share({}, messages),
      m.rfm_head_money({}, messages),
      ...(fragile ? [m.stability_fragile({}, messages)] : []),
      m.rfm_head_action({}, messages),
    ],
    rows: rows.map((row) => [
      segmentName(row.segment, messages, params),
      messages.integer(row.customers),
      shownShare(row.share ?? 0, messages),
      row.share_of_net_amount === null ? "" : shownShare(row.share_of_net_amount, messages),
      ...(fragile ? [fragileShare(row.segment)] : []),
      noteFor(row.segment, params, messages),
    ]),
    numeric: fragile ? [1, 2, 3, 4] : [1, 2, 3],
    who: rows.map(({ segment, customers: n }) => (n > 0 ? { segment } : undefined)),
    notes: [
      ...(small.length > 0 ? [m.rfm_table_small({ names }, messages)] : []),
      m.rfm_table_money_note({}, messages),
      ...(fragile
        ? [
            m.stability_note_segment(
              {
                n: messages.integer(fragile.flipped),
                all: customers(fragile.customers, messages),
                share: messages.percent(fragile.share ?? 0, 1),
              },
              messages,
            ),
          ]
        : []),
    ],
  };
}
