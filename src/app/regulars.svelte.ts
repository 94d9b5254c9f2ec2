/** The application: the composition root's state, from the first screen to the open notebook. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { noOtherTabs, type Tabs } from "../base/tabs.ts";
import type { Engine } from "../engine/engine.ts";
import { serveEngine } from "../engine/serve.ts";
import { engineChannel } from "../engine/wire.ts";
import { RegularsError } from "../base/error.ts";
import { m, type Locale } from "../messages/messages.ts";
import type { Notebook } from "../notebook/document.ts";
import { newNotebook, type Beginning } from "../notebook/new.ts";
import { ownStatements } from "../notebook/own-sql.ts";
import { parseNotebook } from "../notebook/parse.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { ImportDecisions } from "../orders/import-options.ts";
import type { CountingRules } from "../orders/rules.ts";
import { documentHash } from "../storage/document-hash.ts";
import { isNotebookFile, readNotebookFile } from "../storage/file.ts";
import type { FoundNotebook } from "../storage/library.ts";
import type { LibraryEntry, App, Theme } from "./app.ts";
import { beginningOf } from "./beginning.ts";
import { checkAnalysis } from "./check-analysis.ts";
import { DataDesk } from "./data-desk.svelte.ts";
import { DataInPlace } from "./data-in-place.ts";
import { EngineState } from "./engine-state.svelte.ts";
import type { Environment } from "./environment.ts";
import { ImportFlow } from "./import-flow.svelte.ts";
import type { FilesInPlace } from "./join-kept.ts";
import { reasonOf } from "./notice.ts";
import { NotebookSeat } from "./notebook-seat.svelte.ts";
import { OpenNotebook, type OrdersInPlace } from "./open-notebook.svelte.ts";
import { rejectedFile } from "./rejected-file.ts";
import { RememberedAnswers } from "./remembered-answers.ts";
import { fitTemplate } from "./templates/fit.ts";
import { fullReview } from "./templates/full-review.ts";
import { maybeTemplate } from "./templates/templates.ts";
import { Settings } from "./settings.ts";
import { Shelf } from "./shelf.ts";
import { Stored } from "./stored.svelte.ts";

/** The one application of a page. */
export class Regulars implements App {
  screen = $state.raw<App["screen"]>("first");
  locale: Locale = $state.raw("en");
  messages: App["messages"] = $state.raw() as App["messages"];
  theme = $state.raw<Theme>("system");
  importing = $state.raw<ImportFlow | null>(null);
  notebook = $state.raw<OpenNotebook | null>(null);
  library = $state.raw<readonly LibraryEntry[]>([]);
  notice = $state.raw<App["notice"]>(null);
  libraryTrouble = $state.raw<App["libraryTrouble"]>(null);
  readonly engine: EngineState;
  readonly stored: Stored;
  readonly analyses: readonly AnyAnalysis[];
  /** Resolves when what an earlier visit left is on the screen, or there was nothing. */
  readonly started: Promise<void>;
  readonly #environment: Environment;
  readonly #settings: Settings;
  readonly #answers: RememberedAnswers;
  readonly #shelf: Shelf;
  readonly #data: DataInPlace;
  readonly #tabs: Tabs;
  #filesKept = $state.raw(false);
  #hasOrders = $state.raw(false);
  /** Files that were dropped without the orders that they belong to. */
  #waiting = $state.raw<readonly File[]>([]);
  #importsSettled: Promise<void> = Promise.resolve();
  #closing: Promise<void> = Promise.resolve();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.analyses = environment.analyses;
    this.#settings = new Settings(environment.settings);
    this.#answers = new RememberedAnswers(environment.settings);
    this.#shelf = new Shelf(environment);
    this.theme = this.#settings.theme;
    this.#useLocale(this.#settings.locale ?? environment.chooseLocale(environment.languages));
    this.#data = new DataInPlace(environment, this.#shelf, (error) => this.#trouble(error));
    const { tabs = noOtherTabs } = environment;
    this.#tabs = tabs;
    this.engine = new EngineState({
      open: () => environment.openEngine(),
      keptBytes: () => this.#shelf.keptBytes(),
      serve: (engine) => serveEngine(tabs.channel(engineChannel), environment.newId(), engine),
      onAnswered: (engine) => void this.notebook?.connect(engine),
      onChanged: () => void this.#followOthers(),
      onTaken: (engine) => void this.#taken(engine),
    });
    this.stored = new Stored(environment, {
      shelf: this.#shelf,
      engine: this.engine,
      data: this.#data,
      settings: this.#settings,
      answers: this.#answers,
      onNotebooks: () => this.refreshLibrary(),
      onOrders: () => {
        this.#hasOrders = this.#data.stored !== null;
        this.#filesKept = this.#data.stored?.filesKept ?? false;
        this.notebook?.follow(this.#data.orders);
      },
      deleteNotebook: (id) => this.#deleteForGood(id),
      deleteEverything: () => this.deleteEverything(),
      isElsewhere: () => this.#isElsewhere(),
      onTrouble: (error) => this.#trouble(error),
    });
    this.started = this.#start();
  }

