/** The hand-counted shop of campaign-plan's tests, and a plan of it. */
import { campaignPlan } from "../../../src/analyses/campaign-plan/analysis.ts";
import type { PlanParams } from "../../../src/analyses/campaign-plan/params.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt } from "../../support/analyse.ts";
import type { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";

/** An order of a customer. */
export const order = (
  customer: string | null,
  at: string,
  amount: number,
  more: Partial<ShopOrder> = {},
): ShopOrder => ({ customer, at, amount, ...more });

/**
 * The last 10 days that are over are 22 to 31 March: of a, b, c and d, who had ordered before, a and b order; e is new in
 * them. The 10 days before: of a and d nobody; b and c begin. f begins after the date, and a guest is in no figure.
 */
export const shop: readonly ShopOrder[] = [
  order("a", "2025-01-05", 30),
  order("a", "2025-03-22", 50),
  order("a", "2025-03-31 23:00:00", 40),
  order("b", "2025-03-21", 20),
  order("b", "2025-03-25", 60),
  order("c", "2025-03-12", 40),
  order("d", "2025-02-01", 40),
  order("e", "2025-03-30", 40),
  order("f", "2025-04-02", 500),
  order(null, "2025-03-26", 1000),
];

/** 31 March, observed in full. */
export const march = contextAt("2025-03-31");

/** An SMS at 0.50, and a dearer channel of its own name; a margin of one half, 2 off for whoever orders. */
export const given = {
  channels: [
    { channel: "sms", unit_cost: 0.5 },
    { channel: "other", name: "Pigeon", unit_cost: 15 },
  ],
  window_days: 10,
  margin: 0.5,
  incentive: 2,
  control_share: 0.4,
  response_rate: 0.1,
};

/** The checked parameters of {@link given} with others. */
export const paramsOf = (more: object = {}): PlanParams =>
  parseParams(campaignPlan.params, { ...given, ...more });

/** The plan of {@link shop}. */
export async function planOf(
  duckdb: NativeDuckDb,
  more: object = {},
  context = march,
  extra: ShopMore = {},
  orders: readonly ShopOrder[] = shop,
) {
  await duckdb.build(orders, extra);
  return duckdb.analyse(campaignPlan, { ...given, ...more }, context);
}
