/** The results of survival: the columns of its rows and of its parts. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { Result } from "../analysis.ts";
import { withFirstOrder } from "../first-order.ts";
import kaplanMeier from "../kaplan-meier.sql?raw";
import atDaysSql from "./at-days.sql?raw";
import atRiskByDay from "./at-risk-by-day.sql?raw";
import covarianceSql from "./covariance.sql?raw";
import logRankSql from "./log-rank.sql?raw";
import notesSql from "./notes.sql?raw";
import quantilesSql from "./quantiles.sql?raw";
import query from "./query.sql?raw";
import spells from "./spells.sql?raw";

/** The CTEs up to one spell per customer. */
export const spellsSql = withFirstOrder(spells).trimEnd();

/** The main query: spells, the shared estimate, and its rows. */
export const sql = `${spellsSql},

spells as (
    select split, days, ended
    from customer_spells
),

${kaplanMeier}${query}`;

const group = {
  position: { kind: "integer" },
  others: { kind: "boolean" },
} as const satisfies ColumnSpecs;

/**
 * One row per group and day on which somebody came back or was last watched, by position and day. `n`: at risk on the
 * day. `survival`: the share that has not come back after it (Kaplan–Meier), with its standard error (Greenwood) and its
 * 95 % band on the log–log scale, null before the first event and where nobody is left. `cumulative_hazard`
 * (Nelson–Aalen) likewise, band on the log scale. `split` is null without a split, for first orders without a value, and
 * where `others` is true: the groups beyond the largest, together; of a product it is the id. `position`: 1 is the largest
 * group.
 */
export const columns = {
  split: { kind: "text", nullable: true },
  days: { kind: "integer", unit: "days" },
  n: { kind: "integer", unit: "count" },
  events: { kind: "integer", unit: "count" },
  censored: { kind: "integer", unit: "count" },
  survival: { kind: "number", unit: "share" },
  std_error: { kind: "number", nullable: true },
  low: { kind: "number", nullable: true, unit: "share" },
  high: { kind: "number", nullable: true, unit: "share" },
  cumulative_hazard: { kind: "number" },
  hazard_std_error: { kind: "number" },
  hazard_low: { kind: "number", nullable: true },
  hazard_high: { kind: "number", nullable: true },
  ...group,
} as const satisfies ColumnSpecs;

/**
 * `at_days`: each group on each of the days of the parameter: at risk on it, events up to it, censored before it, and the
 * curve there; null and not complete where nobody was watched that long. `quantiles`: by when 10, 25, 50, 75 and 90 % of
 * a group have come back, with the interval of Brookmeyer and Crowley; null where the curve does not get there;
 * `longest_days` is the longest time that anybody was watched, `split_name` the group as it is read: a product's latest
 * name, else `split`. `log_rank`: events of each group, those expected if all
 * came back alike, and their variance; `covariance`: the same for each pair. `notes`: one row.
 */
export const parts = {
  at_days: {
    sql: atDaysSql,
    columns: {
      split: { kind: "text", nullable: true },
      days: { kind: "integer", unit: "days" },
      n: { kind: "integer", unit: "count" },
      events: { kind: "integer", unit: "count" },
      censored: { kind: "integer", unit: "count" },
      survival: { kind: "number", nullable: true, unit: "share" },
      low: { kind: "number", nullable: true, unit: "share" },
      high: { kind: "number", nullable: true, unit: "share" },
      complete: { kind: "boolean" },
      ...group,
    },
  },
  quantiles: {
    sql: withFirstOrder(quantilesSql),
    columns: {
      split: { kind: "text", nullable: true },
      share: { kind: "number", unit: "share" },
      days: { kind: "integer", nullable: true, unit: "days" },
      low: { kind: "integer", nullable: true, unit: "days" },
      high: { kind: "integer", nullable: true, unit: "days" },
      customers: { kind: "integer", unit: "count" },
      events: { kind: "integer", unit: "count" },
      longest_days: { kind: "integer", unit: "days" },
      ...group,
      split_name: { kind: "text", nullable: true },
    },
  },
  log_rank: {
    sql: `${atRiskByDay.trimEnd()}\n\n${logRankSql}`,
    columns: {
      split: { kind: "text", nullable: true },
      customers: { kind: "integer", unit: "count" },
      observed: { kind: "integer", unit: "count" },
      expected: { kind: "number" },
      variance: { kind: "number" },
      ...group,
    },
  },
  covariance: {
    sql: `${atRiskByDay.trimEnd()}\n\n${covarianceSql}`,
    columns: {
      position: { kind: "integer" },
      other_position: { kind: "integer" },
      covariance: { kind: "number" },
    },
  },
  notes: {
    sql: `${spellsSql}\n\n${notesSql}`,
    columns: {
      customers: { kind: "integer", unit: "count" },
      left_truncated: { kind: "integer", unit: "count" },
      observed: { kind: "date" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run of survival gives. */
export type SurvivalResult = Result<typeof columns, typeof parts>;

/** One row of the curve. */
export type CurveRow = RowOf<typeof columns>;

/** One row of a part. */
export type PartRow<K extends keyof typeof parts> = RowOf<(typeof parts)[K]["columns"]>;

/** As much of a result as the figure of its curves reads. */
export interface CurveResult {
  readonly rows: SurvivalResult["rows"];
  readonly parts: Pick<SurvivalResult["parts"], "at_days" | "quantiles">;
}
