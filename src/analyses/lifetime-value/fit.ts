/** Fits the models of lifetime-value to grouped histories: the forecast, its check, and spend; or says why there is no fit. */
import { gammaGammaLikelihood } from "../../stats/gamma-gamma.ts";
import { fitLikelihood } from "../../stats/likelihood.ts";
import type { Histories } from "../../stats/transactions.ts";
import type { FitColumns, FitFunction, FitValues } from "../fit.ts";
import { fitOrders, leastRepeaters, without, type Outcome } from "../order-fit.ts";
import type { ValueParams } from "./params.ts";

/** The rows of one kind, the named columns. */
function rowsOf<K extends string>(
  columns: FitColumns,
  kind: number,
  names: readonly K[],
): Readonly<Record<K, Float64Array>> {
  const rows = [...columns["kind"]!.keys()].filter((row) => columns["kind"]![row] === kind);
  return Object.fromEntries(
    names.map((name) => [name, Float64Array.from(rows, (row) => columns[name]![row]!)]),
  ) as Record<K, Float64Array>;
}

/** The histories of one kind in units of time. */
function historiesOf(columns: FitColumns, kind: number, unitDays: number): Histories {
  const { frequency, recency, age, customers } = rowsOf(columns, kind, [
    "frequency",
    "recency",
    "age",
    "customers",
  ]);
  const inUnits = (days: Float64Array) => days.map((each) => each / unitDays);
  return { frequency, recency: inUnits(recency), age: inUnits(age), customers };
}

function fitSpend(columns: FitColumns): Outcome {
  const { frequency, monetary, customers } = rowsOf(columns, 2, ["frequency", "monetary", "customers"]);
  const rows = [...frequency.keys()].filter((row) => monetary[row]! > 0);
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
  const spending = { transactions: of(frequency), mean: of(monetary), customers: of(customers) };
  if (rows.length === 0) return without("no_money");
  if (spending.customers.reduce((sum, each) => sum + each, 0) < leastRepeaters)
    return without("few_customers");
  const fitted = fitLikelihood(gammaGammaLikelihood(spending));
  if (fitted.state !== "fitted") return without(fitted.state);
  // The mean of what customers spend is p v / (q − 1): there is none from q = 1 down.
  return fitted.values[1]! <= 1 ? without("no_mean") : { state: "fitted", fitted };
}

function valuesOf(name: string, { state, fitted }: Outcome): FitValues {
  const list = (key: "value" | "se" | "low" | "high") => fitted?.estimates?.map((each) => each[key]) ?? null;
  return {
    [`${name}_state`]: state,
    [`${name}_values`]: list("value"),
    [`${name}_errors`]: list("se"),
    [`${name}_lows`]: list("low"),
    [`${name}_highs`]: list("high"),
    [`${name}_log_likelihood`]: fitted?.logLikelihood ?? null,
  };
}

/** The values that the statements name. Where days are held out, the forecast is what is checked. */
export const fit: FitFunction = (columns, params) => {
  const { model, unit, holdout_share } = params as unknown as ValueParams;
  const unitDays = unit === "week" ? 7 : 1;
  const orders = fitOrders(model, historiesOf(columns, 0, unitDays));
  const check = holdout_share > 0 ? orders : fitOrders(model, historiesOf(columns, 1, unitDays));
  return {
    ...valuesOf("fit", orders),
    ...valuesOf("check", check),
    ...valuesOf("spend", fitSpend(columns)),
  };
};
