/** The parameters of explain-difference: the contract of their names and values. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { SqlValue } from "../../sql/query.ts";

/** What customers are told apart by, in the order of the rows. */
export const dimensions = [
  "channel",
  "campaign",
  "country",
  "region",
  "city",
  "coupon",
  "payment_method",
  "first_category",
  "first_product",
  "customer_kind",
] as const;

/** A dimension's id. */
export type Dimension = (typeof dimensions)[number];

const retention = { param: "what", is: ["retention"] } as const;
const range = { param: "what", is: ["range"] } as const;

/**
 * Side 0 is what side 1 is compared with.
 *
 * `what`: retention compares two cohorts at period `k` (as cohort-retention counts it by `clock` and `return`), range two
 * ranges of days by `measure`. `period`: of cohorts and k; of a range without typed days, the last full one and the one
 * before. `cohort_0`, `cohort_1`: any day of the cohort; null is the last two cohorts that are complete at k and hold new
 * customers only (with one typed, the last one besides it, or before it). `from_…`, `to_…`: both inclusive and typed in
 * pairs; without the first pair, as many days right before the second.
 *
 * `measure`: repeat_rate (two orders or more in the range, of customers with one), orders_per_customer,
 * net_amount_per_customer, margin_per_customer (net amount less shipping, tax and cost, of orders with a known cost),
 * average_order_value (guests in).
 *
 * `dimension`: customers are told apart by their first order of all (category and product by its first line), orders
 * (average_order_value) by themselves; customer_kind, in ranges, is new (first order of all in the range) or returning.
 * `min_group`: groups with fewer, both sides together, are pooled.
 */
export const params = {
  what: { kind: "choice", choices: ["retention", "range"], default: "retention" },
  measure: {
    kind: "choice",
    choices: [
      "repeat_rate",
      "average_order_value",
      "net_amount_per_customer",
      "orders_per_customer",
      "margin_per_customer",
    ],
    default: "repeat_rate",
    when: range,
  },
  period: { kind: "choice", choices: ["day", "week", "month", "quarter", "year"], default: "month" },
  cohort_0: { kind: "date", nullable: true, default: null, when: retention },
  cohort_1: { kind: "date", nullable: true, default: null, when: retention },
  k: { kind: "number", min: 1, max: 1000, integer: true, default: 1, when: retention },
  clock: { kind: "choice", choices: ["calendar", "age"], default: "calendar", when: retention },
  return: { kind: "choice", choices: ["in", "on_or_after", "by"], default: "in", when: retention },
  from_0: { kind: "date", nullable: true, default: null, when: range },
  to_0: { kind: "date", nullable: true, default: null, when: range },
  from_1: { kind: "date", nullable: true, default: null, when: range },
  to_1: { kind: "date", nullable: true, default: null, when: range },
  dimension: { kind: "choice", choices: ["all", ...dimensions], default: "all" },
  min_group: { kind: "number", min: 0, max: 1_000_000, integer: true, default: 10 },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type DifferenceParams = ParamsOf<typeof params>;

/** Further `$name` values of the SQL: the order of the dimensions. */
export const bind = (): Readonly<Record<string, SqlValue>> => ({ dimensions });

/** True where the figure is a share of customers. */
export const isShare = ({ what, measure }: DifferenceParams): boolean =>
  what === "retention" || measure === "repeat_rate";