  /** The orders in place, whether a notebook is open or not. */
  get orders(): OrdersInPlace {
    return this.#data.orders;
  }

  setLocale(locale: Locale): void {
    this.#settings.locale = locale;
    this.#useLocale(locale);
    this.notebook?.setMessages(this.messages);
  }

  setTheme(theme: Theme): void {
    this.#settings.theme = theme;
    this.theme = theme;
  }

  importFiles(files: readonly File[]): void {
    const [first] = files;
    if (first === undefined) return;
    if (files.length === 1 && isNotebookFile(first.name)) return void this.openNotebookFile(first);
    if (this.importing?.status === "storing") return this.#say(m.app_storing({}, this.messages), "warn");
    if (this.#isElsewhere()) return;
    if (this.importing?.status === "failed") this.importing.cancel();
    const before = this.importing;
    const isSame = (one: File, other: File) =>
      one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
    const waiting = this.#waiting.filter((file) => !files.some((other) => isSame(file, other)));
    this.#waiting = [];
    const all = [...(before?.files ?? []), ...waiting, ...files];
    this.beginImport(all, before?.decisions, before?.usesKept, this.#answers);
  }

  get waiting(): readonly string[] {
    return this.#waiting.map(({ name }) => name);
  }

  forgetWaiting(): void {
    this.#waiting = [];
  }

  /** Keeps the files of a failed import that only lacks their orders. */
  #keepWaiting({ status, files, waiting }: ImportFlow): void {
    if (status !== "failed") return;
    this.#waiting = files.filter(({ name }) => waiting.includes(name));
  }

  /** The files of the orders in place, to be read again with files that are joined to them. */
  async #inPlace(): Promise<FilesInPlace | null> {
    const found = await this.#data.filesAtHand();
    return found && { ...found, observedThrough: this.notebook?.document.reading.observedThrough ?? null };
  }

  get filesKept(): boolean {
    return this.#filesKept;
  }

