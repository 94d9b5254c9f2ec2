/** The results of explain-difference: the columns of its rows and of its parts. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import differenceSql from "./difference.sql?raw";
import dimensionsSql from "./dimensions.sql?raw";
import groups from "./groups.sql?raw";
import sides from "./sides.sql?raw";
import units from "./units.sql?raw";

/** A statement that begins with the units of both sides. */
const withUnits = (sql: string): string => [sides, units, sql].map((text) => text.trimEnd()).join("\n\n");

/** A statement that begins with the units of both sides and their groups; `sql` goes on with a CTE. */
export const withGroups = (sql: string): string => withUnits(`${groups.trimEnd()},\n\n${sql}`);

/**
 * One row per dimension and group, where both sides are known and hold someone; by dimension (as params.ts lists them;
 * those without a value are left out), then size of both sides together, largest first, the pooled groups after equals,
 * ties by name.
 *
 * `group_name`: null is unknown, or the pooled groups where `pooled`. `share_…` of the side's customers (orders, of
 * average_order_value), `rate_…` the figure of the group, null where it has none on that side; `n_…` customers or orders.
 * Kitagawa's (1955) split: `mix` = (share_1 − share_0)(rate_1 + rate_0)/2, `rate_effect` = (rate_1 − rate_0)(share_1 +
 * share_0)/2; a group of one side only is all mix, at its own rate. `total` = mix + rate_effect; over a dimension it adds
 * up to the difference. Money of no unit (refunds, booked by their day, of orders from outside the range) is in the
 * rate_effect. `mix_against_mean`: mix told against the mean of both sides' figures, which has the same sum: what
 * more or fewer of this group did to the figure.
 */
export const columns = {
  dimension: { kind: "text" },
  group_name: { kind: "text", nullable: true },
  share_0: { kind: "number", unit: "share" },
  share_1: { kind: "number", unit: "share" },
  rate_0: { kind: "number", nullable: true },
  rate_1: { kind: "number", nullable: true },
  n_0: { kind: "integer", unit: "count" },
  n_1: { kind: "integer", unit: "count" },
  mix: { kind: "number" },
  rate_effect: { kind: "number" },
  total: { kind: "number" },
  pooled: { kind: "boolean" },
  mix_against_mean: { kind: "number" },
} as const satisfies ColumnSpecs;

/**
 * `difference`: one row; both sides' days (inclusive; of cohorts their period), `n`, figure (null where the side is
 * empty or not over), and the difference with its 95 % interval (Newcombe of shares, Welch of means; null where a side
 * has no variance); `left_truncated`: the side began within 90 days of the first order of the data. `dimensions`: per
 * dimension the sums; `explained` = mix / total, null where the sides are equal; `leads`: the one whose mix goes
 * furthest in the direction of the difference.
 */
export const parts = {
  difference: {
    sql: withUnits(differenceSql),
    columns: {
      starts_on_0: { kind: "date", nullable: true },
      ends_on_0: { kind: "date", nullable: true },
      starts_on_1: { kind: "date", nullable: true },
      ends_on_1: { kind: "date", nullable: true },
      n_0: { kind: "integer", unit: "count" },
      n_1: { kind: "integer", unit: "count" },
      rate_0: { kind: "number", nullable: true },
      rate_1: { kind: "number", nullable: true },
      difference: { kind: "number", nullable: true },
      low: { kind: "number", nullable: true },
      high: { kind: "number", nullable: true },
      left_truncated_0: { kind: "boolean" },
      left_truncated_1: { kind: "boolean" },
    },
  },
  dimensions: {
    sql: dimensionsSql,
    columns: {
      dimension: { kind: "text" },
      groups: { kind: "integer", unit: "count" },
      mix: { kind: "number" },
      rate_effect: { kind: "number" },
      total: { kind: "number" },
      explained: { kind: "number", nullable: true, unit: "share" },
      leads: { kind: "boolean" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** One row. */
export type DifferenceRow = RowOf<typeof columns>;

/** What a run gives. */
export type DifferenceResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
