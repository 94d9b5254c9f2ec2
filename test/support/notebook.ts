/** Small notebooks and facts for tests. */
import type { Cell, Notebook } from "../../src/notebook/document.ts";
import { defaultReading } from "../../src/notebook/new.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import type { AnalysisResult, CellState } from "../../src/runtime/state.ts";

/** A notebook of these cells with every default. */
export const notebookOf = (...cells: readonly Cell[]): Notebook => ({
  version: 2,
  id: "n1",
  title: "Who comes back?",
  reading: defaultReading,
  filter: { clauses: [] },
  cells,
});

/** A text cell. */
export const textCell = (id: string, markdown = ""): Cell => ({ kind: "text", id, markdown });

/** An analysis cell. */
export const analysisCell = (
  id: string,
  analysis: string,
  params: Readonly<Record<string, unknown>> = {},
): Cell => ({ kind: "analysis", id, analysis, params });

/** Facts of a small shop of two years. */
export const someFacts: OrderFacts = {
  orders: 1200,
  customers: 400,
  first_ordered_on: "2023-07-02",
  last_ordered_on: "2025-06-17",
  observed_through: "2025-06-16",
  as_of: "2025-06-17",
  currency: "EUR",
  filled: ["order_id", "customer_id", "customer_key", "ordered_at", "net_amount"],
  has_customer_key: true,
};

/** The result of an analysis cell that is done. @throws Error where it is not. */
export function analysisResult(state: CellState): AnalysisResult {
  if (state.status === "failed") throw state.error;
  if (state.status !== "done" || state.last.kind !== "analysis")
    throw new Error(`no result of an analysis: ${JSON.stringify(state)}`);
  return state.last;
}
