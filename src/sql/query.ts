/** A text of SQL with typed parameters in and typed columns out. */
import type { ColumnSpecs } from "./columns.ts";
import type { ParamSpecs } from "./params.ts";

/** A date in a literal: rendered as `date 'YYYY-MM-DD'`. */
export interface SqlDate {
  readonly date: string;
}

/** The name of a column or a table: rendered as a quoted identifier. It stands where SQL takes a name, such as after `as`. */
export interface SqlName {
  readonly name: string;
}

/** A value that `literal()` can write: number, boolean, text, date, name, null, or a list of these (lists may nest once). */
export type SqlValue = number | boolean | string | SqlDate | SqlName | null | readonly SqlValue[];

/** Values that every query may name besides its own parameters: `$as_of`, `$observed_through`, `$observed_from`, `$week_start`, `$counted_from`, `$counted_through`, `$refund_policy`, `$amount_rule`. */
export interface Context {
  /** The date that the analysis looks back from (inclusive), `YYYY-MM-DD`. */
  readonly as_of: string;
  /** The last day that the data cover in full, `YYYY-MM-DD`. */
  readonly observed_through: string;
  /** The store's real beginning where the user typed it, else null. */
  readonly observed_from: string | null;
  readonly week_start: "monday" | "sunday";
  /** The first day that the notebook's filter counts, `YYYY-MM-DD`; null or absent: no bound. `$counted_from` in SQL. */
  readonly counted_from?: string | null;
  /** The last day that the notebook's filter counts, inclusive; null or absent: no bound. `$counted_through` in SQL. */
  readonly counted_through?: string | null;
  /**
   * How refunds count, as the counting rule `refunds` says; absent: `reduce_original`. Only under `at_refund_date` sums of
   * money take `refunds` by their date, for then they are not in `net_amount`. `$refund_policy` in SQL.
   */
  readonly refund_policy?: string;
  /**
   * What `net_amount` holds, as the counting rule `amount` says; absent: `paid`. Profit subtracts shipping and tax only
   * under `paid`, for under `goods` they are not in `net_amount`. `$amount_rule` in SQL.
   */
  readonly amount_rule?: string;
  /** The values of the analysis's fit by their `$name`; absent where it has none, or nobody has computed it yet. */
  readonly fitted?: Readonly<Record<string, SqlValue>>;
}

/** A text of SQL with `$name` parameters and the columns of its result. */
export interface TypedQuery<P extends ParamSpecs = ParamSpecs, C extends ColumnSpecs = ColumnSpecs> {
  readonly sql: string;
  readonly params: P;
  readonly columns: C;
}
