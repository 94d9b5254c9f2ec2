/** The results of ABC: the columns of its rows and of its parts. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import concentrationSql from "./concentration.sql?raw";
import curveSql from "./curve.sql?raw";
import flaggedSql from "./flagged.sql?raw";
import tiersSql from "./tiers.sql?raw";

/**
 * One row per customer or product, ordered by rank (value, largest first; ties by entity_id). `value` is money, units
 * or orders by the parameter. `cumulative_share` is of the sum of positive values: it falls again where losses begin,
 * and is null where nothing is positive. `tier` is A, B, C or loss; `flag` is a1, promote, prune or null.
 */
export const columns = {
  entity_id: { kind: "text" },
  name: { kind: "text" },
  value: { kind: "number" },
  rank: { kind: "integer", unit: "count" },
  cumulative_value: { kind: "number" },
  cumulative_share: { kind: "number", unit: "share", nullable: true },
  tier: { kind: "text" },
  flag: { kind: "text", nullable: true },
} as const satisfies ColumnSpecs;

/**
 * `tiers`: A, B, C and loss, always all four (shares are null without entities or positive values). `concentration`:
 * one row; `n` entities, `positive` of them with a positive value, the Gini of these, and the shares of the first 1, 5,
 * 10 and 20 % of n. `curve`: at most 400 points by rank. `flagged`: per flag its count and the three that matter most.
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
      entity_id: { kind: "text" },
      name: { kind: "text" },
      value: { kind: "number" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run of ABC gives. */
export type AbcResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
