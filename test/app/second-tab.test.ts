import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Environment, OpenedEngine } from "../../src/app/environment.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { RemoteEngine } from "../../src/engine/remote.ts";
import { engineChannel } from "../../src/engine/wire.ts";
import { shopFile, shopOf, ShopWarehouse, testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";
import { Origin } from "../support/tabs.ts";

let engine: Engine;

beforeAll(async () => {
  const memory = await openTestEngine();
  engine = new Proxy(memory, {
    get: (target, name) => {
      if (name === "storage") return "opfs";
      const value = target[name as keyof Engine] as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
});

const january = shopFile("january.csv", shopOf(10, 20, 0));

/** Two tabs of one origin over one library, one database and one warehouse; the second asks the first. */
async function twoTabs() {
  const origin = new Origin();
  const warehouse = new ShopWarehouse();
  const first = testApp(engine, { tabs: origin.tab("first") }, warehouse);
  await first.app.started;
  const flow = first.app.beginImport([january]);
  await flow.settled;
  await flow.confirm();
  await first.app.flush();
  let close = (): void => undefined;
  const next = new Promise<OpenedEngine>((resolve) => {
    close = () => {
      origin.kill("first");
      remote.end(new Error("stopped statement: the tab that held the orders was closed"));
      void first.environment.openEngine().then(resolve);
    };
  });
  const remote = new RemoteEngine(origin.tab("second").channel(engineChannel), "second");
  const change: Partial<Environment> = {
    ...first.environment,
    tabs: origin.tab("second"),
    openEngine: () =>
      Promise.resolve({
        engine: remote,
        memoryReason: null,
        other: { next, listen: (on) => remote.listen(on) },
      }),
  };
  const second = testApp(engine, change, warehouse);
  await second.app.started;
  return { first: first.app, second: second.app, library: first.library, close };
}

const countOf = (app: Awaited<ReturnType<typeof twoTabs>>["second"], cell: string) => {
  const state = app.notebook!.state(cell);
  return "last" in state && state.last?.kind === "analysis" ? state.last.result.rows : null;
};

describe("a second tab", () => {
  it("shows the notebook of the first to read, with results that the first computes", async () => {
    const { first, second } = await twoTabs();
    const cell = first.notebook!.add({ kind: "analysis", analysis: "count", params: {} }, 1);
    await first.flush();
    await vi.waitFor(() => expect(second.notebook!.document).toEqual(first.notebook!.document));
    expect([second.notebook!.standing, second.engine.elsewhere]).toEqual(["read", "answers"]);
    await vi.waitFor(() => expect(countOf(second, cell)).toEqual([{ orders: 2 }]));
    second.notebook!.setTitle("Mine");
    expect(second.notebook!.document.title).toBe("Who comes back?");
    expect(second.notice!.text).toBe("Here the notebook is read only: another tab edits it.");
  });

  it("follows an import and a changed rule of the first", async () => {
    const { first, second } = await twoTabs();
    const cell = first.notebook!.add({ kind: "analysis", analysis: "count", params: {} }, 1);
    await first.flush();
    await vi.waitFor(() => expect(countOf(second, cell)).toEqual([{ orders: 2 }]));
    await first.notebook!.setRule("zero_value", "include");
    await vi.waitFor(() => expect(countOf(second, cell)).toEqual([{ orders: 3 }]));
    const flow = first.beginImport([shopFile("february.csv", shopOf(1, 2, 3, 4, 5))]);
    await flow.settled;
    await flow.confirm();
    await vi.waitFor(() => expect(countOf(second, cell)).toEqual([{ orders: 5 }]));
    expect(second.notebook!.facts.orders).toBe(5);
  });

  it("changes no orders, and says where it can be done", async () => {
    const { first, second, library } = await twoTabs();
    second.importFiles([january]);
    expect([second.importing, second.notice!.kind]).toEqual([null, "warn"]);
    expect(second.notice!.text).toMatch(/^Another tab holds the orders\./);
    await second.notebook!.edit();
    await vi.waitFor(() => expect(second.notebook!.standing).toBe("edit"));
    await second.notebook!.setRule("zero_value", "include");
    expect([second.notebook!.document.reading.rules.zero_value, first.orders.facts.orders]).toEqual([
      "exclude",
      2,
    ]);
    await second.deleteEverything();
    expect(await library.entries()).toHaveLength(1);
  });

  it("edits when it asks, and the first then reads what it saves", async () => {
    const { first, second } = await twoTabs();
    first.notebook!.setTitle("Tea");
    await second.notebook!.edit();
    await vi.waitFor(() => expect(second.notebook!.standing).toBe("edit"));
    expect([second.notebook!.document.title, first.notebook!.standing]).toEqual(["Tea", "read"]);
    second.notebook!.setTitle("Tea and coffee");
    await second.flush();
    await vi.waitFor(() => expect(first.notebook!.document.title).toBe("Tea and coffee"));
  });

  it("goes on by itself when the first is closed: it edits, and has the database", async () => {
    const { first, second, close } = await twoTabs();
    const cell = first.notebook!.add({ kind: "analysis", analysis: "count", params: {} }, 1);
    await first.flush();
    await vi.waitFor(() => expect(countOf(second, cell)).toEqual([{ orders: 2 }]));
    close();
    await vi.waitFor(() =>
      expect([second.notebook!.standing, second.engine.elsewhere]).toEqual(["edit", null]),
    );
    await vi.waitFor(() =>
      expect(second.notice!.text).toBe("The other tab is closed. This one has the orders now."),
    );
    await second.notebook!.setRule("zero_value", "include");
    await vi.waitFor(() => expect(countOf(second, cell)).toEqual([{ orders: 3 }]));
    const flow = second.beginImport([shopFile("march.csv", shopOf(7))]);
    await flow.settled;
    await flow.confirm();
    expect(second.notebook!.facts.orders).toBe(1);
  });

  it("leaves a notebook that the first deletes", async () => {
    const { first, second, library } = await twoTabs();
    await first.deleteEverything();
    await vi.waitFor(() => expect(second.screen).toBe("first"));
    expect([second.notebook, second.library, await library.entries()]).toEqual([null, [], []]);
  });

  it("does not rename or delete what the first has open", async () => {
    const { first, second, library } = await twoTabs();
    const { id } = first.notebook!.document;
    await second.deleteNotebook(id);
    expect(second.notice!.text).toBe("This notebook is open in another tab. Close it there first.");
    second.goHome();
    await second.renameNotebook(id, "Mine");
    expect((await library.entries()).map(({ title }) => title)).toEqual(["Who comes back?"]);
  });
});
