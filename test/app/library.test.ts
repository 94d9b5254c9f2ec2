import { beforeAll, describe, expect, it, vi } from "vitest";
import { foundNotebooks } from "../../src/app/found-notebooks.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { toFileText } from "../../src/storage/file.ts";
import { shopFile, shopOf, testApp } from "../support/app.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

async function imported(...[change]: [Parameters<typeof testApp>[1]?]) {
  const setup = testApp(engine, change);
  await setup.app.started;
  const flow = setup.app.beginImport([shopFile("january.csv", shopOf(10, 20))]);
  await flow.settled;
  await flow.confirm();
  await setup.app.flush();
  return setup;
}

const titles = (app: Awaited<ReturnType<typeof imported>>["app"]) => app.library.map(({ title }) => title);

describe("the library", () => {
  it("names, copies and deletes a notebook that is not open, and gives it back", async () => {
    const { app } = await imported();
    const { id } = app.notebook!.document;
    app.goHome();
    await app.renameNotebook(id, "Tea");
    await app.duplicateNotebook(id);
    expect(titles(app).sort()).toEqual(["Tea", "Tea (copy)"]);
    await app.deleteNotebook(id);
    expect([titles(app), app.notice!.text]).toEqual([["Tea (copy)"], "“Tea” deleted."]);
    app.notice!.undo!();
    await vi.waitFor(() => expect(titles(app).sort()).toEqual(["Tea", "Tea (copy)"]));
    await app.openNotebook(id);
    expect(app.notebook!.document.title).toBe("Tea");
  });

  it("does the same with the open one, which is saved first and can be edited after", async () => {
    const { app, library } = await imported();
    const { id } = app.notebook!.document;
    await app.renameNotebook(id, "Tea");
    await app.duplicateNotebook(id);
    const copy = app.library.find((entry) => entry.id !== id)!;
    expect(copy.title).toBe("Tea (copy)");
    await app.openNotebook(copy.id);
    expect(app.notebook!.document.cells).toHaveLength(5);
    await app.deleteNotebook(copy.id);
    expect([app.screen, app.notebook, titles(app)]).toEqual(["first", null, ["Tea"]]);
    app.notice!.undo!();
    await vi.waitFor(() => expect(app.library).toHaveLength(2));
    await app.openNotebook(copy.id);
    app.notebook!.setTitle("Coffee");
    await app.flush();
    expect((await library.read(copy.id))!.entry.title).toBe("Coffee");
  });

  it("opens one notebook after the other over the same orders", async () => {
    const { app } = await imported();
    const { id } = app.notebook!.document;
    await app.duplicateNotebook(id);
    for (const { id: each } of app.library) {
      await app.openNotebook(each);
      expect([app.notebook!.document.id, app.notebook!.standing, app.notebook!.facts.orders]).toEqual([
        each,
        "edit",
        2,
      ]);
    }
  });

  it("is searched by title and data, in any case and without accents", () => {
    const entry = (title: string, dataLabel: string, openedAt: number) => ({
      id: title,
      title,
      dataLabel,
      orders: 1,
      openedAt,
    });
    const all = [
      entry("Café review", "shop.csv", 1),
      entry("回购", "茶.csv", 3),
      entry("Review", "Cafe.csv", 2),
    ];
    const found = (query: string) => foundNotebooks(all, query).map(({ title }) => title);
    expect(found("")).toEqual(["回购", "Review", "Café review"]);
    expect(found(" REVIEW cafe")).toEqual(["Review", "Café review"]);
    expect(found("茶")).toEqual(["回购"]);
    expect(found("tea")).toEqual([]);
  });
});

const stranger = notebookOf(
  textCell("c1", "Hello"),
  { kind: "sql", id: "c2", name: "spy", sql: "select * from orders" },
  { kind: "list", id: "c3", name: "few", list: { by: "sql", sql: "select 1 as customer_key" } },
  {
    kind: "check",
    id: "c4",
    question: "?",
    expected: { by: "sql", sql: "select 2" },
    tolerance: 0,
    hint: "",
  },
  analysisCell("c5", "count"),
);
const fileOf = (document: object) => new File([JSON.stringify(document)], "tea.regulars.json");

describe("a stranger's notebook", () => {
  it("with SQL runs nothing and changes nothing until it is trusted, also after a reload", async () => {
    const setup = await imported();
    const { app } = setup;
    await app.openNotebookFile(fileOf(stranger));
    const { notebook } = app;
    expect([notebook!.trust, notebook!.source, notebook!.isReadOnly]).toEqual([
      "asked",
      "tea.regulars.json",
      true,
    ]);
    expect(notebook!.statements.map(({ name, kind, sql }) => [name, kind, sql])).toEqual([
      ["spy", "sql", "select * from orders"],
      ["few", "list", "select 1 as customer_key"],
      [null, "check", "select 2"],
    ]);
    notebook!.run("c5");
    notebook!.setTitle("Mine");
    await app.flush();
    expect([notebook!.state("c5").status, notebook!.document.title]).toEqual(["idle", "Who comes back?"]);
    const { id } = notebook!.document;
    app.goHome();
    await app.openNotebook(id);
    expect([app.notebook!.trust, app.notebook!.source]).toEqual(["asked", "tea.regulars.json"]);

    app.notebook!.giveTrust();
    await vi.waitFor(() => expect(app.notebook!.state("c5").status).toBe("done"));
    app.notebook!.change("c2", "sql", { sql: "select 3" });
    await app.flush();
    app.goHome();
    await app.openNotebook(id);
    expect([app.notebook!.trust, app.notebook!.isReadOnly]).toEqual(["given", false]);
  });

  it("is trusted by its content: the same again runs, a changed one asks again", async () => {
    const { app } = await imported();
    await app.openNotebookFile(fileOf(stranger));
    app.notebook!.giveTrust();
    await app.flush();
    await app.openNotebookFile(fileOf({ ...stranger, id: "other" }));
    expect(app.notebook!.trust).toBe("given");
    await app.openNotebookFile(fileOf({ ...stranger, cells: [{ kind: "sql", id: "c2", sql: "select 9" }] }));
    expect(app.notebook!.trust).toBe("asked");
  });

  it("that this browser saved itself runs", async () => {
    const { app } = await imported();
    app.notebook!.add({ kind: "sql", sql: "select 1" }, 0);
    const text = app.notebook!.toFile();
    await vi.waitFor(async () => {
      await app.openNotebookFile(new File([text], "mine.regulars.json"));
      expect(app.notebook!.trust).toBe("given");
    });
  });

  it("is not trusted by being saved as a file before it is", async () => {
    const { app } = await imported();
    await app.openNotebookFile(fileOf(stranger));
    const text = app.notebook!.toFile();
    await app.flush();
    await app.openNotebookFile(new File([text], "again.regulars.json"));
    expect(app.notebook!.trust).toBe("asked");
  });

  it("without SQL needs no trust, and a script's own act none either", async () => {
    const { app } = await imported();
    await app.openNotebookFile(
      new File([toFileText(notebookOf(analysisCell("c1", "count")))], "a.regulars.json"),
    );
    expect(app.notebook!.trust).toBe("given");
    await app.openDocument(stranger);
    expect(app.notebook!.trust).toBe("given");
  });
});
