/** A campaign small enough to count by hand, and how it is asked of. */
import { campaignEffect } from "../../../src/analyses/campaign-effect/analysis.ts";
import type { EffectResult } from "../../../src/analyses/campaign-effect/result.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import type { Context } from "../../../src/sql/query.ts";
import { analyse, contextAt, dropShop } from "../../support/analyse.ts";
import { buildShop, type ShopContact, type ShopMore, type ShopOrder } from "../../support/shop.ts";

export const order = (
  customer: string | null,
  at: string,
  amount: number,
  more: Partial<ShopOrder> = {},
): ShopOrder => ({ customer, at, amount, ...more });

/** Five were contacted on 10 March 2025 (x has no order at all), three held back; the window of 10 days ends on the 19th. */
export const spring: readonly ShopOrder[] = [
  order("a", "2025-02-01", 20),
  order("a", "2025-03-10 08:00:00", 30),
  order("a", "2025-03-19 23:59:59", 10),
  order("b", "2025-02-05", 50),
  order("b", "2025-03-20", 99),
  order("c", "2025-03-12", 40),
  order("d", "2025-01-10", 10),
  order("e", "2025-02-10", 20),
  order("e", "2025-03-15", 25),
  order("f", "2025-02-11", 30),
  order("g", "2025-03-01", 5),
  order(null, "2025-03-12", 1000),
];

export const contact = (
  customer: string,
  at: string,
  group: "treated" | "control" = "treated",
  more: Partial<ShopContact> = {},
): ShopContact => ({ customer, at, group, campaign: "spring", ...more });

export const springContacts: readonly ShopContact[] = [
  ...["a", "b", "c", "d", "x"].map((id) => contact(id, "2025-03-10 12:00:00", "treated", { cost: 0.5 })),
  ...["e", "f", "g"].map((id) => contact(id, "2025-03-10", "control")),
];

/** The effect on these orders, asked as a cell does. */
export async function effectOf(
  engine: Engine,
  given: object = {},
  orders: readonly ShopOrder[] = spring,
  more: ShopMore = { contacts: springContacts },
  context: Context = contextAt("2025-04-01"),
): Promise<EffectResult> {
  await dropShop(engine);
  await buildShop(engine, orders, more);
  return analyse(engine, campaignEffect, { window_days: 10, ...given }, context);
}
