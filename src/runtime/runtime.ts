/** The cells' results and what keeps them up to date: a change runs again exactly what depends on it. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import type { Messages } from "../messages/messages.ts";
import type { ChartSpec } from "../notebook/chart-spec.ts";
import type { Notebook } from "../notebook/document.ts";
import { CellEvaluator } from "./cell-evaluator.ts";
import type { Source } from "./evaluate.ts";
import { lastOf, Scheduler } from "./scheduler.ts";
import type { CellState, ResultRow, RowsAnswer, RowsRequest } from "./state.ts";
import { tasksOf } from "./tasks.ts";

/** Runs the cells of one notebook over the orders of one source. It knows nothing of screens. */
export class Runtime {
  readonly #analyses: ReadonlyMap<string, AnyAnalysis>;
  readonly #evaluator: CellEvaluator;
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<() => void>();
  #messages: Messages;
  #notebook: Notebook;
  #source: Source | null = null;
  #generation = 0;

  /** `inSight` are the cells that run unasked; null where nobody tells, then every cell does. */
  constructor(
    analyses: readonly AnyAnalysis[],
    notebook: Notebook,
    messages: Messages,
    inSight: readonly string[] | null = null,
  ) {
    this.#analyses = new Map(analyses.map((analysis) => [analysis.id, analysis]));
    this.#notebook = notebook;
    this.#messages = messages;
    this.#evaluator = new CellEvaluator(this.#analyses, (id) => this.#scheduler.current(id));
    const tell = () => this.#listeners.forEach((listener) => listener());
    this.#scheduler = new Scheduler(this.#evaluator, tell, inSight && new Set(inSight));
    this.#update(false);
  }

  /** Calls the listener after every change of cells' states; returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Where a cell stands; texts without figures are idle. */
  state(id: string): CellState {
    return this.#scheduler.state(id);
  }

  /** Takes an edited document: cells whose question changed run again, and what reads them; cells that are gone stop. */
  setNotebook(notebook: Notebook): void {
    this.#notebook = notebook;
    this.#update(false);
  }

  /**
   * Takes other orders, over which every cell runs again; null stops every run, keeps the last results in view as stale
   * and waits for the next source.
   */
  setSource(source: Source | null): void {
    this.#source = source;
    this.#generation++;
    this.#update(true);
  }

  /** Takes the cells that are in or near sight. One that waited runs; one that runs goes on though it is seen no more. */
  setInSight(cells: readonly string[]): void {
    this.#scheduler.setInSight(new Set(cells));
  }

  /** Takes another language: reasons are told anew. */
  setMessages(messages: Messages): void {
    this.#messages = messages;
    this.#setGround(false);
    this.#scheduler.forget(({ status }) => status === "unanswerable");
  }

  /** Runs a cell again, whatever its state, and the cells that it needs where they failed or were stopped. */
  run(id: string): void {
    this.#scheduler.run(id);
  }

  /** Stops a cell's run; its last result stays, and what reads it says that it waits for it. */
  stop(id: string): void {
    this.#scheduler.stop(id);
  }

  /** Stops everything for good and forgets what the engine keeps of it. */
  close(): void {
    this.#scheduler.close();
    this.#listeners.clear();
    this.#evaluator.close();
  }

  /**
   * Returns rows of the result that a cell shows (of an analysis: of its main query), sorted and chosen by a query. What
   * the engine no longer keeps runs again.
   * @throws RegularsError where the cell shows no table, or a condition does not fit its column; QueryError.
   */
  async rows(id: string, request: RowsRequest): Promise<RowsAnswer> {
    const last = lastOf(this.#scheduler.state(id));
    if (!last) throw new RegularsError(`missing result: cell ${id} has not run`);
    return this.#evaluator.rows(last, request);
  }

  /**
   * Returns the rows that a chart draws of the result that an sql cell shows, asked of the kept rows: none where it draws
   * nothing yet, or the cell shows no result. Aborting the signal stops it.
   * @throws RegularsError for a column that the result lacks; QueryError; the signal's reason.
   */
  async drawn(id: string, chart: ChartSpec, signal: AbortSignal): Promise<readonly ResultRow[]> {
    const last = lastOf(this.#scheduler.state(id));
    return last ? this.#evaluator.drawn(last, chart, signal) : [];
  }

  /**
   * Returns a statement of the interface's own with what has to stand in front of it: the filter, and the cells that it
   * names. @throws RegularsError with no orders.
   */
  whole(sql: string): string {
    return this.#evaluator.whole(sql);
  }

  #setGround(isNew: boolean): void {
    const [notebook, source, messages] = [this.#notebook, this.#source, this.#messages];
    this.#evaluator.setGround(source && { notebook, source, messages }, isNew);
  }

  #update(isNew: boolean): void {
    this.#setGround(isNew);
    const [notebook, analyses, generation] = [this.#notebook, this.#analyses, this.#generation];
    this.#scheduler.set(tasksOf({ notebook, analyses, generation }), this.#source === null);
  }
}
