/** The parameters and columns of overview: the contract of its rows. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/** How many full periods a range holds, where it is made of such. */
export const fullPeriods = { last_1: 1, last_3: 3, last_6: 6, last_12: 12 } as const;

/**
 * `range`: the last full periods (never more than the orders reach back), the whole time up to the as-of date, or
 * `from`–`to`, both inclusive, null being the first order's day and the as-of date. `period`: what full periods and
 * the series are counted in.
 */
export const params = {
  range: {
    kind: "choice",
    choices: ["last_1", "last_3", "last_6", "last_12", "all", "custom"],
    default: "last_6",
  },
  period: { kind: "choice", choices: ["day", "week", "month", "quarter", "year"], default: "month" },
  from: { kind: "date", nullable: true, default: null, when: { param: "range", is: ["custom"] } },
  to: { kind: "date", nullable: true, default: null, when: { param: "range", is: ["custom"] } },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type OverviewParams = ParamsOf<typeof params>;

/**
 * One row per span, in this order: `range`, then `before` (as long, right before it; absent where the orders do not
 * reach back that far or the range is the whole time), then each `period` from the first order on, by date.
 *
 * `starts_on`, `ends_on`: both inclusive. `net_amount` under `at_refund_date`: less the refunds of the span's days. `customers`: known customers with an order; `new_customers` have their first
 * order of all in the span, `returning_customers` before it. `average_order_value`: net amount per order, guests in.
 * `orders_per_customer`: orders of known customers only. `repeat_customers`: with two orders or more in the span;
 * `repeat_rate`, `n`, `low`, `high`: their share of `customers` with its 95 % Wilson interval.
 * `median_days_to_second`: the Kaplan–Meier median of the days to the second purchase day of the `began` customers
 * whose first order is in the span, observed to the as-of date; null where fewer than half are known to have
 * `returned`. `complete`: the span had ended when observation did; the ratios of a period that is not
 * are null. `left_truncated`: the span begins within 90 days of
 * the first order of the data, so new customers may not be new.
 */
export const columns = {
  span: { kind: "text" },
  starts_on: { kind: "date" },
  ends_on: { kind: "date" },
  net_amount: { kind: "number", unit: "money" },
  orders: { kind: "integer", unit: "count" },
  customers: { kind: "integer", unit: "count" },
  new_customers: { kind: "integer", unit: "count" },
  returning_customers: { kind: "integer", unit: "count" },
  average_order_value: { kind: "number", nullable: true, unit: "money" },
  orders_per_customer: { kind: "number", nullable: true },
  repeat_customers: { kind: "integer", unit: "count" },
  repeat_rate: { kind: "number", nullable: true, unit: "share" },
  n: { kind: "integer", unit: "count" },
  low: { kind: "number", nullable: true, unit: "share" },
  high: { kind: "number", nullable: true, unit: "share" },
  median_days_to_second: { kind: "integer", nullable: true, unit: "days" },
  began: { kind: "integer", unit: "count" },
  returned: { kind: "integer", unit: "count" },
  complete: { kind: "boolean" },
  left_truncated: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/** One row. */
export type OverviewRow = RowOf<typeof columns>;
