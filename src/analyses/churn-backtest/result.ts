/** The results of churn-backtest: the columns of its rows and of its parts, what is fitted, and who is behind them. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { Members, Parts, Result } from "../analysis.ts";
import alive from "../alive.sql?raw";
import { withShared } from "../churn-status/shared-sql.ts";
import type { Fit } from "../fit.ts";
import calibration from "./calibration.sql?raw";
import chancesPart from "./chances-part.sql?raw";
import chances from "./chances.sql?raw";
import dates from "./dates.sql?raw";
import fitSql from "./fit.sql?raw";
import histories from "./histories.sql?raw";
import membersSql from "./members.sql?raw";
import multiplesPart from "./multiples-part.sql?raw";
import multiples from "./multiples.sql?raw";
import outcomes from "./outcomes.sql?raw";
import query from "./query.sql?raw";
import ranked from "./ranked.sql?raw";
import tested from "./tested.sql?raw";

const count = { kind: "integer", unit: "count" } as const;
const share = { kind: "number", unit: "share", nullable: true } as const;
const known = { kind: "number", nullable: true } as const;
const money = { kind: "number", unit: "money", nullable: true } as const;

const own: Readonly<Record<string, string>> = {
  "dates.sql": dates,
  "tested.sql": tested,
  "histories.sql": histories,
  "chances.sql": chances,
  "ranked.sql": ranked,
  "outcomes.sql": outcomes,
  "multiples.sql": multiples,
  "alive.sql": alive,
};

const fill = (sql: string): string =>
  sql.replace(/\/\* ([\w-]+\.sql) \*\//g, (comment, name: string) => own[name]?.trimEnd() ?? comment);

/** The SQL with its own table expressions, which may name others, and the shared ones in place. */
const complete = (sql: string): string => withShared(fill(fill(sql)));

/** What is fitted: see fit.ts. A row per date (`number`, from 1, oldest first) and history, in days. */
export const fit: Fit = {
  sql: complete(fitSql),
  columns: ["number", "frequency", "recency", "age", "customers"],
  values: ["model_states", "model_values"],
};

/**
 * One row per date and multiple, by date, m; dates from the first order day of a known customer on. `flagged`: customers whose
 * last order lies more than m cycles back, of `n` with an order by the date; `returned`: those of them who ordered within
 * `horizon_days`; `share` of flagged with its 95 % Wilson interval, `precision` = 1 − share (null where nobody is
 * flagged). `not_returned`: of n, who did not order; `recall`: the share of them that is flagged (null without any).
 * `false_alarms_per_100`: `returned` per 100 of n. `cost`: cost_false_alarm · returned + cost_missed · those neither flagged nor
 * returned. `half`: the earlier dates (half of them, rounded down) or the later. Where the date has no cycle yet, nobody is
 * flagged, the figures are null and `complete` is false. Of the model fitted to what was known on the date: `p_alive`, the
 * mean P(alive) of the flagged, and `chance`, their mean probability of an order within `horizon_days`; `lowest_share`: had
 * as many customers been flagged by the lowest chance, the share of them that returned. Null without a fit or anyone flagged.
 */
export const columns = {
  date: { kind: "date" },
  m: { kind: "number" },
  flagged: count,
  returned: count,
  share,
  low: share,
  high: share,
  precision: share,
  recall: share,
  false_alarms_per_100: { kind: "number", nullable: true },
  cost: money,
  n: count,
  not_returned: count,
  cycle_days: { kind: "number", unit: "days", nullable: true },
  half: { kind: "text" },
  complete: { kind: "boolean" },
  p_alive: share,
  chance: share,
  lowest_share: share,
} as const satisfies ColumnSpecs;

/** The main query. */
export const sql = complete(query);

/**
 * `multiples`: each m over the complete `dates` of `half` earlier, later, all; a customer counts on each date. `chosen`: true
 * for the m of the least cost on the earlier dates (the smaller of equals), in each half; none without such dates.
 * `modelled`: the flagged of dates with a fit; of them `modelled_share` returned, beside `p_alive`, `chance` and
 * `lowest_share` as in the rows.
 *
 * `chances`: the model on each date, by date, then over the dates with a fit (`date` null) of `half` earlier, later, all (no
 * row of a half without a fit). `state`: fitted, or why not (as in lifetime-value; none where no model is asked for). Of `n`
 * customers with an order by the date `returned`; `p_alive` and `chance` are means of all n; `brier` the mean squared
 * distance of chance from what came (0 or 1), `base_brier` the same where everyone had `share`; `auc`: of one who returned
 * and one who did not, how often the former had the higher chance (to four digits; ties half), `wait_auc`: the shorter
 * wait. `r`, `alpha`, `a`, `b`: the parameters in days (of pareto_nbd `a` is s, `b` is beta).
 *
 * `calibration`: the customers of each date with a fit by chance in tenths (`band` 0…9), those with customers; `n` in it,
 * `share` returned with its 95 % Wilson interval, mean `p_alive` and mean `chance`.
 */
export const parts = {
  multiples: {
    sql: complete(multiplesPart),
    columns: {
      half: { kind: "text" },
      m: { kind: "number" },
      dates: count,
      n: count,
      flagged: count,
      returned: count,
      share,
      precision: share,
      recall: share,
      false_alarms_per_100: { kind: "number" },
      cost: { kind: "number", unit: "money" },
      chosen: { kind: "boolean" },
      modelled: count,
      modelled_share: share,
      p_alive: share,
      chance: share,
      lowest_share: share,
    },
  },
  chances: {
    sql: complete(chancesPart),
    readsResult: false,
    columns: {
      date: { kind: "date", nullable: true },
      half: { kind: "text" },
      state: { kind: "text" },
      n: count,
      returned: count,
      share: { kind: "number", unit: "share" },
      p_alive: share,
      chance: share,
      brier: known,
      base_brier: known,
      auc: share,
      wait_auc: share,
      r: known,
      alpha: known,
      a: known,
      b: known,
    },
  },
  calibration: {
    sql: complete(calibration),
    readsResult: false,
    columns: {
      date: { kind: "date" },
      band: { kind: "integer" },
      n: count,
      returned: count,
      share: { kind: "number", unit: "share" },
      low: { kind: "number", unit: "share" },
      high: { kind: "number", unit: "share" },
      p_alive: { kind: "number", unit: "share" },
      chance: { kind: "number", unit: "share" },
    },
  },
} as const satisfies Parts;

/** A mark names a date and a multiple (who was flagged) or a band of chances, with `returned` who of them ordered, or did not. */
export const members: Members = {
  sql: complete(membersSql),
  readsResult: false,
  columns: {
    date: { kind: "date" },
    m: { kind: "number", nullable: true },
    band: { kind: "integer", nullable: true },
    returned: { kind: "boolean" },
  },
};

/** What a run of churn-backtest gives. */
export type BacktestResult = Result<typeof columns, typeof parts>;

/** A row of the main query. */
export type Trial = RowOf<typeof columns>;

/** A row of the part of multiples. */
export type Multiple = RowOf<(typeof parts)["multiples"]["columns"]>;

/** A row of the part of chances. */
export type Chances = RowOf<(typeof parts)["chances"]["columns"]>;

/** A row of the part of calibration. */
export type Band = RowOf<(typeof parts)["calibration"]["columns"]>;
