/** The application: the composition root's state, from the first screen to the open notebook. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { m, type Locale } from "../messages/messages.ts";
import type { Notebook } from "../notebook/document.ts";
import { newNotebook, type Beginning } from "../notebook/new.ts";
import { parseNotebook } from "../notebook/parse.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { ImportDecisions } from "../orders/import-options.ts";
import type { CountingRules } from "../orders/rules.ts";
import { isNotebookFile, readNotebookFile } from "../storage/file.ts";
import type { LibraryEntry, App, Theme } from "./app.ts";
import { beginningOf } from "./beginning.ts";
import { checkAnalysis } from "./check-analysis.ts";
import { DataDesk } from "./data-desk.svelte.ts";
import { DataInPlace } from "./data-in-place.ts";
import { EngineState } from "./engine-state.svelte.ts";
import type { Environment } from "./environment.ts";
import { ImportFlow } from "./import-flow.svelte.ts";
import { reasonOf } from "./notice.ts";
import { OpenNotebook, type OrdersInPlace } from "./open-notebook.svelte.ts";
import { rejectedFile } from "./rejected-file.ts";
import { RememberedAnswers } from "./remembered-answers.ts";
import { fitTemplate } from "./templates/fit.ts";
import { fullReview } from "./templates/full-review.ts";
import { maybeTemplate } from "./templates/templates.ts";
import { Settings } from "./settings.ts";
import { Shelf } from "./shelf.ts";

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
  readonly engine: EngineState;
  readonly analyses: readonly AnyAnalysis[];
  /** Resolves when what an earlier visit left is on the screen, or there was nothing. */
  readonly started: Promise<void>;
  readonly #environment: Environment;
  readonly #settings: Settings;
  readonly #answers: RememberedAnswers;
  readonly #shelf: Shelf;
  readonly #data: DataInPlace;
  #filesKept = $state.raw(false);
  #hasOrders = $state.raw(false);
  #importsSettled: Promise<void> = Promise.resolve();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.analyses = environment.analyses;
    this.#settings = new Settings(environment.settings);
    this.#answers = new RememberedAnswers(environment.settings);
    this.#shelf = new Shelf(environment);
    this.theme = this.#settings.theme;
    this.#useLocale(this.#settings.locale ?? environment.chooseLocale(environment.languages));
    this.engine = new EngineState(
      () => environment.openEngine(),
      () => this.#shelf.keptBytes(),
    );
    this.#data = new DataInPlace(environment, this.#shelf, (error) => this.#trouble(error));
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
    const before = this.importing?.status === "failed" ? null : this.importing;
    const all = [...(before?.files ?? []), ...files];
    this.beginImport(all, before?.decisions, before?.usesKept, this.#answers);
  }

  get filesKept(): boolean {
    return this.#filesKept;
  }

  async reviewData(): Promise<void> {
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
        onConfirmed: (confirmed) => this.#confirmed(confirmed),
        onCancelled: () => {
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
    if (!files) return;
    files().then(
      (made) => this.beginImport(made),
      (error: unknown) => this.#trouble(error as Error),
    );
  }

  async openNotebook(id: string): Promise<void> {
    try {
      const found = await this.#shelf.read(id);
      if (!found) return await this.#refreshLibrary();
      await this.#open(parseNotebook(found.document), found.dataId, found.entry.dataLabel);
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
      await this.#open(newNotebook(beginning), this.#data.id, this.#data.label);
      await this.notebook?.flush();
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  async openNotebookFile(file: File): Promise<void> {
    try {
      const document = await readNotebookFile(file, checkAnalysis(this.analyses));
      await this.openDocument(document);
    } catch (error) {
      this.#trouble(error as Error);
    }
  }

  /** Opens a checked notebook over the orders in place; it gets a new id where the library has another of its id. */
  async openDocument(document: Notebook): Promise<void> {
    const known = await this.#shelf.read(document.id);
    const own = known ? { ...document, id: this.#environment.newId() } : document;
    await this.#open(own, this.#data.stored?.id ?? null, "");
    this.notebook?.touch();
  }

  goHome(): void {
    this.importing?.cancel();
    void this.#closeNotebook();
    this.screen = "first";
  }

  async deleteEverything(): Promise<void> {
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
      const engine = await this.engine.ready.catch(() => null);
      await engine?.close();
      await this.#environment.deleteDatabase();
      this.#data.forget();
      this.#filesKept = false;
      this.#hasOrders = false;
      await this.#refreshLibrary();
      await this.engine.reopen();
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
    await this.#refreshLibrary();
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
    const assumed = this.#data.stored;
    const found = await this.#data.find(engine, this.messages);
    this.#filesKept = this.#data.stored?.filesKept ?? false;
    this.#hasOrders = this.#data.stored !== null;
    if (this.notebook && found) {
      if (found !== assumed) this.notebook.setOrders(found, {});
      await this.notebook.connect(engine);
    } else if (found && !stored && !this.importing) {
      const names = found.report?.files.map(({ name }) => name) ?? [];
      this.#begin(found, names, { rules: found.rules });
      await this.notebook?.connect(engine);
    } else if (this.notebook && !this.importing) {
      await this.#closeNotebook();
      this.screen = "first";
      // That another tab has them is said for as long as it is so, by the screen.
      if (this.engine.memoryReason !== "in_use") this.#say(m.app_orders_gone({}, this.messages), "warn");
    }
    await this.engine.measure();
  }

  /** Shows a new notebook over these orders. */
  #begin(orders: OrdersInPlace, names: readonly string[], reading: Partial<Beginning>): void {
    const { facts } = orders;
    const { title, text } = beginningOf(facts, names, this.messages);
    const opening = [{ kind: "text", markdown: text }] as const;
    const cells = fitTemplate(fullReview, facts, this.messages, opening);
    const id = this.#environment.newId();
    this.#show(newNotebook({ id, title, cells, ...reading }), orders);
  }

  /** Shows the notebook opened last over the data in place, before the engine is there. */
  async #reopenLast(dataId: string): Promise<void> {
    for (const { id } of this.library) {
      const found = await this.#shelf.read(id);
      if (found?.dataId !== dataId) continue;
      return this.#open(parseNotebook(found.document), dataId, found.entry.dataLabel);
    }
  }

  async #open(document: Notebook, dataId: string | null, dataLabel: string): Promise<void> {
    this.importing?.cancel();
    await this.#closeNotebook();
    const orders = this.#data.orders;
    this.#show(document, orders);
    if (orders.report === null) this.#say(m.app_orders_gone({}, this.messages), "warn");
    else if (dataId !== this.#data.id)
      this.#say(m.app_other_orders({ before: dataLabel, now: this.#data.label }, this.messages), "warn");
    if (this.engine.status === "ready" && orders.report)
      await this.notebook?.connect(await this.engine.ready);
  }

  #show(document: Notebook, orders: OrdersInPlace): OpenNotebook {
    const opened = new OpenNotebook(
      {
        analyses: this.analyses,
        messages: this.messages,
        tellsSight: this.#environment.tellsSight ?? false,
        now: () => this.#environment.now(),
        save: (saved, facts) => this.#save(saved, facts),
        desk: new DataDesk(this.#environment.warehouse, (error) => this.#trouble(error)),
        applyRules: (rules) => this.#applyRules(rules),
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
      },
      document,
      orders,
    );
    this.notebook = opened;
    this.screen = "notebook";
    opened.touch();
    return opened;
  }

  async #save(document: Notebook, facts: OrderFacts): Promise<void> {
    const { id, label } = this.#data;
    await this.#shelf.save(document, { orders: facts.orders, dataLabel: label, dataId: id });
    await this.#refreshLibrary();
  }

  async #applyRules(rules: CountingRules): Promise<OrdersInPlace> {
    return this.#data.applyRules(await this.engine.ready, rules);
  }

  /** The tables of an import are in place: the open notebook reads them, or a new one. */
  async #confirmed(flow: ImportFlow): Promise<void> {
    const { plan, facts, report, files } = flow;
    if (!plan || !facts || !report) return;
    const engine = await this.engine.ready;
    const names = plan.files.map(({ name }) => name);
    const { decisions, usesKept, observedThrough } = flow;
    const imported = { plan, facts, report, files, decisions, usesKept, messages: this.messages };
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
    if (trouble) this.#trouble(trouble);
    else if (isKept) this.#say(m.app_orders_in_place({ orders: facts.orders, shown }, this.messages), "good");
    else this.#say(m.app_files_not_kept({}, this.messages), "warn");
    await this.notebook?.connect(engine);
    await this.notebook?.flush();
    await this.engine.measure();
  }

  async #closeNotebook(): Promise<void> {
    const closing = this.notebook;
    this.notebook = null;
    await closing?.close();
  }

  async #refreshLibrary(): Promise<void> {
    this.library = await this.#shelf.entries();
  }

  #say(text: string, kind: NonNullable<App["notice"]>["kind"], undo?: () => void): void {
    this.notice = undo ? { text, kind, undo } : { text, kind };
  }

  #trouble(error: Error): void {
    this.#say(m.app_trouble({ reason: reasonOf(error, this.messages) }, this.messages), "bad");
  }
}
