/** The results of order-ladder: the columns of its rows and of what its chart draws. */
import type { Members, Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import { withFirstOrder } from "../first-order.ts";
import drawn from "./drawn.sql?raw";
import membersSql from "./members.sql?raw";
import steps from "./steps.sql?raw";

/**
 * One row per x = 1, 2, 3 … up to the highest x that anyone has reached or `max_orders`, and per `split`; ordered by split
 * (null last), x. `n`: customers whose x-th order is old enough; `customers`: those of them who placed order x + 1 by
 * as_of; `rate` = customers / n with its Wilson interval; `median_days`, `p25_days`, `p75_days`: days from order x to
 * x + 1 among `customers`, type 7, 0 on the same day, null without any; `net_amount_per_order`: mean of the x-th orders of
 * these n. `reached`: everyone with at least x orders, whatever their age. Where n is 0 nothing can be said yet: `rate`,
 * `low`, `high` and money are null and `complete` is false. `split` is null without a split, and where the first order
 * has no value; of a product it is the id.
 */
export const columns = {
  split: { kind: "text", nullable: true },
  x: { kind: "integer", unit: "count" },
  n: { kind: "integer", unit: "count" },
  customers: { kind: "integer", unit: "count" },
  rate: { kind: "number", unit: "share", nullable: true },
  low: { kind: "number", unit: "share", nullable: true },
  high: { kind: "number", unit: "share", nullable: true },
  median_days: { kind: "number", unit: "days", nullable: true },
  p25_days: { kind: "number", unit: "days", nullable: true },
  p75_days: { kind: "number", unit: "days", nullable: true },
  net_amount_per_order: { kind: "number", unit: "money", nullable: true },
  reached: { kind: "integer", unit: "count" },
  complete: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * `drawn`: the rows of the six groups that most customers began in, largest first (`place` 1…6), of `groups` in all.
 * `split_name`: the group as it is read: a product's latest name, else `split`.
 */
export const parts = {
  drawn: {
    sql: withFirstOrder(drawn),
    columns: {
      place: { kind: "integer", unit: "count" },
      groups: { kind: "integer", unit: "count" },
      ...columns,
      split_name: { kind: "text", nullable: true },
    },
  },
} as const satisfies Parts;

/** The CTEs up to a row per customer and order, which the rungs and the customers behind them share. */
export const stepsSql = withFirstOrder(steps).trimEnd();

/** The customers at each rung: with `mature` true they are its n; of these, `went_on` true are its customers. */
export const members: Members = {
  sql: `${stepsSql}\n\n${membersSql}`,
  readsResult: false,
  columns: {
    split: { kind: "text", nullable: true },
    x: { kind: "integer" },
    mature: { kind: "boolean" },
    went_on: { kind: "boolean" },
  },
};

/** What a run of order-ladder gives. */
export type LadderResult = Result<typeof columns, typeof parts>;

/** A rung as the chart draws it. */
export type Rung = RowOf<(typeof parts)["drawn"]["columns"]>;
