/** The parameters of cross-sell: the contract of their names and values. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `level`: products, or categories of the lines. `within`: what counts as bought together. order: both in one order, guests'
 * too. days: the second in the order or in another of the same customer no later than `days` calendar days after it; only
 * orders of known customers that are observed that long count.
 *
 * A pair has a row from `min_orders` orders with both on, and from `min_support` of all orders (the higher of the two).
 * `max_basket`: an order with more different products (within the days) is no basket, it is left out and counted.
 *
 * `sort`: what the rows are ranked by. `audience`: whom to offer to, a list of customers or null for all known ones; it
 * changes who is offered something, never what goes with what.
 */
export const params = {
  level: { kind: "choice", choices: ["product", "category"], default: "product" },
  within: { kind: "choice", choices: ["order", "days"], default: "order" },
  days: {
    kind: "number",
    min: 1,
    max: 3650,
    integer: true,
    default: 30,
    when: { param: "within", is: ["days"] },
  },
  sort: { kind: "choice", choices: ["lift", "confidence", "orders_both"], default: "lift" },
  audience: { kind: "list", nullable: true, default: null },
  min_orders: { kind: "number", min: 1, max: 1_000_000, integer: true, default: 5 },
  min_support: { kind: "number", min: 0, max: 1, default: 0 },
  max_basket: { kind: "number", min: 2, max: 1000, integer: true, default: 100 },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type CrossParams = ParamsOf<typeof params>;
