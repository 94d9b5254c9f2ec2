/** What the interface sees of the application: the state of the screen and the verbs that change it. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { ReadingTold } from "../ingest/look.ts";
import type { ReadingPreview } from "../ingest/preview.ts";
import type { Locale, Messages } from "../messages/messages.ts";
import type { ChartSpec } from "../notebook/chart-spec.ts";
import type { Cell, CellKind, ListSource, Notebook } from "../notebook/document.ts";
import type { CellChange, NewCell } from "../notebook/edit.ts";
import type { Filter } from "../notebook/filter.ts";
import type { OwnStatement } from "../notebook/own-sql.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { FileFigures, RuleEffect } from "../orders/figures.ts";
import type { IdentityBench } from "../orders/identity.ts";
import type { CanonicalColumn, FileRole, ImportPlan, OpenQuestion } from "../orders/plan.ts";
import type { FileReport, Finding, ImportReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";
import type { Context } from "../sql/query.ts";
import type { CellState, ResultRow, RowsAnswer, RowsRequest } from "../runtime/state.ts";
import type { LibraryTrouble } from "../storage/library.ts";
import type { Answers } from "./answers.ts";
import type { StoredView } from "./stored-view.ts";
import type { SqlFunction } from "./sql-functions.ts";

/** The colour theme; `system` follows the machine. */
export type Theme = "system" | "light" | "dark" | "contrast" | "contrast-dark";

/** The engine, opened in a worker while the page is already usable. */
export interface EngineView {
  readonly status: "opening" | "ready" | "failed";
  /** Null until it is open. `memory`: nothing survives a reload, and `memoryReason` says why. */
  readonly storage: "opfs" | "memory" | null;
  readonly memoryReason: "unsupported" | "in_use" | "denied" | null;
  /**
   * Another tab has the database: `answers` it is asked and answers, `waiting` for its first answer, `silent` where there
   * was none for some seconds. Null where the database is here.
   */
  readonly elsewhere: "waiting" | "answers" | "silent" | null;
  readonly error: Error | null;
  /** True where it failed because the stored database is damaged, or of a newer program. */
  readonly isUnreadable: boolean;
  /** Bytes stored in this browser, database and kept files, null while unknown. */
  readonly storedBytes: number | null;
}

/** Progress of a long piece of work, counted by us. */
export interface Progress {
  readonly phase: "waiting" | "looking" | "counting" | "rewriting" | "loading" | "tables" | "storing";
  readonly file: string | null;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly records: number | null;
  readonly secondsLeft: number | null;
}

/** An import on its way: from the drop to the primary button. Nothing that was there before changes until `confirm`. */
export interface ImportView {
  readonly status: "reading" | "review" | "storing" | "failed";
  readonly fileNames: readonly string[];
  /** The files that are joined to the orders in place, whose own files are read again with them; else none. */
  readonly joining?: readonly string[];
  /** The refused files that wait for the orders that they belong to. */
  readonly waiting?: readonly string[];
  readonly progress: Progress;
  /** Null while reading. */
  readonly plan: ImportPlan | null;
  /** The receipt under the plan as it stands; every file is in it, refused ones too. Null while reading. */
  readonly report: ImportReport | null;
  readonly facts: OrderFacts | null;
  readonly seconds: number | null;
  /** What the columns of the files hold, counted while the review stands; null until then. */
  readonly figures?: readonly FileFigures[] | null;
  /** What would count under other rules, by `rule=value`, and as things stand under `now`; fills up while it is counted. */
  readonly effects?: Readonly<Record<string, RuleEffect>>;
  /** Customers that may be one person; null until they are found. */
  readonly bench?: IdentityBench | null;
  /** What to look at before a figure is trusted; null until it is counted. */
  readonly findings?: readonly Finding[] | null;
  /** True while figures, effects, findings or proposals are still being counted. */
  readonly isCounting?: boolean;
  /** True while the review that is shown is being counted anew under other rules. */
  readonly isRecounting?: boolean;
  /** Why the import failed as a whole (every file refused, or the counts differ). */
  readonly error: Error | null;
  readonly refused: readonly FileReport[];
  /** Changes what a column means (null: nothing) and reads the files again. */
  setMapping(file: string, canonical: CanonicalColumn, column: number | null): Promise<void>;
  /** Changes what the records of a file are in the data set. */
  setRole(file: string, role: FileRole): Promise<void>;
  /** Flips a decision that was made by default. */
  answer(file: string, question: OpenQuestion, choice: string): Promise<void>;
  /** Reads a file's bytes in another way, in place of what was decided of that before; nothing told is as it was found. */
  setReading(file: string, told: ReadingTold): Promise<void>;
  /** The start of a file under a reading, at once; null where the file is no text. Rejects where it has no columns so. */
  previewReading(file: string, told: ReadingTold): Promise<ReadingPreview | null>;
  /** By file name: answers of an earlier import of such a file, under which it is read. */
  readonly recalled: Readonly<Record<string, Answers>>;
  /** Forgets the answers about files like this one and reads it without them. */
  forgetAnswers(file: string): Promise<void>;
  setRule<K extends keyof CountingRules>(key: K, value: CountingRules[K]): Promise<void>;
  setTimeZone(zone: string): Promise<void>;
  /** The last day that the data cover in full, as the person says; null is the day that the data show. */
  readonly observedThrough: string | null;
  setObservedThrough(day: string | null): void;
  confirm(): Promise<void>;
  /** Stops at any moment and leaves nothing behind. */
  cancel(): void;
}

