/** The results of purchase-cycle: the columns of its rows and of its parts. */
import type { Members, Parts, Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import measures from "../cycle.sql?raw";
import bins from "./bins.sql?raw";
import distribution from "./distribution.sql?raw";
import gaps from "./gaps.sql?raw";
import membersSql from "./members.sql?raw";
import promotions from "./promotions.sql?raw";
import query from "./query.sql?raw";
import totals from "./totals.sql?raw";

/**
 * One row per level that a known customer has bought, ordered by gaps (most first), level_id; at store level always one
 * row, `store`. `gaps`: closed gaps that count, of `customers`; `open_gaps`: customers whose last order has had no next
 * one. `cycle_days`: the chosen statistic, null with fewer than `min_gaps` gaps (then `complete` is false). `p25` … `p90`,
 * `mean`: of the gaps as they weigh, in days to a millionth, null without gaps. `km_median`: days after which half have
 * come back, counting those who have not yet; null where fewer than half have. `low`, `high`: the 95 % interval of
 * `cycle_days`, null where that is.
 */
export const columns = {
  level_id: { kind: "text" },
  level_name: { kind: "text" },
  gaps: { kind: "integer", unit: "count" },
  customers: { kind: "integer", unit: "count" },
  cycle_days: { kind: "number", unit: "days", nullable: true },
  p25: { kind: "number", unit: "days", nullable: true },
  p50: { kind: "number", unit: "days", nullable: true },
  p75: { kind: "number", unit: "days", nullable: true },
  p90: { kind: "number", unit: "days", nullable: true },
  mean: { kind: "number", unit: "days", nullable: true },
  km_median: { kind: "number", unit: "days", nullable: true },
  open_gaps: { kind: "integer", unit: "count" },
  low: { kind: "number", unit: "days", nullable: true },
  high: { kind: "number", unit: "days", nullable: true },
  complete: { kind: "boolean" },
} as const satisfies ColumnSpecs;

const reading = (...texts: readonly string[]) =>
  [...texts.slice(0, -1).map((text) => `${text.trimEnd()},`), texts.at(-1)!].join("\n\n");

/** A part that has no CTE of its own goes on with its select. */
const selecting = (part: string, ...before: readonly string[]) =>
  `${reading(...before).trimEnd()}\n\n${part}`;

/** The main query: the gaps, their figures, and the rows. */
export const sql = reading(gaps, measures, query);

/**
 * `distribution`: at store level the gaps by length, in at most 40 bars of one width that have a row even where they are
 * empty; `bin_from` to `bin_to` days, `bin_to` null for a last bar that holds all above; `share` as gaps weigh.
 * `promotions`: days that stand out from the 28 days before them, by day; `left_out` where their gaps are left out.
 * `totals`: one row: levels, those with enough gaps, gaps that count, and gaps left out for their days.
 */
export const parts = {
  distribution: {
    sql: reading(gaps, measures, bins, distribution),
    readsResult: false,
    columns: {
      bin_from: { kind: "integer", unit: "days" },
      bin_to: { kind: "integer", unit: "days", nullable: true },
      gaps: { kind: "integer", unit: "count" },
      customers: { kind: "integer", unit: "count" },
      share: { kind: "number", unit: "share" },
    },
  },
  promotions: {
    sql: selecting(promotions, gaps),
    readsResult: false,
    columns: {
      day: { kind: "date" },
      orders: { kind: "integer", unit: "count" },
      median: { kind: "number", unit: "count" },
      mad: { kind: "number", unit: "count" },
      threshold: { kind: "number", unit: "count" },
      left_out: { kind: "boolean" },
    },
  },
  totals: {
    sql: reading(gaps, measures, totals),
    readsResult: false,
    columns: {
      levels: { kind: "integer", unit: "count" },
      measured: { kind: "integer", unit: "count" },
      gaps: { kind: "integer", unit: "count" },
      left_out: { kind: "integer", unit: "count" },
    },
  },
} as const satisfies Parts;

/**
 * The customers behind gaps: with `still_open` false those who have a gap, in the bar that begins at `bin_from` days
 * (null but at store level); with `still_open` true those whose last order has had no next one.
 */
export const members: Members = {
  sql: selecting(membersSql, gaps, measures, bins),
  readsResult: false,
  columns: {
    level_id: { kind: "text" },
    still_open: { kind: "boolean" },
    bin_from: { kind: "integer", nullable: true },
  },
};

/** What a run of purchase-cycle gives. */
export type CycleResult = Result<typeof columns, typeof parts>;

/** One level. */
export type CycleRow = RowOf<typeof columns>;

/** One bar of the distribution. */
export type Bar = RowOf<(typeof parts)["distribution"]["columns"]>;

/** One day that stands out. */
export type Promotion = RowOf<(typeof parts)["promotions"]["columns"]>;
