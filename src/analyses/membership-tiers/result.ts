/** The results of the membership tiers: the columns of its rows and of its parts. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import movesSql from "./moves.sql?raw";
import nearSql from "./near.sql?raw";
import querySql from "./query.sql?raw";
import standingSql from "./standing.sql?raw";

/** The statement that goes on after the CTEs of standing.sql. */
export const withStanding = (sql: string): string => `${standingSql.trimEnd()},\n${sql}`;

/** The main query. */
export const sql = withStanding(querySql);

/**
 * One row per tier, the highest first, then `none`: those who ordered by `as_of` and hold no tier; also where nobody is in
 * it. `net_amount` is of the window; shares are of all customers and of their net amount (null where it is not above zero).
 * `benefit_cost` = the discount rate × the net amounts above zero of the tier's customers in the window: what the discount
 * would have cost had every one of these orders had it. `near_next`: customers of this tier who would hold the next one up
 * with its thresholds of spend and orders lower by `near_share`; null for the highest.
 */
export const columns = {
  tier: { kind: "text" },
  customers: { kind: "integer", unit: "count" },
  share: { kind: "number", unit: "share", nullable: true },
  net_amount: { kind: "number", unit: "money" },
  share_of_net_amount: { kind: "number", unit: "share", nullable: true },
  benefit_cost: { kind: "number", unit: "money" },
  near_next: { kind: "integer", unit: "count", nullable: true },
  discount_rate: { kind: "number", unit: "share" },
} as const satisfies ColumnSpecs;

/**
 * `near`: one row per tier that has a next one up, the highest next tier first; the medians of what is missing to each
 * threshold of the next tier are null where it has none or nobody is near, and 0 for who has reached that one already;
 * `further_benefit_cost` is what the benefit would cost more if all of them rose (negative where the next tier gives less).
 * `moves`: customers by tier at `moves_from` (`new`: no order by then) and at `as_of`, `move` is up, same, down or new,
 * `share` of those who were in `from_tier`; pairs with customers only, in the order of the ladder, none, new.
 */
export const parts = {
  near: {
    sql: withStanding(nearSql),
    columns: {
      tier: { kind: "text" },
      next_tier: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
      net_amount: { kind: "number", unit: "money" },
      median_missing_net_amount: { kind: "number", unit: "money", nullable: true },
      median_missing_orders: { kind: "number", nullable: true },
      further_benefit_cost: { kind: "number", unit: "money" },
    },
  },
  moves: {
    sql: withStanding(movesSql),
    columns: {
      from_tier: { kind: "text" },
      to_tier: { kind: "text" },
      move: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
      share: { kind: "number", unit: "share" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run of the membership tiers gives. */
export type TierResult = Result<typeof columns, typeof parts>;

/** One row of the ladder. */
export type TierRow = RowOf<typeof columns>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
