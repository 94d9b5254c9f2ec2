/** A real duckdb-wasm for tests in Node: the app's engine class, the app's WebAssembly, locked the same way. */
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
import { afterAll } from "vitest";
import { DuckDbEngine } from "../../src/engine/duckdb.ts";
import type { EngineHost } from "../../src/engine/session.ts";
import { startNodeWorker, wasmFile } from "./node-worker.ts";

/** A host in Node; its database is in memory and begins empty. */
export const nodeHost: EngineHost = {
  storage: "memory",
  async start() {
    const db = new AsyncDuckDB(new VoidLogger(), startNodeWorker());
    await db.instantiate(wasmFile);
    await db.open({ query: { queryPollingInterval: 10 } });
    return db;
  },
  async register(db, path, file) {
    await db.registerFileBuffer(path, new Uint8Array(await file.arrayBuffer()));
  },
};

/**
 * Opens an engine in memory and closes it after the test file (about 1 s to open: ask for one in `beforeAll`, and keep
 * tests apart by dropping or naming their tables).
 */
export async function openTestEngine(): Promise<DuckDbEngine> {
  const engine = await DuckDbEngine.open(nodeHost);
  afterAll(() => engine.close());
  return engine;
}
