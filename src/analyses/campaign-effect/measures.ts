/** The names of campaign-effect's rows, without their statements: what the worker of fits may load. */

/** The measures in the order of the rows. */
export const measureIds = [
  "conversion",
  "return_rate",
  "repurchase_rate",
  "orders_per_customer",
  "net_amount_per_customer",
  "average_order_value",
] as const;

/** A measure's id. */
export type Measure = (typeof measureIds)[number];
