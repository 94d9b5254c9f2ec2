/** The charts of RFM migration: the flow, the matrix, the sizes over time, and the largest moves. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { shownMoney, shownShare } from "../rfm/words.ts";
import { flowFigure } from "./chart-flow.ts";
import { matrixFigure } from "./chart-matrix.ts";
import { sizesFigure } from "./chart-sizes.ts";
import type { MigrationParams } from "./params.ts";
import type { MigrationResult } from "./result.ts";
import { placeName } from "./words.ts";

const mostMoves = 8;

/** The figures and the table, or nothing where nobody has a segment on either date. */
export function chart(result: MigrationResult, params: MigrationParams, frame: ChartFrame): ChartView {
  if (result.rows.every(({ customers }) => customers === 0)) return { figures: [] };
  return {
    figures: [
      flowFigure(result, params, frame),
      matrixFigure(result, params, frame),
      sizesFigure(result, params, frame),
    ],
    table: movesTable(result, params, frame),
  };
}

/** The moves of most customers, those who stayed aside. */
function movesTable({ rows }: MigrationResult, params: MigrationParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const moved = rows
    .filter(({ from_segment, to_segment, customers }) => customers > 0 && from_segment !== to_segment)
    .map((row, index) => ({ row, index }))
    .sort((a, b) => b.row.customers - a.row.customers || a.index - b.index)
    .slice(0, mostMoves)
    .map(({ row }) => row);
  return {
    head: [
      m.migration_head_from({}, messages),
      m.migration_head_to({}, messages),
      m.rfm_head_customers({}, messages),
      m.migration_head_share({}, messages),
      m.migration_head_money({}, messages),
    ],
    rows: moved.map((row) => [
      placeName(row.from_segment, params, messages),
      placeName(row.to_segment, params, messages),
      messages.integer(row.customers),
      shownShare(row.share ?? 0, messages),
      shownMoney(row.net_amount_change, frame),
    ]),
    numeric: [2, 3, 4],
    who: moved.map(({ from_segment, to_segment }) => ({ from_segment, to_segment })),
    notes: [m.migration_table_note({}, messages)],
  };
}
