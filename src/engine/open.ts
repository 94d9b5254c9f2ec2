/** Opens the engine in a browser: self-hosted bundles, a worker under the page's policy, the database in OPFS. */
import {
  AsyncDuckDB,
  DuckDBAccessMode,
  DuckDBDataProtocol,
  getPlatformFeatures,
  VoidLogger,
} from "@duckdb/duckdb-wasm";
import ehWorker from "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url";
import mvpWorker from "@duckdb/duckdb-wasm/dist/duckdb-browser-mvp.worker.js?url";
import ehModule from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import mvpModule from "@duckdb/duckdb-wasm/dist/duckdb-mvp.wasm?url";
import { RegularsError } from "../base/error.ts";
import type { Tabs } from "../base/tabs.ts";
import { isUnhandledRejection, startWorker } from "../base/worker.ts";
import { DuckDbEngine } from "./duckdb.ts";
import type { Engine } from "./engine.ts";
import { RemoteEngine } from "./remote.ts";
import type { EngineHost } from "./session.ts";
import type { DuckDb } from "./statement.ts";
import { UnreadableDatabaseError } from "./unreadable.ts";
import { engineChannel } from "./wire.ts";

/** Why the database is in memory: no OPFS here, another program has it, or the browser refused. */
export type MemoryReason = "unsupported" | "in_use" | "denied";

/** An open engine and, where its database is in memory, why. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly memoryReason: MemoryReason | null;
  /** The tab that has the database, where `engine` asks it; absent where this tab has it or there is none. */
  readonly other?: OtherTab;
}

/** The tab that has the database, as one sees it that asks. */
export interface OtherTab {
  /** The database opened here, once that tab is closed. */
  readonly next: Promise<OpenedEngine>;
  /** Calls `here` whenever a tab begins to answer, `changed` when its orders are others. */
  listen(on: { readonly here: () => void; readonly changed: () => void }): void;
}

const fileName = "regulars.duckdb";
const logName = `${fileName}.wal`;

/** A page that is just being left, or a worker that was just terminated, holds the database a moment longer. Milliseconds. */
const waits = [50, 100, 200, 400, 800];

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function startDatabase(path: string | undefined): Promise<DuckDb> {
  const { wasmExceptions } = await getPlatformFeatures();
  const worker = startWorker(wasmExceptions ? ehWorker : mvpWorker, {
    kind: "classic",
    tellsRejections: true,
  });
  // A module that cannot be fetched or compiled is a rejection in the worker that the binding never answers.
  const unstarted = new Promise<never>((_, reject) => {
    const fail = (cause: string) =>
      reject(
        new RegularsError("missing engine: it could not be started", {
          hint: "Reload the page; if that does not help, the network or the browser's policy refuses its files.",
          cause,
        }),
      );
    worker.addEventListener("error", (event) => fail(event.message));
    worker.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (!isUnhandledRejection(event.data)) return;
      event.stopImmediatePropagation();
      fail(event.data.unhandled);
    });
  });
  unstarted.catch(() => undefined);
  const db = new AsyncDuckDB(new VoidLogger(), worker);
  try {
    await Promise.race([
      db.instantiate(new URL(wasmExceptions ? ehModule : mvpModule, location.href).href),
      unstarted,
    ]);
    await db.open({
      ...(path === undefined ? {} : { path, accessMode: DuckDBAccessMode.READ_WRITE }),
      // At the default a cancel takes 100 ms and more, and so does any other statement meanwhile (measured).
      query: { queryPollingInterval: 10 },
    });
    return db;
  } catch (thrown) {
    await db.terminate();
    throw thrown;
  }
}

/** Whether the error says that OPFS cannot be had, and why; undefined where it says something else. */
function maybeReason(thrown: unknown): MemoryReason | undefined {
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  // The worker hands on the message only, and browsers word it differently.
  if (name === "NoModificationAllowedError" || /Access Handle|No modification allowed/i.test(message))
    return "in_use";
  if (["SecurityError", "NotAllowedError", "QuotaExceededError"].includes(name)) return "denied";
  return /createSyncAccessHandle is not a function/.test(message) ? "unsupported" : undefined;
}

/** A log of DuckDB 1.4 without an entry: its version, 2, in DuckDB's own encoding. */
const emptyLog = Uint8Array.of(0x64, 0x00, 0x62, 0x65, 0x00, 0x02, 0xff, 0xff);

/**
 * Empties the log that an earlier page left. Whatever is put in place is checkpointed at once, so a log holds nothing
 * but what was about to be done: staged tables, or entries that the database already has, which cannot be read again.
 * A file without bytes, or none, would not do: duckdb-wasm 1.32.0 then fails every commit with "File is not opened in
 * write mode" (measured; so does a page that is left before its first import).
 */
