import { describe, expect, it } from "vitest";
import { emptyChart } from "../../src/notebook/chart-spec.ts";
import type { Cell } from "../../src/notebook/document.ts";
import { referencesTo, renameReferences } from "../../src/notebook/rename-references.ts";
import { notebookOf, textCell } from "../support/notebook.ts";

const cells = {
  days: {
    kind: "input",
    id: "i",
    name: "days",
    input: { type: "number", label: "", min: null, max: null, value: 9 },
  },
  tea: { kind: "sql", id: "s", name: "tea", sql: "select $days as days from orders" },
  text: textCell("t", "{{ tea.days }} of {{days}}, {{ Tea.days }}, not tea, {{ teas.n }}"),
  chart: { kind: "chart", id: "h", source: "tea", chart: emptyChart },
  list: { kind: "list", id: "l", name: "members", list: { by: "sql", sql: "select customer_key from tea" } },
  analysis: {
    kind: "analysis",
    id: "a",
    analysis: "rfm",
    params: { window_days: { ref: "days" }, scheme: "days" },
  },
  check: {
    kind: "check",
    id: "q",
    question: "tea?",
    expected: { by: "sql", sql: "select tea.days from tea" },
    tolerance: 0,
    hint: "",
  },
  picked: { kind: "input", id: "p", name: "who", input: { type: "list", label: "", value: "members" } },
} as const satisfies Record<string, Cell>;
const notebook = {
  ...notebookOf(...Object.values(cells)),
  filter: { clauses: [{ by: "list", list: "members", not: false }] } as const,
};

describe("references to a cell", () => {
  it("to a table are in SQL, live figures and charts", () => {
    expect(referencesTo(notebook, "s")).toEqual(["t", "h", "l", "q"]);
    expect(renameReferences(notebook, "s", "tea", "leaf").cells).toEqual([
      cells.days,
      cells.tea,
      { ...cells.text, markdown: "{{ leaf.days }} of {{days}}, {{ leaf.days }}, not tea, {{ teas.n }}" },
      { ...cells.chart, source: "leaf" },
      { ...cells.list, list: { by: "sql", sql: "select customer_key from leaf" } },
      cells.analysis,
      { ...cells.check, expected: { by: "sql", sql: "select leaf.days from leaf" } },
      cells.picked,
    ]);
  });

  it("to an input are in SQL, live figures and bound parameters", () => {
    expect(referencesTo(notebook, "i")).toEqual(["s", "t", "a"]);
    const { cells: renamed } = renameReferences(notebook, "i", "days", "window_days");
    expect(renamed).toEqual([
      cells.days,
      { ...cells.tea, sql: "select $window_days as days from orders" },
      { ...cells.text, markdown: "{{ tea.days }} of {{window_days}}, {{ Tea.days }}, not tea, {{ teas.n }}" },
      cells.chart,
      cells.list,
      { ...cells.analysis, params: { window_days: { ref: "window_days" }, scheme: "days" } },
      cells.check,
      cells.picked,
    ]);
  });

  it("to a list are in list inputs and in the filter", () => {
    expect(referencesTo(notebook, "l")).toEqual(["p", "filter"]);
    const renamed = renameReferences(notebook, "l", "members", "club");
    expect(renamed.filter).toEqual({ clauses: [{ by: "list", list: "club", not: false }] });
    expect(renamed.cells.at(-1)).toEqual({
      ...cells.picked,
      input: { type: "list", label: "", value: "club" },
    });
  });

  it("leave cells and filter the same where there are none", () => {
    const renamed = renameReferences(notebook, "p", "who", "whom");
    expect(renamed.cells).toBe(notebook.cells);
    expect(renamed.filter).toBe(notebook.filter);
    expect(referencesTo(notebook, "t")).toEqual([]);
  });

  it("refuse a cell that is not there", () =>
    expect(() => renameReferences(notebook, "x", "a", "b")).toThrow("unknown cell: x"));
});
