/** The filter of the whole notebook: which orders are counted. It never changes who is new. */

/** Columns of `orders` and, as `product` and `category`, of `order_lines` by which orders are chosen. */
export const filterDimensions = [
  "product",
  "category",
  "channel",
  "campaign",
  "country",
  "region",
  "city",
  "coupon",
  "payment_method",
] as const;

/** A dimension to filter by. */
export type FilterDimension = (typeof filterDimensions)[number];

/**
 * What a clause about a dimension keeps. `orders`: the orders that match. The others keep whole customers, with every
 * order of theirs: `first` those whose first order matches, `any` those with at least one that matches, `all` those of
 * whom every order matches. None looks past the notebook's as_of. A guest's order is kept where it matches itself.
 */
export const filterReadings = ["orders", "first", "any", "all"] as const;

/** One reading of a clause. */
export type FilterReading = (typeof filterReadings)[number];

/** Orders from a day to a day, both inclusive; null is open. */
export interface DateClause {
  readonly by: "date";
  readonly from: string | null;
  readonly to: string | null;
}

/** Orders by the values of a dimension; null among the values is an order without one. */
export interface DimensionClause {
  readonly by: "dimension";
  readonly dimension: FilterDimension;
  readonly values: readonly (string | null)[];
  readonly reading: FilterReading;
  /** True keeps what does not match. */
  readonly not: boolean;
}

/** The customers of a list cell, by its name. */
export interface ListClause {
  readonly by: "list";
  readonly list: string;
  /** True keeps everyone else; guests are then kept, too. */
  readonly not: boolean;
}

/** One condition. */
export type FilterClause = DateClause | DimensionClause | ListClause;

/** An order is counted where every clause holds. */
export interface Filter {
  readonly clauses: readonly FilterClause[];
}
