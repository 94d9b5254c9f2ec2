/** Names of the warehouse's tables: those in place, those being built beside them, and the typed lines of each file. */
import { tables, type TableName } from "../orders/schema.ts";

/** Where a set of tables stands. `staged` ones are built beside those in place; `trial` ones are measured and dropped. */
export interface Place {
  /** Put before a table's name. */
  readonly prefix: "" | "staged_" | "trial_";
  /** Put before the name of the typed lines that the tables are built from. */
  readonly linesPrefix: "" | "staged_";
}

/** The tables that analyses read. */
export const inPlace: Place = { prefix: "", linesPrefix: "" };
/** Tables and lines of an import that is not yet in place. */
export const stagedImport: Place = { prefix: "staged_", linesPrefix: "staged_" };
/** Tables rebuilt from the lines in place, under other rules. */
export const stagedRules: Place = { prefix: "staged_", linesPrefix: "" };
/** Tables that only measure what other rules would do. */
export const trialRules: Place = { prefix: "trial_", linesPrefix: "" };

/** A table of the data model in a place. */
export function table(place: Place, name: TableName): string {
  return `${place.prefix}${name}`;
}

/** The typed lines of a file: every record, with its extra columns. */
export function linesTable(place: Place, sourceId: number): string {
  return `${place.linesPrefix}typed_lines_${sourceId}`;
}

/** Working tables, dropped when the tables of the data model are built from them. */
export const working = [
  "ordered",
  "joined",
  "customer_keys",
  "customer_records",
  "catalogue",
  "labels",
  "people_keys",
  "grouped",
  "attached",
  "buyers",
  "decided",
  "identity_keys",
  "identity_customers",
  "identity_marks",
  "identity_pairs",
] as const;

/** A working table in a place; it never stands in place under a name of its own. */
export function workTable(place: Place, name: (typeof working)[number]): string {
  return `${place.prefix}work_${name}`;
}

/** Tables that only measure what other rules would do to what is staged. */
export const trialStaged: Place = { prefix: "trial_", linesPrefix: "staged_" };

/** The tables of the data model, in the order in which they are put in place. */
export const tableNames = Object.keys(tables) as TableName[];
