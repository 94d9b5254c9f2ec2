/** What is known of the loaded orders as a whole: what analyses default to, and what they can answer. */

/** A column of a customer file. */
export interface CustomerAttribute {
  /** Its name in `customer_attributes`. */
  readonly name: string;
  /** True where each of its values is a number. */
  readonly numeric: boolean;
}

/** Facts of the orders that the warehouse holds. Dates are `YYYY-MM-DD` on the store's clock, null with no orders. */
export interface OrderFacts {
  /** Rows of `orders`. */
  readonly orders: number;
  /** Customers with at least one kept order. */
  readonly customers: number;
  readonly first_ordered_on: string | null;
  readonly last_ordered_on: string | null;
  /** The last day that the data cover in full. */
  readonly observed_through: string | null;
  /** The default date to look back from: the last order's day, not later than the day of import. */
  readonly as_of: string | null;
  /** ISO 4217, or null where unknown or mixed. */
  readonly currency: string | null;
  /**
   * Columns of `orders`, `order_lines` (as `order_lines.product_id`), `customers` (`customers.email` and
   * `customers.phone` alone) and of the joined files (as `contacts.sent_at`,
   * `reasons.reason`) that hold at least one value.
   */
  readonly filled: readonly string[];
  /** False when the export masks its buyers. */
  readonly has_customer_key: boolean;
  /** Orders of each seven days from `first_ordered_on` on, for the ruler of dates; absent or empty with no orders. */
  readonly orders_by_week?: readonly number[];
  /** Columns of the customer files, as `customer_attributes` has them; absent or empty where there are none. */
  readonly attributes?: readonly CustomerAttribute[];
  /** The names of the campaigns in `contacts`, the latest first; absent or empty where there are none. */
  readonly campaigns?: readonly string[];
  /** The counting rule for refunds that the orders in place follow; absent: `reduce_original`. */
  readonly refund_policy?: string;
  /** The counting rule for amounts that the orders in place follow; absent: `paid`. */
  readonly amount_rule?: string;
}
