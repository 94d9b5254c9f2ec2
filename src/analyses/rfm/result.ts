/** The results of RFM: the columns of its rows and of its parts. */
import type { Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import discsSql from "./discs.sql?raw";
import fieldsSql from "./fields.sql?raw";
import gridSql from "./grid.sql?raw";
import segmentsSql from "./segments.sql?raw";
import { withShared } from "./shared-sql.ts";
import stabilitySql from "./stability.sql?raw";
import thresholdsSql from "./thresholds.sql?raw";

/**
 * One row per customer who ordered, ordered by customer_id. `monetary` is money by the parameter; `r`, `f`, `m` are 1
 * to 5, or 1 and 2 under `mean`, `median` and a single cut of `custom`. `segment` is the name in the table of segments as it was given, for the
 * default table and the other schemes the English name of segments.ts, and `Others` where no rule holds.
 */
export const columns = {
  customer_id: { kind: "text" },
  recency_days: { kind: "integer", unit: "days" },
  frequency: { kind: "integer", unit: "count" },
  monetary: { kind: "number", unit: "money" },
  r: { kind: "integer", unit: "score" },
  f: { kind: "integer", unit: "score" },
  m: { kind: "integer", unit: "score" },
  segment: { kind: "text" },
} as const satisfies ColumnSpecs;

const summed = {
  customers: { kind: "integer", unit: "count" },
  share: { kind: "number", unit: "share", nullable: true },
  net_amount: { kind: "number", unit: "money" },
  share_of_net_amount: { kind: "number", unit: "share", nullable: true },
} as const satisfies ColumnSpecs;

/**
 * `segments`: one row per segment of the scheme, in its order, also where nobody is in it (medians null; shares are
 * null without customers). `fields`: the pairs R×F, R×M, F×M, each with its four fields, high first. `thresholds`: the
 * cuts of each dimension, ascending, as the method states them. `grid`: every pair of R and F, highest first. `discs`:
 * the picture of R and F, at most 576 rows; `grid_column` 0…23, `grid_row` 1…12, `step` orders to a row.
 * `stability`: none unless asked for; rows days_before, days_after, cuts_down, cuts_up, bootstrap, any, and any of each segment:
 * of `customers`, those whose segment changes (`flipped`, of bootstrap the mean of 200 draws), as a share with its interval;
 * `only_now` and `only_then` have a segment on one of the two days only. stability.sql says what is changed.
 */
export const parts = {
  segments: {
    sql: withShared(segmentsSql),
    columns: {
      segment: { kind: "text" },
      ...summed,
      median_recency_days: { kind: "number", unit: "days", nullable: true },
      median_frequency: { kind: "number", unit: "count", nullable: true },
      median_monetary: { kind: "number", unit: "money", nullable: true },
    },
  },
  fields: {
    sql: withShared(fieldsSql),
    columns: {
      pair: { kind: "text" },
      first_high: { kind: "boolean" },
      second_high: { kind: "boolean" },
      ...summed,
    },
  },
  thresholds: {
    sql: thresholdsSql,
    columns: {
      dimension: { kind: "text" },
      cut: { kind: "integer", unit: "count" },
      value: { kind: "number" },
    },
  },
  grid: {
    sql: gridSql,
    columns: {
      r: { kind: "integer", unit: "score" },
      f: { kind: "integer", unit: "score" },
      customers: { kind: "integer", unit: "count" },
      share: { kind: "number", unit: "share", nullable: true },
      mean_monetary: { kind: "number", unit: "money", nullable: true },
    },
  },
  discs: {
    sql: discsSql,
    columns: {
      grid_column: { kind: "integer" },
      grid_row: { kind: "integer" },
      step: { kind: "integer", unit: "count" },
      recent: { kind: "boolean" },
      often: { kind: "boolean" },
      customers: { kind: "integer", unit: "count" },
      days_from: { kind: "integer", unit: "days" },
      days_to: { kind: "integer", unit: "days" },
      mean_days: { kind: "number", unit: "days" },
      frequency_from: { kind: "integer", unit: "count" },
      frequency_to: { kind: "integer", unit: "count" },
      mean_frequency: { kind: "number", unit: "count" },
    },
  },
  stability: {
    sql: withShared(stabilitySql),
    askedBy: "stability",
    columns: {
      perturbation: { kind: "text" },
      segment: { kind: "text", nullable: true },
      customers: { kind: "integer", unit: "count" },
      flipped: { kind: "number", unit: "count" },
      share: { kind: "number", unit: "share", nullable: true },
      low: { kind: "number", unit: "share", nullable: true },
      high: { kind: "number", unit: "share", nullable: true },
      only_now: { kind: "integer", unit: "count" },
      only_then: { kind: "integer", unit: "count" },
    },
  },
} as const satisfies Parts;

/** What a run of RFM gives. */
export type RfmResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
