/** The app's engine in Node: its class, its WebAssembly, locked the same way, with a database in memory. */
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
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
