/** The visible state of one cell. */
import type { Headline, Result, Unanswerable } from "../analyses/analysis.ts";
import type { Context } from "../sql/query.ts";

/** The result of an analysis cell with everything that it was computed from. */
export interface CellResult {
  readonly result: Result;
  readonly params: Readonly<Record<string, unknown>>;
  readonly context: Context;
  /** The main statement, byte for byte as it ran. */
  readonly sql: string;
  /** The statements of the parts, by name. */
  readonly partSql: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}

/**
 * Where a cell stands. A stale result stays visible while a new one runs: `running` and `failed` keep the last one, and
 * so does `idle`, where a cell waits out of sight with a result that is not of its question any more. `unanswerable` is the designed "not enough" state, with its reason.
 */
export type CellState =
  | { readonly status: "idle"; readonly last?: CellResult }
  | { readonly status: "running"; readonly since: number; readonly last: CellResult | null }
  | { readonly status: "done"; readonly last: CellResult }
  | { readonly status: "stopped"; readonly last: CellResult | null }
  | { readonly status: "unanswerable"; readonly why: NonNullable<Unanswerable>; readonly last: null }
  | { readonly status: "failed"; readonly error: Error; readonly last: CellResult | null };

export type { Headline };
