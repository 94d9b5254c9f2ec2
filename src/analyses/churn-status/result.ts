/** The results of churn-status: the columns of its rows and of its parts, and who is behind them. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { Members, Parts, Result } from "../analysis.ts";
import cycleSql from "./cycle-part.sql?raw";
import errorSql from "./error.sql?raw";
import flowsSql from "./flows.sql?raw";
import groupsSql from "./groups.sql?raw";
import membersSql from "./members.sql?raw";
import type { ChurnParams } from "./params.ts";
import query from "./query.sql?raw";
import ratesSql from "./rates.sql?raw";
import seriesSql from "./series.sql?raw";
import { withShared } from "./shared-sql.ts";
import statusesSql from "./statuses-part.sql?raw";

const count = { kind: "integer", unit: "count" } as const;
const share = { kind: "number", unit: "share", nullable: true } as const;
const days = { kind: "number", unit: "days", nullable: true } as const;

/** The statuses in the order of the rows. */
export const statuses = ["active", "new", "reactivated", "short_term_churned", "long_term_churned"] as const;

/** A status of a customer. */
export type Status = (typeof statuses)[number];

/** The `from_status` of customers who had no order yet. */
export const noOrder = "none";

/** The columns of the rows by status and of those by customer alike. */
export const columns = {
  status: { kind: "text" },
  net_amount: { kind: "number", unit: "money" },
} as const satisfies ColumnSpecs;

/**
 * One row per status, in the order of {@link statuses}, also where nobody is in it. `net_amount`: of its customers up to
 * as_of. `n`: all known customers; `low`, `high`: of `share`. `at_risk`: those of them so flagged. Where `short`·c or
 * `long`·c exceeds the days since the first order nobody can have churned so: the rates are null and `complete` is false; so are
 * all without a cycle (nobody has a status then), and where as_of is later than the day after the last one observed.
 */
const statusColumns = {
  status: { kind: "text" },
  customers: count,
  share,
  net_amount: { kind: "number", unit: "money" },
  share_of_net_amount: share,
  median_days_since: days,
  n: count,
  low: share,
  high: share,
  at_risk: count,
  complete: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * With `rows` customers: one row per known customer with an order by as_of, by customer_id; none without a cycle.
 * `own_median_gap`, `last_gap`: of the gaps between the customer's order days, null with one. `slowing`: the open gap or the
 * last exceeds 1.5 times the own median. `stage`: lost (long-term churned), first (fewer than two gaps), else the last
 * gap against the median of those before: rising under 0.67, steady to 1.5, slowing over.
 */
const customerColumns = {
  customer_id: { kind: "text" },
  status: { kind: "text" },
  last_ordered_at: { kind: "timestamp" },
  days_since: { kind: "integer", unit: "days" },
  own_median_gap: days,
  last_gap: { kind: "integer", unit: "days", nullable: true },
  cycles_since: { kind: "number" },
  slowing: { kind: "boolean" },
  stage: { kind: "text" },
  at_risk: { kind: "boolean" },
  orders: count,
  net_amount: { kind: "number", unit: "money" },
} as const satisfies ColumnSpecs;

/** The columns of the rows that are asked for. */
export const columnsOf = ({ rows }: ChurnParams): ColumnSpecs =>
  rows === "customers" ? customerColumns : statusColumns;

/** The main query. */
export const sql = withShared(query);

const part = <C extends ColumnSpecs>(text: string, columns: C) => ({
  sql: withShared(text),
  readsResult: false,
  columns,
});

/**
 * `statuses`: the rows by status, whatever `rows` says. `cycle`: one row: the cycle (null with fewer than 10 gaps) of as_of
 * with its interval, `gaps` of `informants` customers behind it, and `began`, the first order day of a known customer.
 * `error`: churned (either), long_term_churned, short_term_churned: of `n` customers whom the rule called so on `flagged_on`,
 * by the cycle known then, those who `returned` within `horizon_days`; null without any. `groups`: churned (short or
 * long) of the customers with 1, 2, 3+ orders (`dimension` orders), and by `split_by` (`split`: the eight largest groups, the
 * others at position 9; `label` null is no value, or the others). `series`: each date's statuses by the cycle of as_of;
 * where the date does not end a period that the data cover, shares are null and `complete` is false. `flows`: pairs of
 * consecutive dates that somebody moved between; `n`: of `from_status`. `rates`: the churn rate between them.
 */
export const parts = {
  statuses: part(statusesSql, statusColumns),
  cycle: part(cycleSql, {
    cycle_days: days,
    low: days,
    high: days,
    gaps: count,
    informants: count,
    short_days: days,
    long_days: days,
    began: { kind: "date", nullable: true },
    as_of: { kind: "date" },
  }),
  error: part(errorSql, {
    status: { kind: "text" },
    flagged_on: { kind: "date" },
    cycle_days: days,
    n: count,
    returned: count,
    share,
    low: share,
    high: share,
  }),
  groups: part(groupsSql, {
    dimension: { kind: "text" },
    position: { kind: "integer" },
    label: { kind: "text", nullable: true },
    n: count,
    churned: count,
    rate: share,
    low: share,
    high: share,
    short_term_churned: count,
    long_term_churned: count,
    complete: { kind: "boolean" },
  }),
  series: part(seriesSql, {
    date: { kind: "date" },
    status: { kind: "text" },
    customers: count,
    share,
    net_amount: { kind: "number", unit: "money" },
    share_of_net_amount: share,
    median_days_since: days,
    n: count,
    complete: { kind: "boolean" },
  }),
  flows: part(flowsSql, {
    date_from: { kind: "date" },
    date_to: { kind: "date" },
    from_status: { kind: "text" },
    to_status: { kind: "text" },
    customers: count,
    n: count,
    complete: { kind: "boolean" },
  }),
  rates: part(ratesSql, {
    date_from: { kind: "date" },
    date_to: { kind: "date" },
    n: count,
    churned: count,
    churn_rate: share,
    low: share,
    high: share,
    complete: { kind: "boolean" },
  }),
} as const satisfies Parts;

/**
 * A mark names a status now (`status` and a `dimension` or `at_risk`), the churned of a group, a customer, or a `date` with
 * the status on it and on the date before.
 */
export const members: Members = {
  sql: withShared(membersSql),
  readsResult: false,
  columns: {
    customer_id: { kind: "text" },
    status: { kind: "text" },
    at_risk: { kind: "boolean" },
    churned: { kind: "boolean" },
    dimension: { kind: "text" },
    position: { kind: "integer" },
    date: { kind: "date" },
    from_status: { kind: "text" },
  },
};

/** What a run of churn-status gives. */
export type ChurnResult = Result<typeof columns, typeof parts>;

/** A row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
