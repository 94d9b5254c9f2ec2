/** The SQL of what most orders of a customer say: one table of the same form for each dimension. */
import template from "./usual.sql?raw";

const weekday = `[
                    'monday', 'tuesday', 'wednesday', 'thursday', 'friday',
                    'saturday', 'sunday'
                ][isodow(ordered_at)]`;
const hour = "lpad(cast(hour(ordered_at) as varchar), 2, '0')";

/** The orders that say something of a dimension: of `asked_order`, by an expression that may be null. */
const ofOrders = (dimension: string, value: string, where = `${dimension} is not null`) => `select
                customer_key,
                ordered_at,
                ${value} as value
            from asked_order
            where
                ${where}
                and coalesce($dimension, '${dimension}') = '${dimension}'`;

/** Each category in an order, once; of all orders, whichever are asked for. */
const ofCategories = `select distinct on (order_id, source_id, customer_key, category)
                customer_key,
                ordered_at,
                category as value
            from main.order_lines
            where
                customer_key is not null
                and category is not null
                and ordered_at < $as_of + interval 1 day
                and coalesce($dimension, 'favourite_category')
                = 'favourite_category'`;

const said: readonly (readonly [string, string])[] = [
  ["weekday", ofOrders("weekday", weekday, "true")],
  ["hour", ofOrders("hour", hour, "(select has_hours from clock)")],
  ...["channel", "country", "region", "city", "campaign", "coupon", "payment_method"].map(
    (column) => [column, ofOrders(column, column)] as const,
  ),
  ["favourite_category", ofCategories],
];

/**
 * `select customer_key, dimension, value`, at most one row per customer and dimension. Each dimension is brought down to
 * its customers before the next is read: all at once would not fit the engine's memory with millions of orders.
 */
export const usualSql: string = said
  .map(([dimension, orders]) =>
    template
      .trimEnd()
      .replaceAll("{dimension}", dimension)
      .replace("{said}", () => orders),
  )
  .join("\n    union all\n    ");
