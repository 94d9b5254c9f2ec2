/** The parameters of repurchase. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `period`: what is counted in. `step`, for headline and chart: 0 within the period (two orders or more), 1 of the period
 * before, 2 of the two before, up to 12; the rows hold every step up to it, and always 0, 1 and 2. `customers_from`: all of
 * them, those whose first order is in the base periods (for step 0 in the period itself), or before them. `windows`: whole
 * days since the first order.
 */
export const params = {
  period: { kind: "choice", choices: ["day", "week", "month", "quarter", "year"], default: "month" },
  step: { kind: "number", min: 0, max: 12, integer: true, default: 1 },
  customers_from: { kind: "choice", choices: ["all", "new", "returning"], default: "all" },
  windows: {
    kind: "numbers",
    min: 1,
    max: 36_500,
    ascending: true,
    default: [30, 60, 90, 180, 365],
  },
} as const satisfies ParamSpecs;

/** The checked parameters of repurchase. */
export type RepurchaseParams = ParamsOf<typeof params>;
