/** What the application is given from outside: the browser's services and the floors below, so that tests give their own. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Tabs } from "../base/tabs.ts";
import type { Engine } from "../engine/engine.ts";
import type { Locale, Messages } from "../messages/messages.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { FileFigures, RuleEffect } from "../orders/figures.ts";
import type { ImportEnvironment, PlanChange, PlannedImport } from "../ingest/plan.ts";
import type { ReadingTold } from "../ingest/look.ts";
import type { ReadingPreview } from "../ingest/preview.ts";
import type { IdentityBench } from "../orders/identity.ts";
import type { ImportDecisions, ImportOptions } from "../orders/import-options.ts";
import type { Encoding, ImportPlan, OpenQuestion } from "../orders/plan.ts";
import type { Finding, ImportReport, RejectedRecord } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { KeptFiles } from "../storage/kept-files.ts";
import type { Library } from "../storage/library.ts";
import type { EngineView, Progress } from "./app.ts";
import type { SettingsStore } from "./settings.ts";

/** An engine and why it is in memory, where it is. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly memoryReason: EngineView["memoryReason"];
  /** The tab that has the database, where another one has it and the engine asks it. */
  readonly other?: {
    /** The database opened here, once that tab is closed. */
    readonly next: Promise<OpenedEngine>;
    listen(on: { readonly here: () => void; readonly changed: () => void }): void;
  };
}

/** What the browser says of the room that it gives this origin. */
export interface StorageKeeper {
  /** Asks that nothing is deleted when room is short; the answer is the browser's. */
  persist(): Promise<boolean>;
  persisted(): Promise<boolean>;
  /** Bytes, null where it does not say. */
  estimate(): Promise<{ readonly usage: number | null; readonly quota: number | null }>;
  /** Whether so many bytes more can be stored. */
  hasRoomFor(bytes: number): Promise<boolean>;
}

/** Progress as far as one step knows it; the rest stays as it was. */
export type StepProgress = Partial<Omit<Progress, "secondsLeft">>;

/** What every long step takes. */
export interface StepOptions {
  readonly onProgress: (progress: StepProgress) => void;
  readonly signal: AbortSignal;
}

/** From files to a plan, as ingest does it; what a reading would show comes at once. */
export interface Planner {
  /** @throws the signal's reason when it is aborted. */
  plan(
    files: readonly File[],
    options: ImportOptions,
    environment: ImportEnvironment,
    changes?: ImportDecisions["changes"],
  ): Promise<PlannedImport>;
  /** The start of a file under a reading. @throws IngestError where it has no columns so */
  preview(file: Blob, told: ReadingTold & { readonly encoding: Encoding }): Promise<ReadingPreview>;
  /** The same files under changed decisions; reads again what they say is read otherwise. @throws the signal's reason when it is aborted. */
  replan(
    planned: PlannedImport,
    changes: readonly PlanChange[],
    environment: ImportEnvironment,
  ): Promise<PlannedImport>;
}

/** The tables as they stand, or as they would. */
export interface Reading {
  readonly report: ImportReport;
  readonly facts: OrderFacts;
  /** What is asked about each file of the plan, in its order, with what only the whole file could ask; of a staged plan only. */
  readonly questions?: readonly (readonly OpenQuestion[])[];
}

/** What can be asked of orders that stand, in place or staged; nothing changes. Each throws the signal's reason when it is aborted. */
export interface OrdersDesk {
  /** Every rejected record and unread cell of the file of a name, in pages. */
  rejected(engine: Engine, file: string): AsyncGenerator<readonly RejectedRecord[]>;
  /** How the orders were read, with these rules. */
  plan(engine: Engine, rules: CountingRules): Promise<ImportPlan>;
  /** What would count under other rules. */
  effectOfRules(engine: Engine, rules: CountingRules, signal: AbortSignal): Promise<RuleEffect>;
  /** Customers that may be one person, as if no merge were accepted. */
  identity(engine: Engine, rules: CountingRules, signal: AbortSignal): Promise<IdentityBench>;
  /** What to look at before a figure is trusted. */
  findings(engine: Engine, signal: AbortSignal): Promise<readonly Finding[]>;
}

/** From a plan to tables. Files are attached before `stage` and until `putInPlace` or `discard`. */
export interface Warehouse {
  /** Builds the tables beside those in place, which do not change. @throws QueryError, or an error that says where the counts differ. */
  stage(engine: Engine, plan: ImportPlan, step: StepOptions): Promise<Reading>;
  /** Builds what is staged again under other rules, without the files; absent where the files are read again. */
  readonly restage?: (engine: Engine, plan: ImportPlan, step: StepOptions) => Promise<Reading>;
  /** What can be asked of the orders in place, or of those that are staged. */
  readonly desk?: (where: "in_place" | "staged") => OrdersDesk;
  /** What the columns of the staged files hold. @throws the signal's reason when it is aborted */
  readonly figures?: (engine: Engine, signal: AbortSignal) => Promise<readonly FileFigures[]>;
  putInPlace(engine: Engine): Promise<void>;
  /** Stores the customers of a list under a key of its own; a checkpoint is the caller's. */
  storeList(engine: Engine, key: string, customers: readonly string[]): Promise<void>;
  discard(engine: Engine): Promise<void>;
  /** Rebuilds the tables in place under other rules, without the files. */
  applyRules(engine: Engine, rules: CountingRules, importedOn: string): Promise<Reading>;
  /** What the tables in place hold. */
  read(engine: Engine, importedOn: string): Promise<Reading>;
  /** True when there are tables in place. */
  hasOrders(engine: Engine): Promise<boolean>;
}

/** Everything from outside. */
export interface Environment {
  openEngine(): Promise<OpenedEngine>;
  /** Deletes the file of a database that could not be opened. */
  deleteDatabase(): Promise<void>;
  /** The other tabs of this origin; absent where there are none. */
  readonly tabs?: Tabs;
  /** Absent where the browser does not speak of it. */
  readonly keeper?: StorageKeeper;
  openLibrary(): Promise<Library>;
  openKeptFiles(): Promise<KeptFiles>;
  readonly planner: Planner;
  readonly warehouse: Warehouse;
  readonly analyses: readonly AnyAnalysis[];
  createMessages(locale: Locale): Messages;
  chooseLocale(languages: readonly string[]): Locale;
  /** Null where there is no sample shop in this build. */
  readonly sampleShopFiles: (() => Promise<readonly File[]>) | null;
  readonly settings: SettingsStore | null;
  /** The languages that the browser asks for, the first the dearest. */
  readonly languages: readonly string[];
  /** The element that carries the language, null outside a page. */
  readonly root: { lang: string } | null;
  /** True where a screen tells which cells are in sight: only these run. Otherwise every cell runs. */
  readonly tellsSight?: boolean;
  /** The browser's IANA time zone. */
  readonly timeZone: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new id: letters, digits and hyphens. */
  newId(): string;
}

/** Returns the day of `now` in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, now: number): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
}
