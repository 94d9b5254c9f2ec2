/** The visible state of one cell. */
import type { Result, Unanswerable } from "../analyses/analysis.ts";
import type { ColumnSpec, ColumnSpecs } from "../sql/columns.ts";
import type { Context } from "../sql/query.ts";

/** A row of a result by column name, plain values as the scripting surface gives them. */
export type ResultRow = Readonly<Record<string, unknown>>;

/** The result of an analysis cell with everything that it was computed from. */
export interface AnalysisResult {
  readonly kind: "analysis";
  readonly result: Result;
  readonly params: Readonly<Record<string, unknown>>;
  readonly context: Context;
  /** The main statement: complete, it stands alone in any DuckDB with these tables. */
  readonly sql: string;
  /** The statements of the parts, by name. */
  readonly partSql: Readonly<Record<string, string>>;
  /** The statement whose rows the fit was computed from, where the analysis has one. */
  readonly fitSql?: string;
  readonly milliseconds: number;
}

/** The result of an sql, chart or list cell. A chart's rows are those that it draws. */
export interface TableResult {
  readonly kind: "table";
  /** The statement: complete, it stands alone in any DuckDB with these tables. */
  readonly sql: string;
  readonly columns: ColumnSpecs;
  /** The first rows; further ones are asked for by `rows`. */
  readonly rows: readonly ResultRow[];
  /** Rows of the whole result. */
  readonly total: number;
  readonly milliseconds: number;
}

/** The value of an input. */
export interface ValueResult {
  readonly kind: "value";
  readonly value: string | number | null;
}

/** A figure in a text: the value and how it is printed, or null where the result has no row. */
export interface Figure {
  readonly value: unknown;
  readonly column: ColumnSpec;
}

/** The figures of a text cell by what stands between the braces, trimmed. */
export interface FiguresResult {
  readonly kind: "figures";
  readonly figures: Readonly<Record<string, Figure>>;
}

/** The answer that a check expects. */
export interface AnswerResult {
  readonly kind: "answer";
  readonly expected: string | number | boolean | null;
  /** Null where the answer is a value of the document. */
  readonly sql: string | null;
}

/** What a cell has computed. */
export type CellResult = AnalysisResult | TableResult | ValueResult | FiguresResult | AnswerResult;

/** A name that a cell refers to and nobody has, with names that resemble it, best first. */
export interface MissingName {
  readonly name: string;
  readonly candidates: readonly string[];
}

/** Why a cell cannot run as the notebook stands. */
export type Fault =
  /** The names of the cells that refer to each other in a circle, this cell's first. */
  | { readonly kind: "cycle"; readonly path: readonly string[] }
  | { readonly kind: "missing"; readonly names: readonly MissingName[] }
  /** A cell that it refers to has no result: its id and its name. */
  | { readonly kind: "upstream"; readonly cell: string; readonly name: string };

/**
 * Where a cell stands. A stale result stays visible while a new one runs: every status but `unanswerable` keeps the last
 * one, `idle` where a cell waits out of sight, `waiting` while a cell that it refers to is not there yet.
 * `unanswerable` is the designed "not enough" state, with its reason.
 */
export type CellState =
  | { readonly status: "idle"; readonly last?: CellResult }
  | { readonly status: "waiting"; readonly last: CellResult | null }
  | { readonly status: "running"; readonly since: number; readonly last: CellResult | null }
  | { readonly status: "done"; readonly last: CellResult }
  | { readonly status: "stopped"; readonly last: CellResult | null }
  | { readonly status: "broken"; readonly fault: Fault; readonly last: CellResult | null }
  | { readonly status: "unanswerable"; readonly why: NonNullable<Unanswerable>; readonly last: null }
  | { readonly status: "failed"; readonly error: Error; readonly last: CellResult | null };

/** A condition on the rows of a result; `value` is text as it was typed and is read as the column's type. */
export interface RowCondition {
  readonly column: string;
  readonly test: "contains" | "equals" | "at_least" | "at_most" | "is_null" | "is_not_null";
  readonly value: string;
}

/** Which rows of a result are wanted. */
export interface RowsRequest {
  readonly offset: number;
  readonly limit: number;
  /** Null leaves them as the statement orders them. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** All of them must hold. */
  readonly where: readonly RowCondition[];
}

/** Rows of a result. */
export interface RowsAnswer {
  readonly rows: readonly ResultRow[];
  /** Rows for which the conditions hold. */
  readonly total: number;
}
