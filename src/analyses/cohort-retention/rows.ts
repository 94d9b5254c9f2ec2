/** The parameters and columns of cohort-retention: the contract of its rows. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import { firstOrderSplits } from "../first-order.ts";

/** What can be measured, in the order of the choices. */
export const measures = [
  "customers",
  "orders",
  "net_amount",
  "cumulative_net_amount",
  "average_order_value",
  "margin",
  "cumulative_margin",
] as const;

/**
 * `period`: what cohorts and k are counted in. `clock`: k by the calendar, as windows of 1, 7, 30, 90, 365 days from each
 * customer's first order, or as the days 1, 3, 7 and 30 of it. `brackets`: typed ranges of days in the place of these,
 * under every clock: k is then the bracket's place in the list, from 1 on, and 0 the day of the first order. `from_day`
 * is in the range, `to_day` is not. `return`: ordered in period k, in k or later, or in any period 1…k (brackets: from
 * day 1 to the bracket's end). `measure`: `margin` is net amount less goods, shipping and tax, of orders of known cost.
 * `show`: the measure as a share (customers: of those at risk; others: of period 0 of the same customers; may exceed
 * 1), or per starting customer. `min_cohort`: smaller cohorts are left out, of the pooled rows too.
 */
export const params = {
  period: { kind: "choice", choices: ["day", "week", "month", "quarter", "year"], default: "month" },
  clock: { kind: "choice", choices: ["calendar", "age", "days"], default: "calendar" },
  return: { kind: "choice", choices: ["in", "on_or_after", "by"], default: "in" },
  measure: { kind: "choice", choices: measures, default: "customers" },
  show: { kind: "choice", choices: ["rate", "value"], default: "rate" },
  split_by: { kind: "choice", choices: ["none", ...firstOrderSplits], default: "none" },
  min_cohort: { kind: "number", min: 0, integer: true, default: 0 },
  brackets: {
    kind: "table",
    fields: {
      from_day: { kind: "number", min: 1, max: 36_500, integer: true, default: 1 },
      to_day: { kind: "number", min: 2, max: 36_501, integer: true, default: 2 },
    },
    minRows: 1,
    maxRows: 24,
    nullable: true,
    default: null,
  },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type CohortParams = ParamsOf<typeof params>;

/**
 * One row per cohort and every k whose period has begun, and per k one pooled row (`cohort` null) over the complete
 * cohorts that hold new customers only. `split` is null without a split, and where the first order has no value; of a
 * product it is the id. `value` is null where nobody is at risk yet, and where there is nothing to divide by: no order of
 * k for `average_order_value`, money of period 0 that is not positive for a rate. `from_day`, `to_day`: the bracket,
 * half-open; null where k is a period.
 */
export const columns = {
  cohort: { kind: "date", nullable: true },
  split: { kind: "text", nullable: true },
  k: { kind: "integer" },
  cohort_customers: { kind: "integer", unit: "count" },
  n: { kind: "integer", unit: "count" },
  customers: { kind: "integer", unit: "count" },
  orders: { kind: "integer", unit: "count" },
  net_amount: { kind: "number", unit: "money" },
  value: { kind: "number", nullable: true },
  low: { kind: "number", nullable: true, unit: "share" },
  high: { kind: "number", nullable: true, unit: "share" },
  complete: { kind: "boolean" },
  left_truncated: { kind: "boolean" },
  from_day: { kind: "integer", nullable: true, unit: "days" },
  to_day: { kind: "integer", nullable: true, unit: "days" },
} as const satisfies ColumnSpecs;

/** The contract's columns, with the cohorts in a pooled row, and the customers and the name of its group. */
export const heatColumns = {
  ...columns,
  cohorts: { kind: "integer", nullable: true, unit: "count" },
  split_customers: { kind: "integer", nullable: true, unit: "count" },
  split_name: { kind: "text", nullable: true },
} as const satisfies ColumnSpecs;

/**
 * One row: cohorts and groups of the whole result, its rows of cohorts known to be new, the first cohort, and under a
 * margin the orders of known customers and those of them whose cost is known.
 */
export const totalsColumns = {
  cohorts: { kind: "integer", unit: "count" },
  splits: { kind: "integer", unit: "count" },
  known_new: { kind: "integer", unit: "count" },
  first_cohort: { kind: "date", nullable: true },
  orders: { kind: "integer", nullable: true, unit: "count" },
  costed_orders: { kind: "integer", nullable: true, unit: "count" },
} as const satisfies ColumnSpecs;

/** A row of the contract. */
export type CohortRow = RowOf<typeof columns>;

/** A row of the chart's part. */
export type HeatRow = RowOf<typeof heatColumns>;

/** The row of the totals. */
export type Totals = RowOf<typeof totalsColumns>;
