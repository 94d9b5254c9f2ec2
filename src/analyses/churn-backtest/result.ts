/** The results of churn-backtest: the columns of its rows and of its part, and who is behind them. */
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import type { Members, Parts, Result } from "../analysis.ts";
import { withShared } from "../churn-status/shared-sql.ts";
import membersSql from "./members.sql?raw";
import multiplesPart from "./multiples-part.sql?raw";
import multiples from "./multiples.sql?raw";
import outcomes from "./outcomes.sql?raw";
import query from "./query.sql?raw";
import tested from "./tested.sql?raw";

const count = { kind: "integer", unit: "count" } as const;
const share = { kind: "number", unit: "share", nullable: true } as const;
const money = { kind: "number", unit: "money", nullable: true } as const;

const own: Readonly<Record<string, string>> = {
  "tested.sql": tested,
  "outcomes.sql": outcomes,
  "multiples.sql": multiples,
};

/** The SQL with its own and the shared table expressions in place. */
const complete = (sql: string): string =>
  withShared(
    sql.replace(/\/\* ([\w-]+\.sql) \*\//g, (comment, name: string) => own[name]?.trimEnd() ?? comment),
  );

/**
 * One row per date and multiple, by date, m; dates from the first order day of a known customer on. `flagged`: customers whose
 * last order lies more than m cycles back, of `n` with an order by the date; `returned`: those of them who ordered within
 * `horizon_days`; `share` of flagged with its 95 % Wilson interval, `precision` = 1 − share (null where nobody is
 * flagged). `not_returned`: of n, who did not order; `recall`: the share of them that is flagged (null without any).
 * `false_alarms_per_100`: `returned` per 100 of n. `cost`: cost_false_alarm · returned + cost_missed · those neither flagged nor
 * returned. `half`: the earlier dates (half of them, rounded down) or the later. Where the date has no cycle yet, nobody is
 * flagged, the figures are null and `complete` is false.
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
} as const satisfies ColumnSpecs;

/** The main query. */
export const sql = complete(query);

/**
 * `multiples`: each m over the complete `dates` of `half` earlier, later, all; a customer counts on each date. `chosen`: true
 * for the m of the least cost on the earlier dates (the smaller of equals), in each half; none without such dates.
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
    },
  },
} as const satisfies Parts;

/** A mark names a date and a multiple: who was flagged, with `returned` who of them ordered, or did not. */
export const members: Members = {
  sql: complete(membersSql),
  readsResult: false,
  columns: { date: { kind: "date" }, m: { kind: "number" }, returned: { kind: "boolean" } },
};

/** What a run of churn-backtest gives. */
export type BacktestResult = Result<typeof columns, typeof parts>;

/** A row of the main query. */
export type Trial = RowOf<typeof columns>;

/** A row of the part. */
export type Multiple = RowOf<(typeof parts)["multiples"]["columns"]>;
