/** An application with one open notebook, in memory and without an engine: states of cells are set by hand. */
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import type { App, NotebookView, Theme } from "../../src/app/app.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Locale } from "../../src/messages/messages.ts";
import type { Cell, Notebook } from "../../src/notebook/document.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import type { ImportReport } from "../../src/orders/receipt.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import type { CellState } from "../../src/runtime/state.ts";

/** What a fake application is made of. */
export interface FakeNotebook {
  readonly analyses: readonly AnyAnalysis[];
  readonly cells: readonly Cell[];
  readonly facts: OrderFacts;
  readonly report: ImportReport | null;
  /** The state of a cell, asked for whenever it may have changed. */
  readonly state: (cell: Cell) => CellState;
  readonly locale?: Locale;
  readonly theme?: Theme;
  readonly title?: string;
  readonly storage?: "opfs" | "memory";
}

/** Builds the application. Edits change its document; runs change nothing but the log of `calls`. */
export function fakeApp(made: FakeNotebook): App & { readonly calls: readonly string[] } {
  const calls: string[] = [];
  let locale = $state<Locale>(made.locale ?? "en");
  let theme = $state<Theme>(made.theme ?? "system");
  let notice = $state.raw<App["notice"]>(null);
  let past = $state.raw<readonly Notebook[]>([]);
  let future = $state.raw<readonly Notebook[]>([]);
  let document = $state.raw<Notebook>({
    version: 1,
    id: "fake",
    title: made.title ?? "Retention review",
    reading: {
      asOf: null,
      observedThrough: null,
      observedFrom: null,
      timeZone: null,
      weekStart: "monday",
      rules: defaultRules,
      currency: null,
    },
    filter: { clauses: [] },
    cells: made.cells,
  });
  const messages = $derived(createMessages(locale));
  const show = (next: Notebook) => {
    past = [...past, document];
    future = [];
    document = next;
  };
  const cells = (next: readonly Cell[]) => show({ ...document, cells: next });
  const change = (id: string, edit: (cell: Cell) => Cell) =>
    cells(document.cells.map((cell) => (cell.id === id ? edit(cell) : cell)));
  let count = 0;

  const notebook: NotebookView = {
    get document() {
      return document;
    },
    facts: made.facts,
    report: made.report,
    saved: "saved",
    savedAt: Date.UTC(2025, 5, 17, 14, 2),
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
    state: (id) => made.state(document.cells.find((cell) => cell.id === id)!),
    setTitle: (title) => show({ ...document, title }),
    setMarkdown: (id, markdown) =>
      change(id, (cell) => (cell.kind === "text" ? { ...cell, markdown } : cell)),
    setParam: (id, name, value) =>
      change(id, (cell) =>
        cell.kind === "analysis" ? { ...cell, params: { ...cell.params, [name]: value } } : cell,
      ),
    setAsOf: (asOf) => show({ ...document, reading: { ...document.reading, asOf } }),
    setRule: async () => {},
    add(cell, index) {
      const id = `added-${++count}`;
      const made: Cell =
        cell.kind === "text"
          ? { kind: "text", id, markdown: "" }
          : { kind: "analysis", id, analysis: cell.analysis, params: {} };
      cells([...document.cells.slice(0, index), made, ...document.cells.slice(index)]);
      return id;
    },
    move(id, by) {
      const from = document.cells.findIndex((cell) => cell.id === id);
      const rest = document.cells.filter((cell) => cell.id !== id);
      cells([...rest.slice(0, from + by), document.cells[from]!, ...rest.slice(from + by)]);
    },
    remove(id) {
      cells(document.cells.filter((cell) => cell.id !== id));
      notice = { text: "Cell deleted", kind: "info", undo: () => notebook.undo() };
    },
    duplicate(id) {
      const at = document.cells.findIndex((cell) => cell.id === id);
      const copy = { ...document.cells[at]!, id: `added-${++count}` };
      cells([...document.cells.slice(0, at + 1), copy, ...document.cells.slice(at + 1)]);
    },
    undo() {
      const last = past.at(-1);
      if (!last) return;
      future = [document, ...future];
      past = past.slice(0, -1);
      document = last;
    },
    redo() {
      const next = future[0];
      if (!next) return;
      past = [...past, document];
      future = future.slice(1);
      document = next;
    },
    run: (id) => void calls.push(`run ${id}`),
    stop: (id) => void calls.push(`stop ${id}`),
    setInSight: () => undefined,
    setObservedThrough: (observedThrough) =>
      show({ ...document, reading: { ...document.reading, observedThrough } }),
    setObservedFrom: (observedFrom) => show({ ...document, reading: { ...document.reading, observedFrom } }),
    async rows(id, offset, limit) {
      calls.push(`rows ${id} ${offset} ${limit}`);
      const state = notebook.state(id);
      const rows = "last" in state ? (state.last?.result.rows ?? []) : [];
      return rows.slice(offset, offset + limit);
    },
    toFile: () => JSON.stringify(document),
  };

  return {
    calls,
    screen: "notebook",
    engine: {
      status: "ready",
      storage: made.storage ?? "opfs",
      memoryReason: made.storage === "memory" ? "denied" : null,
      error: null,
      storedBytes: null,
    },
    get locale() {
      return locale;
    },
    get messages() {
      return messages;
    },
    get theme() {
      return theme;
    },
    get notice() {
      return notice;
    },
    importing: null,
    notebook,
    library: [],
    analyses: made.analyses,
    setLocale: (next) => (locale = next),
    setTheme: (next) => (theme = next),
    importFiles: () => {},
    filesKept: false,
    reviewData: async () => {},
    trySampleShop: () => {},
    openNotebook: async () => {},
    openNotebookFile: async () => {},
    goHome: () => {},
    deleteEverything: async () => {},
    dismissNotice: () => (notice = null),
  };
}
