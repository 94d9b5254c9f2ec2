/** The results of campaign-plan: the columns of its rows and of its parts. */
import type { Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import campaignDays from "../campaign-days.sql?raw";
import margin from "../margin.sql?raw";
import audience from "./audience.sql?raw";
import planSql from "./plan.sql?raw";
import query from "./query.sql?raw";
import reach from "./reach.sql?raw";
import totals from "./totals.sql?raw";
import windows from "./windows.sql?raw";

/** The texts as CTEs of one statement. */
const reading = (...texts: readonly string[]): string => texts.map((text) => text.trimEnd()).join(",\n\n");

/** The customers, and whom an address reaches: the CTEs that every statement begins with. */
export const chosen = reading(campaignDays, audience, reach);

const plan = reading(chosen, margin, planSql);

/** The main query. */
export const sql = reading(plan, query);

/**
 * One row per channel, in the order of `channels`. `customers` of the list who had ordered by `as_of`; `reachable` of them
 * have the address that the channel needs, each address once (null: it needs none, or no customer of the shop has one); of
 * these, else of all, `control` are held back and `contacted` are not. `cost` = contacted × `unit_cost`.
 *
 * `base_rate` b: of the `n` of the list who had ordered before the base window, the share that ordered in it, with `low` and
 * `high`. `break_even` Δ = (unit cost + b × incentive) / (average order value × margin − incentive): the additional share of
 * the contacted who have to order, at b and at the ends of its interval; above 1 − b no response pays; null where an order
 * leaves no more than the incentive, or a term is unknown.
 *
 * Expected figures are of `response_rate`, at most 1 − b: additional orders and their net amount; `expected_incentive` =
 * contacted × (b + response) × incentive; `expected_profit` = contacted × (response × (average order value × margin −
 * incentive) − unit cost − b × incentive). `detectable`: the smallest rise over b that the control group shows in 80 of 100
 * campaigns; null without a control group, without b, or where even a rise to 1 could not be shown. `complete`: b is known.
 */
export const columns = {
  channel: { kind: "text" },
  name: { kind: "text", nullable: true },
  unit_cost: { kind: "number", unit: "money" },
  customers: { kind: "integer", unit: "count" },
  reachable: { kind: "integer", unit: "count", nullable: true },
  control: { kind: "integer", unit: "count" },
  contacted: { kind: "integer", unit: "count" },
  cost: { kind: "number", unit: "money" },
  base_rate: { kind: "number", unit: "share", nullable: true },
  n: { kind: "integer", unit: "count" },
  low: { kind: "number", unit: "share", nullable: true },
  high: { kind: "number", unit: "share", nullable: true },
  break_even: { kind: "number", unit: "share", nullable: true },
  break_even_low: { kind: "number", unit: "share", nullable: true },
  break_even_high: { kind: "number", unit: "share", nullable: true },
  expected_orders: { kind: "number" },
  expected_net_amount: { kind: "number", unit: "money", nullable: true },
  expected_incentive: { kind: "number", unit: "money", nullable: true },
  expected_profit: { kind: "number", unit: "money", nullable: true },
  detectable: { kind: "number", unit: "share", nullable: true },
  complete: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * `totals`: one row; the list, who of it can be reached, the base window (both days inclusive) with `ordered` of `n`, `orders`
 * with an amount of the list's customers up to `as_of` and their average, the margin. `windows`: the last 12 windows that
 * lie within the days of the orders, the earliest first, k = 1 the last; of the `n` who had ordered before each, those who
 * ordered in it.
 */
export const parts = {
  totals: {
    sql: `${plan}\n\n${totals}`,
    readsResult: false,
    columns: {
      customers: { kind: "integer", unit: "count" },
      by_email: { kind: "integer", unit: "count", nullable: true },
      by_phone: { kind: "integer", unit: "count", nullable: true },
      base_from: { kind: "date" },
      base_to: { kind: "date" },
      n: { kind: "integer", unit: "count" },
      ordered: { kind: "integer", unit: "count" },
      base_rate: { kind: "number", unit: "share", nullable: true },
      low: { kind: "number", unit: "share", nullable: true },
      high: { kind: "number", unit: "share", nullable: true },
      orders: { kind: "integer", unit: "count" },
      average_order_value: { kind: "number", unit: "money", nullable: true },
      margin: { kind: "number", unit: "share", nullable: true },
      margin_measured: { kind: "boolean" },
    },
  },
  windows: {
    sql: `${plan}\n\n${windows}`,
    readsResult: false,
    columns: {
      k: { kind: "integer" },
      window_from: { kind: "date" },
      window_to: { kind: "date" },
      n: { kind: "integer", unit: "count" },
      ordered: { kind: "integer", unit: "count" },
      rate: { kind: "number", unit: "share", nullable: true },
      low: { kind: "number", unit: "share", nullable: true },
      high: { kind: "number", unit: "share", nullable: true },
    },
  },
} as const satisfies Parts;

/** What a run gives. */
export type PlanResult = Result<typeof columns, typeof parts>;

/** One channel. */
export type PlanRow = RowOf<typeof columns>;

/** The one row of `totals`. */
export type Totals = RowOf<(typeof parts)["totals"]["columns"]>;

/** One row of `windows`. */
export type WindowRow = RowOf<(typeof parts)["windows"]["columns"]>;