async function emptyLeftLog(): Promise<void> {
  const directory = await navigator.storage.getDirectory();
  const size = async (name: string) => {
    const handle = await directory.getFileHandle(name).catch(() => null);
    return handle === null ? 0 : (await handle.getFile()).size;
  };
  if ((await size(fileName)) === 0) return removeFile(directory, logName);
  const log = await directory.getFileHandle(logName, { create: true });
  const stream = await log.createWritable();
  await stream.write(emptyLog);
  await stream.close();
}

/** Opens what the last checkpoint wrote. */
async function startStored(): Promise<DuckDb> {
  const start = async () => {
    await emptyLeftLog();
    return startDatabase(`opfs://${fileName}`);
  };
  for (const wait of [...waits, 1_600, 3_200]) {
    try {
      return await start();
    } catch (thrown) {
      if (maybeReason(thrown) !== "in_use") throw thrown;
      await pause(wait);
    }
  }
  return start();
}

/**
 * Takes the database for this page until released. One page at a time can have it, not even for reading can two; a
 * Web Lock says so at once and in the same way in every browser.
 */
function maybeTakeDatabase(tabs: Tabs, ifAvailable = true): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    tabs.locks
      .request<void>(fileName, { ifAvailable }, async (lock) => {
        if (!lock) return void resolve(undefined);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}

async function maybeWaitForDatabase(tabs: Tabs): Promise<(() => void) | undefined> {
  for (const wait of waits.slice(0, 3)) {
    const release = await maybeTakeDatabase(tabs);
    if (release) return release;
    await pause(wait);
  }
  return maybeTakeDatabase(tabs);
}

const register = (db: DuckDb, path: string, file: Blob) =>
  db.registerFileHandle(path, file, DuckDBDataProtocol.BROWSER_FILEREADER, true);

const memoryHost: EngineHost = { storage: "memory", start: () => startDatabase(undefined), register };

/** Asks for OPFS as cheaply as can be, before a worker is started for it. */
async function maybeNoStorage(): Promise<MemoryReason | undefined> {
  if (!isSecureContext || typeof navigator.storage?.getDirectory !== "function") return "unsupported";
  try {
    await navigator.storage.getDirectory();
    return undefined;
  } catch (thrown) {
    return maybeReason(thrown) ?? "denied";
  }
}

const openInMemory = async (memoryReason: MemoryReason): Promise<OpenedEngine> => ({
  engine: await DuckDbEngine.open(memoryHost),
  memoryReason,
});

/** Opens the stored database, which is this page's until `release`. */
async function openStored(release: () => void): Promise<OpenedEngine> {
  try {
    const host: EngineHost = { storage: "opfs", start: startStored, register, erase: eraseFiles, release };
    return { engine: await DuckDbEngine.open(host), memoryReason: null };
  } catch (thrown) {
    release();
    if (thrown instanceof RegularsError) throw thrown;
    const reason = maybeReason(thrown);
    if (reason !== undefined) return openInMemory(reason);
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    throw new UnreadableDatabaseError(said, thrown);
  }
}

/**
 * Opens the database that survives a reload; where another tab has it, an engine that asks that tab, and the database
 * itself once it is free; or one in memory where there is none to be had, and says why. `tab` is this tab's own name.
 * @throws RegularsError where the worker does not start; UnreadableDatabaseError.
 */
export async function openEngine(tabs: Tabs, tab: string): Promise<OpenedEngine> {
  const missing = await maybeNoStorage();
  if (missing) return openInMemory(missing);
  const release = await maybeWaitForDatabase(tabs);
  if (release) return openStored(release);
  const engine = new RemoteEngine(tabs.channel(engineChannel), tab);
  const next = maybeTakeDatabase(tabs, false).then((given) => {
    engine.end(new RegularsError("stopped statement: the tab that held the orders was closed"));
    return openStored(given!);
  });
  return { engine, memoryReason: null, other: { next, listen: (on) => engine.listen(on) } };
}

async function removeFile(directory: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (const wait of [...waits, 0])
    try {
      return await directory.removeEntry(name);
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === "NotFoundError") return;
      if (wait === 0 || maybeReason(thrown) !== "in_use") throw thrown;
      await pause(wait);
    }
}

async function eraseFiles(): Promise<void> {
  const directory = await navigator.storage.getDirectory();
  for (const name of [fileName, logName]) await removeFile(directory, name);
}

/** Deletes a stored database that could not be opened; nothing to do where there is none. */
export async function deleteDatabase(): Promise<void> {
  if (!(await maybeNoStorage())) await eraseFiles();
}
