/** The dimensions of a customer's first order that customers are split by, and the SQL that finds and names the groups. */
import firstOrder from "./first-order.sql?raw";
import splitNames from "./split-names.sql?raw";

/** The dimensions that are columns of the order itself. */
export const orderSplits = [
  "channel",
  "campaign",
  "country",
  "region",
  "city",
  "coupon",
  "payment_method",
] as const;

/** All dimensions of the first order; product and category are those of its first line that has one. */
export const firstOrderSplits = [...orderSplits, "product", "category"] as const;

/** A dimension of the first order. */
export type FirstOrderSplit = (typeof firstOrderSplits)[number];

const lineColumns: Partial<Record<FirstOrderSplit, string>> = {
  product: "order_lines.product_id",
  category: "order_lines.category",
};

/** The column of a dimension as the facts name it. */
export const splitColumn = (split: FirstOrderSplit): string => lineColumns[split] ?? split;

/**
 * The SQL with its two comments replaced by common table expressions. `first-order.sql` ends with `first_splits`
 * (customer_key, split: a value of `$split_by`, of a product its id). `split-names.sql` is `split_names` (split, name): the
 * products among the splits of a CTE `largest` by their latest name up to `$as_of`, other dimensions have none.
 */
export const withFirstOrder = (sql: string): string =>
  sql
    .replace("/* first-order.sql */", () => firstOrder.trimEnd())
    .replace("/* split-names.sql */", () => splitNames.trimEnd());
