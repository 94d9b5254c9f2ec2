/** An import on its way: files are read beside what is there, and take its place when the person says so. */
import { RegularsError } from "../base/error.ts";
import type { Engine } from "../engine/engine.ts";
import { allRefused, type ImportEnvironment, type PlanChange, type PlannedImport } from "../ingest/plan.ts";
import type { ReadingTold } from "../ingest/look.ts";
import type { ReadingPreview } from "../ingest/preview.ts";
import type { DateOrder, ImportDecisions } from "../orders/import-options.ts";
import { IngestError } from "../orders/ingest-error.ts";
import type { CanonicalColumn, FileRole, OpenQuestion, OrderStatus } from "../orders/plan.ts";
import type { FileReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { ImportView } from "./app.ts";
import { dayIn, type Environment, type Reading, type StepOptions } from "./environment.ts";
import { ImportInsight } from "./import-insight.svelte.ts";
import { ImportMemory } from "./import-memory.svelte.ts";
import { noProgress, ProgressMeter } from "./import-progress.ts";
import { newFiles, waitingFor, type FilesInPlace } from "./join-kept.ts";
import type { RememberedAnswers } from "./remembered-answers.ts";

/** What an import needs of the application. */
export interface ImportHost {
  readonly environment: Environment;
  engine(): Promise<Engine>;
  /** Resolves when an earlier import has left nothing behind. */
  readonly after: Promise<void>;
  /** Answers of earlier imports; null where they are neither used nor kept. */
  readonly answers: RememberedAnswers | null;
  /** The files of the orders in place; null where there are no orders, or their files are not at hand. */
  inPlace(): Promise<FilesInPlace | null>;
  /** The files are joined to the orders in place already: the import has ended. */
  onJoinedAlready(files: readonly string[]): void;
  /** The tables are in place: `flow` has a plan, a report and facts. */
  onConfirmed(flow: ImportFlow, files: readonly File[]): Promise<void>;
  onCancelled(): void;
  /** Something went wrong that does not end the import, or only came out after its end. */
  onTrouble(error: Error): void;
}

/** The plan with the questions that only reading the whole files could ask. */
function withQuestions(planned: PlannedImport, { questions = [] }: Reading): PlannedImport {
  const files = planned.plan.files.map((file, index) => ({
    ...file,
    questions: questions[index] ?? file.questions,
  }));
  return { ...planned, plan: { ...planned.plan, files } };
}

/** True where two plans read the same records in the same way: only what counts of them differs. */
function sameRecords(one: PlannedImport, other: PlannedImport | null): boolean {
  return (
    other !== null &&
    one.plan.timeZone === other.plan.timeZone &&
    one.plan.importedOn === other.plan.importedOn &&
    JSON.stringify(one.plan.files) === JSON.stringify(other.plan.files)
  );
}

/**
 * Bytes that the database and the kept files take for so many bytes of files: records, orders, and the tables before them
 * until the swap (3.7 MB of CSV became 8.1 MB), with two blocks to spare. Checked before anything is written: duckdb-wasm
 * 1.32.0 does not notice that a full file system wrote less than it was given, and the database is then damaged (measured).
 */
const roomForImport = (bytes: number) => 6 * bytes + 4 * 1024 * 1024;

/** Reads, reviews and puts in place. Every change of a decision drops the reading before it. */
export class ImportFlow implements ImportView {
  status = $state.raw<ImportView["status"]>("reading");
  progress = $state.raw<ImportView["progress"]>(noProgress);
  seconds = $state.raw<number | null>(null);
  error = $state.raw<Error | null>(null);
  observedThrough = $state.raw<string | null>(null);
  /** True while the review is counted anew under other rules; it stays in sight. */
  isRecounting = $state.raw(false);
  #planned = $state.raw<PlannedImport | null>(null);
  #reading = $state.raw<Reading | null>(null);
  #refusedAll = $state.raw<readonly FileReport[]>([]);
  /** Why the orders in place do not outlive the page: the database could not be written to its end. Null where it was. */
  notStored: Error | null = null;
  files = $state.raw<readonly File[]>([]);
  /** The files that are new where the others are those of the orders in place, which they are joined to; else none. */
  joining = $state.raw<readonly string[]>([]);
  /** True where some of the files are the kept ones of the orders in place. */
  usesKept: boolean;
  #given: ImportDecisions;
  readonly #host: ImportHost;
  readonly #meter = new ProgressMeter();
  readonly #insight: ImportInsight;
  readonly #memory: ImportMemory;
  #controller = new AbortController();
  #attached: readonly string[] = [];
  /** Decisions that the plan does not hold yet, because a later one came before it was read. */
  #pending: readonly PlanChange[] = [];
  /** The plan whose staged tables stand whole. */
  #staged: PlannedImport | null = null;
  /** The plan from whose files the staged records were read. */
  #recordsOf: PlannedImport | null = null;
  #ended = false;
  /** Settles when the work begun last has ended, well or not. */
  settled: Promise<void>;

  /** Begins to read, with decisions made beforehand. */
  constructor(host: ImportHost, files: readonly File[], given: Partial<ImportDecisions>, usesKept: boolean) {
    const { options = {}, changes = {} } = given;
    this.#given = { options, changes };
    this.usesKept = usesKept;
    this.#host = host;
    this.#insight = new ImportInsight(host.environment.warehouse, "staged", (error) => host.onTrouble(error));
    this.#memory = new ImportMemory(host.answers);
    this.files = files;
    const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
    this.#advance({ phase: "waiting", bytesTotal });
    this.settled = host.after.then(() =>
      this.#read(async (environment) => {
        const { planner } = host.environment;
        const planned = await planner.plan(files, options, environment, changes);
        return this.#recall(await this.#joinInPlace(planned, environment), environment);
      }),
    );
  }

  get fileNames() {
    return this.files.map(({ name }) => name);
  }

  get plan() {
    return this.#planned?.plan ?? null;
  }

  get waiting() {
    return waitingFor(this.refused);
  }

  /** What was decided so far, to be decided again when the same files are read again. */
  get decisions(): ImportDecisions {
    const { options, changes } = this.#planned ?? this.#given;
    const { password: _secret, ...open } = options;
    return { options: open, changes };
  }

  get report() {
    const reading = this.#reading;
    return reading && { ...reading.report, files: [...reading.report.files, ...this.refused] };
  }

  get figures() {
    return this.#insight.figures;
  }

  get effects() {
    return this.#insight.effects;
  }

  get bench() {
    return this.#insight.bench;
  }

  get findings() {
    return this.#insight.findings;
  }

  get isCounting() {
    return this.#insight.isCounting;
  }

  get facts() {
    return this.#reading?.facts ?? null;
  }

  get refused() {
    return this.#planned?.refused ?? this.#refusedAll;
  }

  get recalled() {
    return this.#memory.recalled;
  }

  setReading(file: string, told: ReadingTold): Promise<void> {
    return this.#change({ readings: { [file]: told } });
  }

  async previewReading(file: string, told: ReadingTold): Promise<ReadingPreview | null> {
    const source = this.files.find(({ name }) => name === file);
    const planned = this.plan?.files.find(({ name }) => name === file);
    if (!source || !planned || (planned.container ?? "text") !== "text") return null;
    return this.#host.environment.planner.preview(source, { encoding: planned.encoding, ...told });
  }

  forgetAnswers(file: string): Promise<void> {
    return this.#change(this.#memory.forget(file));
  }

  setMapping(file: string, canonical: CanonicalColumn, column: number | null): Promise<void> {
    return this.#change({ files: { [file]: { mapping: { [canonical]: column } } } });
  }

  setRole(file: string, role: FileRole): Promise<void> {
    return this.#change({ files: { [file]: { role } } });
  }

  answer(file: string, { question, column, text = "" }: OpenQuestion, choice: string): Promise<void> {
    switch (question) {
      case "date_order":
        return this.#change({ options: { dateOrder: choice as DateOrder } });
      case "time_zone":
        return this.setTimeZone(choice);
      case "currency":
        return this.#change({ options: { currency: choice } });
      case "decimal":
        return this.#change({ files: { [file]: { decimals: { [column ?? ""]: choice as "." | "," } } } });
      case "mapping":
        return this.setMapping(file, choice as CanonicalColumn, this.#columnIndex(file, column));
      case "status":
        return this.#change({ files: { [file]: { statuses: { [text]: choice as OrderStatus } } } });
      case "sheet":
        return this.#change({ files: { [file]: { sheet: choice } } });
    }
  }

  setRule<K extends keyof CountingRules>(key: K, value: CountingRules[K]): Promise<void> {
    return this.#change({ options: { rules: { [key]: value } } });
  }

  setTimeZone(zone: string): Promise<void> {
    return this.#change({ options: { timeZone: zone } });
  }

  setObservedThrough(day: string | null): void {
    this.observedThrough = day === this.facts?.observed_through ? null : day;
  }

  /** Puts the tables in place. Until they are, a cancel still leaves what was there before. */
  async confirm(): Promise<void> {
    while (this.isRecounting) await this.settled;
    if (this.status !== "review") return;
    this.status = "storing";
    this.#advance({ phase: "storing", file: null });
    const { signal } = this.#controller;
    let engine: Engine;
    try {
      await this.#insight.stop();
      engine = await this.#host.engine();
      signal.throwIfAborted();
      this.#ended = true;
      await this.#host.environment.warehouse.putInPlace(engine);
      if (this.#planned) this.#memory.learn(this.#planned);
    } catch (error) {
      if (!signal.aborted) this.#fail(error as Error);
      return;
    }
    // The new orders stand: whatever goes wrong from here on is said, and is no failed import.
    const troubles: unknown[] = [];
    const note = (error: unknown) => void troubles.push(error);
    await engine.checkpoint().catch((error: unknown) => {
      this.notStored = error as Error;
    });
    await this.#detach(engine).catch(note);
    await this.#host.onConfirmed(this, this.files).catch(note);
    for (const error of troubles) this.#host.onTrouble(error as Error);
  }

  cancel(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#controller.abort(new DOMException("cancelled", "AbortError"));
    const counted = this.#insight.stop();
    this.settled = this.settled
      .then(() => counted)
      .then(() => this.#clean())
      .catch((error: unknown) => this.#host.onTrouble(error as Error));
    this.#host.onCancelled();
  }

  /** Where a column stands in a file of the plan. */
  #columnIndex(file: string, column: string | null): number {
    const columns = this.plan?.files.find(({ name }) => name === file)?.columns ?? [];
    const index = columns.findIndex(({ name }) => name === column);
    if (index < 0) throw new RegularsError(`unknown column: ${column ?? "none"} of ${file}`);
    return index;
  }

  #change(change: PlanChange): Promise<void> {
    if (!this.#planned || this.#ended || this.status === "storing") return Promise.resolve();
    const before = Promise.all([this.settled, this.#insight.stop()]);
    this.#controller.abort(new DOMException("superseded", "AbortError"));
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.#memory.say(change.options);
    this.#pending = [...this.#pending, change];
    const isOfRules = ({ files, options = {} }: PlanChange) =>
      !files && Object.keys(options).every((name) => name === "rules");
    const isShown = this.status === "review" && this.#host.environment.warehouse.restage !== undefined;
    this.isRecounting = isShown && this.#recordsOf !== null && this.#pending.every(isOfRules);
    if (!this.isRecounting) this.status = "reading";
    this.settled = before.then(() =>
      signal.aborted ? undefined : this.#read((environment) => this.#replan(environment)),
    );
    return this.settled;
  }

  /** The plan with the files of the orders in place, where the dropped ones hold no orders of their own. */
  async #joinInPlace(found: PlannedImport, environment: ImportEnvironment): Promise<PlannedImport> {
    if (found.plan.files.length > 0 || waitingFor(found.refused).length === 0) return found;
    const there = await this.#host.inPlace();
    if (!there) return found;
    const { signal } = environment;
    const fresh = await newFiles(there.files, this.files, signal);
    signal?.throwIfAborted();
    if (fresh.length === 0) {
      const names = this.fileNames;
      this.cancel();
      this.#host.onJoinedAlready(names);
      throw new DOMException("joined already", "AbortError");
    }
    const { options, changes } = there.decisions;
    this.#given = there.decisions;
    this.usesKept = true;
    this.observedThrough = there.observedThrough;
    this.joining = fresh.map(({ name }) => name);
    this.files = [...there.files, ...fresh];
    this.#advance({ bytesTotal: this.files.reduce((sum, { size }) => sum + size, 0) });
    return this.#host.environment.planner.plan(this.files, options, environment, changes);
  }

  /** The plan under what was answered about such files before. */
  async #recall(found: PlannedImport, environment: ImportEnvironment): Promise<PlannedImport> {
    const { replan } = this.#host.environment.planner;
    this.#memory.know(found);
    if (this.usesKept) return found;
    const answers = this.#memory.recall(found);
    if (answers === null) return found;
    const read = await replan(found, [answers], environment);
    const mapping = this.#memory.recallMapping(read);
    return mapping === null ? read : replan(read, [mapping], environment);
  }

  /** The plan with every pending decision; where the files cannot follow them, the plan as it is, and a word about it. */
  async #replan(environment: ImportEnvironment): Promise<PlannedImport> {
    const before = this.#planned!;
    const decisions = this.#pending.length;
    try {
      const planned = await this.#host.environment.planner.replan(before, this.#pending, environment);
      if (planned.plan.files.length === before.plan.files.length) return planned;
      const known = before.refused.map(({ name }) => name);
      throw allRefused(planned.refused.filter(({ name }) => !known.includes(name)));
    } catch (error) {
      environment.signal?.throwIfAborted();
      this.#pending = this.#pending.slice(decisions);
      this.#host.onTrouble(error as Error);
      return before;
    }
  }

  /** Plans, stages and shows the review, or why there is none. Never rejects. */
  async #read(plan: (environment: ImportEnvironment) => Promise<PlannedImport>): Promise<void> {
    const { environment } = this.#host;
    const { signal } = this.#controller;
    const started = environment.now();
    const decisions = this.#pending.length;
    const step: StepOptions = {
      signal,
      onProgress: (news) => {
        if (!signal.aborted) this.#advance(news);
      },
    };
    try {
      signal.throwIfAborted();
      const { timeZone } = environment;
      const planned = await plan({ ...step, timeZone, importedOn: dayIn(timeZone, started) });
      signal.throwIfAborted();
      if (planned.plan.files.length === 0) throw allRefused(planned.refused);
      const engine = await this.#host.engine();
      if (planned === this.#staged) {
        this.status = "review";
        this.isRecounting = false;
        this.#insight.start(engine, planned.plan, this.#reading!.report);
        return;
      }
      signal.throwIfAborted();
      const restage = sameRecords(planned, this.#recordsOf) ? environment.warehouse.restage : undefined;
      if (!restage) {
        this.#recordsOf = null;
        await this.#checkRoom(engine, planned);
        await this.#attach(engine, planned);
      }
      this.#planned = planned;
      this.#pending = this.#pending.slice(decisions);
      this.#staged = null;
      const reading = await (restage ?? environment.warehouse.stage)(engine, planned.plan, step);
      const asked = withQuestions(planned, reading);
      this.#planned = asked;
      this.#staged = asked;
      this.#recordsOf = planned;
      signal.throwIfAborted();
      this.#reading = reading;
      this.seconds = (environment.now() - started) / 1000;
      this.error = null;
      this.status = "review";
      this.isRecounting = false;
      this.#insight.start(engine, asked.plan, reading.report);
    } catch (error) {
      if (!signal.aborted) this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    if (error instanceof IngestError) this.#refusedAll = error.files;
    this.error = error;
    this.isRecounting = false;
    this.status = "failed";
  }

  /** @throws DOMException where the browser allows less room than the import is going to take. */
  async #checkRoom(engine: Engine, { bytes }: PlannedImport): Promise<void> {
    if (engine.storage !== "opfs") return;
    const read = [...bytes.values()].reduce((sum, { size }) => sum + size, 0);
    const { keeper } = this.#host.environment;
    if ((await keeper?.hasRoomFor(roomForImport(read))) === false)
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  }

  async #attach(engine: Engine, { bytes }: PlannedImport): Promise<void> {
    await this.#detach(engine);
    for (const [name, blob] of bytes) {
      this.#attached = [...this.#attached, name];
      await engine.attachFile(name, blob);
    }
  }

  async #detach(engine: Engine): Promise<void> {
    const names = this.#attached;
    this.#attached = [];
    for (const name of names) await engine.detachFile(name);
  }

  /** Takes back everything that reading put into the engine; before there was a plan that is nothing. */
  async #clean(): Promise<void> {
    if (!this.#planned) return;
    const engine = await this.#host.engine();
    await this.#host.environment.warehouse.discard(engine);
    await this.#detach(engine);
  }

  #advance(news: Partial<ImportView["progress"]>): void {
    this.progress = this.#meter.advance(news, this.#host.environment.now());
  }
}
