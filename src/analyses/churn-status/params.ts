/** The parameters of churn-status. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { SqlValue } from "../../sql/query.ts";
import { orderSplits } from "../first-order.ts";
import { cycleValues } from "../store-cycle.ts";

/**
 * `cycle`: the purchase cycle as purchase-cycle gives it for the store (three quarters of gaps, each customer's weighing 1
 * together, at least 10 gaps), or `cycle_days` as typed. `short`, `long`: after how many cycles without an order a customer
 * is short-term, long-term churned; `short` also is how long new and reactivated last. `at_risk_from`: at risk is who has
 * waited longer than this part of `short` cycles, and no longer than them. `period`, `dates`: the series ends at as_of and has
 * as many dates, the others the last days of periods. `horizon_days`: how long ago the rule is measured. `split_by`: a
 * dimension of the first order. `rows`: the rows by status, or one row per customer.
 */
export const params = {
  cycle: { kind: "choice", choices: ["computed", "typed"], default: "computed" },
  cycle_days: {
    kind: "number",
    min: 1,
    max: 3650,
    default: 60,
    when: { param: "cycle", is: ["typed"] },
  },
  short: { kind: "number", min: 0.1, max: 20, default: 1 },
  long: { kind: "number", min: 0.1, max: 50, default: 3 },
  at_risk_from: { kind: "number", min: 0, max: 1, default: 0.8 },
  period: { kind: "choice", choices: ["month", "quarter", "year", "week", "day"], default: "month" },
  dates: { kind: "number", min: 2, max: 60, integer: true, default: 13 },
  horizon_days: { kind: "number", min: 1, max: 3650, integer: true, default: 180 },
  split_by: { kind: "choice", choices: ["none", ...orderSplits], default: "none" },
  rows: { kind: "choice", choices: ["statuses", "customers"], default: "statuses" },
} as const satisfies ParamSpecs;

/** The checked parameters of churn-status. */
export type ChurnParams = ParamsOf<typeof params>;

export { cycleValues };

/** The values that the SQL names besides the parameters. */
export const bind = ({ rows }: ChurnParams): Readonly<Record<string, SqlValue>> => ({
  ...cycleValues,
  rows_table: { name: rows === "customers" ? "customer_rows" : "status_rows" },
});
