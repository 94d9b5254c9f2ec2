/** The engine as the screen sees it, opened in the background. */
import type { Engine } from "../engine/engine.ts";
import type { EngineView } from "./app.ts";
import type { OpenedEngine } from "./environment.ts";

/** Opens the engine and tells how it stands. */
export class EngineState implements EngineView {
  status = $state.raw<EngineView["status"]>("opening");
  storage = $state.raw<EngineView["storage"]>(null);
  memoryReason = $state.raw<EngineView["memoryReason"]>(null);
  error = $state.raw<Error | null>(null);
  storedBytes = $state.raw<number | null>(null);
  /** The engine, when it is open. Rejects where it cannot be opened. */
  ready: Promise<Engine>;
  #open: () => Promise<OpenedEngine>;
  #keptBytes: () => Promise<number>;

  /** Begins to open it. `keptBytes` gives the bytes of the kept source files. */
  constructor(open: () => Promise<OpenedEngine>, keptBytes: () => Promise<number>) {
    this.#open = open;
    this.#keptBytes = keptBytes;
    this.ready = this.#start();
  }

  /** Opens it anew, after the old one was closed. */
  reopen(): Promise<Engine> {
    this.status = "opening";
    this.storage = null;
    this.memoryReason = null;
    this.error = null;
    this.storedBytes = null;
    this.ready = this.#start();
    return this.ready;
  }

  /** Measures what is stored in this browser. Nothing is where the database is in memory. */
  async measure(): Promise<void> {
    const engine = await this.ready;
    this.storedBytes = engine.storage === "opfs" ? (await engine.size()) + (await this.#keptBytes()) : 0;
  }

  #start(): Promise<Engine> {
    const ready = this.#open().then(
      ({ engine, memoryReason }) => {
        this.storage = engine.storage;
        this.memoryReason = memoryReason;
        this.status = "ready";
        return engine;
      },
      (error: unknown) => {
        this.error = error as Error;
        this.status = "failed";
        throw error;
      },
    );
    // Whoever waits for it hears of the failure; the screen reads `status`.
    ready.catch(() => undefined);
    return ready;
  }
}
