/** The parameters of customer-profile. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `list`: a named list of customers, or null for everyone. Of the customers whom the notebook's filter keeps and the list
 * holds, `who` says those who are profiled, against all customers of the shop. `all` everyone of them;
 * `new_customers` whose first order lies within the last `days` days; `one_time_customers`; `repeat_customers` with at
 * least two orders; `best_20_percent` the first ceil(20 %) of them by net amount, ties by customer_id; `lapsed_customers` whose
 * last order is at least `days` days ago. `order_of`: which order tells place, channel, weekday and hour: `usual` the
 * value of most of their orders (of equals the one ordered with latest, then the first by name), their `first`, their
 * `latest`. `dimension`: one dimension alone, null all. `max_values`: values of a dimension without an order of its own
 * that are shown; the rest are one row.
 */
export const params = {
  who: {
    kind: "choice",
    choices: [
      "all",
      "repeat_customers",
      "one_time_customers",
      "new_customers",
      "best_20_percent",
      "lapsed_customers",
    ],
    default: "all",
  },
  list: { kind: "list", nullable: true, default: null },
  days: {
    kind: "number",
    min: 1,
    max: 3650,
    integer: true,
    default: 90,
    when: { param: "who", is: ["new_customers", "lapsed_customers"] },
  },
  order_of: { kind: "choice", choices: ["usual", "first", "latest"], default: "usual" },
  dimension: { kind: "text", nullable: true, default: null },
  max_values: { kind: "number", min: 1, max: 200, integer: true, default: 20 },
} as const satisfies ParamSpecs;

/** The checked parameters of customer-profile. */
export type ProfileParams = ParamsOf<typeof params>;
