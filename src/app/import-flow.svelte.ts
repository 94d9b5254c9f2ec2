/** An import on its way: files are read beside what is there, and take its place when the person says so. */
import { RegularsError } from "../base/error.ts";
import type { Engine } from "../engine/engine.ts";
import type { ImportOptions } from "../orders/import-options.ts";
import { IngestError } from "../orders/ingest-error.ts";
import type { CanonicalColumn, OpenQuestion } from "../orders/plan.ts";
import type { FileReport } from "../orders/receipt.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { ImportView } from "./app.ts";
import type { Environment, PlanChange, Planned, Reading, StepOptions } from "./environment.ts";
import { noProgress, ProgressMeter } from "./import-progress.ts";

/** What an import needs of the application. */
export interface ImportHost {
  readonly environment: Environment;
  engine(): Promise<Engine>;
  /** Resolves when an earlier import has left nothing behind. */
  readonly after: Promise<void>;
  /** The tables are in place: `flow` has a plan, a report and facts. */
  onConfirmed(flow: ImportFlow, files: readonly File[]): Promise<void>;
  onCancelled(): void;
  /** Something went wrong that does not end the import, or only came out after its end. */
  onTrouble(error: Error): void;
}

/** Reads, reviews and puts in place. Every change of a decision drops the reading before it. */
export class ImportFlow implements ImportView {
  status = $state.raw<ImportView["status"]>("reading");
  progress = $state.raw<ImportView["progress"]>(noProgress);
  seconds = $state.raw<number | null>(null);
  error = $state.raw<Error | null>(null);
  #planned = $state.raw<Planned | null>(null);
  #reading = $state.raw<Reading | null>(null);
  #refusedAll = $state.raw<readonly FileReport[]>([]);
  readonly fileNames: readonly string[];
  readonly files: readonly File[];
  readonly #host: ImportHost;
  readonly #meter = new ProgressMeter();
  #controller = new AbortController();
  #attached: readonly string[] = [];
  /** Decisions that the plan does not hold yet, because a later one came before it was read. */
  #pending: readonly PlanChange[] = [];
  /** The plan whose staged tables stand whole. */
  #staged: Planned | null = null;
  #ended = false;
  /** Settles when the work begun last has ended, well or not. */
  settled: Promise<void>;

  constructor(host: ImportHost, files: readonly File[], options: ImportOptions = {}) {
    this.#host = host;
    this.files = files;
    this.fileNames = files.map(({ name }) => name);
    const bytesTotal = files.reduce((sum, { size }) => sum + size, 0);
    this.#advance({ phase: "waiting", bytesTotal });
    this.settled = host.after.then(() =>
      this.#read((step) => host.environment.planner.plan(files, options, step)),
    );
  }

  get plan() {
    return this.#planned?.plan ?? null;
  }

  get report() {
    const reading = this.#reading;
    return reading && { ...reading.report, files: [...reading.report.files, ...this.refused] };
  }

  get facts() {
    return this.#reading?.facts ?? null;
  }

  get refused() {
    return this.#planned?.refused ?? this.#refusedAll;
  }

  setMapping(file: string, canonical: CanonicalColumn, column: number | null): Promise<void> {
    const plan = this.#filePlan(file);
    const { [canonical]: _old, ...others } = plan.mapping;
    const mapping = column === null ? others : { ...others, [canonical]: column };
    return this.#change({ file, mapping });
  }

  answer(file: string, question: OpenQuestion, choice: string): Promise<void> {
    if (question.option === "rules" || question.option === "mapping")
      throw new RegularsError(`invalid answer: ${question.question} is answered by its own control`);
    return this.#change({ file, [question.option]: choice } as PlanChange);
  }

  setRule<K extends keyof CountingRules>(key: K, value: CountingRules[K]): Promise<void> {
    return this.#change({ rules: { ...this.plan?.rules, [key]: value } });
  }

  setTimeZone(zone: string): Promise<void> {
    return this.#change({ timeZone: zone });
  }

  /** Puts the tables in place. Until they are, a cancel still leaves what was there before. */
  async confirm(): Promise<void> {
    if (this.status !== "review") return;
    this.status = "storing";
    this.#advance({ phase: "storing", file: null });
    const { signal } = this.#controller;
    try {
      const engine = await this.#host.engine();
      signal.throwIfAborted();
      this.#ended = true;
      await this.#host.environment.warehouse.putInPlace(engine);
      await engine.checkpoint();
      await this.#detach(engine);
      await this.#host.onConfirmed(this, this.files);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error as Error);
    }
  }

  cancel(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#controller.abort(new DOMException("cancelled", "AbortError"));
    this.settled = this.settled
      .then(() => this.#clean())
      .catch((error: unknown) => this.#host.onTrouble(error as Error));
    this.#host.onCancelled();
  }

  #filePlan(name: string) {
    const found = this.plan?.files.find((file) => file.name === name);
    if (!found) throw new RegularsError(`unknown file: ${name}`);
    return found;
  }

  #change(change: PlanChange): Promise<void> {
    if (!this.#planned || this.#ended || this.status === "storing") return Promise.resolve();
    const before = this.settled;
    this.#controller.abort(new DOMException("superseded", "AbortError"));
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.#pending = [...this.#pending, change];
    this.status = "reading";
    this.settled = before.then(() => (signal.aborted ? undefined : this.#read((step) => this.#replan(step))));
    return this.settled;
  }

  async #replan(step: StepOptions): Promise<Planned> {
    const pending = this.#pending;
    let planned = this.#planned!;
    try {
      for (const change of pending)
        planned = await this.#host.environment.planner.replan(planned, change, step);
    } finally {
      if (!step.signal.aborted) this.#pending = [];
    }
    return planned;
  }

  /** Plans, stages and shows the review, or why there is none. Never rejects. */
  async #read(plan: (step: StepOptions) => Promise<Planned>): Promise<void> {
    const { environment } = this.#host;
    const { signal } = this.#controller;
    const started = environment.now();
    const step: StepOptions = {
      signal,
      onProgress: (news) => {
        if (!signal.aborted) this.#advance(news);
      },
    };
    try {
      signal.throwIfAborted();
      const planned = await plan(step);
      signal.throwIfAborted();
      const engine = await this.#host.engine();
      signal.throwIfAborted();
      await this.#attach(engine, planned);
      this.#planned = planned;
      this.#staged = null;
      const reading = await environment.warehouse.stage(engine, planned.plan, step);
      this.#staged = planned;
      signal.throwIfAborted();
      this.#reading = reading;
      this.seconds = (environment.now() - started) / 1000;
      this.error = null;
      this.status = "review";
    } catch (error) {
      if (signal.aborted) return;
      // A decision that the files cannot follow leaves the review as it was before it.
      if (this.#staged && this.#staged === this.#planned) {
        this.status = "review";
        this.#host.onTrouble(error as Error);
      } else this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    if (error instanceof IngestError) this.#refusedAll = error.files;
    this.error = error;
    this.status = "failed";
  }

  async #attach(engine: Engine, { bytes }: Planned): Promise<void> {
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
