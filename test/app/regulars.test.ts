import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { toFileText } from "../../src/storage/file.ts";
import { shopFile, shopOf, testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, analysisResult, notebookOf, textCell } from "../support/notebook.ts";

let memory: Engine;
/** The same engine, told to be one that survives a reload. */
let lasting: Engine;

beforeAll(async () => {
  memory = await openTestEngine();
  lasting = new Proxy(memory, {
    get: (target, name) => {
      if (name === "storage") return "opfs";
      const value = target[name as keyof Engine] as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
});

const january = shopFile("january.csv", shopOf(10, 20, 0));

async function imported(...args: Parameters<typeof testApp>) {
  const setup = testApp(...args);
  await setup.app.started;
  const flow = setup.app.beginImport([january]);
  await flow.settled;
  await flow.confirm();
  if (flow.error) throw flow.error;
  return setup;
}

describe("an import", () => {
  it("shows what was read before anything changes, and then the orders in a new notebook", async () => {
    const { app } = testApp(memory);
    await app.started;
    app.importFiles([january]);
    expect([app.screen, app.importing?.status, app.importing?.fileNames]).toEqual([
      "import",
      "reading",
      ["january.csv"],
    ]);
    await app.importing!.settled;
    expect(app.importing).toMatchObject({ status: "review", error: null, facts: { orders: 2 }, refused: [] });
    expect(app.notebook).toBeNull();
    await app.importing!.confirm();
    expect([app.screen, app.importing]).toEqual(["notebook", null]);
    expect(app.notebook!.document).toMatchObject({
      title: "Who comes back?",
      cells: [
        {
          kind: "text",
          markdown: "2 orders from one customer, 1 Jan 2025 to 2 Jan 2025, read from january.csv.",
        },
        { analysis: "overview" },
        { analysis: "cohort-retention" },
        { analysis: "rfm" },
        { analysis: "abc" },
      ],
    });
    expect(app.notice).toEqual({ text: "2 orders loaded.", kind: "good" });
    expect(app.library.map(({ title, dataLabel, orders }) => [title, dataLabel, orders])).toEqual([
      ["Who comes back?", "january.csv", 2],
    ]);
  });

  it("keeps refused files in the receipt and loads the others", async () => {
    const { app } = testApp(memory);
    const flow = app.beginImport([january, new File(["%PDF-1.7\n"], "invoice.pdf")]);
    await flow.settled;
    expect(flow.status).toBe("review");
    expect(flow.refused.map(({ name }) => name)).toEqual(["invoice.pdf"]);
    expect(flow.report!.files.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["january.csv", "load"],
      ["invoice.pdf", "refuse"],
    ]);
    flow.cancel();
  });

  it("fails when every file is refused, and the page goes on with other files", async () => {
    const { app } = testApp(memory);
    const flow = app.beginImport([new File(["%PDF-1.7\n"], "invoice.pdf")]);
    await flow.settled;
    expect(flow).toMatchObject({
      status: "failed",
      error: { name: "IngestError", error_class: "WRONG_TYPE", hint: expect.stringMatching(/CSV/) as string },
      refused: [{ name: "invoice.pdf", outcome: "refuse" }],
    });
    app.importFiles([january]);
    await app.importing!.settled;
    expect(app.importing).toMatchObject({ status: "review", fileNames: ["january.csv"] });
    app.importing!.cancel();
  });

  it("leaves nothing behind when it is stopped while it loads", async () => {
    const { app, warehouse } = testApp(memory);
    warehouse.onStage = () => app.importing!.cancel();
    const flow = app.beginImport([january]);
    await flow.settled;
    expect([app.screen, app.importing, app.notice]).toEqual(["first", null, null]);
    await vi.waitFor(() => expect([warehouse.staged, warehouse.attached.size]).toEqual([null, 0]));
  });

  it("leaves the orders and the notebook that were there when it is stopped in review", async () => {
    const { app, warehouse } = await imported(memory);
    const before = app.notebook;
    const flow = app.beginImport([shopFile("february.csv", shopOf(1, 2, 3, 4))]);
    await flow.settled;
    expect(flow.facts!.orders).toBe(4);
    flow.cancel();
    await flow.settled;
    expect([app.screen, app.notebook, app.notebook!.facts.orders]).toEqual(["notebook", before, 2]);
    expect([warehouse.staged, warehouse.attached.size]).toEqual([null, 0]);
    expect((await memory.query("select count(*)::integer as n from orders")).getChild("n")!.get(0)).toBe(2);
  });

  it("adds files dropped while others are in review", async () => {
    const { app } = testApp(memory);
    app.importFiles([january]);
    await app.importing!.settled;
    app.importFiles([shopFile("february.csv", shopOf(5))]);
    await app.importing!.settled;
    expect(app.importing).toMatchObject({
      status: "review",
      fileNames: ["january.csv", "february.csv"],
      facts: { orders: 3 },
    });
    app.importing!.cancel();
  });

  it("reads again under changed decisions, every one of several made at once", async () => {
    const { app } = testApp(memory);
    const flow = app.beginImport([january]);
    await flow.settled;
    void flow.setRule("zero_value", "include");
    void flow.setMapping("january.csv", "order_id", null);
    await flow.setMapping("january.csv", "channel", 0);
    expect(flow.status).toBe("review");
    expect(flow.plan).toMatchObject({
      rules: { zero_value: "include" },
      files: [{ mapping: { customer_id: 1, ordered_at: 2, net_amount: 3, channel: 0 } }],
    });
    expect(flow.facts!.orders).toBe(3);
    flow.cancel();
  });

  it("stays in review when the files cannot follow a decision, and says why", async () => {
    const { app } = testApp(memory);
    const flow = app.beginImport([january]);
    await flow.settled;
    await flow.setMapping("january.csv", "ordered_at", null);
    expect(flow).toMatchObject({
      status: "review",
      facts: { orders: 2 },
      plan: { files: [{ mapping: { ordered_at: 2 } }] },
    });
    expect(app.notice).toMatchObject({ text: expect.stringMatching(/date/) as string, kind: "bad" });
    await flow.confirm();
    expect(app.screen).toBe("notebook");
  });

  it("fails with the engine's error when it does not open", async () => {
    const { app } = testApp(memory, { openEngine: () => Promise.reject(new Error("no WebAssembly")) });
    const flow = app.beginImport([january]);
    await flow.settled;
    expect(flow).toMatchObject({ status: "failed", error: { message: "no WebAssembly" } });
    expect(app.engine.status).toBe("failed");
  });

  it("gives the open notebook other orders and rules, its cells staying", async () => {
    const { app } = await imported(memory);
    const cells = app.notebook!.document.cells;
    const flow = app.beginImport([shopFile("february.csv", shopOf(1, 0, 3))], {
      options: { rules: { zero_value: "include" } },
    });
    await flow.settled;
    await flow.confirm();
    expect(app.notebook!.document.cells).toBe(cells);
    expect(app.notebook!.document.reading.rules.zero_value).toBe("include");
    expect(app.notebook!.facts.orders).toBe(3);
    expect(app.library).toHaveLength(1);
    expect(app.library[0]!.dataLabel).toBe("february.csv");
  });
});

describe("the open notebook", () => {
  const count = async () => {
    const { app } = await imported(memory);
    const notebook = app.notebook!;
    const id = notebook.add({ kind: "analysis", analysis: "count", params: {} }, 1);
    const rows = () => {
      const state = notebook.state(id);
      return state.status === "done" ? analysisResult(state).result.rows : state.status;
    };
    return { app, notebook, id, rows };
  };

  it("runs a cell that is added, and again when a parameter changes", async () => {
    const { notebook, id, rows } = await count();
    await vi.waitFor(() => expect(rows()).toEqual([{ orders: 2 }]));
    notebook.setParam(id, "min", 15);
    await vi.waitFor(() => expect(rows()).toEqual([{ orders: 1 }]));
    notebook.setParam(id, "min", 0);
    expect(notebook.document.cells[1]).toEqual(analysisCell(id, "count"));
    await vi.waitFor(() => expect(rows()).toEqual([{ orders: 2 }]));
  });

  it("rebuilds the orders when a rule changes, and back when that is undone", async () => {
    const { notebook, rows } = await count();
    await notebook.setRule("zero_value", "include");
    expect(notebook.facts.orders).toBe(3);
    await vi.waitFor(() => expect(rows()).toEqual([{ orders: 3 }]));
    notebook.undo();
    await vi.waitFor(() => expect([notebook.facts.orders, rows()]).toEqual([2, [{ orders: 2 }]]));
    expect(notebook.document.reading.rules.zero_value).toBe("exclude");
  });

  it("goes back to the rules of the orders when they cannot be rebuilt", async () => {
    const setup = await imported(memory);
    const notebook = setup.app.notebook!;
    vi.spyOn(setup.environment.warehouse, "applyRules").mockRejectedValue(new Error("out of memory"));
    await notebook.setRule("zero_value", "include");
    expect(notebook.document.reading.rules.zero_value).toBe("exclude");
    expect(setup.app.notice).toEqual({ text: "out of memory", kind: "bad" });
  });

  it("offers to take a deletion back, also after other edits", async () => {
    const { app, notebook, id } = await count();
    const before = notebook.document.cells.map((cell) => cell.id);
    notebook.remove(id);
    notebook.setTitle("Tea");
    expect(app.notice!.text).toBe("Cell deleted.");
    app.notice!.undo!();
    expect(notebook.document.cells.map((cell) => cell.id)).toEqual(before);
    expect(notebook.document.title).toBe("Tea");
  });

  it("refuses an edit that could not be opened again, and says so", async () => {
    const { app, notebook } = await count();
    const before = notebook.document;
    notebook.change("c1", "text", { markdown: "x".repeat(70_000) });
    expect(notebook.document).toBe(before);
    expect(app.notice).toMatchObject({
      kind: "bad",
      text: expect.stringMatching(/^invalid cell c1/) as string,
    });
  });

  it("is saved within a second of an edit, and at once when the page is hidden", async () => {
    const { app, library } = await imported(memory);
    const title = async () => (await library.entries())[0]!.title;
    app.notebook!.setTitle("Tea");
    expect(app.notebook!.saved).toBe("unsaved");
    await vi.waitFor(async () => expect(await title()).toBe("Tea"), { timeout: 1000 });
    app.notebook!.setTitle("Coffee");
    await app.flush();
    expect([await title(), app.notebook!.saved]).toEqual(["Coffee", "saved"]);
  });

  it("says that it is not saved when the browser refuses", async () => {
    const { app, library } = await imported(memory);
    vi.spyOn(library, "save").mockRejectedValue(new Error("quota exceeded"));
    app.notebook!.setTitle("Tea");
    await app.flush();
    expect([app.notebook!.saved, app.notice!.text]).toEqual(["unsaved", "Not saved: quota exceeded"]);
  });
});

describe("a later visit", () => {
  it("finds notebook and orders as they were", async () => {
    const first = await imported(lasting);
    first.app.notebook!.setTitle("Tea");
    first.app.notebook!.add({ kind: "analysis", analysis: "count", params: {} }, 1);
    await first.app.flush();
    expect(await first.kept.size()).toBe(january.size);
    const second = testApp(lasting, first.environment, first.warehouse).app;
    await second.started;
    expect([second.screen, second.notebook!.document.title, second.notebook!.facts.orders]).toEqual([
      "notebook",
      "Tea",
      2,
    ]);
    const cell = second.notebook!.document.cells[1]!.id;
    await vi.waitFor(() =>
      expect(second.notebook!.state(cell)).toMatchObject({ last: { result: { rows: [{ orders: 2 }] } } }),
    );
  });

  it("shows the first screen and says why when another tab has the orders", async () => {
    const first = await imported(lasting);
    await first.app.flush();
    const { app } = testApp(memory, {
      ...first.environment,
      openEngine: () => Promise.resolve({ engine: memory, memoryReason: "in_use" }),
    });
    await app.started;
    expect([app.screen, app.notebook]).toEqual(["first", null]);
    expect([app.engine.storage, app.engine.memoryReason]).toEqual(["memory", "in_use"]);
    expect(app.library).toHaveLength(1);
  });

  it("forgets everything when told to", async () => {
    const { app, library, kept, settings } = await imported(lasting);
    app.setTheme("dark");
    app.setLocale("zh-Hans");
    await app.deleteEverything();
    expect([app.screen, app.notebook, app.library]).toEqual(["first", null, []]);
    expect([await library.entries(), await library.readData(), await kept.size()]).toEqual([[], null, 0]);
    expect([...settings]).toEqual([]);
    const tables = await memory.query("select count(*)::integer as n from duckdb_tables()");
    expect(tables.getChild("n")!.get(0)).toBe(0);
    expect(app.notice?.kind).toBe("good");
  });
});

describe("notebooks of the library and of files", () => {
  it("open over the orders in place, with a word when they were made with others", async () => {
    const { app } = await imported(memory);
    const first = app.notebook!.document;
    app.goHome();
    expect([app.screen, app.notebook]).toEqual(["first", null]);
    await app.openNotebook(first.id);
    expect(app.notebook!.document).toEqual(first);
    expect(app.notebook!.facts.orders).toBe(2);
  });

  it("open from a file under a new id where the library has that id", async () => {
    const { app } = await imported(memory);
    const mine = app.notebook!.document;
    const file = new File([toFileText({ ...mine, title: "Theirs", cells: [] })], "tea.regulars.json");
    app.importFiles([file]);
    await vi.waitFor(() => expect(app.notebook!.document.title).toBe("Theirs"));
    expect(app.notebook!.document.id).not.toBe(mine.id);
    await app.flush();
    expect(app.library.map(({ title }) => title).sort()).toEqual(["Theirs", "Who comes back?"]);
  });

  it("are refused with the place, and the open one stays", async () => {
    const { app } = await imported(memory);
    const before = app.notebook;
    const wrong = notebookOf(textCell("c1"), analysisCell("c2", "count", { min: -2 }));
    await app.openNotebookFile(new File([toFileText(wrong)], "x.regulars.json"));
    expect(app.notebook).toBe(before);
    expect(app.notice).toMatchObject({
      kind: "bad",
      text: expect.stringMatching(/^invalid cells\[1\]\.params\.min/) as string,
    });
  });

  it("open without orders and say that files are needed", async () => {
    const { app } = testApp(memory);
    await app.started;
    await app.openNotebookFile(
      new File([toFileText(notebookOf(analysisCell("c1", "count")))], "x.regulars.json"),
    );
    expect([app.screen, app.notebook!.facts.orders]).toEqual(["notebook", 0]);
    expect(app.notice!.kind).toBe("warn");
  });
});

describe("language and theme", () => {
  it("follow the browser first, then the choice, which a later visit keeps", async () => {
    const first = testApp(memory, { languages: ["zh-CN", "en"] });
    expect([first.app.locale, first.app.theme, first.environment.root!.lang]).toEqual([
      "zh-Hans",
      "system",
      "zh-Hans",
    ]);
    first.app.setLocale("en");
    first.app.setTheme("contrast");
    const { app } = testApp(memory, { settings: first.environment.settings, languages: ["zh-CN"] });
    expect([app.locale, app.messages.locale, app.theme]).toEqual(["en", "en", "contrast"]);
    await Promise.all([first.app.started, app.started]);
  });
});
