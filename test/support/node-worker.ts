/** duckdb-wasm's Node worker in a thread, behind the interface of a browser's worker. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Worker as Thread } from "node:worker_threads";

const dist = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm"));

/** The engine's WebAssembly file, the same that browsers load. */
export const wasmFile = join(dist, "duckdb-eh.wasm");

// The worker prints every error that it also answers with; tests provoke many.
const shim = `
const { parentPort, workerData } = require("node:worker_threads");
globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
parentPort.on("message", (data) => globalThis.onmessage({ data }));
console.log = () => {};
require(workerData);
`;

/** Starts the worker. It does not keep the process alive once everything else has ended. */
export function startNodeWorker(): Worker {
  const thread = new Thread(shim, { eval: true, workerData: join(dist, "duckdb-node-eh.worker.cjs") });
  const worker = {
    addEventListener(type: string, listener: (event: { data?: unknown; error?: unknown }) => void) {
      if (type === "message") thread.on("message", (data: unknown) => listener({ data }));
      if (type === "error") thread.on("error", (error: unknown) => listener({ error }));
    },
    removeEventListener() {},
    postMessage: (message: unknown, transfer: readonly ArrayBuffer[] = []) =>
      thread.postMessage(message, [...transfer]),
    terminate: () => void thread.terminate(),
  };
  return worker as unknown as Worker;
}
