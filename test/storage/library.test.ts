import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import { parseNotebook } from "../../src/notebook/parse.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { SupersededError, type StoredData, type StoredNotebook } from "../../src/storage/library.ts";
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

  it("takes saves under the latest claim only, also one that was claimed after its first save", async () => {
    const library = await open();
    await library.save(stored("a", 1), "t1");
    expect(await library.claim("a", "t1")).toEqual(stored("a", 1));
    await library.save(stored("a", 2), "t1");
    await library.save(stored("a", 3), "t1");
    expect(await library.claim("a", "t2")).toEqual(stored("a", 3));
    await expect(library.save(stored("a", 4), "t1")).rejects.toThrow(SupersededError);
    await expect(library.save(stored("a", 4), "t1")).rejects.toThrow("superseded notebook: a");
    await library.save(stored("a", 5), "t2");
    expect(await library.read("a")).toEqual(stored("a", 5));
    expect(await library.claim("nothing", "t2")).toBeNull();
  });

  it("does not bring a deleted notebook back by a late save, but by one that means to", async () => {
    const library = await open();
    await library.save(stored("a", 1), "t1");
    await library.remove("a");
    await expect(library.save(stored("a", 2), "t1")).rejects.toThrow(SupersededError);
    expect(await library.read("a")).toBeNull();
    await library.save(stored("a", 3), "t2");
    await library.clear();
    await expect(library.save(stored("a", 4), "t2")).rejects.toThrow(SupersededError);
    expect(await library.entries()).toEqual([]);
  });

  it("remembers whose SQL is trusted, and that a notebook is not", async () => {
    const library = await open();
    expect(await library.isTrusted("h1")).toBe(false);
    await library.trust("h1");
    expect([await library.isTrusted("h1"), await library.isTrusted("h2")]).toEqual([true, false]);
    await library.save({ ...stored("a", 1), untrusted: "tea.regulars.json" }, "t1");
    expect((await library.read("a"))!.untrusted).toBe("tea.regulars.json");
    await library.clear();
    expect(await library.isTrusted("h1")).toBe(false);
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

  it("takes over what version 1 stored, notebooks and data", async () => {
    const old = await openDB("regulars", 1, {
      upgrade(database) {
        database.createObjectStore("notebooks", { keyPath: "entry.id" });
        database.createObjectStore("data");
      },
    });
    await old.put("notebooks", stored("n1", 3));
    await old.put("data", someData, "current");
    old.close();
    const library = await openLibrary();
    expect([await library.claim("n1", "t1"), await library.readData()]).toEqual([stored("n1", 3), someData]);
    await library.save(stored("n1", 4), "t1");
    expect((await library.entries()).map(({ openedAt }) => openedAt)).toEqual([4]);
  });

  it("keeps nothing, and says why, where a newer program wrote what is stored", async () => {
    (await openDB("regulars", 99)).close();
    const { lasting, trouble } = await openLibrary();
    expect([lasting, trouble]).toEqual([false, "newer"]);
  });

  it("makes way for a newer program in another tab, and then refuses to save", async () => {
    const library = await openLibrary();
    await library.save(stored("n1", 1), "t1");
    const newer = await openDB("regulars", 99);
    await expect(library.save(stored("n1", 2), "t1")).rejects.toMatchObject({ name: "VersionError" });
    expect(await newer.get("notebooks", "n1")).toMatchObject({ entry: { openedAt: 1 } });
    newer.close();
  });

  it("falls back to memory where the browser denies IndexedDB", async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException("denied", "SecurityError");
      },
    } as unknown as IDBFactory;
    const { lasting, trouble } = await openLibrary();
    expect([lasting, trouble]).toEqual([false, "denied"]);
  });
});
