/** The results of repurchase: the columns of its rows and of its parts. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { Result } from "../analysis.ts";
import kaplanMeier from "../kaplan-meier.sql?raw";
import curveSql from "./curve.sql?raw";
import customerPeriods from "./customer-periods.sql?raw";
import firstReturns from "./first-returns.sql?raw";
import medianSql from "./median.sql?raw";
import pooledSql from "./pooled.sql?raw";
import query from "./query.sql?raw";
import windowsSql from "./windows.sql?raw";

/** The CTEs up to the periods of each customer. */
export const movesSql = customerPeriods.trimEnd();

/** CTEs, without `with`, up to the days of each customer from the first order to the next. */
export const returnsSql = firstReturns.trimEnd();

/** The main query. */
export const sql = `${movesSql},\n\n${query}`;

const curve = `with
${returnsSql},

spells as (
    select 1 as split, days, ended
    from first_returns
),

${kaplanMeier.trimEnd()}`;

/**
 * One row per step and period t that has begun by `as_of`, by step and period. `n`: customers of the base: with an order in
 * t (step 0), or in any of the `step` periods before it. `customers`: those of them with at least two orders in t, or one.
 * `rate`, `low` and `high` are null until t is over, and without customers. `left_truncated`: the base reaches back before
 * the orders do or, for `new` and `returning`, into their first 90 days, in which nobody is known to be new.
 */
export const columns = {
  period_start: { kind: "date" },
  step: { kind: "integer" },
  n: { kind: "integer", unit: "count" },
  customers: { kind: "integer", unit: "count" },
  rate: { kind: "number", nullable: true, unit: "share" },
  low: { kind: "number", nullable: true, unit: "share" },
  high: { kind: "number", nullable: true, unit: "share" },
  complete: { kind: "boolean" },
  left_truncated: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * `pooled`: each step over its complete periods that are not left-truncated, weighted by customers; no interval, since a
 * customer may count in several. `windows`: of those watched for `days` since the first order (`n`), who had ordered again
 * (`customers`), also on the same day; `complete` when everyone was watched that long; `km_…` is the curve on that day,
 * `at_risk` who is still watched and had not come back before it, `returned` everyone seen to come back by then. `curve`:
 * Kaplan–Meier of the days to the next order, as survival has it, but from order to order. `median`: one row.
 */
export const parts = {
  pooled: {
    sql: pooledSql,
    columns: {
      step: { kind: "integer" },
      periods: { kind: "integer", unit: "count" },
      n: { kind: "integer", unit: "count" },
      customers: { kind: "integer", unit: "count" },
      rate: { kind: "number", unit: "share" },
    },
  },
  windows: {
    sql: `${curve},\n\n${windowsSql}`,
    columns: {
      days: { kind: "integer", unit: "days" },
      n: { kind: "integer", unit: "count" },
      customers: { kind: "integer", unit: "count" },
      rate: { kind: "number", nullable: true, unit: "share" },
      low: { kind: "number", nullable: true, unit: "share" },
      high: { kind: "number", nullable: true, unit: "share" },
      complete: { kind: "boolean" },
      at_risk: { kind: "integer", unit: "count" },
      returned: { kind: "integer", unit: "count" },
      km_rate: { kind: "number", nullable: true, unit: "share" },
      km_low: { kind: "number", nullable: true, unit: "share" },
      km_high: { kind: "number", nullable: true, unit: "share" },
    },
  },
  curve: {
    sql: `${curve}\n\n${curveSql}`,
    columns: {
      days: { kind: "integer", unit: "days" },
      n: { kind: "integer", unit: "count" },
      events: { kind: "integer", unit: "count" },
      censored: { kind: "integer", unit: "count" },
      survival: { kind: "number", unit: "share" },
      std_error: { kind: "number", nullable: true },
      low: { kind: "number", nullable: true, unit: "share" },
      high: { kind: "number", nullable: true, unit: "share" },
    },
  },
  median: {
    sql: `${curve}\n\n${medianSql}`,
    columns: {
      days: { kind: "integer", nullable: true, unit: "days" },
      low: { kind: "integer", nullable: true, unit: "days" },
      high: { kind: "integer", nullable: true, unit: "days" },
      customers: { kind: "integer", unit: "count" },
      events: { kind: "integer", unit: "count" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run of repurchase gives. */
export type RepurchaseResult = Result<typeof columns, typeof parts>;

/** One row of the contract. */
export type RepurchaseRow = RowOf<typeof columns>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
