/** The results of lifetime-value: its statements, and the columns of its rows and of its parts. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { Members, Parts, Result } from "../analysis.ts";
import type { Fit } from "../fit.ts";
import alive from "../alive.sql?raw";
import expected from "./expected.sql?raw";
import fitSql from "./fit.sql?raw";
import histories from "./histories.sql?raw";
import holdout from "./holdout.sql?raw";
import membersSql from "./members.sql?raw";
import models from "./models.sql?raw";
import parameters from "./parameters.sql?raw";
import query from "./query.sql?raw";
import standing from "./standing.sql?raw";
import standings from "./standings.sql?raw";
import totals from "./totals.sql?raw";
import weeks from "./weeks.sql?raw";

/** CTEs one after the other. */
const ctes = (...texts: readonly string[]) => texts.map((text) => text.trim()).join(",\n\n");

/** CTEs and the final select after them. */
const selecting = (select: string, ...before: readonly string[]) => `${ctes(...before)}\n\n${select}`;

/** CTEs without the word that opens the list of them: a part that reads `result` has it in front. */
const opened = (text: string) => text.replace(/^with /m, "");

/** What every figure of the check and of the forecast rests on. */
const base = [histories, models, expected.replace("/* alive.sql */", alive.trim())] as const;

/** The main query. */
export const sql = selecting(query, ...base);

/** What is fitted: see fit.ts. Lists hold a value for each parameter of the model, in the order of its letters. */
export const fit: Fit = {
  sql: selecting(fitSql, histories),
  columns: ["kind", "frequency", "recency", "age", "monetary", "customers"],
  values: ["fit", "check", "spend"].flatMap((what) =>
    ["state", "values", "errors", "lows", "highs", "log_likelihood"].map((name) => `${what}_${name}`),
  ),
};

/**
 * One row per known customer who began in the calibration, by expected_value, then expected_orders (most first, null
 * last), then customer_id. `frequency`: days with an order after the first; `recency`: from the first to the last of them;
 * `age`: from the first to the end of the calibration, both in units; `monetary`: mean net amount of the repeat days, 0
 * without one. `p_alive`, `expected_orders`, `expected_value`, `discounted_value`: of the days from the end of the
 * calibration to the horizon; null, and `complete` false, where the fit is none or lost its check; the two values also
 * where spend could not be fitted.
 */
export const columns = {
  customer_id: { kind: "text" },
  frequency: { kind: "integer", unit: "count" },
  recency: { kind: "number" },
  age: { kind: "number" },
  monetary: { kind: "number", unit: "money", nullable: true },
  p_alive: { kind: "number", unit: "share", nullable: true },
  expected_orders: { kind: "number", nullable: true },
  expected_value: { kind: "number", unit: "money", nullable: true },
  discounted_value: { kind: "number", unit: "money", nullable: true },
  complete: { kind: "boolean" },
} as const satisfies ColumnSpecs;

const number = { kind: "number" } as const;
const known = { kind: "number", nullable: true } as const;
const money = { kind: "number", unit: "money", nullable: true } as const;
const count = { kind: "integer", unit: "count" } as const;

/**
 * `fit`: a row per parameter of the model, of `gamma_gamma`, and of the model fitted to the calibration of the check
 * (`model` = check; the same where days are held out); `state` is fitted, or why there is no fit (then all figures are
 * null): few_customers, no_repeaters, not_converged, edge, not_identified, certain; of spend also no_money, no_mean.
 * `weeks`: cumulative repeat orders of the check's customers at the end of each week from the first day (the last may be
 * cut short), expected and, in the days held out, at the pace so far. `holdout`: the days held out by past frequency (7 is
 * 7 and more), then all customers (`frequency` null): means and sums per customer, and roots of mean squared errors; `verdict` in
 * every row: won, lost, or unchecked without a fit; no row where there is nobody or nothing to check. `standings`: customers by frequency and by units since the last order
 * (`since_from` inclusive, `since_to` exclusive), those with customers. `totals`: one row; `best_value` of the best 20 %; `correlation` of frequency and monetary over repeat customers; `worthless`
 * repeat customers whose repeat days are worth nothing, whom the fit of spend leaves out. Its dates are null without a
 * known customer.
 */
export const parts = {
  fit: {
    sql: parameters,
    readsResult: false,
    columns: {
      model: { kind: "text" },
      parameter: { kind: "text" },
      value: known,
      se: known,
      low: known,
      high: known,
      log_likelihood: known,
      converged: { kind: "boolean" },
      state: { kind: "text" },
    },
  },
  weeks: {
    sql: ctes(histories, models, weeks),
    readsResult: false,
    columns: {
      week: { kind: "integer" },
      ends_on: { kind: "date" },
      held_out: { kind: "boolean" },
      orders: count,
      expected: known,
      naive: known,
    },
  },
  holdout: {
    sql: selecting(holdout, ...base),
    readsResult: false,
    columns: {
      frequency: { kind: "integer", nullable: true },
      customers: count,
      mean_orders: number,
      mean_expected: known,
      mean_naive: number,
      orders: count,
      expected: known,
      naive: number,
      error: known,
      naive_error: number,
      verdict: { kind: "text" },
    },
  },
  standings: {
    sql: `with ${selecting(standings, standing)}`,
    columns: {
      frequency: { kind: "integer" },
      bin: { kind: "integer" },
      since_from: number,
      since_to: number,
      customers: count,
      p_alive: { kind: "number", unit: "share", nullable: true },
      expected_orders: known,
      expected_value: money,
    },
  },
  totals: {
    sql: selecting(totals, histories),
    columns: {
      customers: count,
      repeaters: count,
      first_on: { kind: "date", nullable: true },
      calibrated_through: { kind: "date", nullable: true },
      looked_through: { kind: "date", nullable: true },
      checked_from: { kind: "date", nullable: true },
      fit_state: { kind: "text" },
      spend_state: { kind: "text" },
      check_state: { kind: "text" },
      expected_orders: known,
      expected_value: money,
      discounted_value: money,
      best_value: money,
      mean_alive: { kind: "number", unit: "share", nullable: true },
      correlation: known,
      worthless: count,
    },
  },
} as const satisfies Parts;

/** The customers behind a row (`customer_id`), a field of the standings, and a past frequency of the check. */
export const members: Members = {
  sql: `with ${selecting(membersSql, standing, opened(histories))}`,
  readsResult: true,
  columns: {
    customer_id: { kind: "text" },
    view: { kind: "text" },
    frequency: { kind: "integer" },
    bin: { kind: "integer", nullable: true },
  },
};

/** What a run of lifetime-value gives. */
export type ValueResult = Result<typeof columns, typeof parts>;

/** One customer. */
export type ValueRow = RowOf<typeof columns>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
