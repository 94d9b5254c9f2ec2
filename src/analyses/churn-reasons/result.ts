/** The results of churn-reasons: the columns of its rows and of its parts. */
import type { Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import frameSql from "./frame.sql?raw";
import precursorsSql from "./precursors.sql?raw";
import { withShared } from "./shared-sql.ts";

/**
 * The churned customers of each group and their reasons. `dimension`: `all` (value null), `orders` (`1`, `2`, `3+`),
 * `segment` (of rfm), `tier` (of abc), in this order; a group without a churned customer has no row. Of each group a row
 * of kind `any`: `n` churned customers, of whom `customers` gave a reason, which is the coverage; then, where somebody
 * did, a row for each reason (`kind` `reason`, a category's id or the reason as it is), by customers of the whole shop,
 * the most first, also where nobody in the group gave it; and one (`others`) for all further ones together: `n` customers
 * who gave any, of whom `customers` gave this. Under `every` shares of one group can add up to more than 1. Where churn
 * cannot have been observed there is one row, `all`, `any`, with `n` 0 and `complete` false.
 * `article_share` is what a seed article claims of all churned customers, null where it claims nothing.
 */
export const columns = {
  dimension: { kind: "text" },
  value: { kind: "text", nullable: true },
  kind: { kind: "text" },
  reason: { kind: "text", nullable: true },
  n: { kind: "integer", unit: "count" },
  customers: { kind: "integer", unit: "count" },
  share: { kind: "number", unit: "share", nullable: true },
  low: { kind: "number", unit: "share", nullable: true },
  high: { kind: "number", unit: "share", nullable: true },
  complete: { kind: "boolean" },
  article_share: { kind: "number", unit: "share", nullable: true },
} as const satisfies ColumnSpecs;

/**
 * `precursors`: what was known of customers on `last_day`, the last day on which a last order is long enough ago to have
 * left by now, of those who had not left by then. One row per factor and value of at least `min_group` customers with at
 * least as many others: `n` with it, of whom `customers` left (ordered no more), their share `rate` with its interval;
 * the others whose factor is known; the ratio of the two shares with Katz's interval (null where nobody left on a side);
 * `p_value` of the pooled test of two proportions (null where all left or nobody did) and `q_value` of Benjamini and
 * Hochberg over all rows. Factors, in order: late_delivery, refund (of the last order), first_discount, first_product,
 * city (of the first order), handling_time (`to_1`, `to_3`, `to_7`, `over_7` days, `open`), severity, satisfaction (whole
 * numbers) of the latest feedback. Within a factor by q, p, n, value. `name` is a product's.
 * `frame`: one row: the day looked from, the cycle and the days of patience (null: no cycle), `last_day` (null: not
 * observed), customers and how many of them have churned; `at_risk` on last_day, of whom `has_left`; `groups` that there
 * were before small ones were left out.
 */
export const parts = {
  precursors: {
    sql: withShared(precursorsSql),
    readsResult: false,
    columns: {
      factor: { kind: "text" },
      value: { kind: "text" },
      name: { kind: "text", nullable: true },
      n: { kind: "integer", unit: "count" },
      customers: { kind: "integer", unit: "count" },
      rate: { kind: "number", unit: "share" },
      low: { kind: "number", unit: "share" },
      high: { kind: "number", unit: "share" },
      n_others: { kind: "integer", unit: "count" },
      customers_others: { kind: "integer", unit: "count" },
      rate_others: { kind: "number", unit: "share", nullable: true },
      risk_ratio: { kind: "number", nullable: true },
      ratio_low: { kind: "number", nullable: true },
      ratio_high: { kind: "number", nullable: true },
      p_value: { kind: "number", nullable: true },
      q_value: { kind: "number", nullable: true },
    },
  },
  frame: {
    sql: withShared(frameSql),
    readsResult: false,
    columns: {
      day: { kind: "date" },
      cycle_days: { kind: "number", unit: "days", nullable: true },
      patience_days: { kind: "integer", unit: "days", nullable: true },
      last_day: { kind: "date", nullable: true },
      customers: { kind: "integer", unit: "count" },
      churned: { kind: "integer", unit: "count", nullable: true },
      at_risk: { kind: "integer", unit: "count" },
      has_left: { kind: "integer", unit: "count" },
      groups: { kind: "integer", unit: "count" },
      complete: { kind: "boolean" },
    },
  },
} as const satisfies Parts;

/** What a run of churn-reasons gives. */
export type ReasonsResult = Result<typeof columns, typeof parts>;

/** One row of the main query. */
export type ReasonRow = RowOf<typeof columns>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
