/** An application without an engine: the screens in every state, from fixtures typed by the contracts. */
import type { App, EngineView, ImportView, LibraryEntry, Progress, Theme } from "../../src/app/app.ts";
import type { StoredView } from "../../src/app/stored-view.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Locale } from "../../src/messages/messages.ts";
import type { FileReport } from "../../src/orders/receipt.ts";
import { importFacts, importPlan, importReport, refusedFile } from "./fake-import.ts";

/** A state that the fake shows. */
export type FakeState =
  "first" | "empty" | "waiting" | "memory" | "failed-engine" | "reading" | "storing" | "review" | "failed";

const progress: Progress = {
  phase: "loading",
  file: "orders_export_1.csv",
  bytesDone: 4_100_000,
  bytesTotal: 6_800_000,
  records: 15_847,
  secondsLeft: 2,
};

const library: readonly LibraryEntry[] = [
  ["Retention review", "Lantern Street Tea", 13_967, "2025-06-18T14:02"],
  ["Churn watch, May", "Lantern Street Tea", 13_204, "2025-05-31T09:00"],
  ["Monthly report for Odile", "Two Rivers Ceramics", 5_871, "2025-05-12T09:00"],
].map(([title, dataLabel, orders, opened], index) => ({
  id: `n${index}`,
  title: String(title),
  dataLabel: String(dataLabel),
  orders: Number(orders),
  openedAt: Date.parse(String(opened)),
}));

/** A fake application in one state; language, theme, rules and mapping change as in the real one, nothing is read. */
export class FakeApp implements App {
  screen = $state<App["screen"]>("first");
  engine = $state.raw<EngineView>({
    status: "ready",
    storage: "opfs",
    memoryReason: null,
    elsewhere: null,
    error: null,
    isUnreadable: false,
    storedBytes: 18_000_000,
  });
  locale = $state<Locale>("en");
  theme = $state<Theme>("light");
  importing = $state.raw<ImportView | null>(null);
  notice = $state.raw<App["notice"]>(null);
  library = $state.raw<readonly LibraryEntry[]>(library);
  readonly notebook = null;
  readonly libraryTrouble = null;
  readonly stored: StoredView = {
    overview: null,
    count: () => this.note("count"),
    askToPersist: () => this.note("askToPersist"),
    remove: (thing) => this.note("remove", thing),
  };
  readonly analyses = [];
  /** Every verb that was called, with its arguments. */
  readonly calls: (readonly unknown[])[] = $state([]);
  messages = $derived(createMessages(this.locale));

  constructor(state: FakeState, locale: Locale, theme: Theme) {
    this.locale = locale;
    this.theme = theme;
    this.show(state);
  }

  private show(state: FakeState): void {
    if (state === "empty") {
      this.library = [];
      this.engine = { ...this.engine, storedBytes: 0 };
    }
    if (state === "memory") this.engine = { ...this.engine, storage: "memory", memoryReason: "in_use" };
    if (state === "failed-engine")
      this.engine = { ...this.engine, status: "failed", error: new Error("missing worker: eh") };
    if (state === "waiting") {
      this.engine = { ...this.engine, status: "opening", storage: null };
      this.screen = "import";
      this.importing = this.view({
        status: "reading",
        progress: {
          ...progress,
          phase: "waiting",
          bytesDone: 4_600_000,
          bytesTotal: 7_600_000,
          records: null,
        },
      });
    }
    if (state === "reading" || state === "storing") {
      this.screen = "import";
      const phase = state === "storing" ? "storing" : "loading";
      this.importing = this.view({
        status: state,
        fileNames: ["orders_export_1.csv"],
        progress: { ...progress, phase },
      });
    }
    if (state === "review") {
      this.screen = "import";
      this.importing = this.view({
        status: "review",
        plan: importPlan,
        report: importReport,
        facts: importFacts,
        seconds: 1.9,
        refused: [refusedFile],
      });
    }
    if (state === "failed") {
      this.screen = "import";
      this.importing = this.view({
        status: "failed",
        refused: [refusedFile],
        error: new Error("all refused"),
      });
    }
  }

  private note(name: string, ...values: readonly unknown[]): Promise<void> {
    this.calls.push([name, ...values]);
    return Promise.resolve();
  }

  private view(given: Partial<ImportView> & { readonly refused?: readonly FileReport[] }): ImportView {
    return {
      status: "reading",
      fileNames: ["orders_export_1.csv", "market-stall.csv"],
      progress,
      plan: null,
      report: null,
      facts: null,
      seconds: null,
      error: null,
      refused: [],
      recalled: {},
      setReading: (...values) => this.note("setReading", ...values),
      previewReading: () => Promise.resolve(null),
      forgetAnswers: (...values) => this.note("forgetAnswers", ...values),
      setMapping: (...values) => this.note("setMapping", ...values),
      setRole: (...values) => this.note("setRole", ...values),
      answer: (...values) => this.note("answer", ...values),
      setRule: (key, value) => {
        const { importing } = this;
        if (importing?.plan)
          this.importing = {
            ...importing,
            plan: { ...importing.plan, rules: { ...importing.plan.rules, [key]: value } },
          };
        return this.note("setRule", key, value);
      },
      setTimeZone: (zone) => {
        const { importing } = this;
        if (importing?.plan) this.importing = { ...importing, plan: { ...importing.plan, timeZone: zone } };
        return this.note("setTimeZone", zone);
      },
      observedThrough: null,
      setObservedThrough: (day) => void this.note("setObservedThrough", day),
      confirm: () => this.note("confirm"),
      cancel: () => {
        this.importing = null;
        this.screen = "first";
      },
      ...given,
    };
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
  }
  setTheme(theme: Theme): void {
    this.theme = theme;
  }
  waiting: readonly string[] = [];

  forgetWaiting(): void {
    this.waiting = [];
  }

  importFiles(files: readonly File[]): void {
    this.notice = { text: `importFiles: ${files.map(({ name }) => name).join(", ")}`, kind: "info" };
  }
  readonly filesKept = false;
  reviewData(): Promise<void> {
    return this.note("reviewData");
  }
  trySampleShop(): void {
    void this.note("trySampleShop");
  }
  openNotebook(id: string): Promise<void> {
    return this.note("openNotebook", id);
  }
  refreshLibrary(): Promise<void> {
    return Promise.resolve();
  }
  renameNotebook(id: string, title: string): Promise<void> {
    return this.note("renameNotebook", id, title);
  }
  duplicateNotebook(id: string): Promise<void> {
    return this.note("duplicateNotebook", id);
  }
  deleteNotebook(id: string): Promise<void> {
    return this.note("deleteNotebook", id);
  }
  readonly hasOrders = false;
  newNotebook(template: string): Promise<void> {
    return this.note("newNotebook", template);
  }
  openNotebookFile(file: File): Promise<void> {
    return this.note("openNotebookFile", file.name);
  }
  goHome(): void {
    this.screen = "first";
    this.importing = null;
  }
  deleteEverything(): Promise<void> {
    this.notice = { text: "Everything is deleted.", kind: "good", undo: () => undefined };
    return this.note("deleteEverything");
  }
  dismissNotice(): void {
    this.notice = null;
  }
}
