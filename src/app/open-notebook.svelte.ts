/** The open notebook: its document, its cells' results and the orders that it reads. */
import { createSubscriber } from "svelte/reactivity";
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { RegularsError } from "../base/error.ts";
import type { Engine } from "../engine/engine.ts";
import { decodeRows } from "../engine/rows.ts";
import type { Messages } from "../messages/messages.ts";
import type { ChartSpec } from "../notebook/chart-spec.ts";
import type { CellKind, ListSource, Notebook, Reading } from "../notebook/document.ts";
import type { Filter } from "../notebook/filter.ts";
import * as edit from "../notebook/edit.ts";
import { History } from "../notebook/history.ts";
import { ownStatements } from "../notebook/own-sql.ts";
import { parseNotebook } from "../notebook/parse.ts";
import { customersInDocument } from "../notebook/parse-cell.ts";
import { plainCopy } from "../notebook/plain-copy.ts";
import { renameReferences } from "../notebook/rename-references.ts";
import { checkBounds } from "../notebook/within-bounds.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { ImportReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";
import type { Context } from "../sql/query.ts";
import { contextOf } from "../runtime/statements.ts";
import { Runtime } from "../runtime/runtime.ts";
import type { CellState, ResultRow, RowsAnswer, RowsRequest } from "../runtime/state.ts";
import { toFileText } from "../storage/file.ts";
import type { FoundNotebook } from "../storage/library.ts";
import type { NotebookView } from "./app.ts";
import { Autosave } from "./autosave.svelte.ts";
import type { DataDesk } from "./data-desk.svelte.ts";
import { editWords } from "./edit-words.ts";
import { reasonOf } from "./notice.ts";
import type { NotebookSeat } from "./notebook-seat.svelte.ts";
import { asRun, draftsAfter, type Drafts } from "./sql-drafts.ts";
import { readFunctions, type SqlFunction } from "./sql-functions.ts";

/** The orders that a notebook reads. */
export interface OrdersInPlace {
  readonly facts: OrderFacts;
  readonly report: ImportReport | null;
  /** The rules under which the tables stand. */
  readonly rules: CountingRules;
}

/** What an open notebook needs of the application. */
export interface NotebookHost {
  readonly analyses: readonly AnyAnalysis[];
  readonly messages: Messages;
  /** True where `setInSight` tells which cells are seen: no other runs unasked. */
  readonly tellsSight: boolean;
  now(): number;
  save(document: Notebook, facts: OrderFacts): Promise<void>;
  /** Where this tab sits at the notebook; absent in tests of one tab. */
  readonly seat?: NotebookSeat;
  /** False where another tab has the tables: rules are applied there. */
  readonly canApplyRules?: () => boolean;
  /** Stores the customers of a list beside the data and gives its key; absent where nothing can be stored. */
  readonly storeList?: (customers: readonly string[]) => Promise<string>;
  /** An edit was refused because the notebook is read only here. */
  onReadOnly?(): void;
  /** The notebook was saved as a file by the one who may run it. */
  onFile?(document: Notebook): void;
  /** Another tab writes this notebook now; the document as it stands here was not saved. */
  onUnsaved?(document: Notebook): void;
  /** The notebook was deleted in another tab. */
  onGone?(): void;
  /** Where the data can be looked at; absent in tests without one. */
  readonly desk?: DataDesk;
  /** Rebuilds the tables under other rules and gives what they then hold. */
  applyRules(rules: CountingRules): Promise<OrdersInPlace>;
  onRemoved(undo: () => void): void;
  /** A step was undone, or done again; `words` say what it was. */
  onStepped?(verb: "undo" | "redo", words: string): void;
  onNotSaved(error: Error): void;
  onTrouble(error: Error): void;
}

const sameRules = (a: CountingRules, b: CountingRules) => JSON.stringify(a) === JSON.stringify(b);

/** Bridges the document's history, the runtime and the store of notebooks to the screen. */
export class OpenNotebook implements NotebookView {
  document: Notebook = $state.raw() as Notebook;
  #orders: OrdersInPlace = $state.raw() as OrdersInPlace;
  canUndo = $state.raw(false);
  canRedo = $state.raw(false);
  trust = $state.raw<NotebookView["trust"]>("given");
  #drafts: Drafts = $state.raw(new Map());
  #functions: Promise<readonly SqlFunction[]> | null = null;
  readonly #host: NotebookHost;
  #messages: Messages;
  #history: History;
  readonly #runtime: Runtime;
  readonly #autosave: Autosave;
  readonly #subscribe: () => void;
  #engine: Engine | null = null;
  /** True while the orders can be asked. */
  #isConnected = $state.raw(false);
  #applying: Promise<void> = Promise.resolve();
  #isFieldUndoing = false;