  async reviewData(): Promise<void> {
    if (this.#isElsewhere()) return;
    try {
      const found = await this.#data.files();
      this.#filesKept = found !== null;
      if (found) this.beginImport(found.files, found.decisions, true, this.#answers);
      else this.#say(m.app_files_asked({}, this.messages), "warn");
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  /** Begins an import in place of one on its way, with decisions made beforehand; a script's knows nothing of earlier answers. */
  beginImport(
    files: readonly File[],
    decisions: Partial<ImportDecisions> = {},
    usesKept = false,
    answers: RememberedAnswers | null = null,
  ): ImportFlow {
    const screen = this.notebook ? "notebook" : "first";
    this.importing?.cancel();
    this.notice = null;
    const flow: ImportFlow = new ImportFlow(
      {
        environment: this.#environment,
        engine: () => this.engine.ready,
        after: this.#importsSettled,
        answers,
        inPlace: () => this.#inPlace(),
        onJoinedAlready: (names) => this.#sayJoined(names),
        onConfirmed: (confirmed) => this.#confirmed(confirmed),
        onCancelled: () => {
          this.#keepWaiting(flow);
          this.#importsSettled = flow.settled;
          this.importing = null;
          this.screen = screen;
        },
        onTrouble: (error) => this.#trouble(error),
      },
      files,
      decisions,
      usesKept,
    );
    this.importing = flow;
    this.screen = "import";
    return flow;
  }

  async rejectedRecords(file: string): Promise<Blob | null> {
    const desk = this.#environment.warehouse.desk?.(this.importing ? "staged" : "in_place");
    if (!desk) return null;
    try {
      return await rejectedFile(desk.rejected(await this.engine.ready, file), this.messages);
    } catch (error) {
      this.#trouble(error as Error);
      return null;
    }
  }

  trySampleShop(): void {
    const files = this.#environment.sampleShopFiles;
    if (!files || this.#isElsewhere()) return;
    files().then(
      (made) => this.beginImport(made),
      (error: unknown) => this.#trouble(error as Error),
    );
  }

  async openNotebook(id: string): Promise<void> {
    try {
      if (this.notebook?.document.id === id) return;
      await this.#openStored(id);
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  get hasOrders(): boolean {
    return this.#hasOrders;
  }

  async newNotebook(template: string): Promise<void> {
    const found = maybeTemplate(template);
    const orders = this.#data.stored;
    if (!found || !orders) return;
    try {
      const { facts, rules, timeZone } = orders;
      const cells = fitTemplate(found, facts, this.messages);
      const title = found.title(this.messages);
      const beginning = { id: this.#environment.newId(), title, cells, rules, timeZone };
      this.importing?.cancel();
      await this.#closeNotebook();
      this.#showNew(newNotebook(beginning), this.#data.orders);
      if (this.#isAnswered) await this.notebook?.connect(await this.engine.ready);
      await this.notebook?.flush();
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  async openNotebookFile(file: File): Promise<void> {
    try {
      const document = await readNotebookFile(file, checkAnalysis(this.analyses));
      await this.openDocument(document, file.name);
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  /**
   * Opens a checked notebook over the orders in place; it gets a new id where the library has another of its id. One of a
   * file that brings SQL runs only where its very content was trusted before.
   */
  async openDocument(document: Notebook, file: string | null = null): Promise<void> {
    let seat = new NotebookSeat(this.#seatEnvironment(), document.id);
    const known = await seat.take();
    let own = document;
    if (known || seat.standing === "read") {
      await seat.leave();
      own = { ...document, id: this.#environment.newId() };
      seat = new NotebookSeat(this.#seatEnvironment(), own.id);
      await seat.take();
    }
    if (file !== null && ownStatements(document).length > 0) {
      const hash = await documentHash(document);
      const isTrusted = hash !== null && (await this.#shelf.isTrusted(hash));
      seat.untrusted = isTrusted ? null : file;
    }
    await this.#open(own, seat, this.#data.stored?.id ?? null, "");
    this.notebook?.touch();
  }

  async refreshLibrary(): Promise<void> {
    this.library = await this.#shelf.entries();
  }

  async renameNotebook(id: string, title: string): Promise<void> {
    if (this.notebook?.document.id === id) return this.notebook.setTitle(title);
    await this.#edit(id, (found, document) => ({
      ...found,
      entry: { ...found.entry, title },
      document: { ...document, title },
    }));
  }

  async duplicateNotebook(id: string): Promise<void> {
    try {
      await this.notebook?.flush();
      const found = await this.#shelf.read(id);
      if (!found) return await this.refreshLibrary();
      const document = parseNotebook(found.document);
      const title = m.library_copy_title({ title: document.title }, this.messages);
      await this.#addCopy(found, { ...document, title });
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  async deleteNotebook(id: string): Promise<void> {
    const found = await this.#takeOut(id);
    if (!found) return;
    this.#say(m.library_deleted({ title: found.entry.title }, this.messages), "info", () => {
      void this.#shelf
        .put(found, this.#environment.newId())
        .then(() => this.refreshLibrary())
        .catch((error: unknown) => this.#trouble(error as Error));
    });
  }

  goHome(): void {
    this.importing?.cancel();
    void this.#closeNotebook();
    this.screen = "first";
  }

  async deleteEverything(): Promise<void> {
    if (this.#isElsewhere()) return;
    try {
      // A start that is still looking at the database would find it closed.
      await this.started.catch(() => undefined);
      this.importing?.cancel();
      await this.#importsSettled;
      this.notebook?.discard();
      this.notebook = null;
      this.screen = "first";
      await this.#shelf.clear();
      this.#settings.clear();
      this.#answers.clear();
      this.#waiting = [];
      await this.#data.erase(this.engine);
      this.#filesKept = false;
      this.#hasOrders = false;
      await this.refreshLibrary();
      this.engine.tellChanged();
      await this.engine.measure();
      this.#say(m.app_deleted({}, this.messages), "good");
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  dismissNotice(): void {
    this.notice = null;
  }

  /** Saves at once what is not saved: the page is being hidden. */
  async flush(): Promise<void> {
    await this.notebook?.flush();
  }

  #useLocale(locale: Locale): void {
    this.locale = locale;
    this.messages = this.#environment.createMessages(locale);
    if (this.#environment.root) this.#environment.root.lang = locale;
  }

  async #start(): Promise<void> {
    await this.refreshLibrary();
    this.libraryTrouble = await this.#shelf.trouble();
    const stored = await this.#shelf.readData();
    if (stored) {
      this.#data.assume(stored);
      this.#hasOrders = true;
      await this.#reopenLast(stored.id);
    }
    let engine;
    try {
      engine = await this.engine.ready;
    } catch (error) {
      const reason = reasonOf(error as Error, this.messages);
      return this.#say(m.app_engine_failed({ reason }, this.messages), "bad");
    }
    if (this.engine.elsewhere !== null) {
      this.#filesKept = this.#data.stored?.filesKept ?? false;
      this.#hasOrders = this.#data.stored !== null;
      return;
    }
    await this.#meet(engine, stored !== null);
  }

  /** Looks what the engine holds, and shows it. */
  async #meet(engine: Engine, wasStored: boolean): Promise<void> {
    const assumed = this.#data.stored;
    const found = await this.#data.find(engine, this.messages);
    this.#filesKept = this.#data.stored?.filesKept ?? false;
    this.#hasOrders = this.#data.stored !== null;
    if (this.notebook && found) {
      if (found !== assumed) this.notebook.setOrders(found, {});
      await this.notebook.connect(engine);
    } else if (found && !wasStored && !this.importing) {
      const names = found.report?.files.map(({ name }) => name) ?? [];
      this.#begin(found, names, { rules: found.rules });
      await this.notebook?.connect(engine);
    } else if (this.notebook && !this.importing) {
      await this.#closeNotebook();
      this.screen = "first";
      this.#say(m.app_orders_gone({}, this.messages), "warn");
    }
    await this.engine.measure();
  }

  /** The tab that had the database was closed: it is this tab's now, and everything goes on. */
  async #taken(engine: Engine): Promise<void> {
    try {
      const stored = await this.#shelf.readData();
      if (stored && stored.id !== this.#data.stored?.id) this.#data.assume(stored);
      await this.#meet(engine, stored !== null);
      this.#say(m.storage_taken({}, this.messages), "good");
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  /** The tab that has the database changed the orders, or deleted them. */
  async #followOthers(): Promise<void> {
    const stored = await this.#shelf.readData();
    if (stored) this.#data.assume(stored);
    else this.#data.forget();
    this.#hasOrders = stored !== null;
    await this.refreshLibrary();
    const { notebook } = this;
    const isDeleted =
      (notebook?.savedAt ?? null) !== null && !this.library.some(({ id }) => id === notebook?.document.id);
    if (notebook && isDeleted) return this.#gone(notebook);
    notebook?.follow(this.#data.orders);
    if (this.engine.elsewhere === "answers" && stored) await this.notebook?.connect(await this.engine.ready);
  }

  /** True, and said, where another tab has the database: only there can orders be changed. */
  #isElsewhere(): boolean {
    if (this.engine.elsewhere === null) return false;
    this.#say(m.storage_elsewhere_act({}, this.messages), "warn");
    return true;
  }

  #seatEnvironment() {
    const { now, newId } = this.#environment;
    return { shelf: this.#shelf, tabs: this.#tabs, now, newId };
  }

  /** Shows a new notebook over these orders. */
  #begin(orders: OrdersInPlace, names: readonly string[], reading: Partial<Beginning>): void {
    const { facts } = orders;
    const { title, text } = beginningOf(facts, names, this.messages);
    const opening = [{ kind: "text", markdown: text }] as const;
    const cells = fitTemplate(fullReview, facts, this.messages, opening);
    this.#showNew(newNotebook({ id: this.#environment.newId(), title, cells, ...reading }), orders);
  }

  #showNew(document: Notebook, orders: OrdersInPlace): void {
    const seat = new NotebookSeat(this.#seatEnvironment(), document.id);
    // Nobody else knows its id.
    void seat.take();
    this.#show(document, orders, seat);
  }

  /** True where there is an engine that answers, here or in another tab. */
  get #isAnswered(): boolean {
    return this.engine.status === "ready" && [null, "answers"].includes(this.engine.elsewhere);
  }

  /** Shows the notebook opened last over the data in place, before the engine is there. */
  async #reopenLast(dataId: string): Promise<void> {
    for (const { id } of this.library) {
      const found = await this.#shelf.read(id);
      if (found?.dataId === dataId) return this.#openStored(id);
    }
    // The page was killed after an import, before its notebook was saved over the new orders.
    const [last] = this.library;
    if (last) await this.#openStored(last.id);
  }

  /** Opens a notebook of the library, to edit it or, where another tab does, to read it. */
  async #openStored(id: string): Promise<void> {
    await this.#closing;
    const seat = new NotebookSeat(this.#seatEnvironment(), id);
    try {
      const found = await seat.take();
      if (!found) throw new RegularsError(`missing notebook: ${id}`);
      await this.#open(parseNotebook(found.document), seat, found.dataId, found.entry.dataLabel);
    } catch (error) {
      await seat.leave();
      await this.refreshLibrary();
      throw error;
    }
  }

  /** Changes a stored notebook that no tab has open. */
  async #edit(
    id: string,
    change: (found: FoundNotebook, document: Notebook) => FoundNotebook,
  ): Promise<void> {
    const seat = new NotebookSeat(this.#seatEnvironment(), id);
    try {
      const found = await seat.take();
      if (seat.standing === "read") return this.#say(m.library_elsewhere({}, this.messages), "warn");
      if (found) {
        const claim = this.#environment.newId();
        await this.#shelf.claim(id, claim);
        await this.#shelf.put(change(found, parseNotebook(found.document)), claim);
      }
    } catch (error) {
      this.#trouble(error as Error);
    } finally {
      await seat.leave();
      await this.refreshLibrary();
    }
  }

  /** Takes a notebook out of the library, closing it here; null, and said, where another tab has it open. */
  async #takeOut(id: string): Promise<FoundNotebook | null> {
    if (this.notebook?.document.id === id) {
      if (this.notebook.standing === "read") {
        this.#say(m.library_elsewhere({}, this.messages), "warn");
        return null;
      }
      await this.#closeNotebook();
      this.screen = "first";
    }
    const seat = new NotebookSeat(this.#seatEnvironment(), id);
    try {
      const found = await seat.take();
      if (seat.standing === "read") {
        this.#say(m.library_elsewhere({}, this.messages), "warn");
        return null;
      }
      await this.#shelf.remove(id);
      return found;
    } catch (error) {
      this.#trouble(error as Error);
      return null;
    } finally {
      await seat.leave();
      await this.refreshLibrary();
    }
  }

  async #deleteForGood(id: string): Promise<void> {
    await this.#takeOut(id);
  }

  /** Stores a document beside the one that it was made of, under an id of its own. */
  async #addCopy(found: FoundNotebook, document: Notebook): Promise<void> {
    const id = this.#environment.newId();
    const now = this.#environment.now();
    const entry = { ...found.entry, id, title: document.title, openedAt: now, editedAt: now };
    await this.#shelf.put({ ...found, entry, document: { ...document, id } }, this.#environment.newId());
    await this.refreshLibrary();
  }

  /** Keeps as a copy what another tab took over before it was saved here. */
  async #rescue(document: Notebook): Promise<void> {
    try {
      const found = await this.#shelf.read(document.id);
      const title = m.storage_rescued_title({ title: document.title }, this.messages);
      // Deleted on purpose, it is not brought back.
      if (!found) return;
      await this.#addCopy(found, { ...document, title });
      this.#say(m.storage_rescued({ title }, this.messages), "warn");
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  async #open(
    document: Notebook,
    seat: NotebookSeat,
    dataId: string | null,
    dataLabel: string,
  ): Promise<void> {
    this.importing?.cancel();
    await this.#closeNotebook();
    const orders = this.#data.orders;
    this.#show(document, orders, seat);
    if (orders.report === null) this.#say(m.app_orders_gone({}, this.messages), "warn");
    else if (dataId !== this.#data.id)
      this.#say(m.app_other_orders({ before: dataLabel, now: this.#data.label }, this.messages), "warn");
    if (this.#isAnswered && orders.report) await this.notebook?.connect(await this.engine.ready);
  }

  #show(document: Notebook, orders: OrdersInPlace, seat: NotebookSeat): OpenNotebook {
    const opened = new OpenNotebook(
      {
        analyses: this.analyses,
        messages: this.messages,
        tellsSight: this.#environment.tellsSight ?? false,
        now: () => this.#environment.now(),
        seat,
        save: (saved, facts) => this.#save(seat, saved, facts),
        desk: new DataDesk(this.#environment.warehouse, (error) => this.#trouble(error)),
        applyRules: (rules) => this.#applyRules(rules),
        canApplyRules: () => this.engine.elsewhere === null,
        storeList: (customers) => this.#storeList(customers),
        onRemoved: (undo) => this.#say(m.app_cell_removed({}, this.messages), "info", undo),
        onStepped: (verb, what) =>
          this.#say(
            verb === "undo"
              ? m.shell_undone({ what }, this.messages)
              : m.shell_redone({ what }, this.messages),
            "info",
          ),
        onNotSaved: (error) =>
          this.#say(m.app_not_saved({ reason: reasonOf(error, this.messages) }, this.messages), "bad"),
        onTrouble: (error) => this.#trouble(error),
        onReadOnly: () => this.#sayReadOnly(),
        onFile: (saved) => void this.#trustOwn(saved),
        onUnsaved: (unsaved) => void this.#rescue(unsaved),
        onGone: () => void this.#gone(opened),
      },
      document,
      orders,
    );
    this.notebook = opened;
    this.screen = "notebook";
    opened.touch();
    return opened;
  }

  #sayReadOnly(): void {
    const { notebook } = this;
    const text =
      notebook?.trust === "asked"
        ? m.storage_trust_first
        : notebook?.standing === "read"
          ? m.storage_read_only
          : m.storage_elsewhere_act;
    this.#say(text({}, this.messages), "warn");
  }

  /** A document of this browser's own person runs when it comes back as a file. */
  async #trustOwn(document: Notebook): Promise<void> {
    try {
      const hash = await documentHash(document);
      if (hash !== null) await this.#shelf.trust(hash);
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  /** The notebook was deleted in another tab. */
  async #gone(notebook: OpenNotebook): Promise<void> {
    notebook.discard();
    if (this.notebook === notebook) {
      this.notebook = null;
      this.screen = "first";
      this.#say(m.storage_gone({}, this.messages), "warn");
    }
    await this.refreshLibrary();
  }

  async #save(seat: NotebookSeat, document: Notebook, facts: OrderFacts): Promise<void> {
    const { id, label } = this.#data;
    await seat.save(document, { orders: facts.orders, dataLabel: label, dataId: id });
    await this.refreshLibrary();
  }

  async #applyRules(rules: CountingRules): Promise<OrdersInPlace> {
    const orders = await this.#data.applyRules(await this.engine.ready, rules);
    this.engine.tellChanged();
    return orders;
  }

  async #storeList(customers: readonly string[]): Promise<string> {
    const engine = await this.engine.ready;
    const key = this.#environment.newId();
    await this.#environment.warehouse.storeList(engine, key, customers);
    await engine.checkpoint();
    return key;
  }

  /** The tables of an import are in place: the open notebook reads them, or a new one. */
  async #confirmed(flow: ImportFlow): Promise<void> {
    const { plan, facts, report, files } = flow;
    if (!plan || !facts || !report) return;
    const engine = await this.engine.ready;
    const names = plan.files.map(({ name }) => name);
    const { decisions, usesKept, observedThrough, notStored } = flow;
    const isStored = notStored === null;
    const { messages } = this;
    const imported = { plan, facts, report, files, decisions, usesKept, isStored, messages };
    let isKept = true;
    let trouble: Error | null = null;
    try {
      isKept = await this.#data.replace(engine, imported);
    } catch (error) {
      trouble = error as Error;
    }
    this.#filesKept = this.#data.stored?.filesKept ?? false;
    this.#hasOrders = this.#data.stored !== null;
    const reading = { rules: plan.rules, timeZone: plan.timeZone, observedThrough };
    if (this.notebook) this.notebook.setOrders(this.#data.orders, reading);
    else this.#begin(this.#data.orders, names, reading);
    this.importing = null;
    this.screen = "notebook";
    this.#importsSettled = Promise.resolve();
    const shown = this.messages.integer(facts.orders);
    const reason = notStored && reasonOf(notStored, messages);
    if (reason !== null) this.#say(m.storage_not_checkpointed({ reason }, messages), "bad");
    else if (trouble) this.#trouble(trouble);
    else if (isKept) this.#say(m.app_orders_in_place({ orders: facts.orders, shown }, this.messages), "good");
    else this.#say(m.app_files_not_kept({}, this.messages), "warn");
    this.engine.tellChanged();
    await this.notebook?.connect(engine);
    await this.notebook?.flush();
    await this.engine.measure();
    if (this.#data.id !== null) await this.stored.keepFromNowOn();
  }

  async #closeNotebook(): Promise<void> {
    const { notebook } = this;
    this.notebook = null;
    if (notebook) this.#closing = Promise.all([this.#closing, notebook.close()]).then(() => undefined);
    await this.#closing;
  }

  #sayJoined(names: readonly string[]): void {
    this.#say(m.joins_already({ files: this.messages.list(names) }, this.messages), "info");
  }

  #say(text: string, kind: NonNullable<App["notice"]>["kind"], undo?: () => void): void {
    this.notice = undo ? { text, kind, undo } : { text, kind };
  }

  #trouble(error: Error): void {
    this.#say(m.app_trouble({ reason: reasonOf(error, this.messages) }, this.messages), "bad");
  }
}
