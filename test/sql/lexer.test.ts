import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize } from "../../src/sql/lexer.ts";

const kinds = (sql: string) =>
  tokenize(sql)
    .filter(({ kind }) => kind !== "space")
    .map(({ kind, text }) => [kind, text]);

describe("tokenize", () => {
  it("gives back every byte of any text", () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      "$$",
      "$a$",
      "$a",
      "--",
      "/*",
      "*/",
      "\n",
      "\\",
      "E'",
      "é",
      "1.5",
      " ",
      "(",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 4 }))), (pieces) => {
        const sql = pieces.join("");
        expect(
          tokenize(sql)
            .map(({ text }) => text)
            .join(""),
        ).toBe(sql);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("tells parameters from dollars in words, texts and comments", () => {
    expect(kinds("select $a, a$b, '$c', \"$d\", $$ $e $$, $t$ $$ $f $t$, $7 -- $g\n/* $h */ $ü")).toEqual([
      ["word", "select"],
      ["parameter", "$a"],
      ["symbol", ","],
      ["word", "a$b"],
      ["symbol", ","],
      ["string", "'$c'"],
      ["symbol", ","],
      ["quoted", '"$d"'],
      ["symbol", ","],
      ["string", "$$ $e $$"],
      ["symbol", ","],
      ["string", "$t$ $$ $f $t$"],
      ["symbol", ","],
      ["parameter", "$7"],
      ["comment", "-- $g"],
      ["comment", "/* $h */"],
      ["parameter", "$ü"],
    ]);
  });

  it("closes texts where DuckDB does", () => {
    expect(kinds("'it''s' 'a\\' E'it\\'s' e'\\\\' \"a\"\"b\"")).toEqual([
      ["string", "'it''s'"],
      ["string", "'a\\'"],
      ["string", "E'it\\'s'"],
      ["string", "e'\\\\'"],
      ["quoted", '"a""b"'],
    ]);
  });

  it("nests block comments", () => {
    expect(kinds("/* a /* b */ $c */ x")).toEqual([
      ["comment", "/* a /* b */ $c */"],
      ["word", "x"],
    ]);
  });

  it("runs what is not closed to the end", () => {
    expect(kinds("a 'b c")).toEqual([
      ["word", "a"],
      ["string", "'b c"],
    ]);
    expect(kinds("a /* b /* c */")).toEqual([
      ["word", "a"],
      ["comment", "/* b /* c */"],
    ]);
    expect(kinds("$x$ a $y$")).toEqual([["string", "$x$ a $y$"]]);
  });
});
