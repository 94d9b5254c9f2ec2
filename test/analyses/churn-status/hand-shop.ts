/** Seven customers around the limits of a cycle of 30 days at 30 June 2024, counted by hand in the tests. */
import type { ShopOrder } from "../../support/shop.ts";

const orders = (customer: string, amount: number, channel: string | undefined, ...days: readonly string[]) =>
  days.map((at): ShopOrder => ({ customer, at, amount, ...(channel === undefined ? {} : { channel }) }));

export const handShop: readonly ShopOrder[] = [
  ...orders("ann", 10, "web", "2024-06-20"),
  ...orders("bob", 20, "web", "2024-03-01", "2024-04-01", "2024-05-30"),
  ...orders("cid", 5, "app", "2024-01-05", "2024-05-31"),
  ...orders("dan", 15, "app", "2024-03-10", "2024-06-08"),
  ...orders("eve", 8, undefined, "2024-04-01"),
  ...orders("fay", 12, "web", "2024-03-31"),
  ...orders("gus", 10, "web", "2024-05-01", "2024-06-05"),
];

/** The parameters that the hand counts go by. */
export const typed = { cycle: "typed", cycle_days: 30, dates: 3, horizon_days: 40 } as const;
