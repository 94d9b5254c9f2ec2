import { describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import { markedEntry, outlineLines, outlineOf, outlineOfView } from "../../src/app/outline.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { CellState } from "../../src/runtime/state.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";

const messages = createMessages("en");
const notebook = notebookOf(
  analysisCell("c1", "overview"),
  textCell("c2", "# Who\n\nwords\n\n## New\n\n## New"),
  analysisCell("c3", "cohort-retention"),
  textCell("c4", "no heading"),
  textCell("c5", "# What"),
  { kind: "sql", id: "c6", name: "first_product", sql: "" },
);
const outline = outlineOf(notebook, analyses, messages);

describe("the outline", () => {
  it("nests cells under the headings before them, and headings by their level", () =>
    expect(
      outlineLines(outline).map(({ entry: { title, cell, heading }, depth }) => [
        depth,
        title,
        cell,
        heading,
      ]),
    ).toEqual([
      [0, "Overview", "c1", null],
      [0, "Who", "c2", 0],
      [1, "New", "c2", 0],
      [1, "New", "c2", 1],
      [2, "Cohort retention", "c3", null],
      [0, "What", "c5", 0],
      [1, "First product", "c6", null],
    ]));

  it("marks the entry of the cell that is read, else the last before it, else the first", () => {
    expect(markedEntry(outline, notebook, "c3")).toBe("c3");
    expect(markedEntry(outline, notebook, "c4")).toBe("c3");
    expect(markedEntry(outline, notebook, "c2")).toBe("c2 0");
    expect(markedEntry(outline, notebook, null)).toBe("c1");
    expect(markedEntry([], notebook, "c3")).toBe(null);
  });

  it("writes the live figures of a heading as the page shows them", () => {
    const document = notebookOf(textCell("c1", "# {{ best.n }} of {{ nobody.n }}, `{{ best.n }}`"), {
      kind: "sql",
      id: "c2",
      name: "best",
      sql: "select 7 as n",
    });
    const figure = { value: 1234, column: { kind: "integer" } } as const;
    const view = {
      document,
      facts: { currency: null },
      state: (): CellState => ({
        status: "done",
        last: { kind: "figures", figures: { "best.n": figure } },
      }),
    };
    expect(outlineOfView(view, analyses, messages).map(({ title }) => title)).toEqual([
      "1,234 of nobody.n, {{ best.n }}",
    ]);
  });
});
