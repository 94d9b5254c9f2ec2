/** The parameters of replenishment. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/** What has been typed of how long products last; care-calendar asks for it, too. */
export const lastsParam = {
  kind: "table",
  fields: {
    product: { kind: "text", default: "" },
    units_per_pack: { kind: "number", min: 0.001, max: 1_000_000, default: 1 },
    units_per_day: { kind: "number", min: 0.001, max: 1_000_000, default: 1 },
  },
  default: [],
} as const;

/**
 * - `lead_max`, `lead_min`: remind from so many days before it runs out to so many; `lead_max` below `lead_min` is refused.
 * - `lasts`: products whose packs are known to last: `product` its id or name (case of a name does not matter), units in
 *   one, and units used a day. A pack of 80 at 4 a day lasts 20 days, two of them 40. The first row for a product is in
 *   force, a row without one means nothing. These products need no gaps.
 * - `cycle_of`: `returning`, the waits of those who buy the product again; `everyone`, of every buyer: then a product has a
 *   cycle only where the share asked for has come back. Both count the waits that are still open (Kaplan–Meier).
 * - `due_share`: it counts as used up after the days within which so many of them, 0…1, have bought again.
 * - `per_unit`: cycles are days per unit bought `where_it_matters` (more of it lasts longer in these orders, beyond
 *   chance), `always`, or `never`: days per purchase.
 * - `min_gaps`: a product with fewer waits that ended has no cycle and no reminder.
 * - `lapsed_after`: who has waited longer than so many times what was bought lasts is lapsed, and is not reminded.
 * - `days_ahead`: the days that the chart and the calendar show, the as-of date among them; above 31 the bars are weeks.
 */
export const params = {
  lead_max: { kind: "number", min: 0, max: 365, integer: true, default: 5 },
  lead_min: { kind: "number", min: 0, max: 365, integer: true, default: 2 },
  lasts: lastsParam,
  cycle_of: { kind: "choice", choices: ["returning", "everyone"], default: "returning" },
  due_share: { kind: "number", min: 0.05, max: 0.95, default: 0.5 },
  per_unit: { kind: "choice", choices: ["where_it_matters", "always", "never"], default: "where_it_matters" },
  min_gaps: { kind: "number", min: 1, max: 100_000, integer: true, default: 10 },
  lapsed_after: { kind: "number", min: 1, max: 100, default: 3 },
  days_ahead: { kind: "number", min: 7, max: 366, integer: true, default: 28 },
} as const satisfies ParamSpecs;

/** The checked parameters of replenishment. */
export type ReplenishmentParams = ParamsOf<typeof params>;

/** Days of one bar of the chart. */
export const barDays = ({ days_ahead }: Pick<ReplenishmentParams, "days_ahead">): number =>
  days_ahead <= 31 ? 1 : 7;
