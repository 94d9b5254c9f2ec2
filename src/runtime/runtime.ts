/** The cells' results and what keeps them up to date: a change runs again exactly what depends on it. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import { Slots } from "../engine/slots.ts";
import type { Messages } from "../messages/messages.ts";
import type { AnalysisCell, Notebook } from "../notebook/document.ts";
import { evaluate, readRows, type Source } from "./evaluate.ts";
import type { AnalysisResult, CellResult, CellState, RowsAnswer, RowsRequest } from "./state.ts";

/** One analysis cell at work. */
interface Work {
  cell: AnalysisCell;
  /** Everything that its result depends on, as text: when it changes, the cell runs again. */
  key: string;
  /** Counts its evaluations; one that finds a higher number than its own drops itself. */
  version: number;
  state: CellState;
  running: AbortController | null;
  /** True while its state is not of its key because it is out of sight: it runs when it comes into sight. */
  waits: boolean;
}

/** Statements of one engine that run at once. */
const statementsAtOnce = 2;

const lastOf = (state: CellState): CellResult | null => ("last" in state && state.last) || null;

/** Runs the cells of one notebook over the orders of one source. It knows nothing of screens. */
export class Runtime {
  readonly #analyses: ReadonlyMap<string, AnyAnalysis>;
  readonly #slots = new Slots(statementsAtOnce);
  readonly #work = new Map<string, Work>();
  readonly #listeners = new Set<() => void>();
  readonly #rows = new WeakMap<CellResult, AnalysisResult["result"]["rows"]>();
  #messages: Messages;
  #notebook: Notebook;
  #source: Source | null = null;
  #generation = 0;
  #inSight: ReadonlySet<string> | null;

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
    this.#inSight = inSight && new Set(inSight);
    this.#update();
  }

  /** Calls the listener after every change of a cell's state; returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Where a cell stands; cells that compute nothing are idle. */
  state(id: string): CellState {
    return this.#work.get(id)?.state ?? { status: "idle" };
  }

  /** Takes an edited document: cells whose question changed run again, cells that are gone stop. */
  setNotebook(notebook: Notebook): void {
    this.#notebook = notebook;
    this.#update();
  }

  /**
   * Takes other orders, over which every cell runs again; null stops every run, keeps the last results in view as stale
   * and waits for the next source.
   */
  setSource(source: Source | null): void {
    this.#source = source;
    this.#generation++;
    this.#update();
  }

  /** Takes the cells that are in or near sight. One that waited runs; one that runs goes on though it is seen no more. */
  setInSight(cells: readonly string[]): void {
    this.#inSight = new Set(cells);
    for (const id of cells) {
      const work = this.#work.get(id);
      if (work?.waits) this.#start(work);
    }
  }

  /** Takes another language: reasons are told anew. */
  setMessages(messages: Messages): void {
    this.#messages = messages;
    for (const [id, { state }] of this.#work) if (state.status === "unanswerable") this.run(id);
  }

  /** Runs a cell again, whatever its state. */
  run(id: string): void {
    const work = this.#work.get(id);
    if (work) this.#start(work);
  }

  /** Stops a cell's run; its last result stays. */
  stop(id: string): void {
    const work = this.#work.get(id);
    if (work?.state.status !== "running") return;
    this.#abort(work);
    this.#set(work, { status: "stopped", last: lastOf(work.state) });
  }

  /** Stops everything for good. */
  close(): void {
    for (const work of this.#work.values()) this.#abort(work);
    this.#work.clear();
    this.#listeners.clear();
  }

  /**
   * Returns rows of a cell's main query from `offset` on. Beyond the rows that the result holds, the cell's own statement
   * runs again and is read twice as far each time.
   * @throws RegularsError where the cell has no result; QueryError.
   */
  async rows(id: string, { offset, limit }: RowsRequest): Promise<RowsAnswer> {
    const work = this.#work.get(id);
    const last = work && lastOf(work.state);
    if (last?.kind !== "analysis") throw new RegularsError(`missing result: cell ${id} has not run`);
    const known = this.#rows.get(last) ?? last.result.rows;
    const analysis = this.#analyses.get(work!.cell.analysis);
    const enough = last.result.whole || offset + limit <= known.length;
    if (enough || !analysis || !this.#source)
      return { rows: known.slice(offset, offset + limit), total: known.length };
    const { engine } = this.#source;
    const wanted = Math.max(offset + limit, 2 * known.length);
    const { rows } = await readRows(engine, last.sql, analysis.columns, undefined, wanted);
    this.#rows.set(last, rows);
    return { rows: rows.slice(offset, offset + limit), total: rows.length };
  }

  #key({ analysis, params }: AnalysisCell): string {
    const { asOf, observedThrough, observedFrom, weekStart } = this.#notebook.reading;
    return JSON.stringify([
      this.#generation,
      asOf,
      observedThrough,
      observedFrom,
      weekStart,
      analysis,
      params,
    ]);
  }

  #update(): void {
    const cells = this.#notebook.cells.filter((cell) => cell.kind === "analysis");
    const present = new Set(cells.map(({ id }) => id));
    for (const [id, work] of this.#work) {
      if (present.has(id)) continue;
      this.#abort(work);
      this.#work.delete(id);
    }
    for (const cell of cells) {
      const key = this.#key(cell);
      const known = this.#work.get(cell.id);
      if (known?.key === key) continue;
      const sameQuestion = known?.cell.analysis === cell.analysis;
      const work = known ?? { cell, key, version: 0, state: { status: "idle" }, running: null, waits: false };
      if (!sameQuestion) work.state = { status: "idle" };
      work.cell = cell;
      work.key = key;
      this.#work.set(cell.id, work);
      if (this.#inSight === null || this.#inSight.has(cell.id)) this.#start(work);
      else this.#wait(work);
    }
  }

  /** Keeps what is known of a cell out of sight until it comes into sight. */
  #wait(work: Work): void {
    this.#abort(work);
    work.waits = true;
    const last = lastOf(work.state);
    this.#set(work, { status: "idle", ...(last && { last }) });
  }

  #abort(work: Work): void {
    work.version++;
    work.running?.abort(new DOMException("superseded", "AbortError"));
    work.running = null;
  }

  #set(work: Work, state: CellState): void {
    work.state = state;
    for (const listener of this.#listeners) listener();
  }

  #start(work: Work): void {
    this.#abort(work);
    work.waits = false;
    const last = lastOf(work.state);
    const source = this.#source;
    if (!source)
      return this.#set(work, last ? { status: "running", since: Date.now(), last } : { status: "idle" });
    const controller = new AbortController();
    const version = work.version;
    work.running = controller;
    this.#set(work, { status: "running", since: Date.now(), last });
    void this.#evaluate(work, source, controller.signal)
      .catch((error: unknown): CellState => ({ status: "failed", error: error as Error, last }))
      .then((state) => {
        if (work.version !== version) return;
        work.running = null;
        this.#set(work, state);
      });
  }

  async #evaluate({ cell }: Work, source: Source, signal: AbortSignal): Promise<CellState> {
    const analysis = this.#analyses.get(cell.analysis);
    if (!analysis) throw new RegularsError(`unknown analysis: ${cell.analysis}`);
    const { reading } = this.#notebook;
    const question = { analysis, params: cell.params, reading, messages: this.#messages };
    const ended = await evaluate(question, source, signal, async (statement) => {
      const giveBack = await this.#slots.take(signal);
      return statement().finally(giveBack);
    });
    if ("why" in ended) return { status: "unanswerable", why: ended.why, last: null };
    return { status: "done", last: ended.result };
  }
}
