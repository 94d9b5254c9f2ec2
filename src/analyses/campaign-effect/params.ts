/** The parameters of campaign-effect: the contract of their names and values. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `campaign`: its name in the contact file; null is the one that was sent last by `as_of`. `window_days`: an order counts
 * from the day of sending on, that day included, for as many days. `control`: assigned is the file's own control group;
 * matched are customers who were never contacted, alike in recency, frequency and money; auto is assigned where the file
 * has one. `cost_per_contact`: major units; null is the file's `unit_cost`. `incentive`: what each contacted customer who
 * orders costs besides, once (a gift, a coupon that the net amount does not show). `margin`: the share of net amount that
 * is left, 0…1; null is measured on the orders with a known cost. `control_share`: the share of the assigned that was meant
 * to be held back, for the check of the sample ratio; null is not checked. `placebo_dates`: how many windows before the
 * campaign are compared in the same way.
 */
export const params = {
  campaign: { kind: "text", nullable: true, default: null },
  window_days: { kind: "number", min: 1, max: 730, integer: true, default: 30 },
  control: { kind: "choice", choices: ["auto", "assigned", "matched"], default: "auto" },
  cost_per_contact: { kind: "number", min: 0, max: 1_000_000, nullable: true, default: null },
  incentive: { kind: "number", min: 0, max: 1_000_000, default: 0 },
  margin: { kind: "number", min: 0, max: 1, nullable: true, default: null },
  control_share: { kind: "number", min: 0.001, max: 0.999, nullable: true, default: null },
  placebo_dates: { kind: "number", min: 0, max: 6, integer: true, default: 2 },
} as const satisfies ParamSpecs;

/** The checked parameters. */
export type EffectParams = ParamsOf<typeof params>;
