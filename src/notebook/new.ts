/** New notebooks and new ids. */
import { defaultRules, type CountingRules } from "../orders/rules.ts";
import type { Cell, Notebook, Reading } from "./document.ts";

/** How orders are read unless the user says otherwise: every default of the data model. */
export const defaultReading: Reading = {
  asOf: null,
  observedThrough: null,
  observedFrom: null,
  timeZone: null,
  weekStart: "monday",
  rules: defaultRules,
  currency: null,
};

/** What a new notebook begins with. */
export interface Beginning {
  /** A new id, unique among notebooks. */
  readonly id: string;
  readonly title: string;
  readonly cells: readonly Cell[];
  readonly rules?: CountingRules;
  readonly timeZone?: string | null;
  /** The last full day, null for what the data show. */
  readonly observedThrough?: string | null;
}

/** Returns a new notebook of these cells over orders read as usual, but for what the beginning says. */
export function newNotebook(beginning: Beginning): Notebook {
  return {
    version: 2,
    id: beginning.id,
    title: beginning.title,
    reading: {
      ...defaultReading,
      rules: beginning.rules ?? defaultRules,
      timeZone: beginning.timeZone ?? null,
      observedThrough: beginning.observedThrough ?? null,
    },
    filter: { clauses: [] },
    cells: beginning.cells,
  };
}

/** Returns the id of the next cell of a notebook: `c` and a number above every such id that it has. */
export function nextCellId(notebook: Notebook): string {
  const numbers = notebook.cells.map(({ id }) => Number(/^c(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return `c${Math.max(0, ...numbers) + 1}`;
}
