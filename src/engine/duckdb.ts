/** DuckDB in a worker as an {@link Engine}: each statement on a connection of its own, stoppable, behind the gate. */
import { tableFromIPC } from "apache-arrow";
import { RegularsError } from "../base/error.ts";
import { identifier } from "../sql/identifier.ts";
import { splitStatements } from "../sql/split.ts";
import type { ArrowTable, Engine, KeptTable, QueryOptions } from "./engine.ts";
import { passGate } from "./gate.ts";
import { keepResult } from "./keep.ts";
import { importDirectory, keptDatabase } from "./lock.ts";
import { toQueryError } from "./query-error.ts";
import { isCrash, Session, type EngineHost } from "./session.ts";
import { Slots } from "./slots.ts";
import { startTimer } from "./timer.ts";
import { execute, readTable, type DuckDb, type Statement } from "./statement.ts";

/** Statements that run at once share one thread and one memory; more of them would only be slower together. */
const statementsAtOnce = 4;

/** One vector operation cannot be interrupted; after so long without an answer the worker is terminated. */
const patienceMilliseconds = 1_000;

/** The end of every statement that was under way when the worker was terminated. */
class RestartError extends RegularsError {
  constructor(detail: { readonly cause?: unknown } = {}) {
    super("stopped statement: the engine was restarted", { hint: "Run it again.", ...detail });
  }

  /** True where another statement was to blame, so that this one may simply run again. */
  get isInnocent(): boolean {
    return this.cause === undefined;
  }
}

/** The engine over duckdb-wasm, in the browser and in Node. */
export class DuckDbEngine implements Engine {
  readonly isElsewhere = false;
  readonly #host: EngineHost;
  readonly #slots = new Slots(statementsAtOnce);
  /** Writers take turns: each begins after the real end of the one before, also where its caller stopped waiting. */
  readonly #writing = new Slots(1);
  readonly #files = new Map<string, Blob>();
  #session: Promise<Session>;
  readonly #dropped = new Set<string>();
  /** Numbers the kept tables: no name comes again, not even after a restart. */
  #keptSoFar = 0;
  #isClosed = false;

  private constructor(host: EngineHost, session: Session) {
    this.#host = host;
    this.#session = Promise.resolve(session);
  }

  /** Starts the worker, opens the database and locks it. */
  static async open(host: EngineHost): Promise<DuckDbEngine> {
    return new DuckDbEngine(host, await Session.start(host));
  }

  get storage(): "opfs" | "memory" {
    return this.#host.storage;
  }

