/** The results of ABC: the columns of its rows and of its parts. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import concentrationSql from "./concentration.sql?raw";
import costsSql from "./costs.sql?raw";
import curveSql from "./curve.sql?raw";
import extremesSql from "./extremes.sql?raw";
import flaggedSql from "./flagged.sql?raw";
import matrixSql from "./matrix.sql?raw";
import { withShared } from "./shared-sql.ts";
import stabilitySql from "./stability.sql?raw";
import tiersSql from "./tiers.sql?raw";
import xyzSql from "./xyz.sql?raw";

/**
 * One row per entity, ordered by rank (value, largest first; ties by entity_id, null last). `entity_id` and `name` are
 * null for orders without a channel or country, and for lines without a category. `value` is money, units or orders by
 * the parameter. `cumulative_share` is of the sum of positive values: it falls again where losses begin, and is null where
 * nothing is positive. `tier` is A, B, C (as many letters as cuts and one more) or loss; `flag` is a1, promote, prune or
 * null.
 *
 * By profit also `margin` (profit / net amount, null unless that is positive) and `roi` (profit / all that was
 * subtracted, null unless that is positive). Of products the complete `periods` since the first sale, `mean_quantity` and
 * the coefficient of variation `cv` of a period's units, and `xyz` (null with fewer than 2 periods or no units). With
 * `stability` the tier as it was a week before (null where the entity was not there), as it will be a week after (no
 * order after as_of is known: the tier of today), and with every cut a percentage point lower and higher; `flip_share` of the draws with another tier;
 * `fragile`: another tier under the week before, a moved cut, or more than 5 % of the draws.
 */
export const columns = {
  entity_id: { kind: "text", nullable: true },
  name: { kind: "text", nullable: true },
  value: { kind: "number" },
  rank: { kind: "integer", unit: "count" },
  cumulative_value: { kind: "number" },
  cumulative_share: { kind: "number", unit: "share", nullable: true },
  tier: { kind: "text" },
  flag: { kind: "text", nullable: true },
  margin: { kind: "number", unit: "share", nullable: true },
  roi: { kind: "number", unit: "share", nullable: true },
  periods: { kind: "integer", unit: "count", nullable: true },
  mean_quantity: { kind: "number", nullable: true },
  cv: { kind: "number", nullable: true },
  xyz: { kind: "text", nullable: true },
  tier_days_before: { kind: "text", nullable: true },
  tier_days_after: { kind: "text", nullable: true },
  tier_cuts_down: { kind: "text", nullable: true },
  tier_cuts_up: { kind: "text", nullable: true },
  flip_share: { kind: "number", unit: "share", nullable: true },
  fragile: { kind: "boolean", nullable: true },
} as const satisfies ColumnSpecs;

/**
 * `tiers`: every letter and loss, always all of them (shares are null without entities or positive values; `fragile` is
 * null unless `stability`). `concentration`: one row; `n` entities, `positive` of them with a positive value, the Gini of
 * these, and the shares of the first 1, 5, 10 and 20 % of n. `curve`: at most 400 points by rank. `flagged`: per flag its
 * count and the three that matter most. `xyz`: one row per product by rank; `class` is null with fewer than 2 complete
 * periods or no units. `matrix`: tiers that have products by class X, Y, Z and null. `costs`: one row by profit, else
 * none; of orders, or of lines where products or categories are ranked: records, those of known cost of goods, and the
 * sums. `extremes`: by profit and above 40 entities the first ten and the last ten. `stability`: one row per perturbation (days_before, days_after, cuts_down, cuts_up, bootstrap) with
 * `stability`, else none; `entities` there both times, `flipped` of them with another tier, for bootstrap the mean of the
 * draws and the interval that holds 95 % of them. days_after is a week without orders, which moves nobody: `flipped` 0.
 * `complete` is true: no figure waits for a week to be over.
 */
export const parts = {
  tiers: {
    sql: tiersSql,
    columns: {
      tier: { kind: "text" },
      entities: { kind: "integer", unit: "count" },
      share_of_entities: { kind: "number", unit: "share", nullable: true },
      value: { kind: "number" },
      share_of_value: { kind: "number", unit: "share", nullable: true },
      fragile: { kind: "integer", unit: "count", nullable: true },
    },
  },
  concentration: {
    sql: concentrationSql,
    columns: {
      n: { kind: "integer", unit: "count" },
      positive: { kind: "integer", unit: "count" },
      positive_value: { kind: "number" },
      gini: { kind: "number", nullable: true },
      top_1: { kind: "number", unit: "share", nullable: true },
      top_5: { kind: "number", unit: "share", nullable: true },
      top_10: { kind: "number", unit: "share", nullable: true },
      top_20: { kind: "number", unit: "share", nullable: true },
    },
  },
  curve: {
    sql: curveSql,
    columns: {
      rank: { kind: "integer", unit: "count" },
      share_of_entities: { kind: "number", unit: "share" },
      value: { kind: "number" },
      cumulative_value: { kind: "number" },
      cumulative_share: { kind: "number", unit: "share", nullable: true },
      tier: { kind: "text" },
    },
  },
  flagged: {
    sql: flaggedSql,
    columns: {
      flag: { kind: "text" },
      entities: { kind: "integer", unit: "count" },
      place: { kind: "integer", unit: "count" },
      entity_id: { kind: "text", nullable: true },
      name: { kind: "text", nullable: true },
      value: { kind: "number" },
    },
  },
  xyz: {
    sql: xyzSql,
    columns: {
      entity_id: { kind: "text" },
      periods: { kind: "integer", unit: "count", nullable: true },
      mean: { kind: "number", nullable: true },
      cv: { kind: "number", nullable: true },
      class: { kind: "text", nullable: true },
    },
  },
  matrix: {
    sql: matrixSql,
    columns: {
      tier: { kind: "text" },
      class: { kind: "text", nullable: true },
      entities: { kind: "integer", unit: "count" },
      share_of_entities: { kind: "number", unit: "share", nullable: true },
      value: { kind: "number" },
      share_of_value: { kind: "number", unit: "share", nullable: true },
    },
  },
  costs: {
    sql: costsSql,
    columns: {
      records: { kind: "integer", unit: "count" },
      records_with_cost: { kind: "integer", unit: "count" },
      net_amount: { kind: "number", unit: "money" },
      net_amount_with_cost: { kind: "number", unit: "money" },
      cost_amount: { kind: "number", unit: "money" },
      shipping_amount: { kind: "number", unit: "money" },
      tax_amount: { kind: "number", unit: "money" },
    },
  },
  extremes: {
    sql: extremesSql,
    columns: {
      rank: { kind: "integer", unit: "count" },
      entity_id: { kind: "text", nullable: true },
      name: { kind: "text", nullable: true },
      value: { kind: "number", unit: "money" },
      tier: { kind: "text" },
      margin: { kind: "number", unit: "share", nullable: true },
      roi: { kind: "number", unit: "share", nullable: true },
    },
  },
  stability: {
    sql: withShared(stabilitySql),
    columns: {
      perturbation: { kind: "text" },
      entities: { kind: "integer", unit: "count" },
      flipped: { kind: "number" },
      share: { kind: "number", unit: "share", nullable: true },
      low: { kind: "number", unit: "share", nullable: true },
      high: { kind: "number", unit: "share", nullable: true },
      complete: { kind: "boolean" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run of ABC gives. */
export type AbcResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
