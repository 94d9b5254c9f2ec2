import { describe, expect, it } from "vitest";
import { createMessages } from "../../src/messages/create-messages.ts";
import { analyses } from "../../src/analyses/index.ts";
import { cellChoices, choiceSections } from "../../src/app/cell-choices.ts";
import { newCell, newInputCell } from "../../src/app/new-cells.ts";
import { emptyChart } from "../../src/notebook/chart-spec.ts";
import { inputTypes } from "../../src/notebook/input.ts";
import { addCell } from "../../src/notebook/edit.ts";
import { parseNotebook } from "../../src/notebook/parse.ts";
import { notebookOf, someFacts, textCell } from "../support/notebook.ts";

const messages = createMessages("en");
const sql = (id: string, name: string) => ({ kind: "sql", id, name, sql: "select 1" }) as const;

describe("a new cell", () => {
  it("of SQL has a name that is free", () => {
    expect(newCell("sql", notebookOf(), 0)).toEqual({ kind: "sql", name: "query", sql: "" });
    expect(newCell("sql", notebookOf(sql("c1", "Query")), 1)).toEqual({
      kind: "sql",
      name: "query_2",
      sql: "",
    });
  });

  it("of a chart draws the nearest named table above, else below, else none", () => {
    const notebook = notebookOf(sql("c1", "one"), sql("c2", "two"), textCell("c3"), sql("c4", "three"));
    expect(newCell("chart", notebook, 3)).toEqual({ kind: "chart", source: "two", chart: emptyChart });
    expect(newCell("chart", notebook, 0)).toEqual({ kind: "chart", source: "one", chart: emptyChart });
    expect(newCell("chart", notebookOf(textCell("c1")), 1)).toEqual({
      kind: "chart",
      source: "",
      chart: emptyChart,
    });
  });

  it("of an input has a name that is free, and one of lists stands at the nearest list", () => {
    const list = { kind: "list", id: "c1", name: "regulars", list: { by: "sql", sql: "" } } as const;
    expect(newInputCell("list", notebookOf(list), 1)).toEqual({
      kind: "input",
      name: "members",
      input: { type: "list", label: "", value: "regulars" },
    });
    expect(newInputCell("slider", notebookOf(), 0)).toEqual({
      kind: "input",
      name: "level",
      input: { type: "slider", label: "", min: 0, max: 100, step: 1, value: 50 },
    });
  });

  it("of every kind is one that a file may hold", () => {
    let notebook = notebookOf();
    for (const { cell, disabled } of cellChoices(analyses, someFacts, messages)) {
      if (disabled) continue;
      notebook = addCell(notebook, cell(notebook, notebook.cells.length), notebook.cells.length).notebook;
    }
    expect(parseNotebook(JSON.parse(JSON.stringify(notebook)))).toEqual(notebook);
    expect(new Set(notebook.cells.map(({ kind }) => kind))).toEqual(
      new Set(["analysis", "text", "sql", "chart", "list", "check", "input"]),
    );
    expect(notebook.cells.filter(({ kind }) => kind === "input")).toHaveLength(inputTypes.length);
  });
});

describe("what can be added", () => {
  it("says why an analysis cannot be asked of these orders", () => {
    const choices = cellChoices(analyses, { ...someFacts, filled: ["ordered_at"] }, messages);
    const cohorts = choices.find(({ id }) => id === "analysis cohort-retention")!;
    expect([cohorts.disabled, cohorts.note]).toEqual([
      true,
      "It needs customer_key. The files have no such column, or it is empty.",
    ]);
    expect(choices.find(({ id }) => id === "analysis overview")!.disabled).toBe(false);
    const effect = choices.find(({ id }) => id === "analysis campaign-effect")!;
    expect(effect.disabled).toBe(true);
    expect(effect.note).toMatch(/^No contacts are known\. Drop a file of contacts/);
  });

  it("stands under what it is about: every choice in one section, and the sections named", () => {
    const choices = cellChoices(analyses, someFacts, messages);
    const sections = choiceSections(choices, messages);
    expect(sections.map(({ name }) => name)).toEqual([
      "Who comes back",
      "Who they are",
      "Who is slipping away",
      "What earns",
      "What to do next",
      "Cells",
      "Inputs",
    ]);
    expect(sections.flatMap((section) => section.choices)).toEqual(choices);
  });
});
