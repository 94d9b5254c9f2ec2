/** What SQL cannot compute for an analysis, such as a likelihood: which module computes it, loaded when it is asked for. */
import type { FitFunction } from "./fit.ts";

/** The computations by the id of their analysis; each is a module of its own, so that a page loads those that it asks for. */
const fits: Readonly<Record<string, () => Promise<{ readonly fit: FitFunction }>>> = {
  "lifetime-value": () => import("./lifetime-value/fit.ts"),
  "churn-backtest": () => import("./churn-backtest/fit.ts"),
  "campaign-effect": () => import("./campaign-effect/fit.ts"),
};

/** Computes the fit of an analysis in place. @throws what the computation throws; Error for an analysis without one */
export async function computeFit(
  id: string,
  ...given: Parameters<FitFunction>
): Promise<ReturnType<FitFunction>> {
  const load = Object.hasOwn(fits, id) ? fits[id] : undefined;
  if (!load) throw new Error(`unknown fit: ${id}`);
  return (await load()).fit(...given);
}
