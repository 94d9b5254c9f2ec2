/** The notebook as it is saved: plain data; results are never in it. */
import type { CountingRules } from "../orders/rules.ts";

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

/** The filter of the whole notebook. Only the empty filter exists in version 1. */
export interface Filter {
  readonly clauses: readonly never[];
}

/** An analysis and the parameters that differ from its defaults. */
export interface AnalysisCell {
  readonly kind: "analysis";
  readonly id: string;
  readonly name?: string;
  readonly analysis: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A text of Markdown. */
export interface TextCell {
  readonly kind: "text";
  readonly id: string;
  readonly name?: string;
  readonly markdown: string;
}

/** One cell. Version 1 has these kinds; others come with migrations. */
export type Cell = AnalysisCell | TextCell;

/** A notebook. */
export interface Notebook {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  readonly reading: Reading;
  readonly filter: Filter;
  readonly cells: readonly Cell[];
}
