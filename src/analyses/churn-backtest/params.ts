/** The parameters of churn-backtest. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import { params as status } from "../churn-status/params.ts";

/**
 * `multiples`: cycles without an order after which a customer is flagged, each tried. `horizon_days`: who orders within so
 * many days after the date has returned. `dates`, `every_days`: how many past dates and how far apart; the last is the last day
 * observed less the horizon. `cost_false_alarm`: of flagging a customer who orders anyway, `cost_missed`: of not flagging
 * one who does not, each per customer and date. `cycle`: computed from what was known on each date, or typed. `model`: of
 * orders and leaving, fitted on each date to what was known then, whose P(alive) stands beside the rule; none: no fit.
 */
export const params = {
  horizon_days: { kind: "number", min: 1, max: 3650, integer: true, default: 180 },
  cost_false_alarm: { kind: "number", min: 0, max: 1_000_000, default: 1 },
  cost_missed: { kind: "number", min: 0, max: 1_000_000, default: 1 },
  multiples: {
    kind: "numbers",
    min: 0.1,
    max: 50,
    ascending: true,
    default: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6],
  },
  dates: { kind: "number", min: 2, max: 36, integer: true, default: 12 },
  every_days: { kind: "number", min: 1, max: 365, integer: true, default: 30 },
  cycle: status.cycle,
  cycle_days: status.cycle_days,
  model: { kind: "choice", choices: ["mbg_nbd", "pareto_nbd", "none"], default: "mbg_nbd" },
} as const satisfies ParamSpecs;

/** The checked parameters of churn-backtest. */
export type BacktestParams = ParamsOf<typeof params>;
