/** A runtime over a small shop, and what its cells show. */
import { afterEach } from "vitest";
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Cell, Notebook } from "../../src/notebook/document.ts";
import type { Input } from "../../src/notebook/input.ts";
import { Runtime } from "../../src/runtime/runtime.ts";
import type { CellState, ResultRow } from "../../src/runtime/state.ts";
import { testAnalyses } from "./analyses.ts";
import { notebookOf } from "./notebook.ts";

/** A cell of SQL, its name the same as its id unless it is given. */
export const sqlCell = (id: string, sql: string, name: string = id): Cell => ({ kind: "sql", id, name, sql });

/** An input, its name the same as its id. */
export const inputCell = (id: string, input: Input): Cell => ({ kind: "input", id, name: id, input });

/** A slider from 0 to 100. */
export const slider = (value: number): Input => ({
  type: "slider",
  min: 0,
  max: 100,
  step: 1,
  value,
  label: "",
});

const open: Runtime[] = [];
afterEach(() => {
  for (const runtime of open.splice(0)) runtime.close();
});

/** Opens a runtime of a notebook, closed after the test; every cell is in sight unless it is told which are. */
export function openRuntime(
  notebook: Notebook | readonly Cell[],
  {
    analyses = testAnalyses,
    inSight = null,
  }: { analyses?: readonly AnyAnalysis[]; inSight?: readonly string[] | null } = {},
): { readonly runtime: Runtime; readonly notebook: Notebook } {
  const whole = "cells" in notebook ? notebook : notebookOf(...notebook);
  const runtime = new Runtime(analyses, whole, createMessages("en"), inSight);
  open.push(runtime);
  return { runtime, notebook: whole };
}

/** The cell's state once it neither runs nor waits. */
export const settled = (runtime: Runtime, cell: string): Promise<CellState> =>
  new Promise((resolve) => {
    const look = () => {
      const state = runtime.state(cell);
      if (state.status === "running" || state.status === "idle" || state.status === "waiting") return;
      off();
      resolve(state);
    };
    const off = runtime.subscribe(look);
    look();
  });

/** The rows of a table that a state shows; undefined where it shows none. */
export const tableRows = (state: CellState): readonly ResultRow[] | undefined => {
  const last = "last" in state ? state.last : undefined;
  return last?.kind === "table" ? last.rows : undefined;
};
