/** The parameters of ABC. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/** The parameters of ABC in the order of their controls. Each list of cuts holds two shares: the ends of A and of B. */
export const params = {
  entity: { kind: "choice", choices: ["customer", "product"], default: "customer" },
  by: { kind: "choice", choices: ["net_amount", "quantity", "orders"], default: "net_amount" },
  cut: { kind: "choice", choices: ["cumulative", "headcount"], default: "cumulative" },
  cumulative_cuts: {
    kind: "numbers",
    min: 0,
    max: 1,
    ascending: true,
    default: [0.8, 0.95],
    when: { param: "cut", is: ["cumulative"] },
  },
  headcount_cuts: {
    kind: "numbers",
    min: 0,
    max: 1,
    ascending: true,
    default: [0.2, 0.5],
    when: { param: "cut", is: ["headcount"] },
  },
} as const satisfies ParamSpecs;

/** The checked parameters of ABC. */
export type AbcParams = ParamsOf<typeof params>;

/** The two cuts in use: the ends of A and of B, as shares. */
export function cutsOf(params: AbcParams): readonly number[] {
  return params.cut === "headcount" ? params.headcount_cuts : params.cumulative_cuts;
}
