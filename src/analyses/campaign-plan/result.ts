/** The results of campaign-plan: the columns of its rows and of its parts. */
import type { Members, Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import margin from "../margin.sql?raw";
import audience from "./audience.sql?raw";
import membersSql from "./members.sql?raw";
import planSql from "./plan.sql?raw";
import query from "./query.sql?raw";
import totals from "./totals.sql?raw";

/** The texts as CTEs of one statement. */
const reading = (...texts: readonly string[]): string => texts.map((text) => text.trimEnd()).join(",\n\n");

const plan = reading(audience, margin, planSql);

/** The main query. */
export const sql = reading(plan, query);

/**
 * One row per channel, in the order of `channels`. `customers` of the list who had ordered by `as_of`; `contacted` of them,
 * less the control group; `cost` = contacted × `unit_cost`. `base_rate` b: of those who had ordered before the base window,
 * the share that ordered in it. `break_even` Δ = (unit cost + b × incentive) / (average order value × margin − incentive):
 * the additional share of the contacted who have to order; above 1 no response pays, null where an order leaves no more than
 * the incentive, or b, the average or the margin is unknown. Expected figures are at `response_rate`. `detectable`: the
 * smallest rise over b that the control group can show in 80 of 100 campaigns; null without a control group, or where even
 * a rise to 1 could not be shown. `complete`: the base window lies within the days of the orders, and b is known.
 */
export const columns = {
  channel: { kind: "text" },
  unit_cost: { kind: "number", unit: "money" },
  customers: { kind: "integer", unit: "count" },
  contacted: { kind: "integer", unit: "count" },
  cost: { kind: "number", unit: "money" },
  base_rate: { kind: "number", unit: "share", nullable: true },
  break_even: { kind: "number", unit: "share", nullable: true },
  expected_orders: { kind: "number" },
  expected_net_amount: { kind: "number", unit: "money", nullable: true },
  expected_profit: { kind: "number", unit: "money", nullable: true },
  detectable: { kind: "number", unit: "share", nullable: true },
  complete: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * `totals`: one row; the list, its control group, the base window (both days inclusive) with `base_ordered` of `base_n` and
 * Wilson's 95 % interval; `orders` with an amount of the list's customers up to `as_of` and their average; the margin.
 */
export const parts = {
  totals: {
    sql: `${plan}\n\n${totals}`,
    readsResult: false,
    columns: {
      customers: { kind: "integer", unit: "count" },
      control: { kind: "integer", unit: "count" },
      base_from: { kind: "date" },
      base_to: { kind: "date" },
      base_n: { kind: "integer", unit: "count" },
      base_ordered: { kind: "integer", unit: "count" },
      base_rate: { kind: "number", unit: "share", nullable: true },
      low: { kind: "number", unit: "share", nullable: true },
      high: { kind: "number", unit: "share", nullable: true },
      orders: { kind: "integer", unit: "count" },
      average_order_value: { kind: "number", unit: "money", nullable: true },
      margin: { kind: "number", unit: "share", nullable: true },
      margin_measured: { kind: "boolean" },
    },
  },
} as const satisfies Parts;

/** The customers of the list: whether they are in the base rate, and ordered in the base window. */
export const members: Members = {
  sql: `${audience.trimEnd()}\n\n${membersSql}`,
  readsResult: false,
  columns: { in_base: { kind: "boolean" }, ordered: { kind: "boolean" } },
};

/** What a run gives. */
export type PlanResult = Result<typeof columns, typeof parts>;

/** One channel. */
export type PlanRow = RowOf<typeof columns>;

/** The one row of `totals`. */
export type Totals = RowOf<(typeof parts)["totals"]["columns"]>;