/** The data of a notebook looked at: how they were read, what stands out, who may be one, what other rules would do. */
export interface DeskView {
  /** Null until it is read. */
  readonly plan: ImportPlan | null;
  readonly bench: IdentityBench | null;
  readonly findings: readonly Finding[] | null;
  /** As on the review. */
  readonly effects: Readonly<Record<string, RuleEffect>>;
  readonly isCounting: boolean;
  /** True while the orders are built anew under a rule that was changed. */
  readonly isApplying: boolean;
}

/** One notebook in the library. */
export interface LibraryEntry {
  readonly id: string;
  readonly title: string;
  readonly dataLabel: string;
  readonly orders: number;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** When it was changed last; absent in what earlier versions stored. */
  readonly editedAt?: number;
}

/** The open notebook. Every edit makes a new document; cells that depend on it run again. */
export interface NotebookView {
  readonly document: Notebook;
  readonly facts: OrderFacts;
  /** The receipt of the data that it reads, for the ledger. */
  readonly report: ImportReport | null;
  readonly saved: "saving" | "saved" | "unsaved";
  readonly savedAt: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** `read`: another tab edits it. This one shows what that one saves, and takes over when it closes. */
  readonly standing: "edit" | "read";
  /** True while the other tab is asked to hand over. */
  readonly isAsking: boolean;
  /** Asks the tab that edits to save and hand over. */
  edit(): Promise<void>;
  /** `asked`: a stranger's file with SQL; nothing runs and nothing can be changed until it is given. */
  readonly trust: "asked" | "given";
  /** The file that a notebook without trust came from; null otherwise. */
  readonly source: string | null;
  /** Every statement that the notebook brings with it. */
  readonly statements: readonly OwnStatement[];
  /** Lets the notebook run. */
  giveTrust(): void;
  /** True where an edit is refused: another tab edits, or trust is asked. */
  readonly isReadOnly: boolean;
  state(cell: string): CellState;
  /**
   * The rows that a chart of an sql cell's result draws, as `chartSql` describes them; none where it draws nothing yet. They
   * are asked of the kept result. Aborting the signal stops it.
   */
  chartRows(cell: string, chart: ChartSpec, signal: AbortSignal): Promise<readonly ResultRow[]>;
  /** True where the text of an sql cell was typed since it ran: it runs when `run` is called, not at each key. */
  isDraft(cell: string): boolean;
  /** The text of an sql cell that its state belongs to; empty for cells of other kinds. */
  ranText(cell: string): string;
  /** The functions that SQL can call, asked of the engine once. Rejects with what the engine rejects with. */
  functions(): Promise<readonly SqlFunction[]>;
  setTitle(title: string): void;
  /**
   * Changes fields of a cell of a kind. Edits with the same `typing` less than a second apart are undone together.
   * What would break the document's bounds is refused with a notice.
   */
  change<K extends CellKind>(cell: string, kind: K, change: CellChange<K>, typing?: string): void;
  /**
   * The source of a list of these customers; more than a document holds are stored beside the data first.
   * @throws RegularsError where they cannot be, as in a tab that does not have the database
   */
  listOf(customers: readonly string[]): Promise<ListSource>;
  /**
   * Names a cell, null takes its name away; returns why not, in words, or null. With `everywhere` the cells that refer to
   * it follow, in the same step.
   */
  rename(cell: string, name: string | null, everywhere?: boolean): string | null;
  collapse(cell: string, collapsed: boolean): void;
  setFilter(filter: Filter): void;
  /** Sets a parameter of an analysis cell; the cell runs again at once. Null is a value; undefined restores the default. */
  setParam(cell: string, name: string, value: unknown): void;
  /** Null restores the default of the data. */
  setAsOf(day: string | null): void;
  /** The last day that the data cover in full. Null restores what the data show. */
  setObservedThrough(day: string | null): void;
  /** The store's first day, where orders before the data's first are known to be none. Null: unknown. */
  setObservedFrom(day: string | null): void;
  /** Applies a counting rule: rebuilds the orders and runs every cell again. */
  setRule<K extends keyof CountingRules>(key: K, value: CountingRules[K]): Promise<void>;
  /** What was found in the data since {@link NotebookView.look}; absent where nothing can be asked of them. */
  readonly desk?: DeskView | undefined;
  /** Begins to count what the desk shows, and again whenever a rule changes, until `false` stops it. */
  look?(on: boolean): void;
  /** Adds a cell before `index` and returns its id. */
  add(cell: NewCell, index: number): string;
  move(cell: string, by: -1 | 1): void;
  /** Moves a cell to the place `index` among the others. */
  moveTo(cell: string, index: number): void;
  remove(cell: string): void;
  /** Adds a copy of a cell below it and returns its id. */
  duplicate(cell: string): string;
  /** Adds the statement of a cell's result as an sql cell below it; returns its id, null where there is no result. */
  fork(cell: string): string | null;
  /** Pressed inside the text of an sql cell, that text is one that was typed: it waits to be run. */
  undo(typedIn?: string): void;
  redo(typedIn?: string): void;
  /** Says that the edits until it is called with false are the browser's undo of typing in a field, no new typing. */
  fieldUndoes(on: boolean): void;
  run(cell: string): void;
  stop(cell: string): void;
  /** Tells which cells are in or near sight, in the order of the document: only these run unasked. */
  setInSight(cells: readonly string[]): void;
  /** Rows of a cell's result (of an analysis: of its main query), sorted and chosen by a query. */
  rows(cell: string, request: RowsRequest): Promise<RowsAnswer>;
  /** What every statement may name, with the days that the filter counts; null while no orders can be asked. */
  readonly context: Context | null;
  /**
   * Returns a statement that reads the notebook's tables with what has to stand in front of it: the filter and the cells
   * that it names. It stands alone.
   */
  whole(sql: string): string;
  /** Runs a statement of the interface's own as it stands. @throws QueryError */
  query<C extends ColumnSpecs>(sql: string, columns: C, signal?: AbortSignal): Promise<readonly RowOf<C>[]>;
  /** The notebook as the text of a `.regulars.json` file. */
  toFile(): string;
}

