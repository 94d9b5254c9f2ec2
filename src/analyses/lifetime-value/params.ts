/** The parameters of lifetime-value. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `model`: of orders and leaving. `unit`: of time in rows and parameters; it rescales and changes no forecast of the same
 * days. `horizon`: units ahead that are forecast, from the end of the calibration. `discount_rate`: a year; an order after
 * t days is worth (1 + rate)^−(t / 365). `holdout_share`: share of the days that the fit does not see; the calibration is
 * the first floor((1 − share) × days) days, both ends counted. With 0 the fit sees all days, and the check is another fit
 * on the first half of them.
 */
export const params = {
  model: { kind: "choice", choices: ["mbg_nbd", "bg_nbd", "pareto_nbd"], default: "mbg_nbd" },
  unit: { kind: "choice", choices: ["week", "day"], default: "week" },
  horizon: { kind: "number", min: 1, max: 3660, integer: true, default: 39 },
  discount_rate: { kind: "number", min: 0, max: 10, default: 0.1 },
  holdout_share: { kind: "number", min: 0, max: 0.9, default: 0 },
} as const satisfies ParamSpecs;

/** The checked parameters of lifetime-value. */
export type ValueParams = ParamsOf<typeof params>;
