import { describe, expect, it } from "vitest";
import {
  addCell,
  changeCell,
  duplicateCell,
  moveCell,
  removeCell,
  restoreCell,
  setParam,
  setReading,
  setTitle,
} from "../../src/notebook/edit.ts";
import { newNotebook, nextCellId } from "../../src/notebook/new.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";

const three = notebookOf(
  textCell("c1", "Hello"),
  analysisCell("c2", "rfm", { scheme: "eleven" }),
  textCell("c7"),
);
const ids = ({ cells }: { readonly cells: readonly { readonly id: string }[] }) => cells.map(({ id }) => id);

describe("edits of a notebook", () => {
  it("add a cell before a place, with an id above every other", () => {
    const { notebook, id } = addCell(three, { kind: "analysis", analysis: "abc", params: {} }, 1);
    expect(id).toBe("c8");
    expect(notebook.cells).toEqual([
      three.cells[0],
      analysisCell("c8", "abc"),
      three.cells[1],
      three.cells[2],
    ]);
  });

  it("add at the end when the place is beyond it, and at the front when it is before", () => {
    expect(ids(addCell(three, { kind: "text", markdown: "" }, 99).notebook)).toEqual([
      "c1",
      "c2",
      "c7",
      "c8",
    ]);
    expect(ids(addCell(three, { kind: "text", markdown: "" }, -1).notebook)).toEqual([
      "c8",
      "c1",
      "c2",
      "c7",
    ]);
  });

  it("move a cell by one place, and leave the document as it is at either end", () => {
    expect(ids(moveCell(three, "c2", -1))).toEqual(["c2", "c1", "c7"]);
    expect(ids(moveCell(three, "c2", 1))).toEqual(["c1", "c7", "c2"]);
    expect(moveCell(three, "c1", -1)).toBe(three);
    expect(moveCell(three, "c7", 1)).toBe(three);
  });

  it("remove one cell", () => {
    expect(ids(removeCell(three, "c2"))).toEqual(["c1", "c7"]);
  });

  it("bring a removed cell back to its place, once", () => {
    const without = removeCell(three, "c2");
    const back = restoreCell(without, three.cells[1]!, 1);
    expect(back).toEqual(three);
    expect(restoreCell(back, three.cells[1]!, 0)).toBe(back);
    expect(ids(restoreCell(notebookOf(), three.cells[1]!, 1))).toEqual(["c2"]);
  });

  it("bring a removed cell back beside one that got its id or its name", () => {
    const named = notebookOf(textCell("c1"), { ...analysisCell("c2", "abc"), name: "tiers" });
    const removed = named.cells[1]!;
    const { notebook } = addCell(
      removeCell(named, "c2"),
      { kind: "sql", name: "Tiers", sql: "select 1 as n" },
      1,
    );
    expect(ids(notebook)).toEqual(["c1", "c2"]);
    const back = restoreCell(notebook, removed, 1);
    expect(back.cells).toEqual([
      textCell("c1"),
      { ...analysisCell("c3", "abc"), name: "tiers_2" },
      notebook.cells[1],
    ]);
  });

  it("duplicate a cell right after itself without its name", () => {
    const named = notebookOf(
      { ...analysisCell("c1", "abc", { by: "orders" }), name: "tiers" },
      textCell("c2"),
    );
    const { notebook, id } = duplicateCell(named, "c1");
    expect(id).toBe("c3");
    expect(notebook.cells).toEqual([
      named.cells[0],
      analysisCell("c3", "abc", { by: "orders" }),
      named.cells[1],
    ]);
  });

  it("set a parameter, also to null, and restore its default with undefined", () => {
    const set = setParam(three, "c2", "window_months", null);
    expect(set.cells[1]).toEqual(analysisCell("c2", "rfm", { scheme: "eleven", window_months: null }));
    expect(setParam(set, "c2", "scheme", undefined).cells[1]).toEqual(
      analysisCell("c2", "rfm", { window_months: null }),
    );
  });

  it("set title, text and reading", () => {
    expect(setTitle(three, "Tea").title).toBe("Tea");
    expect(changeCell(three, "c1", "text", { markdown: "Bye" }).cells[0]).toEqual(textCell("c1", "Bye"));
    expect(setReading(three, { asOf: "2025-01-31" }).reading).toEqual({
      ...three.reading,
      asOf: "2025-01-31",
    });
  });

  it("leave the old document untouched", () => {
    const before = structuredClone(three);
    addCell(three, { kind: "text", markdown: "" }, 0);
    setParam(three, "c2", "scheme", "eight");
    removeCell(three, "c1");
    expect(three).toEqual(before);
  });

  it("refuse a cell that is not there or of another kind", () => {
    expect(() => removeCell(three, "c9")).toThrow("unknown cell: c9");
    expect(() => setParam(three, "c1", "scheme", "eight")).toThrow("invalid cell: c1 is no analysis cell");
    expect(() => changeCell(three, "c2", "text", { markdown: "x" })).toThrow(
      "invalid cell: c2 is no text cell",
    );
  });
});

describe("a new notebook", () => {
  it("holds its cells, every default of the reading untouched", () => {
    const cells = [textCell("c1", "Who comes back?"), analysisCell("c2", "overview")];
    expect(newNotebook({ id: "n7", title: "Lantern Street Tea", cells })).toEqual({
      version: 2,
      id: "n7",
      title: "Lantern Street Tea",
      reading: {
        asOf: null,
        observedThrough: null,
        observedFrom: null,
        timeZone: null,
        weekStart: "monday",
        rules: defaultRules,
        currency: null,
      },
      filter: { clauses: [] },
      cells,
    });
  });

  it("gives the next id above every id of the form c<number>", () => {
    expect(nextCellId(notebookOf())).toBe("c1");
    expect(nextCellId(notebookOf(textCell("intro"), textCell("c12"), textCell("c3")))).toBe("c13");
  });
});
