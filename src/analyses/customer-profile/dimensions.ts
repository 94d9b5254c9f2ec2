/** The dimensions of customer-profile: their ids, and the columns without which each is empty. */
import type { OrderFacts } from "../../orders/facts.ts";

/** What stands before the name of a column of the customer files in the id of its dimension. */
export const attributePrefix = "customer.";

/** The dimensions that orders give, in their order, each with the column of `OrderFacts.filled` that it needs. */
const ofOrders = [
  ["price_band", "net_amount"],
  ["usual_gap", "ordered_at"],
  ["weekday", "ordered_at"],
  ["hour", "ordered_at"],
  ["favourite_category", "order_lines.category"],
  ["channel", "channel"],
  ["country", "country"],
  ["region", "region"],
  ["city", "city"],
  ["campaign", "campaign"],
  ["coupon", "coupon"],
  ["payment_method", "payment_method"],
  ["age", null],
] as const;

/** A dimension that every shop may have. */
export type OwnDimension = (typeof ofOrders)[number][0];

/** The ids of the dimensions that these orders can have; `age` where the customer files are there. */
export function dimensionsOf(facts: OrderFacts): readonly string[] {
  const attributes = facts.attributes ?? [];
  const own = ofOrders.filter(([, column]) =>
    column === null ? attributes.length > 0 : facts.filled.includes(column),
  );
  return [...own.map(([id]) => id), ...attributes.map(({ name }) => `${attributePrefix}${name}`)];
}

/** True for the id of a dimension that an analysis can be asked for. */
export function isDimension(id: string): boolean {
  return ofOrders.some(([own]) => own === id) || id.startsWith(attributePrefix);
}

/** Dimensions whose values have an order of their own and are all shown. */
export const orderedDimensions: ReadonlySet<string> = new Set([
  "price_band",
  "usual_gap",
  "weekday",
  "hour",
  "age",
]);
