/** The results of customer-profile: the columns of its rows. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";

/**
 * One row per dimension and value. Dimensions in this order, those of which nothing is known left out: `price_band`
 * (fifths of the average order value of all customers, 1 the lowest; cuts are type 7 quantiles, a value on a cut is in
 * the lower band), `usual_gap` (median days between days with an order), `weekday`, `hour`, `favourite_category` (in most
 * orders), `channel`, `country`, `region`, `city`, `campaign`, `coupon`, `payment_method`, `age`, then `customer.<column>`
 * of the customer files by name: numbers of more than 10 values in fifths, dates by year, all else by value; a text column
 * that has a value of its own for more than every second customer, and more than `max_values`, is left out.
 *
 * `kind` is `value`, `fifth` (`value` 1 to 5), `others` (the values beyond `max_values` together, `value` null) or `unknown` (no value is known,
 * `value` null); so the customers of a dimension add up to `n`. Values with an order of their own stand in it, others by
 * `customers_all` falling, then by name; `others`, then `unknown` at the end. `share` = `customers` / `n` of the profiled,
 * with `low`, `high`; null where nobody is profiled. `share_all` = `customers_all` / `n_all` of all customers with an order
 * up to the as-of date, whatever is filtered, the profiled among them. `net_amount` is what the profiled brought, as far as
 * the filter counts. `z` is the score statistic of the profiled against the others (pooled), null where everyone is
 * profiled or nobody. `band_from`, `band_to` are the smallest and largest amount of a fifth among all customers.
 */
export const columns = {
  dimension: { kind: "text" },
  value: { kind: "text", nullable: true },
  customers: { kind: "integer", unit: "count" },
  share: { kind: "number", unit: "share", nullable: true },
  share_all: { kind: "number", unit: "share" },
  low: { kind: "number", unit: "share", nullable: true },
  high: { kind: "number", unit: "share", nullable: true },
  net_amount: { kind: "number", unit: "money" },
  n: { kind: "integer", unit: "count" },
  customers_all: { kind: "integer", unit: "count" },
  n_all: { kind: "integer", unit: "count" },
  kind: { kind: "text" },
  z: { kind: "number", nullable: true },
  band_from: { kind: "number", nullable: true },
  band_to: { kind: "number", nullable: true },
} as const satisfies ColumnSpecs;

/** What a run of customer-profile gives. */
export type ProfileResult = Result<typeof columns, Record<never, never>>;

/** One row. */
export type ProfileRow = RowOf<typeof columns>;
