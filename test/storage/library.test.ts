import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";
import { parseNotebook } from "../../src/notebook/parse.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import type { StoredData, StoredNotebook } from "../../src/storage/library.ts";
import { memoryLibrary } from "../../src/storage/memory.ts";
import { openLibrary } from "../../src/storage/open.ts";
import { analysisCell, notebookOf, someFacts, textCell } from "../support/notebook.ts";

const stored = (id: string, openedAt: number): StoredNotebook => ({
  entry: { id, title: `Shop ${id}`, dataLabel: "orders.csv", orders: 12, openedAt },
  document: { ...notebookOf(textCell("c1", "Hi"), analysisCell("c2", "rfm", { methods: ["a", null] })), id },
  dataId: "d1",
});

const someData: StoredData = {
  id: "d1",
  label: "orders.csv",
  files: [{ name: "orders.csv", bytes: 1234 }],
  filesKept: true,
  report: { files: [], ledger: [], needs: [] },
  facts: someFacts,
  rules: defaultRules,
  timeZone: null,
  importedOn: "2025-06-18",
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe.each([
  ["in IndexedDB", openLibrary, true],
  ["in memory", () => Promise.resolve(memoryLibrary()), false],
])("the library %s", (_name, open, lasting) => {
  it("says whether it lasts", async () => {
    expect((await open()).lasting).toBe(lasting);
  });

  it("gives back a notebook as it was saved, and null for one that is not there", async () => {
    const library = await open();
    await library.save(stored("n1", 1), "t1");
    const found = await library.read("n1");
    expect(found).toEqual(stored("n1", 1));
    expect(parseNotebook(found!.document)).toEqual(stored("n1", 1).document);
    expect(await library.read("n2")).toBeNull();
  });

  it("lists notebooks with the one opened last first, each once", async () => {
    const library = await open();
    for (const [id, at] of [
      ["a", 5],
      ["b", 9],
      ["c", 7],
      ["a", 8],
    ] as const)
      await library.save(stored(id, at), "t1");
    expect((await library.entries()).map(({ id, openedAt }) => [id, openedAt])).toEqual([
      ["b", 9],
      ["a", 8],
      ["c", 7],
    ]);
  });

  it("removes one notebook", async () => {
    const library = await open();
    await library.save(stored("a", 1), "t1");
    await library.save(stored("b", 2), "t1");
    await library.remove("a");
    expect((await library.entries()).map(({ id }) => id)).toEqual(["b"]);
  });

  it("holds one data set, until it is forgotten", async () => {
    const library = await open();
    expect(await library.readData()).toBeNull();
    await library.saveData(someData);
    await library.saveData({ ...someData, id: "d2" });
    expect(await library.readData()).toEqual({ ...someData, id: "d2" });
    await library.saveData(null);
    expect(await library.readData()).toBeNull();
  });

  it("forgets everything at once", async () => {
    const library = await open();
    await library.save(stored("a", 1), "t1");
    await library.saveData(someData);
    await library.clear();
    expect([await library.entries(), await library.readData()]).toEqual([[], null]);
  });
});

describe("openLibrary", () => {
  it("finds in a new session what an earlier one saved", async () => {
    await (await openLibrary()).save(stored("n1", 3), "t1");
    expect((await (await openLibrary()).entries()).map(({ title }) => title)).toEqual(["Shop n1"]);
  });

  it("falls back to memory where the browser denies IndexedDB", async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException("denied", "SecurityError");
      },
    } as unknown as IDBFactory;
    expect((await openLibrary()).lasting).toBe(false);
  });
});
