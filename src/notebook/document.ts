/** The notebook as it is saved: plain data; results are never in it. */
import type { CountingRules } from "../orders/rules.ts";
import type { ChartSpec } from "./chart-spec.ts";
import type { CustomerRule } from "./customer-rule.ts";
import type { Filter } from "./filter.ts";
import type { Input } from "./input.ts";

/** How the orders are read by every cell. Null is the default of the data model. */
export interface Reading {
  readonly asOf: string | null;
  readonly observedThrough: string | null;
  readonly observedFrom: string | null;
  readonly timeZone: string | null;
  readonly weekStart: "monday" | "sunday";
  readonly rules: CountingRules;
  readonly currency: string | null;
}

/** What every cell has. */
interface CellHead {
  /** 1 to 64 letters, digits, `-` and `_`; unique in the notebook and never changed. */
  readonly id: string;
  /** What other cells call it; `names.ts` says which are allowed. Unique in the notebook, without regard to case. */
  readonly name?: string;
  /** True where only its head is shown. */
  readonly collapsed?: boolean;
}

/** A text of Markdown; `{{ name.column }}` is the figure in the first row of a cell's result, `{{ name }}` an input's value. */
export interface TextCell extends CellHead {
  readonly kind: "text";
  readonly markdown: string;
}

/** A value that SQL and parameters refer to as `$name`. */
export interface InputCell extends CellHead {
  readonly kind: "input";
  readonly input: Input;
}

/** A value, or the name of the input cell that gives it. */
export type Bound = unknown;

/** The reference to an input as a parameter's value. */
export interface InputRef {
  readonly ref: string;
}

/** An analysis and the parameters that differ from its defaults; each is a value or an {@link InputRef}. */
export interface AnalysisCell extends CellHead {
  readonly kind: "analysis";
  readonly analysis: string;
  readonly params: Readonly<Record<string, Bound>>;
}

/** One SELECT; it may name other cells as tables and inputs as `$name`. */
export interface SqlCell extends CellHead {
  readonly kind: "sql";
  readonly sql: string;
  /** How its result is drawn; absent where nobody said. */
  readonly chart?: ChartSpec;
}

/** A cell's result drawn. */
export interface ChartCell extends CellHead {
  readonly kind: "chart";
  /** The name of the cell, or of a table of the orders; empty where none is chosen yet. */
  readonly source: string;
  readonly chart: ChartSpec;
}

/** Who is in a named list: a rule that a click wrote, a SELECT with a column customer_key or customer_id, or chosen ones. */
export type ListSource =
  | { readonly by: "rule"; readonly rule: CustomerRule }
  | { readonly by: "sql"; readonly sql: string }
  /** Up to 1,000 customer_ids in the document; more are beside the data, in the table `lists`, under a key. */
  | { readonly by: "customers"; readonly customers: readonly string[] | StoredCustomers };

/** Customers of a list that are kept beside the data. */
export interface StoredCustomers {
  /** How many they are. */
  readonly stored: number;
  /** The list's key in the table `lists`; what stands under a key never changes. */
  readonly key: string;
}

/** A named set of customers: other cells read it as the table `name(customer_key)`. */
export interface ListCell extends CellHead {
  readonly kind: "list";
  readonly list: ListSource;
}

/** The answer that a check expects: a value, or one SELECT whose first row's first column is the answer. */
export type ExpectedAnswer =
  | { readonly by: "value"; readonly value: number | string | boolean }
  | { readonly by: "sql"; readonly sql: string };

/** A question with its expected answer. */
export interface CheckCell extends CellHead {
  readonly kind: "check";
  /** Markdown. */
  readonly question: string;
  readonly expected: ExpectedAnswer;
  /** How far a number may be off; 0 is exact. */
  readonly tolerance: number;
  /** Markdown, shown when asked for or when the answer is wrong; empty where there is none. */
  readonly hint: string;
}

/** One cell. */
export type Cell = TextCell | InputCell | AnalysisCell | SqlCell | ChartCell | ListCell | CheckCell;

/** What a cell can be. */
export type CellKind = Cell["kind"];

/** A notebook. */
export interface Notebook {
  readonly version: 2;
  readonly id: string;
  readonly title: string;
  readonly reading: Reading;
  readonly filter: Filter;
  readonly cells: readonly Cell[];
}

/** True where a parameter's value is the name of an input. */
export function isInputRef(value: unknown): value is InputRef {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length === 1 &&
    typeof (value as InputRef).ref === "string"
  );
}
