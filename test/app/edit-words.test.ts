import { describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import { editWords } from "../../src/app/edit-words.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Notebook } from "../../src/notebook/document.ts";
import * as edit from "../../src/notebook/edit.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";

const messages = createMessages("en");
const start = notebookOf(analysisCell("c1", "overview"), textCell("c2", "words"), analysisCell("c3", "rfm"));
const words = (next: Notebook) => editWords(start, next, analyses, messages);

describe("the words of an edit", () => {
  it("name the cell that was added, deleted, moved, named or collapsed", () => {
    expect(words(edit.addCell(start, { kind: "text", markdown: "" }, 0).notebook)).toBe("Text added");
    expect(words(edit.removeCell(start, "c1"))).toBe("Overview deleted");
    expect(words(edit.moveCellTo(start, "c1", 2))).toBe("Overview moved");
    expect(words(edit.moveCellTo(start, "c3", 0))).toBe("RFM segments moved");
    expect(words(edit.renameCell(start, "c3", "scores"))).toBe("RFM segments named");
    expect(words(edit.collapseCell(start, "c3", true))).toBe("RFM segments collapsed");
    expect(words(edit.setParam(start, "c3", "scheme", "eight"))).toBe("RFM segments changed");
  });

  it("count the cells of an edit of several", () => {
    const two = edit.setParam(edit.setParam(start, "c3", "scheme", "eight"), "c1", "range", "all");
    expect(words(two)).toBe("2 cells changed");
  });

  it("tell the title, the filter, the date and the reading", () => {
    expect(words(edit.setTitle(start, "Tea"))).toBe("title changed");
    expect(words(edit.setFilter(start, { clauses: [{ by: "date", from: "2025-01-01", to: null }] }))).toBe(
      "filter changed",
    );
    expect(words(edit.setReading(start, { asOf: "2025-01-01" }))).toBe("date changed");
    expect(words(edit.setReading(start, { observedThrough: "2025-01-01" }))).toBe(
      "reading of the orders changed",
    );
  });
});
