/** New notebooks and new ids. */
import type { OrderFacts } from "../orders/facts.ts";
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
  /** Markdown of the first cell. */
  readonly text: string;
  readonly rules?: CountingRules;
  readonly timeZone?: string | null;
  /** The last full day, null for what the data show. */
  readonly observedThrough?: string | null;
}

/** The questions that a new notebook asks, in order; customer questions only where there are customers. */
const questions = [
  { analysis: "overview", ofCustomers: false },
  { analysis: "cohort-retention", ofCustomers: true },
  { analysis: "rfm", ofCustomers: true },
  { analysis: "abc", ofCustomers: false },
] as const;

/**
 * Returns a notebook of a text and the questions that these orders can answer: overview, cohort-retention, rfm, abc.
 * Exports that mask their buyers get no customer question, and abc then asks about products.
 */
export function newNotebook(facts: OrderFacts, beginning: Beginning): Notebook {
  const asked = questions.filter(({ ofCustomers }) => facts.has_customer_key || !ofCustomers);
  const cells: readonly Cell[] = [
    { kind: "text", id: "c1", markdown: beginning.text },
    ...asked.map(({ analysis }, index): Cell => ({
      kind: "analysis",
      id: `c${index + 2}`,
      analysis,
      params: analysis === "abc" && !facts.has_customer_key ? { entity: "product" } : {},
    })),
  ];
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
    cells,
  };
}

/** Returns the id of the next cell of a notebook: `c` and a number above every such id that it has. */
export function nextCellId(notebook: Notebook): string {
  const numbers = notebook.cells.map(({ id }) => Number(/^c(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return `c${Math.max(0, ...numbers) + 1}`;
}
