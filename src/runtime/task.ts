/** A cell as the scheduler knows it, and who evaluates it. */
import type { CellResult, CellState, Fault } from "./state.ts";

/** One cell as the scheduler knows it. */
export interface Task {
  readonly id: string;
  /** What other cells' faults call it. */
  readonly name: string;
  /** The cells whose results it reads. */
  readonly needs: readonly string[];
  readonly fault: Fault | null;
  /** Everything of its own that its result depends on, as text. */
  readonly key: string;
  /** What it asks: a last result of another subject is not kept in view. */
  readonly subject: string;
  /**
   * `run`: evaluated, when it is in sight or needed. `known`: there at once. `none`: computes nothing.
   * `gather`: made at once of whatever the cells that it needs have, broken ones too.
   */
  readonly mode: "run" | "none" | { readonly known: CellResult } | { readonly gather: Gather };
}

/** Makes a result of the last results of other cells, by id; `missing` are names of theirs that are not there. */
export type Gather = (lasts: ReadonlyMap<string, CellResult | null>) => {
  readonly result: CellResult;
  readonly fault: Fault | null;
};

/** How an evaluation ends when it does not fail. */
export type Outcome = Extract<CellState, { readonly status: "done" | "unanswerable" }>;

/** What the scheduler asks of the one who evaluates. */
export interface Evaluator {
  /** `again`: it was asked for anew, so nothing that is remembered may stand in for it. */
  evaluate(id: string, signal: AbortSignal, again: boolean): Promise<Outcome>;
}
