import { describe, expect, it } from "vitest";
import { highlightLines } from "../../src/sql/highlight.ts";

const roles = (sql: string) =>
  highlightLines(sql).map((line) =>
    line.filter(({ text }) => text.trim() !== "").map(({ text, role }) => `${role} ${text}`),
  );

describe("highlighted SQL", () => {
  it("tells keywords, functions, texts, numbers, parameters and comments apart", () =>
    expect(roles("select count(*), 'x', 12 -- note\nfrom orders where day < $as_of")).toEqual([
      [
        "keyword select",
        "function count",
        "plain (",
        "plain *",
        "plain )",
        "plain ,",
        "string 'x'",
        "plain ,",
        "number 12",
        "comment -- note",
      ],
      ["keyword from", "plain orders", "keyword where", "keyword day", "plain <", "parameter $as_of"],
    ]));

  it("keeps `in (` and `decimal(` keywords, and takes `first(` and `year(` for functions", () =>
    expect(
      roles("a in (1) decimal(9, 2) first(a) year(b)")[0]!.filter((piece) => / [a-z]/.test(piece)),
    ).toEqual([
      "plain a",
      "keyword in",
      "keyword decimal",
      "function first",
      "plain a",
      "function year",
      "plain b",
    ]));

  it("colours every line of a comment or text that spans lines", () =>
    expect(roles("/* one\n\ntwo */ 'a\nb'")).toEqual([
      ["comment /* one"],
      [],
      ["comment two */", "string 'a"],
      ["string b'"],
    ]));

  it("is the text again when put together, broken text too", () => {
    for (const sql of [
      "",
      "\n",
      "select 1\n",
      "select 'open\n\"x",
      "with a as (\n    select $x\n)\r\nfrom a",
    ])
      expect(
        highlightLines(sql)
          .map((line) => line.map(({ text }) => text).join(""))
          .join("\n"),
      ).toBe(sql);
  });
});
