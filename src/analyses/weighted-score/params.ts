/** The parameters of the weighted score, and the names that its columns take from them. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import type { SqlValue } from "../../sql/query.ts";

/**
 * The measures that orders give, by id, with the columns of `orders` that each needs. `recency_days` days from the last
 * order to `as_of`; `orders` their number; `order_days` days with an order; `net_amount` their sum; `average_order_value`
 * net amount per order, to four decimals; `profit` net amount less shipping, tax (where known) and cost; `items` lines;
 * `discount_share` discounts / gross amount, of the orders that have both; `median_gap_days` between consecutive days with
 * an order; `tenure_days` from the first order to `as_of`. Any other name is a column of the customer files.
 */
export const orderMeasures = {
  recency_days: [],
  orders: [],
  order_days: [],
  net_amount: ["net_amount"],
  average_order_value: ["net_amount"],
  profit: ["net_amount", "cost_amount"],
  items: ["items"],
  discount_share: ["discount_amount", "gross_amount"],
  median_gap_days: [],
  tenure_days: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A measure that the orders give. */
export type OrderMeasure = keyof typeof orderMeasures;

/** True for a measure that the orders give; any other is a column of the customer files. */
export const isOrderMeasure = (measure: string): measure is OrderMeasure =>
  Object.hasOwn(orderMeasures, measure);

/** The most measures of one score. */
export const mostMeasures = 8;

const measure = (name: string, direction: string) => ({ measure: name, direction, weight: 1 });

/**
 * The parameters of the weighted score in the order of their controls.
 *
 * - `measures`: 1 to 8 rows of `measure` (an id of {@link orderMeasures} or the name of a numeric column of the customer
 *   files), `direction` (`higher` or `lower` is better) and `weight` (0 or more; divided by the sum of all). The default is
 *   recency, frequency and money with equal weights.
 * - `normalisation`: `percentile_rank` = the share of the other customers whose value is worse, (rank − 1) / (n − 1) with
 *   equal values at their lowest rank; `min_max` = 0 the worst … 1 the best; `z_score` = (value − mean) / standard deviation
 *   of the sample, positive is better. Over the customers that have the value; where all are equal everyone has 0.
 * - `missing`: a customer without a value for a measure of positive weight has `no_score`, or is scored by
 *   the measures that are known (`other_weights`, divided by their sum).
 * - `tier_cuts`: two shares of the number of scored customers, ascending: A and B end there.
 */
export const params = {
  measures: {
    kind: "table",
    fields: {
      measure: { kind: "text", default: "average_order_value" },
      direction: { kind: "choice", choices: ["higher", "lower"], default: "higher" },
      weight: { kind: "number", min: 0, max: 1_000_000, default: 1 },
    },
    minRows: 1,
    maxRows: mostMeasures,
    default: [measure("recency_days", "lower"), measure("orders", "higher"), measure("net_amount", "higher")],
  },
  normalisation: {
    kind: "choice",
    choices: ["percentile_rank", "min_max", "z_score"],
    default: "percentile_rank",
  },
  missing: { kind: "choice", choices: ["no_score", "other_weights"], default: "no_score" },
  tier_cuts: { kind: "numbers", min: 0, max: 1, ascending: true, default: [0.2, 0.5] },
} as const satisfies ParamSpecs;

/** The checked parameters of the weighted score. */
export type ScoreParams = ParamsOf<typeof params>;

/** The columns of the main query that the measures name, in their order. */
export function measureColumns({ measures }: ScoreParams): {
  readonly normalised: readonly string[];
  readonly values: readonly string[];
} {
  const named = (prefix: string) => measures.map(({ measure: name }) => `${prefix}_${name}`);
  return { normalised: named("normalised"), values: named("value") };
}

/** Further `$name` values of the SQL: the names of its columns, as lists and one by one; unused places have names too. */
export function bind(given: ScoreParams): Readonly<Record<string, SqlValue>> {
  const { normalised, values } = measureColumns(given);
  const places = Array.from({ length: mostMeasures }, (_, index) => index);
  const names = (prefix: string, columns: readonly string[]) =>
    places.map(
      (at) => [`${prefix}_${at + 1}`, { name: columns[at] ?? `unused_${prefix}_${at + 1}` }] as const,
    );
  return {
    normalised_columns: normalised,
    value_columns: values,
    result_columns: ["customer_id", ...normalised, "score", "rank", "tier", "net_amount", ...values],
    ...Object.fromEntries([...names("normalised", normalised), ...names("value", values)]),
  };
}