/** The application. */
export interface App {
  readonly screen: "first" | "import" | "notebook";
  readonly engine: EngineView;
  readonly locale: Locale;
  readonly messages: Messages;
  readonly theme: Theme;
  readonly importing: ImportView | null;
  readonly notebook: NotebookView | null;
  readonly library: readonly LibraryEntry[];
  readonly analyses: readonly AnyAnalysis[];
  /** A short message for people and screen readers: what just finished, was undone, or failed; null when there is none. */
  readonly notice: {
    readonly text: string;
    readonly kind: "info" | "good" | "warn" | "bad";
    readonly undo?: () => void;
  } | null;
  setLocale(locale: Locale): void;
  setTheme(theme: Theme): void;
  /** Begins an import. Files that hold no orders are joined to the orders in place; without these they wait for some. */
  importFiles(files: readonly File[]): void;
  /** The names of files that were dropped without their orders: the next files are read together with them. */
  readonly waiting: readonly string[];
  /** The files no longer wait. */
  forgetWaiting(): void;
  /** True where `reviewData` has the source files; false where they will be asked for. */
  readonly filesKept: boolean;
  /** Reads the kept source files of the orders in place again, with the decisions made then, and shows the review. */
  reviewData(): Promise<void>;
  /**
   * What could not be read of a file of the import in review, else of the orders in place, as a CSV file: null where
   * nothing can be asked of them.
   */
  rejectedRecords?(file: string): Promise<Blob | null>;
  trySampleShop(): void;
  openNotebook(id: string): Promise<void>;
  /** True where there are orders in place that a new notebook can read. */
  readonly hasOrders: boolean;
  /** Begins a notebook from a template over the orders in place; a no-op without them. */
  newNotebook(template: string): Promise<void>;
  openNotebookFile(file: File): Promise<void>;
  /** Looks again what the library holds: other tabs change it too. */
  refreshLibrary(): Promise<void>;
  /** Names a notebook of the library. */
  renameNotebook(id: string, title: string): Promise<void>;
  /** Adds a copy of a notebook to the library. */
  duplicateNotebook(id: string): Promise<void>;
  /** Deletes a notebook of the library; the notice offers it back. */
  deleteNotebook(id: string): Promise<void>;
  goHome(): void;
  /** Why notebooks are not kept, null where they are or it is not known yet. */
  readonly libraryTrouble: LibraryTrouble | null;
  readonly stored: StoredView;
  /** Forgets data and notebooks for good. */
  deleteEverything(): Promise<void>;
  dismissNotice(): void;
}

export type { Cell };
