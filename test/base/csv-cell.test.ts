import { describe, expect, it } from "vitest";
import { delimitedCell, delimitedText, guardFormula } from "../../src/base/csv-cell.ts";

describe("the formula guard", () => {
  it.each(["=1+1", "+A1", "-2+3", "@sum", "\tx", "\rx", "＝1", "＋1", "－1", "＠a"])(
    "puts an apostrophe before %j",
    (text) => expect(guardFormula(text)).toBe(`'${text}`),
  );

  it.each(["", "a=1", "Tea", "1-2", " =1", "'=1"])("leaves %j as it is", (text) =>
    expect(guardFormula(text)).toBe(text),
  );
});

describe("a field of an export", () => {
  it("writes numbers untouched, negative ones too", () =>
    expect([-1.5, 0, 1e21].map((value) => delimitedCell(value, { delimiter: "," }))).toEqual([
      "-1.5",
      "0",
      "1e+21",
    ]));

  it("leaves text that looks like a negative number guarded, since it is text", () =>
    expect(delimitedCell("-1.5", { delimiter: "," })).toBe("'-1.5"));

  it("writes raw text on request", () =>
    expect(delimitedCell("=1", { delimiter: ",", raw: true })).toBe("=1"));

  it("quotes what would break the record, and doubles quotes", () =>
    expect(
      ["a,b", 'say "x"', "two\nlines", " spaced", "a\tb"].map((v) => delimitedCell(v, { delimiter: "," })),
    ).toEqual(['"a,b"', '"say ""x"""', '"two\nlines"', '" spaced"', "a\tb"]));

  it("quotes tabs for the clipboard and lets commas be", () =>
    expect(["a\tb", "a,b"].map((v) => delimitedCell(v, { delimiter: "\t" }))).toEqual(['"a\tb"', "a,b"]));
});

describe("an export", () => {
  it("has a head, one record a row, and empty fields for null", () =>
    expect(
      delimitedText(
        ["cohort", "=n"],
        [
          [null, 3],
          ["2025-01-01", 4],
        ],
        { delimiter: "," },
      ),
    ).toBe("cohort,'=n\r\n,3\r\n2025-01-01,4\r\n"));

  it("of no rows is its head", () => expect(delimitedText(["a"], [], { delimiter: "\t" })).toBe("a\r\n"));
});
