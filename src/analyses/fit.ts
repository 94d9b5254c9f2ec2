/** The step of an analysis that SQL cannot take: figures of the orders go in, values that its statements name come out. */
import type { Context, SqlValue } from "../sql/query.ts";

/** A column of numbers as a fit reads it: as long as the others, NaN for null. */
export type Numbers = Float64Array;

/** Columns of numbers by name. */
export type FitColumns = Readonly<Record<string, Numbers>>;

/** Values by the `$name` that the analysis's statements give them. */
export type FitValues = Readonly<Record<string, SqlValue>>;

/**
 * Computes the values of one analysis from the rows of its {@link Fit}, its checked parameters and what every query may
 * name. Pure, and alike for the same rows in any order; it runs off the main thread, and is ended from outside. Where no
 * figure can be trusted it says so in its values (each statement then gives no figure), it does not throw.
 */
export type FitFunction = (
  columns: FitColumns,
  params: Readonly<Record<string, unknown>>,
  context: Context,
) => FitValues;

/** What an analysis computes before its statements, which name the values. */
export interface Fit {
  /** One SELECT of `columns`, as few rows as carry the figures (equal customers counted once, with their number). */
  readonly sql: string;
  /** Its columns, in the order of the select list: each DOUBLE. */
  readonly columns: readonly string[];
  /** The `$name`s of the values that it gives, all of them, whatever the rows are. */
  readonly values: readonly string[];
}
