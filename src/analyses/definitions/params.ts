/** The parameters of definitions: the contract of their names and values. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `figure`: what is computed under each rule, from all orders up to the as-of date. repeat_rate: customers with at least two
 * orders / customers. retention: of the customers of complete cohorts by month, those who order in month `k` after the first.
 * churn_rate: customers whose last order is more than `churn_days` days back / customers. customers, orders, net_amount,
 * average_order_value as the overview has them.
 *
 * `window_days`: the rule `clock` at age counts, for the repeat rate, who ordered again within so many days of the first
 * order, of the customers observed so long. `zone_hours`: by how many hours the rule `time_zone` moves the store's clock, to
 * both sides; 0 leaves it.
 */
export const params = {
  figure: {
    kind: "choice",
    choices: [
      "repeat_rate",
      "retention",
      "churn_rate",
      "customers",
      "orders",
      "net_amount",
      "average_order_value",
    ],
    default: "repeat_rate",
  },
  k: {
    kind: "number",
    min: 1,
    max: 120,
    integer: true,
    default: 1,
    when: { param: "figure", is: ["retention"] },
  },
  churn_days: {
    kind: "number",
    min: 1,
    max: 36_500,
    integer: true,
    default: 180,
    when: { param: "figure", is: ["churn_rate"] },
  },
  window_days: {
    kind: "number",
    min: 1,
    max: 36_500,
    integer: true,
    default: 365,
    when: { param: "figure", is: ["repeat_rate"] },
  },
  zone_hours: {
    kind: "number",
    min: 0,
    max: 14,
    integer: true,
    default: 8,
    when: { param: "figure", is: ["repeat_rate", "retention", "churn_rate"] },
  },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type DefinitionsParams = ParamsOf<typeof params>;
