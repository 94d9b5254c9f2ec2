import { describe, expect, it } from "vitest";
import { numberShape } from "../../src/ingest/numbers.ts";

describe("the shape of a number", () => {
  it("is plain where a cast reads it", () => {
    expect(numberShape("-12.50")).toEqual({ plain: true, decimal: ".", open: false, currency: null });
    expect(numberShape("7")).toEqual({ plain: true, decimal: null, open: false, currency: null });
  });

  it("proves the decimal mark, unless one mark stands before three digits", () => {
    const marks = ["1.5", "1,5", "1,234.5", "1.234,5", "1,234,567", "1.234.567", "0.125", "1234,567"];
    expect(marks.map((cell) => numberShape(cell)?.decimal)).toEqual([".", ",", ".", ",", ".", ",", ".", ","]);
    expect(["1,234", "12.345", "-1.000"].map((cell) => numberShape(cell)?.open)).toEqual([true, true, true]);
  });

  it("takes signs, parentheses, a trailing minus, full-width digits and currency marks", () => {
    const cells = [
      "(45.00)",
      "27.60-",
      "−58.40",
      "$19.90",
      "US$45.00",
      "USD 12.30",
      "89.99 €",
      "￥１２．５０",
      "+3",
    ];
    expect(cells.map((cell) => numberShape(cell)?.currency)).toEqual([
      null,
      null,
      null,
      "USD",
      "USD",
      "USD",
      "EUR",
      "¥",
      null,
    ]);
  });

  it("is none of words, dates, ids with letters and lists", () => {
    const none = ["N/A", "-", "", "2024-01-05", "A-100", "1,2,3", "12 34 5 kg", "85123A"];
    expect(none.map(numberShape)).toEqual(none.map(() => null));
  });
});
