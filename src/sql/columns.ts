/** The columns that a query promises, and the rows that they make. */

/**
 * What a column holds, as a row sees it: `text` string, `integer` and `number` number (money is a `number` in major
 * units), `boolean`, `date` the ISO text `YYYY-MM-DD`, `timestamp` the ISO text `YYYY-MM-DDTHH:MM:SS`.
 */
export type ColumnKind = "text" | "integer" | "number" | "boolean" | "date" | "timestamp";

/** One column of a result. */
export interface ColumnSpec {
  readonly kind: ColumnKind;
  /** True when the column may hold null. */
  readonly nullable?: boolean;
  /** How a table prints it: `share` is 0…1 shown as percent, `money` in the notebook's currency, `days` whole days. */
  readonly unit?: "share" | "money" | "days" | "count" | "score";
}

/** The columns of a result by name, in the order of the select list. */
export type ColumnSpecs = Readonly<Record<string, ColumnSpec>>;

type ValueOf<C extends ColumnSpec> = C["kind"] extends "integer" | "number"
  ? number
  : C["kind"] extends "boolean"
    ? boolean
    : string;

/** One row of a result with columns `C`; nullable columns may be null, and no other. */
export type RowOf<C extends ColumnSpecs> = {
  readonly [K in keyof C]: C[K] extends { readonly nullable: true } ? ValueOf<C[K]> | null : ValueOf<C[K]>;
};
