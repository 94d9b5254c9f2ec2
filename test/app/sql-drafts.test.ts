import { describe, expect, it } from "vitest";
import { asRun, draftsAfter } from "../../src/app/sql-drafts.ts";
import type { Cell, Notebook } from "../../src/notebook/document.ts";
import { changeCell, moveCell, removeCell } from "../../src/notebook/edit.ts";
import { notebookOf, textCell } from "../support/notebook.ts";

const sqlCell = (id: string, sql: string): Cell => ({ kind: "sql", id, sql });
const start = notebookOf(sqlCell("a", "select 1"), textCell("t"), sqlCell("b", "from a"));
const typed = (notebook: Notebook, sql: string) => changeCell(notebook, "a", "sql", { sql });

describe("a typed text", () => {
  it("is a draft from its first key, and the text that ran stays the one before it", () => {
    const once = typed(start, "select 12");
    const drafts = draftsAfter(new Map(), start, once, "a");
    const twice = typed(once, "select 123");
    const later = draftsAfter(drafts, once, twice, "a");
    expect([...drafts]).toEqual([["a", "select 1"]]);
    expect([...later]).toEqual([["a", "select 1"]]);
    expect(asRun(twice, later).cells).toEqual(start.cells);
  });

  it("is none any more once it is the text that ran", () => {
    const once = typed(start, "select 12");
    const drafts = draftsAfter(new Map(), start, once, "a");
    expect(draftsAfter(drafts, once, typed(once, "select 1"), "a").size).toBe(0);
  });

  it("stays a draft when other cells are edited, and goes with its cell", () => {
    const once = typed(start, "select 12");
    const drafts = draftsAfter(new Map(), start, once, "a");
    expect([...draftsAfter(drafts, once, moveCell(once, "a", 1), null)]).toEqual([["a", "select 1"]]);
    expect(draftsAfter(drafts, once, removeCell(once, "a"), null).size).toBe(0);
  });

  it("runs when an undo or a fix changes it", () => {
    const once = typed(start, "select 12");
    const drafts = draftsAfter(new Map(), start, once, "a");
    expect(draftsAfter(drafts, once, typed(once, "select 7"), null).size).toBe(0);
  });
});

describe("a notebook without drafts", () => {
  it("is itself as it was run", () => expect(asRun(start, new Map())).toBe(start));
});
