import { beforeAll, describe, expect, it, vi } from "vitest";
import type { StorageKeeper } from "../../src/app/environment.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { UnreadableDatabaseError } from "../../src/engine/unreadable.ts";
import { memoryLibrary } from "../../src/storage/memory.ts";
import { shopFile, shopOf, ShopWarehouse, testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";

let memory: Engine;
/** The same engine, told to be one that survives a reload; `full` is a disk without room. */
let lasting: Engine;
let isFull = false;
const noRoom = () => new DOMException("The quota has been exceeded.", "QuotaExceededError");

beforeAll(async () => {
  memory = await openTestEngine();
  lasting = new Proxy(memory, {
    get: (target, name) => {
      if (name === "storage") return "opfs";
      if (name === "checkpoint") return () => (isFull ? Promise.reject(noRoom()) : Promise.resolve());
      if (name === "size") return () => Promise.resolve(5_000_000);
      const value = target[name as keyof Engine] as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
});

const january = shopFile("january.csv", shopOf(10, 20, 0));

function keeperOf(answer: boolean) {
  const keeper = { asked: 0, isPersisted: false };
  const of: StorageKeeper = {
    persist: () => {
      keeper.asked++;
      keeper.isPersisted = answer;
      return Promise.resolve(answer);
    },
    persisted: () => Promise.resolve(keeper.isPersisted),
    estimate: () => Promise.resolve({ usage: 9_000_000, quota: 80_000_000 }),
    hasRoomFor: (bytes: number) => Promise.resolve(bytes < 71_000_000),
  };
  return { keeper, of };
}

async function imported(...args: Parameters<typeof testApp>) {
  const setup = testApp(...args);
  await setup.app.started;
  const flow = setup.app.beginImport([january]);
  await flow.settled;
  await flow.confirm();
  if (flow.error) throw flow.error;
  await setup.app.flush();
  return setup;
}

describe("what is stored", () => {
  it("is counted thing by thing", async () => {
    const { app } = await imported(lasting, { keeper: keeperOf(true).of });
    app.setTheme("dark");
    await app.stored.count();
    const { notebooks, ...rest } = app.stored.overview!;
    expect(notebooks.map(({ title, dataLabel }) => [title, dataLabel])).toEqual([
      ["Who comes back?", "january.csv"],
    ]);
    expect(notebooks[0]!.bytes).toBeGreaterThan(500);
    expect(rest).toEqual({
      orders: { label: "january.csv", orders: 2, bytes: 5_000_000 },
      files: [{ name: "january.csv", bytes: january.size }],
      filesBytes: january.size,
      settingsBytes: 2 * "regulars.themedark".length,
      answers: { kinds: 0, bytes: 0 },
      isPersisted: true,
      usage: 9_000_000,
      quota: 80_000_000,
    });
  });

  it("is asked to be kept after the first import, once, and whenever a person asks", async () => {
    const { keeper, of } = keeperOf(false);
    const { app } = await imported(lasting, { keeper: of });
    await vi.waitFor(() => expect(keeper.asked).toBe(1));
    const flow = app.beginImport([january]);
    await flow.settled;
    await flow.confirm();
    expect(keeper.asked).toBe(1);
    await app.stored.askToPersist();
    expect([keeper.asked, app.stored.overview!.isPersisted]).toEqual([2, false]);
  });

  it("is deleted thing by thing: files, settings, a notebook", async () => {
    const { app, kept, library } = await imported(lasting);
    app.setTheme("dark");
    await app.stored.remove({ kind: "files" });
    expect([await kept.size(), app.filesKept, app.orders.facts.orders]).toEqual([0, false, 2]);
    await app.stored.remove({ kind: "settings" });
    expect(app.stored.overview!.settingsBytes).toBe(0);
    await app.stored.remove({ kind: "notebook", id: app.notebook!.document.id });
    expect([app.screen, await library.entries(), app.stored.overview!.notebooks]).toEqual(["first", [], []]);
    expect(app.stored.overview!.orders).toMatchObject({ orders: 2 });
  });

  it("keeps the notebook, without figures, when the orders are deleted", async () => {
    const { app, library, kept } = await imported(lasting);
    await app.stored.remove({ kind: "orders" });
    expect([await library.readData(), await kept.size(), app.stored.overview!.orders]).toEqual([
      null,
      0,
      null,
    ]);
    expect([app.notebook!.facts.orders, app.notebook!.document.cells.length]).toEqual([0, 5]);
    const found = await memory.query(
      "select count(*)::integer as n from duckdb_tables() where schema_name = 'main' and not temporary",
    );
    expect(found.getChild("n")!.get(0)).toBe(0);
    const flow = app.beginImport([january]);
    await flow.settled;
    await flow.confirm();
    expect(app.notebook!.facts.orders).toBe(2);
  });
});

describe("a browser without room", () => {
  it("says so of an edit, in words, and saves when there is room again", async () => {
    const { app, library } = await imported(lasting);
    const save = vi.spyOn(library, "save").mockRejectedValue(noRoom());
    app.notebook!.setTitle("Tea");
    await app.flush();
    expect([app.notebook!.saved, app.notice!.kind]).toEqual(["unsaved", "bad"]);
    expect(app.notice!.text).toMatch(/^Not saved: This browser has no room left for it\. Delete old/);
    save.mockRestore();
    await app.flush();
    expect((await library.entries())[0]!.title).toBe("Tea");
  });

  it("says that orders whose checkpoint failed do not outlive the page, and stores nothing about them", async () => {
    const { app, library, kept } = await imported(lasting);
    const before = await library.readData();
    isFull = true;
    try {
      const flow = app.beginImport([shopFile("february.csv", shopOf(1, 2, 3, 4))]);
      await flow.settled;
      await flow.confirm();
      expect([flow.status, app.screen, app.notebook!.facts.orders]).toEqual(["storing", "notebook", 4]);
      expect(app.notice!.kind).toBe("bad");
      expect(app.notice!.text).toMatch(
        /^The orders are loaded, but could not be stored for good \(This browser/,
      );
      expect(app.notice!.text).toMatch(/gone when this tab closes/);
    } finally {
      isFull = false;
    }
    expect([await library.readData(), await kept.size()]).toEqual([before, january.size]);
    expect(app.stored.overview?.orders ?? null).toBeNull();
    await app.notebook!.setRule("zero_value", "include");
    expect((await library.readData())!.facts.orders).toBe(4);
  });
});

describe("a browser that keeps nothing, or holds what cannot be read", () => {
  it.each(["unsupported", "denied", "newer"] as const)(
    "says why notebooks are not kept: %s",
    async (trouble) => {
      const { app } = testApp(memory, { openLibrary: () => Promise.resolve(memoryLibrary(trouble)) });
      await app.started;
      expect(app.libraryTrouble).toBe(trouble);
    },
  );

  it("offers to delete a database that cannot be read, and begins anew; notebooks stay", async () => {
    const first = await imported(lasting);
    let isDeleted = false;
    const { app } = testApp(
      lasting,
      {
        ...first.environment,
        openEngine: () =>
          isDeleted
            ? first.environment.openEngine()
            : Promise.reject(new UnreadableDatabaseError("version 99", new Error("version 99"))),
        deleteDatabase: () => Promise.resolve(void (isDeleted = true)),
      },
      first.warehouse,
    );
    await app.started;
    expect([app.engine.status, app.engine.isUnreadable, isDeleted]).toEqual(["failed", true, false]);
    await app.stored.remove({ kind: "orders" });
    expect([app.engine.status, app.engine.isUnreadable, isDeleted]).toEqual(["ready", false, true]);
    expect([app.library.length, app.stored.overview!.orders]).toEqual([1, null]);
  });

  it("asks for the files where the orders were evicted, and keeps the notebook in the library", async () => {
    const first = await imported(lasting);
    first.app.goHome();
    const { app } = testApp(lasting, { ...first.environment, warehouse: new ShopWarehouse() });
    await app.started;
    expect([app.screen, app.library.length]).toEqual(["first", 1]);
    expect(app.notice!.text).toMatch(/^The stored orders are not in this browser any more\./);
  });
});
