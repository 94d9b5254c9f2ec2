/** The parameters of ABC, and the values that its SQL needs besides them. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { SqlValue } from "../../sql/query.ts";

/** Cuts that a list may hold: with one there are tiers A and B, with eight A to I. */
export const mostCuts = 8;

const profit = { param: "by", is: ["profit"] } as const;
const products = { param: "entity", is: ["product"] } as const;

/**
 * The parameters of ABC in the order of their controls.
 *
 * - `entity`: whom or what is ranked. Orders without a channel or country, and lines without a category, are one entity
 *   whose id and name are null. Orders of guests belong to no customer and to every other entity.
 * - `by`: what it is ranked by. `profit` is the net amount less what is known of cost of goods, shipping and tax, less the
 *   three costs below; of products and categories shipping and tax are in no line, so nothing is subtracted for them.
 * - `cumulative_cuts`, `headcount_cuts`: the ends of A, B, …, as shares; the last tier has none. One to eight of them.
 * - `cost_per_order`: money for each order. `service_cost_per_customer`: money for each customer once, spread evenly over
 *   the customer's orders where those belong to several entities. Both are shared among the lines of an order by their
 *   amounts (evenly where no line has one above zero). `incentive_rate`: gifts and points as a share of the net amount.
 * - `period`, `xyz_cuts`: of products, the periods whose quantities vary, and the coefficients of variation up to which a
 *   product is X and Y.
 * - `stability`: also count who changes tier a week earlier and later, with cuts a percentage point lower and higher, and
 *   in a bootstrap.
 */
export const params = {
  entity: {
    kind: "choice",
    choices: ["customer", "product", "category", "channel", "country"],
    default: "customer",
  },
  by: { kind: "choice", choices: ["net_amount", "profit", "quantity", "orders"], default: "net_amount" },
  cut: { kind: "choice", choices: ["cumulative", "headcount"], default: "cumulative" },
  cumulative_cuts: {
    kind: "numbers",
    min: 0,
    max: 1,
    ascending: true,
    default: [0.8, 0.95],
    when: { param: "cut", is: ["cumulative"] },
  },
  headcount_cuts: {
    kind: "numbers",
    min: 0,
    max: 1,
    ascending: true,
    default: [0.2, 0.5],
    when: { param: "cut", is: ["headcount"] },
  },
  cost_per_order: { kind: "number", min: 0, max: 1_000_000, default: 0, when: profit },
  service_cost_per_customer: { kind: "number", min: 0, max: 1_000_000, default: 0, when: profit },
  incentive_rate: { kind: "number", min: 0, max: 1, default: 0, when: profit },
  period: {
    kind: "choice",
    choices: ["day", "week", "month", "quarter", "year"],
    default: "month",
    when: products,
  },
  xyz_cuts: { kind: "numbers", min: 0, max: 100, ascending: true, default: [0.5, 1], when: products },
  stability: { kind: "boolean", default: false },
} as const satisfies ParamSpecs;

/** The checked parameters of ABC. */
export type AbcParams = ParamsOf<typeof params>;

/** The cuts in use: the ends of A, B, …, as shares. */
export function cutsOf(params: AbcParams): readonly number[] {
  return params.cut === "headcount" ? params.headcount_cuts : params.cumulative_cuts;
}

/** The tiers that these parameters make, best first, without `loss`. */
export function tiersOf(params: AbcParams): readonly string[] {
  return Array.from({ length: cutsOf(params).length + 1 }, (_, step) => String.fromCharCode(65 + step));
}

/** True where a cost is typed, so that a profit can be told without the export's costs. */
export function hasTypedCost(params: AbcParams): boolean {
  return params.cost_per_order > 0 || params.service_cost_per_customer > 0 || params.incentive_rate > 0;
}

/** Further `$name` values of the SQL: the cuts in use. */
export function bind(params: AbcParams): Readonly<Record<string, SqlValue>> {
  return { cuts: cutsOf(params) };
}
