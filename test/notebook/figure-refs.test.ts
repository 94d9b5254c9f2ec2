/** Where live figures stand in a text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figureRefs, parseFigure } from "../../src/notebook/figure-refs.ts";

const texts = (markdown: string) => figureRefs(markdown).map(({ text }) => text);

describe("figureRefs", () => {
  test("finds a column and a value with their places", () => {
    expect(figureRefs("Of {{ buyers.total }}, $cycle is {{cycle}}.")).toEqual([
      { text: "buyers.total", name: "buyers", column: "total", start: 3, end: 21 },
      { text: "cycle", name: "cycle", column: null, start: 33, end: 42 },
    ]);
  });

  test("reads names and columns in any script, and columns in quotes", () => {
    expect(parseFigure(' 客户数 . "count(""a"")" ')).toEqual({
      text: '客户数 . "count(""a"")"',
      name: "客户数",
      column: 'count("a")',
    });
    expect(texts('{{ 客户.人数 }} and {{ a."count(*)" }}')).toEqual(["客户.人数", 'a."count(*)"']);
  });

  test("leaves what is no reference as it is", () => {
    expect(texts("{{ }} {{ 1 }} {{ a b }} {{ a.b.c }} {{ a. }} { { a } } {{ a \n }} {{ a; drop }}")).toEqual(
      [],
    );
  });

  test("leaves code as it is, in a line and in fences", () => {
    expect(texts("`{{ a }}` {{ b }} ``x ` {{ c }}`` {{ d }}")).toEqual(["b", "d"]);
    expect(texts("{{ a }}\n```sql\n{{ b }}\n```\n{{ c }}\n~~~\n{{ d }}\n```\n{{ e }}\n~~~\n{{ f }}")).toEqual(
      ["a", "c", "f"],
    );
    expect(texts("{{ a }}\n````\n```\n{{ b }}\n````\n{{ c }}")).toEqual(["a", "c"]);
    expect(texts("{{ a }}\n```\n{{ b }}")).toEqual(["a"]);
  });

  test("does not take a lone backtick for code, nor code across an empty line", () => {
    expect(texts("a ` b {{ c }}")).toEqual(["c"]);
    expect(texts("a ` b\n\n{{ c }} ` d")).toEqual(["c"]);
  });

  test("leaves escaped braces as they are, and reads on after an escaped backslash", () => {
    expect(texts("\\{{ a }} {\\{ b }} \\\\{{ c }}")).toEqual(["c"]);
    expect(texts("\\` {{ a }} `")).toEqual(["a"]);
  });

  test("gives places whose text parses to the same figure, whatever the text", () => {
    const word = fc.constantFrom("{{", "}}", "a", ".b", "`", "```", "\n", "\\", " ", '"', "~~~", "{", "客");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const markdown = words.join("");
        let last = 0;
        for (const { start, end, ...figure } of figureRefs(markdown)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(parseFigure(markdown.slice(start + 2, end - 2))).toEqual(figure);
          last = end;
        }
      }),
      { seed: 4 },
    );
  });

  test("is done at once with long texts of nothing but openings", () => {
    for (const opening of ["{{", "`", "```\n", "\\", '{{ "', "~~~\n", "`a\n\n"])
      expect(texts(opening.repeat(20_000))).toEqual([]);
  });
});
