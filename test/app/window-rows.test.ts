import { describe, expect, it } from "vitest";
import { drawnRows, pagesOf } from "../../src/app/window-rows.ts";

describe("the drawn rows of a long table", () => {
  it("begin at the top with spare rows below", () =>
    expect(drawnRows(0, 300, 30, 1_000)).toEqual({ first: 0, end: 20 }));

  it("have spare rows on both sides in the middle", () =>
    expect(drawnRows(3_000, 300, 30, 1_000)).toEqual({ first: 90, end: 120 }));

  it("end with the table", () =>
    expect(drawnRows(29_700, 300, 30, 1_000)).toEqual({ first: 980, end: 1_000 }));

  it("are none of an empty table, even when scrolled", () => {
    expect(drawnRows(0, 300, 30, 0)).toEqual({ first: 0, end: 0 });
    expect(drawnRows(900, 300, 30, 0)).toEqual({ first: 0, end: 0 });
  });
});

describe("the pages of rows", () => {
  it("cover the rows, end exclusive", () => {
    expect(pagesOf(0, 200)).toEqual([0]);
    expect(pagesOf(190, 201)).toEqual([0, 1]);
    expect(pagesOf(400, 1_000)).toEqual([2, 3, 4]);
    expect(pagesOf(5, 5)).toEqual([]);
  });
});
