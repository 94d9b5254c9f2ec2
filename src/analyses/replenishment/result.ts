/** The results of replenishment: the columns of its rows and of its parts. */
import type { Members, Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import { reminderSql } from "../product-reminders.ts";
import agendaSql from "./agenda.sql?raw";
import daysSql from "./days.sql?raw";
import membersSql from "./members.sql?raw";
import plannedSql from "./planned.sql?raw";
import productsSql from "./products.sql?raw";
import querySql from "./query.sql?raw";
import statesSql from "./states.sql?raw";
import totalsSql from "./totals.sql?raw";

const planned = `with\n${plannedSql.trimEnd()}`;

/** The main query. */
export const sql = `with\n${reminderSql}\n${querySql}`;

/**
 * One row per customer and product with a cycle that the customer bought by `as_of`, by state (now, overdue, upcoming,
 * lapsed), due_at, customer_id, product_id. `last_bought_at`: the day of the last purchase; `quantity`: units bought on it.
 * `due_at`: the day on which they run out; `remind_from` to `remind_to`: the days to remind on, both inclusive, never
 * before the day after the purchase. `state` on the as-of date: `now` within these days, `upcoming` before them, `overdue`
 * after them, `lapsed` when `lapsed_after` times what was bought lasts has passed; first match from the last.
 * `cycle_days`: the product's cycle, per unit where `by_unit`, with the 95 % interval `cycle_low`, `cycle_high` (null where
 * the band does not get there) from `gaps` waits that ended; these three are null where it was typed.
 */
export const columns = {
  customer_id: { kind: "text" },
  product_id: { kind: "text" },
  last_bought_at: { kind: "date" },
  quantity: { kind: "number" },
  due_at: { kind: "date" },
  remind_from: { kind: "date" },
  remind_to: { kind: "date" },
  state: { kind: "text" },
  product_name: { kind: "text" },
  cycle_days: { kind: "number", unit: "days" },
  cycle_low: { kind: "number", unit: "days", nullable: true },
  cycle_high: { kind: "number", unit: "days", nullable: true },
  gaps: { kind: "integer", unit: "count", nullable: true },
  by_unit: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * A reminder falls on the first day of its window, on the as-of date where that has begun; overdue and lapsed ones fall on
 * no day. `days`: the bars of the days ahead, empty ones too, from `bar_from` to `bar_to`, both inclusive. `products`: the
 * 200 with the most to remind within seven days (the as-of date and the six after it), then the most overdue; customers by
 * state. `states`: the four, in their order. `totals`: one row; `today` is the as-of date (or the last day counted);
 * products bought by known customers, those with a cycle, of these the typed ones, those without one by reason: `few_gaps`,
 * `share_not_reached`, `too_new` (first sold less than two cycles ago); `unknown_products`: typed rows that name no
 * product. `agenda`: for the calendar, by day: the 20 products with the most reminders, each with its first 20 customers
 * (one a line), the others together as a row without a product; `day_customers`, `day_products` are of the whole day.
 */
export const parts = {
  days: {
    sql: `${planned},\n\n${daysSql}`,
    columns: {
      bar_from: { kind: "date" },
      bar_to: { kind: "date" },
      customers: { kind: "integer", unit: "count" },
      reminders: { kind: "integer", unit: "count" },
      products: { kind: "integer", unit: "count" },
    },
  },
  products: {
    sql: `${planned}\n\n${productsSql}`,
    columns: {
      product_id: { kind: "text" },
      product_name: { kind: "text" },
      cycle_days: { kind: "number", unit: "days" },
      cycle_low: { kind: "number", unit: "days", nullable: true },
      cycle_high: { kind: "number", unit: "days", nullable: true },
      gaps: { kind: "integer", unit: "count", nullable: true },
      by_unit: { kind: "boolean" },
      this_week: { kind: "integer", unit: "count" },
      now: { kind: "integer", unit: "count" },
      upcoming: { kind: "integer", unit: "count" },
      overdue: { kind: "integer", unit: "count" },
      lapsed: { kind: "integer", unit: "count" },
    },
  },
  states: {
    sql: statesSql,
    columns: {
      state: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
      reminders: { kind: "integer", unit: "count" },
      products: { kind: "integer", unit: "count" },
    },
  },
  totals: {
    sql: `with\n${reminderSql},\n\n${plannedSql.trimEnd()},\n\n${totalsSql}`,
    columns: {
      today: { kind: "date" },
      week_customers: { kind: "integer", unit: "count" },
      week_reminders: { kind: "integer", unit: "count" },
      week_products: { kind: "integer", unit: "count" },
      products: { kind: "integer", unit: "count" },
      with_cycle: { kind: "integer", unit: "count" },
      typed: { kind: "integer", unit: "count" },
      few_gaps: { kind: "integer", unit: "count" },
      share_not_reached: { kind: "integer", unit: "count" },
      too_new: { kind: "integer", unit: "count" },
      gaps: { kind: "integer", unit: "count" },
      unknown_products: { kind: "integer", unit: "count" },
    },
  },
  agenda: {
    sql: `${planned},\n\n${agendaSql}`,
    columns: {
      day: { kind: "date" },
      day_customers: { kind: "integer", unit: "count" },
      day_products: { kind: "integer", unit: "count" },
      product_id: { kind: "text", nullable: true },
      product_name: { kind: "text", nullable: true },
      reminders: { kind: "integer", unit: "count" },
      first_customers: { kind: "text", nullable: true },
    },
  },
} as const satisfies Parts;

/** The customers behind rows: by product, by state, by bar of the chart (null: on none), and by whether within seven days. */
export const members: Members = {
  sql: `${planned}\n\n${membersSql}`,
  readsResult: true,
  columns: {
    product_id: { kind: "text" },
    state: { kind: "text" },
    bar_from: { kind: "date", nullable: true },
    this_week: { kind: "boolean" },
  },
};

/** What a run of replenishment gives. */
export type ReplenishmentResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
