/** The results of campaign-effect: the columns of its rows and of its parts. */
import type { Fit } from "../fit.ts";
import type { Members, Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import campaignDays from "../campaign-days.sql?raw";
import margin from "../margin.sql?raw";
import balanceSql from "./balance.sql?raw";
import distributionSql from "./distribution.sql?raw";
import fitSql from "./fit.sql?raw";
import groupsSql from "./groups.sql?raw";
import measuresSql from "./measures.sql?raw";
import membersSql from "./members.sql?raw";
import placeboSql from "./placebo.sql?raw";
import profitSql from "./profit.sql?raw";
import query from "./query.sql?raw";
import subjects from "./subjects.sql?raw";
import unitsSql from "./units.sql?raw";

/** The texts as CTEs of one statement; the last goes on with CTEs. */
const reading = (...texts: readonly string[]): string => texts.map((text) => text.trimEnd()).join(",\n\n");

/** The same, where the last has no CTE of its own. */
const selecting = (select: string, ...before: readonly string[]): string =>
  `${reading(...before)}\n\n${select}`;

const units = reading(campaignDays, subjects, unitsSql);
const measures = reading(units, measuresSql);

/** The main query. */
export const sql = reading(measures, query);

/**
 * One row per measure, always six, in this order: conversion (customers who ordered, of all), return_rate (the same of those
 * who had ordered before), repurchase_rate (two orders or more), orders_per_customer, net_amount_per_customer,
 * average_order_value (net amount per order; `…_n` are the customers who ordered). Figures are of the customers whose
 * window is over by `as_of` and `observed_through`; of a matched control group the figure is weighted.
 *
 * `difference` = treated − control; `low`, `high` its 95 % interval: Newcombe's of the three shares with an assigned control
 * group, else the bootstrap's (2,000 draws of customers); null with fewer than 20 customers, or fewer than 5 who
 * ordered, on a side. `p_value`: two proportions (pooled, two-sided), else of the bootstrap. `detectable`: the smallest
 * difference that would have been found in 80 of 100 such campaigns. `complete` is false, and the figures null, where a
 * side has nobody whose window is over. `…_count`: customers who did it; of orders and money those who ordered.
 */
export const columns = {
  measure: { kind: "text" },
  treated_n: { kind: "integer", unit: "count" },
  treated: { kind: "number", nullable: true },
  control_n: { kind: "integer", unit: "count" },
  control: { kind: "number", nullable: true },
  difference: { kind: "number", nullable: true },
  low: { kind: "number", nullable: true },
  high: { kind: "number", nullable: true },
  p_value: { kind: "number", nullable: true },
  detectable: { kind: "number", nullable: true },
  complete: { kind: "boolean" },
  treated_count: { kind: "integer", unit: "count" },
  control_count: { kind: "integer", unit: "count" },
} as const satisfies ColumnSpecs;

/**
 * `groups`: one row: the campaign, whether the control is matched, customers as assigned, whose figures are compared
 * (`…_n`), whose window is not over (`…_open`), who was contacted before the orders begin (`too_early`), who has no like in
 * the control (`unmatched`), in both groups (`crossed`: as on the first day; both on one day is contacted), without any
 * order (`unknown`); `treated_so_far` have ordered, window over or not. `ratio_p`: chi-square of the assigned against
 * `control_share`.
 *
 * `balance`: by dimension, in this order: ordered_before (share), recency_days, orders, net_amount (these of whoever had
 * ordered), as of the day before; `standardised` as compared, `standardised_before` of all whose window is over.
 * `distribution`: the same by fifths of the contacted. `placebo`: as the rows, for the k-th window before the sending, k
 * falling. `profit`: one row; `net_amount` = the difference of net amount per customer × contacted customers; null where a
 * cost or the margin is unknown.
 */
export const parts = {
  groups: {
    sql: reading(units, groupsSql),
    readsResult: false,
    columns: {
      campaign: { kind: "text", nullable: true },
      matched: { kind: "boolean" },
      treated_assigned: { kind: "integer", unit: "count" },
      control_assigned: { kind: "integer", unit: "count" },
      treated_n: { kind: "integer", unit: "count" },
      control_n: { kind: "integer", unit: "count" },
      treated_open: { kind: "integer", unit: "count" },
      control_open: { kind: "integer", unit: "count" },
      too_early: { kind: "integer", unit: "count" },
      unmatched: { kind: "integer", unit: "count" },
      crossed: { kind: "integer", unit: "count" },
      unknown: { kind: "integer", unit: "count" },
      treated_so_far: { kind: "integer", unit: "count" },
      first_sent_on: { kind: "date", nullable: true },
      last_sent_on: { kind: "date", nullable: true },
      ends_on: { kind: "date", nullable: true },
      control_share: { kind: "number", unit: "share", nullable: true },
      ratio_p: { kind: "number", nullable: true },
    },
  },
  balance: {
    sql: reading(units, balanceSql),
    readsResult: false,
    columns: {
      dimension: { kind: "text" },
      treated_n: { kind: "integer", unit: "count" },
      treated: { kind: "number", nullable: true },
      control_n: { kind: "integer", unit: "count" },
      control: { kind: "number", nullable: true },
      standardised: { kind: "number", nullable: true },
      standardised_before: { kind: "number", nullable: true },
    },
  },
  distribution: {
    sql: reading(units, distributionSql),
    readsResult: false,
    columns: {
      dimension: { kind: "text" },
      class: { kind: "integer" },
      treated_n: { kind: "integer", unit: "count" },
      treated_share: { kind: "number", unit: "share", nullable: true },
      control_n: { kind: "integer", unit: "count" },
      control_share: { kind: "number", unit: "share", nullable: true },
    },
  },
  placebo: {
    sql: selecting(placeboSql, measures),
    readsResult: false,
    columns: {
      k: { kind: "integer" },
      starts_on: { kind: "date" },
      ends_on: { kind: "date" },
      measure: { kind: "text" },
      treated_n: { kind: "integer", unit: "count" },
      treated: { kind: "number", nullable: true },
      control_n: { kind: "integer", unit: "count" },
      control: { kind: "number", nullable: true },
      difference: { kind: "number", nullable: true },
      low: { kind: "number", nullable: true },
      high: { kind: "number", nullable: true },
      p_value: { kind: "number", nullable: true },
    },
  },
  profit: {
    sql: reading(measures, margin, profitSql),
    readsResult: false,
    columns: {
      contacts: { kind: "integer", unit: "count" },
      contact_cost: { kind: "number", unit: "money", nullable: true },
      incentive_cost: { kind: "number", unit: "money" },
      margin: { kind: "number", unit: "share", nullable: true },
      margin_measured: { kind: "boolean" },
      net_amount: { kind: "number", unit: "money", nullable: true },
      net_amount_low: { kind: "number", unit: "money", nullable: true },
      net_amount_high: { kind: "number", unit: "money", nullable: true },
      profit: { kind: "number", unit: "money", nullable: true },
      profit_low: { kind: "number", unit: "money", nullable: true },
      profit_high: { kind: "number", unit: "money", nullable: true },
    },
  },
} as const satisfies Parts;

/** Whose figures are compared: contacted or control, who had ordered before, who ordered in the window, and again. */
export const members: Members = {
  sql: selecting(membersSql, units),
  readsResult: false,
  columns: {
    treated: { kind: "boolean" },
    known_before: { kind: "boolean" },
    ordered: { kind: "boolean" },
    repeated: { kind: "boolean" },
  },
};

/** The bootstrap's figures by k and measure (null where there are none), and the p-value of the sample ratio. */
export const fit: Fit = {
  sql: selecting(fitSql, units),
  columns: ["k", "treated", "stratum", "known_before", "orders", "priced", "net_amount", "customers"],
  values: ["fit_k", "fit_measure", "fit_low", "fit_high", "fit_error", "fit_p", "fit_ratio_p"],
};

/** What a run gives. */
export type EffectResult = Result<typeof columns, typeof parts>;

/** One measure. */
export type EffectRow = RowOf<typeof columns>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
