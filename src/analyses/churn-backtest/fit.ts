/** Fits the model of orders to what was known on each past date: a fit a date, or the reason why there is none. */
import type { Histories } from "../../stats/transactions.ts";
import type { FitColumns, FitFunction } from "../fit.ts";
import { fitOrders, without, type Outcome } from "../order-fit.ts";
import type { BacktestParams } from "./params.ts";

/** The histories of each date, in the order of the dates. */
function historiesByDate({ number, frequency, recency, age, customers }: FitColumns): readonly Histories[] {
  const rows = new Map<number, number[]>();
  number!.forEach((date, row) => {
    const own = rows.get(date);
    if (own) own.push(row);
    else rows.set(date, [row]);
  });
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, own]) => {
      const of = (column: Float64Array) => Float64Array.from(own, (row) => column[row]!);
      return {
        frequency: of(frequency!),
        recency: of(recency!),
        age: of(age!),
        customers: of(customers!),
      };
    });
}

/**
 * `model_states` and `model_values`, in the order of the dates. A fit sees the histories of its own date; the one of the
 * date before is where its search begins, since most of the customers are the same.
 */
export const fit: FitFunction = (columns, params) => {
  const { model } = params as unknown as BacktestParams;
  let near: readonly number[] | null = null;
  const states: string[] = [];
  const values: (readonly number[] | null)[] = [];
  for (const histories of historiesByDate(columns)) {
    const outcome: Outcome = model === "none" ? without("none") : fitOrders(model, histories, near);
    states.push(outcome.state);
    near = outcome.fitted?.values ?? null;
    values.push(near);
  }
  return { model_states: states, model_values: values };
};
