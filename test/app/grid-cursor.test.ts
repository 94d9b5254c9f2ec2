import { describe, expect, it } from "vitest";
import { isInRange, movedCursor, rangeOf } from "../../src/app/grid-cursor.ts";

const size = { rows: 1_000_000, columns: 4, page: 15 };
const from = (row: number, column: number, key: string, command = false) =>
  movedCursor({ row, column }, { key, command }, size);

describe("the cursor of a table", () => {
  it("walks by arrows and stops at the edges", () => {
    expect(from(5, 1, "ArrowDown")).toEqual({ row: 6, column: 1 });
    expect(from(5, 1, "ArrowLeft")).toEqual({ row: 5, column: 0 });
    expect(from(5, 0, "ArrowLeft")).toEqual({ row: 5, column: 0 });
    expect(from(5, 3, "ArrowRight")).toEqual({ row: 5, column: 3 });
    expect(from(999_999, 0, "ArrowDown")).toEqual({ row: 999_999, column: 0 });
  });

  it("goes up into the head, and down out of it", () => {
    expect(from(0, 2, "ArrowUp")).toEqual({ row: -1, column: 2 });
    expect(from(-1, 2, "ArrowUp")).toEqual({ row: -1, column: 2 });
    expect(from(-1, 2, "ArrowDown")).toEqual({ row: 0, column: 2 });
    expect(from(3, 2, "PageUp")).toEqual({ row: 0, column: 2 });
    expect(from(-1, 2, "PageUp")).toEqual({ row: -1, column: 2 });
  });

  it("goes to the ends of its row, and with Ctrl of the table", () => {
    expect(from(70, 2, "Home")).toEqual({ row: 70, column: 0 });
    expect(from(70, 2, "End")).toEqual({ row: 70, column: 3 });
    expect(from(70, 2, "Home", true)).toEqual({ row: 0, column: 0 });
    expect(from(70, 2, "End", true)).toEqual({ row: 999_999, column: 3 });
    expect(from(70, 2, "ArrowDown", true)).toEqual({ row: 999_999, column: 2 });
    expect(from(70, 2, "PageDown")).toEqual({ row: 85, column: 2 });
  });

  it("is moved by no other key, whatever an object inherits", () => {
    expect(from(1, 1, "x")).toBeNull();
    expect(from(1, 1, "toString")).toBeNull();
  });
});

describe("the selected cells", () => {
  it("are those between two corners, whichever was first, without the head", () => {
    const range = rangeOf({ row: 7, column: 3 }, { row: -1, column: 1 });
    expect(range).toEqual({ firstRow: 0, lastRow: 7, firstColumn: 1, lastColumn: 3 });
    expect([isInRange(range, 0, 1), isInRange(range, 8, 1), isInRange(range, 3, 0)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
