/** The engine as the screen sees it, opened in the background. */
import type { Engine } from "../engine/engine.ts";
import type { ServedEngine } from "../engine/serve.ts";
import { UnreadableDatabaseError } from "../engine/unreadable.ts";
import type { EngineView } from "./app.ts";
import type { OpenedEngine } from "./environment.ts";

/** A tab that is awake answers at once; the screen says that nobody does after so long. Milliseconds. */
const patience = 3_000;

/** What the engine's state is made of. */
export interface EngineSource {
  open(): Promise<OpenedEngine>;
  /** Bytes of the kept source files. */
  keptBytes(): Promise<number>;
  /** Answers other tabs with the engine of this one. */
  serve?(engine: () => Promise<Engine>): ServedEngine;
  /** The tab that has the database answers, for the first time or again. */
  onAnswered?(engine: Engine): void;
  /** The orders of the tab that has the database are others now. */
  onChanged?(): void;
  /** The other tab was closed, and the database is this tab's now. */
  onTaken?(engine: Engine): void;
}

/** Opens the engine and tells how it stands. */
export class EngineState implements EngineView {
  status = $state.raw<EngineView["status"]>("opening");
  storage = $state.raw<EngineView["storage"]>(null);
  memoryReason = $state.raw<EngineView["memoryReason"]>(null);
  elsewhere = $state.raw<EngineView["elsewhere"]>(null);
  error = $state.raw<Error | null>(null);
  isUnreadable = $state.raw(false);
  storedBytes = $state.raw<number | null>(null);
  /** The engine, when it is open. Rejects where it cannot be opened. */
  ready: Promise<Engine>;
  readonly #source: EngineSource;
  #served: ServedEngine | null = null;

  /** Begins to open it. */
  constructor(source: EngineSource) {
    this.#source = source;
    this.ready = this.#start();
  }

  /** Opens it anew, after the old one was closed. */
  reopen(): Promise<Engine> {
    this.status = "opening";
    this.storage = null;
    this.memoryReason = null;
    this.error = null;
    this.isUnreadable = false;
    this.storedBytes = null;
    this.ready = this.#start();
    return this.ready;
  }

  /** Measures what is stored in this browser. Nothing is where the database is in memory. */
  async measure(): Promise<void> {
    const engine = await this.ready;
    if (this.elsewhere === "silent") return;
    this.storedBytes =
      engine.storage === "opfs" ? (await engine.size()) + (await this.#source.keptBytes()) : 0;
  }

  /** Tells the tabs that ask this one that the orders are others. */
  tellChanged(): void {
    this.#served?.tellChanged();
  }

  #start(): Promise<Engine> {
    const ready = this.#source.open().then(
      (opened) => this.#use(opened),
      (error: unknown) => this.#fail(error as Error),
    );
    // Whoever waits for it hears of the failure; the screen reads `status`.
    ready.catch(() => undefined);
    return ready;
  }

  #use({ engine, memoryReason, other }: OpenedEngine): Engine {
    this.storage = engine.storage;
    this.memoryReason = memoryReason;
    this.status = "ready";
    this.elsewhere = other ? "waiting" : null;
    this.#served?.close();
    this.#served = (engine.storage === "opfs" && !other && this.#source.serve?.(() => this.ready)) || null;
    if (other) this.#follow(engine, other);
    return engine;
  }

  #fail(error: Error): never {
    this.error = error;
    this.isUnreadable = error instanceof UnreadableDatabaseError;
    this.status = "failed";
    throw error;
  }

  /** Asks the tab that has the database until it is closed, and has it then. */
  #follow(engine: Engine, { next, listen }: NonNullable<OpenedEngine["other"]>): void {
    const timer = setTimeout(() => {
      if (this.elsewhere === "waiting") this.elsewhere = "silent";
    }, patience);
    listen({
      here: () => {
        clearTimeout(timer);
        if (this.elsewhere === null) return;
        this.elsewhere = "answers";
        this.#source.onAnswered?.(engine);
      },
      changed: () => this.#source.onChanged?.(),
    });
    const taken = next
      .finally(() => clearTimeout(timer))
      .then(
        (opened) => this.#use(opened),
        (error: unknown) => {
          this.elsewhere = null;
          return this.#fail(error as Error);
        },
      );
    taken.then(
      (own) => {
        this.ready = taken;
        this.#source.onTaken?.(own);
      },
      () => {
        this.ready = taken;
      },
    );
  }
}
