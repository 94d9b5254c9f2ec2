/** The parameters of product-matrix: the contract of their names and values. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `level`: rows are products, or categories of the lines. `window_days`: customers have come back when they ordered
 * again within so many days of the first order, counted among those observed that long; null counts whoever has come
 * back so far. `min_customers`: a product that won fewer (observed) is not judged by its repurchase rate.
 *
 * The thresholds, each inclusive; null is the average: `share_threshold` of first orders (null: the mean of all
 * products), `rate_threshold` of repurchase (null: that of all customers won), `earns_threshold` in the unit of
 * `earns_by` (null: mean profit or net amount of a product, or the margin of all lines together).
 *
 * `earns_by`: what tells a product that earns from one that drags. `profit` is the lines' net amount less their cost,
 * `margin` its share of the net amount; a product of which no cost is known is judged by its net amount against the mean.
 */
export const params = {
  level: { kind: "choice", choices: ["product", "category"], default: "product" },
  window_days: { kind: "number", min: 1, max: 36_500, integer: true, nullable: true, default: 90 },
  min_customers: { kind: "number", min: 1, max: 1_000_000, integer: true, default: 10 },
  earns_by: { kind: "choice", choices: ["profit", "margin", "net_amount"], default: "profit" },
  share_threshold: { kind: "number", min: 0, max: 1, nullable: true, default: null },
  rate_threshold: { kind: "number", min: 0, max: 1, nullable: true, default: null },
  earns_threshold: { kind: "number", nullable: true, default: null },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type MatrixParams = ParamsOf<typeof params>;
