/** The parameters of order-ladder. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import { firstOrderSplits } from "../first-order.ts";

/**
 * `mature_days`: only customers whose x-th order is at least so many days old at the last day observed; null or 0 counts
 * everyone at once. `max_orders`: the highest x that has a row; what lies above is in its `customers`. `split_by`: one
 * ladder for each value of the customer's first order of all, whatever a filter leaves out; product (its id) and category
 * are those of its first line that has one.
 */
export const params = {
  mature_days: { kind: "number", min: 0, max: 3650, integer: true, nullable: true, default: 180 },
  max_orders: { kind: "number", min: 1, max: 50, integer: true, default: 10 },
  split_by: { kind: "choice", choices: ["none", ...firstOrderSplits], default: "none" },
} as const satisfies ParamSpecs;

/** The checked parameters of order-ladder. */
export type LadderParams = ParamsOf<typeof params>;

/** The age in days from which an order counts; 0 where every order does. */
export const matureDays = ({ mature_days }: LadderParams): number => mature_days ?? 0;
