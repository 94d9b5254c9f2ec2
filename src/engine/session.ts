/** One life of the worker: from its start to its end, by our will or by a crash. */
import { RegularsError } from "../base/error.ts";
import { lockStatements } from "./lock.ts";
import type { DuckDb } from "./statement.ts";

/** Where an engine lives: how its worker is started and how files reach it. */
export interface EngineHost {
  readonly storage: "opfs" | "memory";
  /** A new worker with its database open. Called again after the worker was terminated. */
  start(): Promise<DuckDb>;
  /** Makes a file readable at the path. */
  register(db: DuckDb, path: string, file: Blob): Promise<void>;
  /** Deletes the database; its worker has ended. Absent where it is in memory. */
  erase?(): Promise<void>;
  /** Gives back what was taken for the engine's whole life. */
  release?(): void;
}

/** A running worker. Once ended, everything that still waits on it rejects: its own promises never settle. */
export class Session {
  readonly #waiting = new Set<(reason: Error) => void>();
  #ended: Error | null = null;

  private constructor(readonly db: DuckDb) {}

  /** Starts a worker and locks its database before anything else can run. */
  static async start(host: EngineHost): Promise<Session> {
    const db = await host.start();
    try {
      const connection = await db.connectInternal();
      for (const sql of lockStatements) await db.runQuery(connection, sql);
      await db.disconnect(connection);
    } catch (cause) {
      await db.terminate();
      throw new RegularsError("invalid engine: it could not be locked", { cause });
    }
    return new Session(db);
  }

  get isEnded(): boolean {
    return this.#ended !== null;
  }

  /** The work's outcome, or the reason for which the session ended before. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#waiting.add(reject);
      work()
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** Terminates the worker at once. */
  end(reason: Error): void {
    if (this.#ended) return;
    this.#ended = reason;
    void this.db.terminate();
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
  }
}

/** True for the errors after which a WebAssembly module is beyond use: traps, not DuckDB's own errors. */
export function isCrash(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    (thrown.name === "RuntimeError" ||
      /^(memory access out of bounds|unreachable|Aborted\()/.test(thrown.message))
  );
}