  constructor(host: NotebookHost, document: Notebook, orders: OrdersInPlace) {
    this.#host = host;
    this.#messages = host.messages;
    this.document = document;
    this.#orders = orders;
    this.#history = new History(document);
    this.#runtime = new Runtime(host.analyses, document, host.messages, host.tellsSight ? [] : null);
    this.#autosave = new Autosave(
      () => host.save(this.document, this.facts),
      () => host.now(),
      (error) => host.onNotSaved(error),
    );
    this.#subscribe = createSubscriber((update) => this.#runtime.subscribe(update));
    this.trust = (host.seat?.untrusted ?? null) === null ? "given" : "asked";
    host.seat?.seat({
      flush: () => this.flush(),
      take: (found) => this.#take(found),
      lost: () => this.#lose(),
      gone: () => host.onGone?.(),
    });
  }

  get standing() {
    return this.#host.seat?.standing ?? "edit";
  }

  get isAsking() {
    return this.#host.seat?.isAsking ?? false;
  }

  get isReadOnly() {
    return this.standing === "read" || this.trust === "asked";
  }

  get source() {
    return this.trust === "asked" ? (this.#host.seat?.untrusted ?? null) : null;
  }

  get statements() {
    return ownStatements(this.document);
  }

  async edit(): Promise<void> {
    await this.#host.seat?.ask();
  }

  giveTrust(): void {
    const { seat } = this.#host;
    if (this.trust === "given" || this.standing === "read") return;
    if (seat) seat.untrusted = null;
    this.trust = "given";
    this.#host.onFile?.(this.document);
    this.#autosave.touch();
    this.#setSource(this.#source());
    void this.#followRules();
  }

  get facts() {
    return this.#orders.facts;
  }

  get report() {
    return this.#orders.report;
  }

  get desk(): DataDesk | undefined {
    return this.#host.desk;
  }

  look(on: boolean): void {
    const { desk } = this;
    if (!on) desk?.stop();
    else if (desk && this.#engine && this.report)
      void desk.look(this.#engine, this.#orders.rules, this.report);
  }

  get saved() {
    return this.#autosave.state;
  }

  get savedAt() {
    return this.#autosave.savedAt;
  }

  chartRows(cell: string, chart: ChartSpec, signal: AbortSignal): Promise<readonly ResultRow[]> {
    return this.#runtime.drawn(cell, chart, signal);
  }

  isDraft(cell: string): boolean {
    return this.#drafts.has(cell);
  }

  ranText(cell: string): string {
    const found = this.document.cells[edit.cellIndex(this.document, cell)];
    return this.#drafts.get(cell) ?? (found?.kind === "sql" ? found.sql : "");
  }

  functions(): Promise<readonly SqlFunction[]> {
    if (!this.#engine) return Promise.resolve([]);
    this.#functions ??= readFunctions(this.#engine).catch((error: unknown) => {
      this.#functions = null;
      throw error;
    });
    return this.#functions;
  }

  state(cell: string): CellState {
    this.#subscribe();
    return this.#runtime.state(cell);
  }

  setTitle(title: string): void {
    this.#apply(edit.setTitle(this.document, title), "title");
  }

  change<K extends CellKind>(cell: string, kind: K, change: edit.CellChange<K>, typing?: string): void {
    const next = edit.changeCell(this.document, cell, kind, plainCopy(change) as edit.CellChange<K>);
    // A text that is being typed runs when it is asked to, not at each key.
    const typed = kind === "sql" && typing !== undefined && "sql" in change ? cell : null;
    this.#apply(next, typing === undefined ? null : `${typing} ${cell}`, typed);
  }

  rename(cell: string, name: string | null, everywhere = false): string | null {
    try {
      const before = this.document.cells.find(({ id }) => id === cell)?.name;
      const renamed = edit.renameCell(this.document, cell, name);
      const follow = everywhere && name !== null && before !== undefined;
      this.#apply(follow ? renameReferences(renamed, cell, before, name) : renamed, null);
      return null;
    } catch (error) {
      return reasonOf(error as Error, this.#messages);
    }
  }

  async listOf(customers: readonly string[]): Promise<ListSource> {
    if (customers.length <= customersInDocument) return { by: "customers", customers };
    if (!this.#host.storeList) throw new RegularsError("missing data: there is nowhere to keep the list");
    const key = await this.#host.storeList(customers);
    return { by: "customers", customers: { stored: new Set(customers).size, key } };
  }

  collapse(cell: string, collapsed: boolean): void {
    this.#apply(edit.collapseCell(this.document, cell, collapsed), null);
  }

  setFilter(filter: Filter): void {
    this.#apply(edit.setFilter(this.document, plainCopy(filter) as unknown as Filter), null);
  }

  setParam(cell: string, name: string, value: unknown): void {
    const found = this.document.cells[edit.cellIndex(this.document, cell)];
    const analysis = this.#host.analyses.find(
      ({ id }) => found?.kind === "analysis" && id === found.analysis,
    );
    const plain = value === undefined ? undefined : plainCopy(value);
    const specs = analysis?.params as Readonly<Record<string, { readonly default: unknown }>> | undefined;
    const isDefault = JSON.stringify(specs?.[name]?.default) === JSON.stringify(plain);
    this.#apply(edit.setParam(this.document, cell, name, isDefault ? undefined : plain), `${name} ${cell}`);
  }

  setAsOf(day: string | null): void {
    this.setReading({ asOf: day });
  }

  setObservedThrough(day: string | null): void {
    this.setReading({ observedThrough: day });
  }

  setObservedFrom(day: string | null): void {
    this.setReading({ observedFrom: day });
  }

  /** Changes how the orders are read by every cell. */
  setReading(change: Partial<Reading>): void {
    this.#apply(edit.setReading(this.document, change), `reading ${Object.keys(change).join(" ")}`);
  }

  setRule<K extends keyof CountingRules>(key: K, value: CountingRules[K]): Promise<void> {
    if (this.#host.canApplyRules?.() === false) {
      this.#host.onReadOnly?.();
      return Promise.resolve();
    }
    const rules = { ...this.document.reading.rules, [key]: plainCopy(value) } as CountingRules;
    this.#apply(edit.setReading(this.document, { rules }), null);
    return this.#applying;
  }

  add(cell: edit.NewCell, index: number): string {
    const { notebook, id } = edit.addCell(this.document, cell, index);
    this.#apply(notebook, null);
    return id;
  }

  move(cell: string, by: -1 | 1): void {
    this.#apply(edit.moveCell(this.document, cell, by), null);
  }

  moveTo(cell: string, index: number): void {
    this.#apply(edit.moveCellTo(this.document, cell, index), null);
  }

  fork(cell: string): string | null {
    const state = this.#runtime.state(cell);
    const last = "last" in state ? state.last : undefined;
    if (!last || (last.kind !== "analysis" && last.kind !== "table")) return null;
    return this.add({ kind: "sql", sql: last.sql }, edit.cellIndex(this.document, cell) + 1);
  }

  remove(cell: string): void {
    const index = edit.cellIndex(this.document, cell);
    const removed = this.document.cells[index]!;
    this.#apply(edit.removeCell(this.document, cell), null);
    if (this.isReadOnly) return;
    this.#host.onRemoved(() => this.#apply(edit.restoreCell(this.document, removed, index), null));
  }

  duplicate(cell: string): string {
    const { notebook, id } = edit.duplicateCell(this.document, cell);
    this.#apply(notebook, null);
    return id;
  }

  undo(typedIn?: string): void {
    this.#step("undo", typedIn);
  }

  redo(typedIn?: string): void {
    this.#step("redo", typedIn);
  }

  run(cell: string): void {
    if (this.#drafts.has(cell)) {
      this.#drafts = new Map([...this.#drafts].filter(([id]) => id !== cell));
      this.#runtime.setNotebook(asRun(this.document, this.#drafts));
      // In sight it began with that.
      const { status } = this.#runtime.state(cell);
      if (status === "running" || status === "waiting" || status === "broken") return;
    }
    this.#runtime.run(cell);
  }

  stop(cell: string): void {
    this.#runtime.stop(cell);
  }

  setInSight(cells: readonly string[]): void {
    this.#runtime.setInSight(cells);
  }

  rows(cell: string, request: RowsRequest): Promise<RowsAnswer> {
    return this.#runtime.rows(cell, request);
  }

  get context(): Context | null {
    return this.#isConnected ? contextOf(this.document.reading, this.facts, this.document.filter) : null;
  }

  whole(sql: string): string {
    return this.#runtime.whole(sql);
  }

  async query<C extends ColumnSpecs>(
    sql: string,
    columns: C,
    signal?: AbortSignal,
  ): Promise<readonly RowOf<C>[]> {
    if (!this.#engine) throw new RegularsError("missing orders: the engine is not open yet");
    return decodeRows(await this.#engine.query(sql, signal ? { signal } : {}), columns);
  }

  toFile(): string {
    if (this.trust === "given") this.#host.onFile?.(this.document);
    return toFileText(this.document);
  }

  /** Connects the engine whose tables are the notebook's orders; cells begin to run. */
  connect(engine: Engine): Promise<void> {
    this.#engine = engine;
    this.#setSource(this.#source());
    return this.#followRules();
  }

  /** Takes other orders in place of those that it reads; resolves when every cell runs over them. */
  setOrders(orders: OrdersInPlace, reading: Partial<Reading>): void {
    this.#orders = orders;
    if (!this.isReadOnly) this.#apply(edit.setReading(this.document, reading), null);
    this.#setSource(this.#source());
  }

  /** Reads the orders as they are now: another tab, or the deletion of the data, changed them. */
  follow(orders: OrdersInPlace): void {
    this.#orders = orders;
    this.#setSource(orders.report ? this.#source() : null);
  }

  /** Tells reasons in another language. */
  setMessages(messages: Messages): void {
    this.#messages = messages;
    this.#runtime.setMessages(messages);
  }

  /** Says that the notebook is to be stored though nothing was edited. */
  touch(): void {
    if (this.standing === "edit") this.#autosave.touch();
  }

  /** Saves at once what is not saved. */
  flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /** Stops every cell and saves. */
  async close(): Promise<void> {
    this.look(false);
    this.#runtime.close();
    await this.flush();
    await this.#host.seat?.leave();
  }

  /** Stops every cell and saves nothing more: the notebook is being deleted. */
  discard(): void {
    this.look(false);
    this.#runtime.close();
    this.#autosave.stop();
    void this.#host.seat?.leave();
  }

  fieldUndoes(on: boolean): void {
    this.#isFieldUndoing = on;
  }

  #step(verb: "undo" | "redo", typedIn?: string): void {
    if (this.isReadOnly) return;
    const before = this.document;
    const after = verb === "undo" ? this.#history.undo() : this.#history.redo();
    if (after === before) return;
    const edit = verb === "undo" ? ([after, before] as const) : ([before, after] as const);
    const words = editWords(...edit, this.#host.analyses, this.#messages);
    this.#show(after, typedIn);
    this.#host.onStepped?.(verb, words);
  }

  #setSource(source: { readonly engine: Engine; readonly facts: OrderFacts } | null): void {
    if (source === null) this.#isConnected = false;
    this.#runtime.setSource(source);
    if (source !== null) this.#isConnected = true;
  }

  #source() {
    if (this.trust === "asked") return null;
    return this.#engine && { engine: this.#engine, facts: this.facts };
  }

  /** Shows what another tab saved in place of what stands here. */
  #take(found: FoundNotebook): void {
    this.#autosave.stop();
    const next = parseNotebook(found.document);
    const trust = found.untrusted === undefined ? "given" : "asked";
    const isOther = trust !== this.trust;
    this.trust = trust;
    this.#history = new History(next);
    this.canUndo = false;
    this.canRedo = false;
    this.document = next;
    this.#runtime.setNotebook(next);
    if (isOther) this.#setSource(this.#source());
  }

  #lose(): void {
    const { saved, document } = this;
    this.#autosave.stop();
    if (saved !== "saved") this.#host.onUnsaved?.(document);
  }

  #apply(next: Notebook, typing: string | null, typed: string | null = null): void {
    if (this.isReadOnly) return this.#host.onReadOnly?.();
    try {
      checkBounds(this.document, next);
    } catch (error) {
      return this.#host.onTrouble(error as Error);
    }
    this.#history.record(next, typing, this.#host.now(), this.#isFieldUndoing);
    this.#show(next, typed);
  }

  #show(next: Notebook, typed: string | null = null): void {
    this.canUndo = this.#history.canUndo;
    this.canRedo = this.#history.canRedo;
    if (next === this.document) return;
    this.#drafts = draftsAfter(this.#drafts, this.document, next, typed);
    this.document = next;
    this.#autosave.touch();
    this.#runtime.setNotebook(asRun(next, this.#drafts));
    void this.#followRules();
  }

  /** Rebuilds the orders until they stand under the document's rules: an edit, an undo or an opened file changed them. */
  #followRules(): Promise<void> {
    this.#applying = this.#applying.then(async () => {
      const { rules } = this.document.reading;
      if (!this.#engine || this.isReadOnly || sameRules(rules, this.#orders.rules)) return;
      if (this.#host.canApplyRules?.() === false) return;
      this.#setSource(null);
      const { desk } = this;
      try {
        if (desk) desk.isApplying = true;
        await desk?.pause();
        this.#orders = await this.#host.applyRules(rules);
      } catch (error) {
        // The tables stand as before, so the document goes back to the rules that they follow.
        this.#host.onTrouble(error as Error);
        this.#apply(edit.setReading(this.document, { rules: this.#orders.rules }), null);
      } finally {
        if (desk) desk.isApplying = false;
      }
      this.#setSource(this.#source());
      if (desk?.isLooking) this.look(true);
    });
    return this.#applying;
  }
}
