/** The results of RFM migration: the columns of its rows and of its part. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { Result } from "../analysis.ts";
import { withShared } from "../rfm/shared-sql.ts";
import { withMoves } from "./moves.ts";
import sizesSql from "./sizes.sql?raw";

/** The from_segment of customers whose first order came after the first date. */
export const fresh = "new";

/** The segment of customers who have no counted order on the date: outside the window, or left out by the filter. */
export const outside = "outside";

/**
 * One row per pair of segments, also where nobody moved so, ordered by the scheme's order of from_segment, then of
 * to_segment; then the rows from `new`. `outside` stands only where somebody is. `share` is of the customers of from_segment,
 * who are `n`, with its 95 % Wilson interval; null where n = 0. `net_amount_change`: what the customers of the row brought by
 * as_of less what they had brought by the first date; with a window, of the two windows.
 */
export const columns = {
  from_segment: { kind: "text" },
  to_segment: { kind: "text" },
  customers: { kind: "integer", unit: "count" },
  share: { kind: "number", unit: "share", nullable: true },
  net_amount_change: { kind: "number", unit: "money" },
  n: { kind: "integer", unit: "count" },
  low: { kind: "number", unit: "share", nullable: true },
  high: { kind: "number", unit: "share", nullable: true },
} as const satisfies ColumnSpecs;

/**
 * `sizes`: one row per date of the series and segment of the scheme, oldest first; share of the customers of the date, null
 * where there are none and where the data do not cover the date in full (complete = false).
 */
export const parts = {
  sizes: {
    sql: withShared(withMoves(sizesSql)),
    columns: {
      date: { kind: "date" },
      segment: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
      share: { kind: "number", unit: "share", nullable: true },
      complete: { kind: "boolean" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run gives. */
export type MigrationResult = Result<typeof columns, typeof parts>;

/** A row of the main query. */
export type Move = RowOf<typeof columns>;

/** A row of the series. */
export type Size = RowOf<(typeof parts)["sizes"]["columns"]>;
