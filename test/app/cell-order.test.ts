import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dropPlace, neighbourOf, successorOf } from "../../src/app/cell-order.ts";
import { moveCellTo } from "../../src/notebook/edit.ts";
import { notebookOf, textCell } from "../support/notebook.ts";

const cells = ["a", "b", "c"].map((id) => ({ id }));

describe("the place of the focus", () => {
  it("is the next cell when one is deleted, else the one before, else nowhere", () => {
    expect(successorOf(cells, "a")).toBe("b");
    expect(successorOf(cells, "c")).toBe("b");
    expect(successorOf([{ id: "a" }], "a")).toBe(null);
  });

  it("goes from cell to cell and stops at the ends", () => {
    expect(neighbourOf(cells, "a", 1)).toBe("b");
    expect(neighbourOf(cells, "a", -1)).toBe(null);
    expect(neighbourOf(cells, "c", 1)).toBe(null);
  });

  it("begins at an end from nowhere", () => {
    expect(neighbourOf(cells, null, 1)).toBe("a");
    expect(neighbourOf(cells, "gone", -1)).toBe("c");
    expect(neighbourOf([], null, 1)).toBe(null);
  });
});

describe("a dropped cell", () => {
  it("stands right above or below the cell that it is dropped at", () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), fc.constantFrom("above", "below"), (numbers, from, to, edge) => {
        const names = numbers.map(String);
        const dragged = names[from % names.length]!;
        const over = names[to % names.length]!;
        const place = dropPlace(
          names.map((id) => ({ id })),
          dragged,
          over,
          edge as "above" | "below",
        );
        const others = names.filter((id) => id !== dragged);
        const at = others.indexOf(over) + (edge === "below" ? 1 : 0);
        const wanted = dragged === over ? names : others.toSpliced(at, 0, dragged);
        const notebook = notebookOf(...names.map((id) => textCell(id)));
        const moved = place === null ? notebook : moveCellTo(notebook, dragged, place);
        expect(moved.cells.map(({ id }) => id)).toEqual(wanted);
        expect(place === null).toBe(wanted.join() === names.join());
      }),
    );
  });
});
