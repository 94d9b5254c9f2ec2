/** Fits a model of orders and of leaving to histories of customers, or says why there is none that can be trusted. */
import { bgNbdAlive, bgNbdLikelihood } from "../stats/bg-nbd.ts";
import { fitLikelihood, type Fitted, type Likelihood } from "../stats/likelihood.ts";
import { mbgNbdAlive, mbgNbdLikelihood } from "../stats/mbg-nbd.ts";
import { paretoNbdAlive, paretoNbdLikelihood } from "../stats/pareto-nbd.ts";
import { customersOf, type Histories, type History } from "../stats/transactions.ts";

/** Fewer customers, or fewer who came back, say too little of four parameters. */
export const [leastCustomers, leastRepeaters] = [30, 10] as const;

/** Where nobody is less likely to be there still, the model has found no leaving: P(alive) is 1 for everyone. */
const certainFrom = 0.999;

/** The four parameters, in the order of the model's letters. */
export type OrderParameters = readonly [number, number, number, number];

interface Model {
  readonly likelihood: (histories: Histories) => Likelihood;
  readonly alive: (values: OrderParameters, history: History) => number;
}

const models = {
  bg_nbd: { likelihood: bgNbdLikelihood, alive: bgNbdAlive },
  mbg_nbd: { likelihood: mbgNbdLikelihood, alive: mbgNbdAlive },
  pareto_nbd: { likelihood: paretoNbdLikelihood, alive: paretoNbdAlive },
} as const satisfies Readonly<Record<string, Model>>;

/** The ids of the models. */
export type OrderModel = keyof typeof models;

/** A fit, or the reason why there is none: its state, `few_customers`, `no_repeaters` or `certain`. */
export type Outcome =
  { readonly state: "fitted"; readonly fitted: Fitted } | { readonly state: string; readonly fitted: null };

/** No fit, and why. */
export const without = (state: string): Outcome => ({ state, fitted: null });

/** The least P(alive) of the histories. */
function leastAlive(
  { alive }: Model,
  values: OrderParameters,
  { frequency, recency, age }: Histories,
): number {
  return frequency.reduce(
    (least, each, row) =>
      Math.min(least, alive(values, { frequency: each, recency: recency[row]!, age: age[row]! })),
    1,
  );
}

/** The fit of a model; `near` are parameters to search from first, such as those of nearly the same customers. */
export function fitOrders(
  id: OrderModel,
  histories: Histories,
  near: readonly number[] | null = null,
): Outcome {
  const model: Model = models[id];
  const repeaters = histories.customers.reduce(
    (sum, each, row) => sum + (histories.frequency[row]! > 0 ? each : 0),
    0,
  );
  if (repeaters === 0) return without("no_repeaters");
  if (customersOf(histories) < leastCustomers || repeaters < leastRepeaters) return without("few_customers");
  const likelihood = model.likelihood(histories);
  const starts = near === null ? likelihood.starts : [near, ...likelihood.starts];
  const fitted = fitLikelihood({ ...likelihood, starts });
  if (fitted.state !== "fitted") return without(fitted.state);
  return leastAlive(model, fitted.values as unknown as OrderParameters, histories) > certainFrom
    ? without("certain")
    : { state: "fitted", fitted };
}
