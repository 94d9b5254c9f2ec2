/** The results of definitions: the columns of its rows and of its part. */
import type { Result } from "../analysis.ts";
import type { ColumnSpecs, RowOf } from "../../sql/columns.ts";
import applicable from "./applicable.sql?raw";
import asked from "./asked.sql?raw";
import buyers from "./buyers.sql?raw";
import choose from "./choose.sql?raw";
import classes from "./classes.sql?raw";
import combine from "./combine.sql?raw";
import evaluate from "./evaluate.sql?raw";
import orders from "./orders.sql?raw";
import possible from "./possible.sql?raw";
import query from "./query.sql?raw";
import rules from "./rules.sql?raw";

const joined = (...ctes: readonly string[]): string => ctes.map((text) => text.trimEnd()).join(",\n\n");

/** The same CTEs for another set of specs: their names begin with the set's. */
const staged = (text: string, stage: "alone" | "combined" | "possible"): string =>
  text.replaceAll("stage_", `${stage}_`);

const judged = joined(orders, applicable, buyers);

/** The main query: each rule alone, the four that move the figure most, their combinations. */
export const sql = joined(
  judged,
  classes,
  staged(asked, "alone"),
  staged(evaluate, "alone"),
  choose,
  staged(combine, "combined"),
  staged(asked, "combined"),
  staged(evaluate, "combined"),
  query,
);

/** A statement on each buyer under every set of rules that is possible here; it stands alone. */
export const withJudged = (text: string): string =>
  `${joined(judged, possible, staged(combine, "possible"), staged(asked, "possible"))}\n\n${text.trimEnd()}`;

/**
 * One row per spec, a set of rules: the notebook's own, each other value of each rule alone, and every combination of the
 * values of the four rules that move the figure most (by the greater difference of their values alone, ties in the order of
 * the columns), each once, at most 256; by `value`, highest first, null last, then fewer changes, then the columns.
 *
 * The rules' columns hold what the spec says: `refunds` (reduce_original, at_refund_date, ignore, drop_refunded_orders),
 * `unpaid`, `cancelled`, `zero_value`, `test_orders` (exclude, include), `unattached_negative` (exclude, keep_as_order),
 * `same_day` (keep, one), `identity` (known: guests are in no customer figure; guests_apart: each guest's order is a customer
 * of its own), `clock` (calendar, age), `time_zone` (own, earlier, later), `first_orders` (all; observed: without customers
 * whose first month began within 90 days of the first order of the data).
 *
 * `value`: the figure, null where there is nothing to divide by; `n`: what it is of (customers; orders for money), `low` and
 * `high` the 95 % Wilson interval of a rate, else null. `difference`: from the notebook's own value. `changed`: the rules that
 * differ from the notebook's own as `rule=value`, by comma, in the order of the columns; empty for the own. `changes`: how many.
 * `rank`: place by value, 1 the highest; `spec_id`: 1 for the notebook's own. `customers`: the known customers whom the value
 * counts: who came back, who have gone, all of `customers`; null for orders and money.
 */
export const columns = {
  spec_id: { kind: "integer" },
  refunds: { kind: "text" },
  unpaid: { kind: "text" },
  cancelled: { kind: "text" },
  unattached_negative: { kind: "text" },
  zero_value: { kind: "text" },
  test_orders: { kind: "text" },
  same_day: { kind: "text" },
  identity: { kind: "text" },
  clock: { kind: "text" },
  time_zone: { kind: "text" },
  first_orders: { kind: "text" },
  value: { kind: "number", nullable: true },
  low: { kind: "number", nullable: true, unit: "share" },
  high: { kind: "number", nullable: true, unit: "share" },
  n: { kind: "integer", unit: "count" },
  difference: { kind: "number", nullable: true },
  changed: { kind: "text" },
  changes: { kind: "integer", unit: "count" },
  rank: { kind: "integer" },
  customers: { kind: "integer", nullable: true, unit: "count" },
} as const satisfies ColumnSpecs;

/**
 * `rules`: one row per other value of each rule alone, the greatest difference first, ties by `changed`. `figure` under it
 * with `low`, `high`, `n`; `is_combined`: the rule is one of the four. A rule with nothing to change here has no row.
 */
export const parts = {
  rules: {
    sql: rules,
    columns: {
      changed: { kind: "text" },
      rule: { kind: "text" },
      value: { kind: "text" },
      figure: { kind: "number", nullable: true },
      low: { kind: "number", nullable: true, unit: "share" },
      high: { kind: "number", nullable: true, unit: "share" },
      n: { kind: "integer", unit: "count" },
      difference: { kind: "number", nullable: true },
      is_combined: { kind: "boolean" },
    },
  },
} as const satisfies Record<string, { readonly sql: string; readonly columns: ColumnSpecs }>;

/** What a run gives. */
export type DefinitionsResult = Result<typeof columns, typeof parts>;

/** A spec. */
export type Spec = RowOf<typeof columns>;

/** A rule alone. */
export type RuleRow = RowOf<(typeof parts)["rules"]["columns"]>;
