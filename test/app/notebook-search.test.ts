import { describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import { excerpt, searchNotebook } from "../../src/app/notebook-search.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Cell } from "../../src/notebook/document.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";

const messages = createMessages("en");
const cells: readonly Cell[] = [
  textCell("t1", "# Autumn\n\nTea sells in **autumn**, and more in winter."),
  analysisCell("a1", "cohort-retention", { period: "quarter" }),
  { kind: "sql", id: "s1", name: "first_product", sql: "select product_id\nfrom order_lines -- Tea only\n" },
  {
    kind: "check",
    id: "q1",
    question: "How many came back?",
    expected: { by: "sql", sql: "select 42" },
    tolerance: 0,
    hint: "Look at month 1.",
  },
  {
    kind: "input",
    id: "i1",
    name: "days",
    input: { type: "choice", label: "窗口", options: ["七天"], value: null },
  },
  {
    kind: "chart",
    id: "h1",
    source: "first_product",
    chart: {
      mark: "bar",
      x: "product_id",
      y: null,
      colour: null,
      facet: null,
      aggregate: "count",
      grain: "none",
    },
  },
];
const found = (query: string) =>
  searchNotebook(notebookOf(...cells), query, analyses, messages).map(({ cell, line }) => [cell, line]);

describe("the search of a notebook", () => {
  it("finds words in texts, SQL, questions, hints, inputs and charts, with the line", () => {
    expect(found("tea")).toEqual([
      ["t1", "Tea sells in **autumn**, and more in winter."],
      ["s1", "from order_lines -- Tea only"],
    ]);
    expect(found("month 1")).toEqual([["q1", "Look at month 1."]]);
    expect(found("select 42")).toEqual([["q1", "select 42"]]);
    expect(found("七天")).toEqual([["i1", "七天"]]);
    expect(found("first_product")).toEqual([
      ["s1", "first_product"],
      ["h1", "first_product bar count product_id"],
    ]);
  });

  it("finds an analysis by its question and by its parameters as they are shown", () => {
    expect(found("quarter").map(([cell]) => cell)).toEqual(["a1"]);
    expect(found("quarter")[0]![1]).toBe("Cohorts by: quarter (period)");
  });

  it("wants every word somewhere in the cell, and shows the line that has most of them", () => {
    expect(found("autumn winter")).toEqual([["t1", "Tea sells in **autumn**, and more in winter."]]);
    expect(found("autumn tea summer")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });

  it("marks the words in the line", () => {
    const [hit] = searchNotebook(notebookOf(...cells), "winter tea", analyses, messages);
    expect(hit!.spans).toEqual([
      [0, 3],
      [37, 43],
    ]);
  });
});

describe("an excerpt", () => {
  it("is cut round its first mark, and its marks move along", () => {
    const line = `${"a".repeat(100)}NEEDLE${"b".repeat(100)}`;
    const { text, spans } = excerpt({ line, spans: [[100, 106]] }, 40);
    expect(text).toBe(`…${"a".repeat(10)}NEEDLE${"b".repeat(24)}…`);
    expect(spans.map(([from, to]) => text.slice(from, to))).toEqual(["NEEDLE"]);
  });

  it("of a short line is the line", () =>
    expect(excerpt({ line: "short", spans: [[0, 2]] }, 40)).toEqual({ text: "short", spans: [[0, 2]] }));
});
