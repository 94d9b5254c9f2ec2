/** The results of care-calendar: the columns of its rows and of its parts. */
import type { Members, Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import { readingSql, reminderSql } from "../product-reminders.ts";
import { purchaseDaysSql, statusSql, storeCycleSql } from "../store-cycle.ts";
import agendaSql from "./agenda.sql?raw";
import buyersSql from "./buyers.sql?raw";
import candidatesSql from "./candidates.sql?raw";
import cellsSql from "./cells.sql?raw";
import ownCycleSql from "./cycle.sql?raw";
import membersSql from "./members.sql?raw";
import querySql from "./query.sql?raw";
import reasonsSql from "./reasons.sql?raw";
import scheduleSql from "./schedule.sql?raw";
import standingSql from "./standing.sql?raw";
import totalsSql from "./totals.sql?raw";

/** CTEs up to the store's cycle, and from there to the status of each customer; they read `product_reading`. */
const storeCycle = standingSql
  .trimEnd()
  .replace("/* purchase-days.sql */", () => purchaseDaysSql)
  .replace("/* store-cycle.sql */", () => storeCycleSql);
const buyers = buyersSql.trimEnd().replace("/* status.sql */", () => statusSql);

const candidates = `${reminderSql},

${storeCycle},

${buyers},

${candidatesSql}`;

// "recursive" for the rounds of the schedule, and because DuckDB binds each CTE of such a statement once.
const listed = `with recursive
${candidates}
${scheduleSql}
`;

/** The main query. */
export const sql = `${listed}${querySql}`;

/**
 * One row per contact of the coming days, by date, hour, value of the reason, customer_id; no customer twice on a day or
 * within the quiet days. `hour`: 0…23, that at which the customer orders most (of equals the one ordered at last; with
 * fewer than three orders, or none at an open hour, the shop's), outside the quiet hours; null where no order has a time
 * of day. `reason`: an id of params.ts. `detail`: of unpaid the order's id; of replenishment the product's name; of at_risk
 * and win_back the days since the last order on that date; of member_since and first_order the years; of holiday its id;
 * of event its name; of birthday null.
 */
export const columns = {
  date: { kind: "date" },
  hour: { kind: "integer", nullable: true },
  customer_id: { kind: "text" },
  reason: { kind: "text" },
  detail: { kind: "text", nullable: true },
} as const satisfies ColumnSpecs;

/**
 * `reasons`: each that is asked for, in its order: `candidates`, customers for whom it holds in the coming days; `customers`
 * (and `contacts`) written to for it; `contacted_before`, candidates whom a contact file holds back. `cells`: customers and
 * contacts by reason and day, or by weeks of the coming days (`column_from` the first); cells with a contact only.
 * `agenda`: for the calendar: one row per day and reason, of holidays and events per `occasion` (their detail), with the
 * hour of most of its customers and the first 20 of them, one a line. `totals`: one row. `cycle`: one row;
 * `cycle_days` null where there are too few gaps for a cycle: then nobody is at risk, to be won back, or in a status.
 */
export const parts = {
  reasons: {
    sql: `${listed}${reasonsSql}`,
    readsResult: false,
    columns: {
      reason: { kind: "text" },
      candidates: { kind: "integer", unit: "count" },
      customers: { kind: "integer", unit: "count" },
      contacts: { kind: "integer", unit: "count" },
      contacted_before: { kind: "integer", unit: "count" },
    },
  },
  cells: {
    sql: cellsSql,
    columns: {
      column_from: { kind: "date" },
      reason: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
      contacts: { kind: "integer", unit: "count" },
    },
  },
  agenda: {
    sql: agendaSql,
    columns: {
      date: { kind: "date" },
      hour: { kind: "integer", nullable: true },
      reason: { kind: "text" },
      occasion: { kind: "text", nullable: true },
      customers: { kind: "integer", unit: "count" },
      first_customers: { kind: "text" },
    },
  },
  totals: {
    sql: totalsSql,
    columns: {
      first_date: { kind: "date" },
      last_date: { kind: "date" },
      customers: { kind: "integer", unit: "count" },
      contacts: { kind: "integer", unit: "count" },
    },
  },
  cycle: {
    sql: `with\n${readingSql}\n\n${storeCycle}\n\n${ownCycleSql}`,
    readsResult: false,
    columns: {
      cycle_days: { kind: "number", unit: "days", nullable: true },
      gaps: { kind: "integer", unit: "count" },
    },
  },
} as const satisfies Parts;

/** The customers behind contacts: by reason, and by day or column of the chart. */
export const members: Members = {
  sql: membersSql,
  readsResult: true,
  columns: {
    date: { kind: "date" },
    column_from: { kind: "date" },
    reason: { kind: "text" },
  },
};

/** What a run of care-calendar gives. */
export type CareResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
