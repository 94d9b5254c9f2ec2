/** The engine alone in a page, for the browser tests: its verbs as global functions over plain values. */
import { browserTabs } from "../../../src/base/tabs.ts";
import { deleteDatabase, openEngine } from "../../../src/engine/open.ts";
import { plainRows } from "../../../src/engine/rows.ts";

const opened = openEngine(browserTabs(), "engine-page");

/** What the tests call in the page. */
const enginePage = {
  opened: () => opened.then(({ engine, memoryReason }) => ({ storage: engine.storage, memoryReason })),
  /** True where another tab has the database and is asked for it. */
  isElsewhere: async () => (await opened).engine.isElsewhere ?? false,
  define: async (sql: string) => (await opened).engine.define(sql),
  query: async (sql: string) => plainRows(await (await opened).engine.query(sql)),
  attach: async (name: string, text: string) => (await opened).engine.attachFile(name, new Blob([text])),
  detach: async (name: string) => (await opened).engine.detachFile(name),
  checkpoint: async () => (await opened).engine.checkpoint(),
  /** Starts a statement, aborts it after a while, and says how it ended. */
  async stop(sql: string, afterMilliseconds: number): Promise<string> {
    const { engine } = await opened;
    const signal = AbortSignal.timeout(afterMilliseconds);
    return engine.query(sql, { signal }).then(
      () => "finished",
      (error: Error) => error.name,
    );
  },
  async remove(): Promise<string[]> {
    await (await opened).engine.close();
    await deleteDatabase();
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names;
  },
};

/** The type of the global `enginePage`. */
export type EnginePage = typeof enginePage;

Object.assign(globalThis, { enginePage });
