/** The parameters of the membership tiers. */
import { addDays } from "../../base/calendar.ts";
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/** The row of customers who hold no tier; no tier of the ladder may be named so. */
export const noTier = "none";

/** Where moves come from of customers who had not ordered by the first date; no tier of the ladder may be named so. */
export const notYet = "new";

const rung = (tier: string, min_net_amount: number, min_orders: number, discount_rate: number) => ({
  tier,
  min_net_amount,
  min_orders,
  within_days: null,
  discount_rate,
});

/**
 * The parameters of the membership tiers in the order of their controls.
 *
 * - `ladder`: 1 to 12 tiers, the highest first. `min_net_amount` (major units) and `min_orders` are thresholds within the
 *   window, `within_days` the most days since the last order, null = not asked; `discount_rate` the benefit, 0…1. The first
 *   tier that holds is the customer's. A tier without thresholds holds for everyone who ordered recently enough.
 * - `rule`: `any` or `all` of a tier's thresholds of spend and orders have to be reached; `within_days` always has to hold.
 * - `window_days`: the days that spend and orders are counted over, `as_of` included; null = all.
 * - `near_share`: near the next tier is whoever would hold it with its thresholds of spend and orders lower by this share.
 * - `moves_from`: the date that moves are told from; null = 90 days before `as_of`.
 */
export const params = {
  ladder: {
    kind: "table",
    fields: {
      tier: { kind: "text", default: "" },
      min_net_amount: { kind: "number", min: 0, max: 1_000_000_000, nullable: true, default: null },
      min_orders: { kind: "number", min: 0, max: 1_000_000, integer: true, nullable: true, default: null },
      within_days: { kind: "number", min: 0, max: 36_500, integer: true, nullable: true, default: null },
      discount_rate: { kind: "number", min: 0, max: 1, default: 0 },
    },
    minRows: 1,
    maxRows: 12,
    firstFits: true,
    default: [rung("Gold", 500, 10, 0.1), rung("Silver", 200, 5, 0.05), rung("Bronze", 100, 3, 0.02)],
  },
  rule: { kind: "choice", choices: ["any", "all"], default: "any" },
  window_days: { kind: "number", min: 1, max: 36_500, integer: true, nullable: true, default: 365 },
  near_share: { kind: "number", min: 0, max: 1, default: 0.1 },
  moves_from: { kind: "date", nullable: true, default: null },
} as const satisfies ParamSpecs;

/** The checked parameters of the membership tiers. */
export type TierParams = ParamsOf<typeof params>;

/** The date that moves are told from, `YYYY-MM-DD`. */
export const movesFrom = ({ moves_from }: TierParams, asOf: string): string =>
  moves_from ?? addDays(asOf, -90);

/** The first day of the window that ends with `day`, or null where all days count. */
export const windowStart = ({ window_days }: TierParams, day: string): string | null =>
  window_days === null ? null : addDays(day, 1 - window_days);
