import { describe, expect, it } from "vitest";
import { checkBounds } from "../../src/notebook/within-bounds.ts";
import { notebookOf, textCell } from "../support/notebook.ts";

const filled = (count: number) =>
  notebookOf(...Array.from({ length: count }, (_, index) => textCell(`c${index}`)));
const frame = JSON.stringify(textCell("c1")).length;

describe("checkBounds", () => {
  it("lets a notebook grow to 200 cells of 64 KiB and no further", () => {
    const empty = notebookOf();
    expect(() => checkBounds(empty, filled(200))).not.toThrow();
    expect(() => checkBounds(empty, filled(201))).toThrow("invalid notebook: 201 cells");
    expect(() => checkBounds(empty, notebookOf(textCell("c1", "x".repeat(65_536 - frame))))).not.toThrow();
    expect(() => checkBounds(empty, notebookOf(textCell("c1", "x".repeat(65_537 - frame))))).toThrow(
      "invalid cell c1: 65537 bytes",
    );
  });

  it("does not measure a cell that stayed as it was", () => {
    const large = textCell("c1", "x".repeat(70_000));
    expect(() => checkBounds(notebookOf(large), notebookOf(large, textCell("c2")))).not.toThrow();
  });
});
