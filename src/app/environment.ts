/** What the application is given from outside: the browser's services and the floors below, so that tests give their own. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Engine } from "../engine/engine.ts";
import type { Locale, Messages } from "../messages/messages.ts";
import type { OrderFacts } from "../orders/facts.ts";
import type { FileFigures, RuleEffect } from "../orders/figures.ts";
import type { ImportEnvironment, PlanChange, PlannedImport } from "../ingest/plan.ts";
import type { ReadingTold } from "../ingest/look.ts";
import type { ReadingPreview } from "../ingest/preview.ts";
import type { ImportDecisions, ImportOptions } from "../orders/import-options.ts";
import type { Encoding, ImportPlan, OpenQuestion } from "../orders/plan.ts";
import type { ImportReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { KeptFiles } from "../storage/kept-files.ts";
import type { Library } from "../storage/library.ts";
import type { EngineView, Progress } from "./app.ts";
import type { SettingsStore } from "./settings.ts";

/** An engine and why it is in memory, where it is. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly memoryReason: EngineView["memoryReason"];
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

/** From a plan to tables. Files are attached before `stage` and until `putInPlace` or `discard`. */
export interface Warehouse {
  /** Builds the tables beside those in place, which do not change. @throws QueryError, or an error that says where the counts differ. */
  stage(engine: Engine, plan: ImportPlan, step: StepOptions): Promise<Reading>;
  /** What the columns of the staged files hold. @throws the signal's reason when it is aborted */
  readonly figures?: (engine: Engine, signal: AbortSignal) => Promise<readonly FileFigures[]>;
  /** What would count of the staged files under other rules; nothing changes. @throws the signal's reason when it is aborted */
  readonly effectOfRules?: (engine: Engine, rules: CountingRules, signal: AbortSignal) => Promise<RuleEffect>;
  putInPlace(engine: Engine): Promise<void>;
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
  /** Deletes the database's file; the engine is closed. */
  deleteDatabase(): Promise<void>;
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
