/** The results of the weighted score: the columns of its rows and of its parts. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import distributionSql from "./distribution.sql?raw";
import measuresSql from "./measures.sql?raw";
import movedSql from "./moved.sql?raw";
import { measureColumns, type ScoreParams } from "./params.ts";
import profileSql from "./profile.sql?raw";
import sensitivitySql from "./sensitivity.sql?raw";
import tiersSql from "./tiers.sql?raw";

/**
 * The columns that every score has: one row per customer who ordered, by rank (1 is the best), those without a score last,
 * then by customer_id. `score` is the weighted mean of the normalised measures, null without one; `tier` A, B, C or none.
 * `net_amount` is of all orders of the customer.
 */
export const columns = {
  customer_id: { kind: "text" },
  score: { kind: "number", nullable: true },
  rank: { kind: "integer", nullable: true },
  tier: { kind: "text" },
  net_amount: { kind: "number", unit: "money" },
} as const satisfies ColumnSpecs;

const known = { kind: "number", nullable: true } as const;

/**
 * All columns under these parameters: `normalised_<measure>` for each measure before the score, `value_<measure>` (as it
 * is, before any scale) at the end; null where a customer has no value.
 */
export function columnsOf(params: ScoreParams): ColumnSpecs {
  const { normalised, values } = measureColumns(params);
  const { customer_id, ...rest } = columns;
  const of = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, known]));
  return { customer_id, ...of(normalised), ...rest, ...of(values) };
}

/**
 * `tiers`: A, B, C and none, also where nobody is in them. `measures`: in the order asked, weights divided by their sum
 * (null where all are 0), `missing` customers without a value. `profile`: means of each tier with customers and each
 * measure that one of them has. `distribution`: forty bins of the same width between the lowest and the highest score,
 * by tier, those with customers. `sensitivity`: per measure and `move` (`down`: its weight 20 % lower, `up`: 20 % higher,
 * all divided by their sum again) the `n` members of tier A and how many of them `stays`: rank among the best n anew;
 * last the move `any`, measure null: who stays under every single move.
 */
export const parts = {
  tiers: {
    sql: tiersSql,
    columns: {
      tier: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
      share: { kind: "number", unit: "share", nullable: true },
      score_low: known,
      score_high: known,
      net_amount: { kind: "number", unit: "money" },
      share_of_net_amount: { kind: "number", unit: "share", nullable: true },
    },
  },
  measures: {
    sql: measuresSql,
    columns: {
      position: { kind: "integer" },
      measure: { kind: "text" },
      direction: { kind: "text" },
      weight: { kind: "number", unit: "share", nullable: true },
      customers: { kind: "integer", unit: "count" },
      missing: { kind: "integer", unit: "count" },
      min: known,
      mean: known,
      max: known,
    },
  },
  profile: {
    sql: profileSql,
    columns: {
      tier: { kind: "text" },
      position: { kind: "integer" },
      measure: { kind: "text" },
      customers: { kind: "integer", unit: "count" },
      mean: { kind: "number" },
      mean_normalised: { kind: "number" },
    },
  },
  distribution: {
    sql: distributionSql,
    columns: {
      bin: { kind: "integer" },
      tier: { kind: "text" },
      score_from: { kind: "number" },
      score_to: { kind: "number" },
      customers: { kind: "integer", unit: "count" },
    },
  },
  sensitivity: {
    sql: `${movedSql}${sensitivitySql}`,
    columns: {
      position: { kind: "integer", nullable: true },
      measure: { kind: "text", nullable: true },
      move: { kind: "text" },
      n: { kind: "integer", unit: "count" },
      stays: { kind: "integer", unit: "count" },
      share: { kind: "number", unit: "share", nullable: true },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run of the weighted score gives. */
export type ScoreResult = Result<typeof columns, typeof parts>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;