  query(sql: string, options: QueryOptions = {}): Promise<ArrowTable> {
    return this.#ask(options, (signal) =>
      this.#run(signal, sql, async (statement) => {
        await passGate(statement, sql);
        return readTable(statement, sql, options.maxRows ?? Infinity);
      }),
    );
  }

  get keeps(): boolean {
    return true;
  }

  keep(sql: string, options: Omit<QueryOptions, "maxRows"> = {}): Promise<KeptTable> {
    return this.#ask(options, async (signal) => {
      const session = await this.#present();
      const name = `${keptDatabase}.r${++this.#keptSoFar}`;
      const kept = await this.#run(signal, sql, async (statement) => {
        await passGate(statement, sql, true);
        return keepResult(statement, sql, name);
      });
      return Object.defineProperty(kept, "isHere", {
        get: () => !session.isEnded && !this.#dropped.has(name),
      }) as KeptTable;
    });
  }

  async drop(kept: KeptTable): Promise<void> {
    if (!kept.isHere) return;
    this.#dropped.add(kept.name);
    const sql = `drop table if exists ${kept.name}`;
    await this.#run(undefined, sql, (statement) => execute(statement, sql));
  }

  /** Asks within its time, and asks again where another statement's restart was the end of it. */
  async #ask<T>(
    { signal, maxSeconds }: QueryOptions,
    ask: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    const timer = maxSeconds === undefined ? undefined : startTimer(maxSeconds);
    const either = signal && timer ? AbortSignal.any([signal, timer.signal]) : (signal ?? timer?.signal);
    try {
      for (;;)
        try {
          return await ask(either);
        } catch (thrown) {
          if (!(thrown instanceof RestartError && thrown.isInnocent)) throw thrown;
        }
    } finally {
      timer?.stop();
    }
  }

  define(sql: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return this.#write(signal, sql, async (statement) => {
      const toTheEnd = { ...statement, signal: undefined };
      await execute(statement, "begin transaction");
      try {
        for (const text of splitStatements(sql)) {
          signal?.throwIfAborted();
          await execute(statement, text).catch((thrown: unknown) => {
            throw signal?.aborted || isCrash(thrown) ? thrown : toQueryError(thrown, text);
          });
        }
      } catch (thrown) {
        // A connection that closes after a cancel keeps its transaction for a while; a rollback ends it now.
        if (!isCrash(thrown)) await execute(toTheEnd, "rollback").catch(() => undefined);
        throw thrown;
      }
      await execute(toTheEnd, "commit");
    });
  }

  async attachFile(name: string, file: Blob): Promise<void> {
    if (!/^[^/\\\0]+$/.test(name) || /^\.+$/.test(name))
      throw new RegularsError(`invalid file name: ${name}`);
    const path = importDirectory + name;
    await this.#call((db) => this.#host.register(db, path, file));
    this.#files.set(path, file);
  }

  async detachFile(name: string): Promise<void> {
    const path = importDirectory + name;
    if (this.#files.delete(path)) await this.#call((db) => db.dropFile(path));
  }

  /** Takes the buffer of `ipc` for itself. @throws RegularsError where not every row arrived. */
  async insert(table: string, ipc: Uint8Array): Promise<void> {
    const expected = tableFromIPC(ipc).numRows;
    if (expected === 0) return;
    const count = `select count(*)::integer as n from ${identifier(table)}`;
    const rows = async () => Number((await this.query(count)).getChild("n")?.get(0));
    const before = await rows();
    await this.#write(undefined, `insert into ${identifier(table)}`, ({ db, connection }) =>
      db.insertArrowFromIPCStream(connection, ipc, { name: table, create: false }),
    );
    // duckdb-wasm inserts nothing, silently, where it does not understand the stream.
    const inserted = (await rows()) - before;
    if (inserted !== expected)
      throw new RegularsError(`invalid insert into ${table}: ${inserted} of ${expected} rows arrived`);
  }

  async checkpoint(): Promise<void> {
    if (this.storage === "memory") return;
    await this.#write(undefined, "checkpoint", (statement) => execute(statement, "checkpoint"));
    await this.#call((db) => db.flushFiles());
  }

  async size(): Promise<number> {
    const sql =
      this.storage === "memory"
        ? "select coalesce(sum(memory_usage_bytes), 0)::double as bytes from duckdb_memory()"
        : "select coalesce(sum(block_size * total_blocks), 0)::double as bytes from pragma_database_size()";
    return Number((await this.query(sql)).getChild("bytes")?.get(0));
  }

  async erase(): Promise<void> {
    this.#files.clear();
    this.#session = this.#session
      .catch(() => null)
      .then(async (old) => {
        old?.end(new RegularsError("stopped statement: the data were deleted"));
        await this.#host.erase?.();
        return Session.start(this.#host);
      });
    await this.#session;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const session = await this.#session.catch(() => null);
    session?.end(new RegularsError("stopped statement: the engine was closed"));
    this.#host.release?.();
  }

  /** Runs work that writes, in its turn. */
  async #write<T>(
    signal: AbortSignal | undefined,
    sql: string,
    work: (statement: Statement) => Promise<T>,
  ): Promise<T> {
    return this.#run(signal, sql, work, await this.#writing.take(signal));
  }

  /** Runs work on a connection of its own and closes it, which rolls back what is open; then calls `onEnd`. */
  async #run<T>(
    signal: AbortSignal | undefined,
    sql: string,
    work: (statement: Statement) => Promise<T>,
    onEnd: () => void = () => undefined,
  ): Promise<T> {
    const leave = await this.#slots.take(signal).catch((thrown: unknown) => {
      onEnd();
      throw thrown;
    });
    const release = () => {
      leave();
      onEnd();
    };
    const done = this.#call(async (db) => {
      const connection = await db.connectInternal();
      try {
        signal?.throwIfAborted();
        return await work({ db, connection, signal });
      } finally {
        await db.disconnect(connection);
      }
    }).finally(release);
    try {
      return await this.#orAborted(done, signal);
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      throw thrown instanceof RegularsError ? thrown : toQueryError(thrown, sql);
    }
  }

  /** Rejects at once when aborted, and makes sure that the work then ends. */
  #orAborted<T>(done: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (!signal) return done;
    return new Promise<T>((resolve, reject) => {
      let patience: ReturnType<typeof setTimeout> | undefined;
      const stop = () => {
        reject(signal.reason as Error);
        patience = setTimeout(() => this.#restart(new RestartError()), patienceMilliseconds);
      };
      signal.addEventListener("abort", stop, { once: true });
      done.then(resolve, reject).finally(() => {
        clearTimeout(patience);
        signal.removeEventListener("abort", stop);
      });
    });
  }

  /** One call of the binding, in the session of the moment. */
  async #call<T>(work: (db: DuckDb) => Promise<T>): Promise<T> {
    const session = await this.#present();
    try {
      return await session.run(() => work(session.db));
    } catch (thrown) {
      if (isCrash(thrown)) this.#crash(session, thrown as Error);
      throw thrown;
    }
  }

  /** The session of the moment. Where its start failed, one more is tried: the database may have been held a little longer. */
  async #present(): Promise<Session> {
    const asked = this.#session;
    try {
      return await asked;
    } catch (thrown) {
      if (this.#isClosed) throw thrown;
      if (this.#session === asked) this.#session = this.#begin();
      return this.#session;
    }
  }

  /** Starts a worker and gives it the attached files. */
  async #begin(): Promise<Session> {
    const session = await Session.start(this.#host);
    for (const [path, file] of this.#files) await this.#host.register(session.db, path, file);
    if (this.#isClosed) session.end(new RegularsError("stopped statement: the engine was closed"));
    return session;
  }

  #crash(session: Session, cause: Error): void {
    if (session.isEnded) return;
    if (this.storage === "opfs") this.#restart(new RestartError({ cause }));
    else
      session.end(
        new RegularsError("stopped engine: it ran out of memory or failed", {
          hint: "Reload the page and drop the file again.",
          cause,
        }),
      );
  }

  /** Terminates the worker and opens the database again. In memory the data would be gone, so there the statement goes on. */
  #restart(reason: RegularsError): void {
    if (this.storage === "memory" || this.#isClosed) return;
    this.#session = this.#session.then(async (old) => {
      old.end(reason);
      return this.#begin();
    });
    this.#session.catch(() => undefined);
  }
}
