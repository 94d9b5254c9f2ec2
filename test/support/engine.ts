/** A real duckdb-wasm for tests in Node: the app's engine class, the app's WebAssembly, locked the same way. */
import { afterAll } from "vitest";
import { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { nodeHost } from "./node-host.ts";

export { nodeHost };

/**
 * Opens an engine in memory and closes it after the test file (about 1 s to open: ask for one in `beforeAll`, and keep
 * tests apart by dropping or naming their tables).
 */
export async function openTestEngine(): Promise<DuckDbEngine> {
  const engine = await DuckDbEngine.open(nodeHost);
  afterAll(() => engine.close());
  return engine;
}
