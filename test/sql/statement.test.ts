import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeStatement, withValues } from "../../src/sql/statement.ts";

const a = { name: "a", body: "select 1 as x" };
const b = { name: "b", body: "from a" };
const sql = (own: string, ctes = [a, b]) =>
  composeStatement(ctes, own, { n: "5", day: "date '2025-01-02'" }).sql;

describe("a statement made of several", () => {
  it("is the own text alone where nothing stands in front", () => {
    expect(sql("  select $n, '$n' -- $n\n from t ;; ", [])).toBe("select 5, '$n' -- $n\n from t");
  });

  it("puts named SELECTs in front of a text and keeps the text", () => {
    expect(sql("-- all of it\nselect *,  $N from b -- end")).toBe(
      "with a as (\nselect 1 as x\n),\nb as (\nfrom a\n)\n-- all of it\nselect *,  5 from b -- end",
    );
  });

  it("joins the text's own CTEs, recursive ones too", () => {
    expect(sql("-- mine\nwith c as (from b)\nfrom c", [a])).toBe(
      "with a as (\nselect 1 as x\n),\n-- mine\nc as (from b)\nfrom c",
    );
    expect(sql("WITH RECURSIVE c as (from b) from c", [a])).toBe(
      "with recursive a as (\nselect 1 as x\n),\nc as (from b) from c",
    );
  });

  it("lets the text's own CTE of the same name hide the one in front", () => {
    expect(sql("with a as (from a) from a", [a])).toBe(
      "with a as (\nselect 1 as x\n)\nfrom (\nwith a as (from a) from a\n)",
    );
  });

  it("keeps a value apart from what stands before it", () => {
    expect(withValues("select date$n, x-$day", { n: "5", day: "date '2025-01-02'" })).toBe(
      "select date$n, x-date '2025-01-02'",
    );
    expect(withValues("select 'a'$n", { n: "'b'" })).toBe("select 'a' 'b'");
  });

  it("refuses a name that has no value", () => {
    expect(() => sql("select $m")).toThrow("unknown parameter: m");
  });

  it("finds each place of the own text again", () => {
    const piece = fc.constantFrom(
      "select ",
      "$n ",
      " x",
      ",\n",
      "'$n'",
      "-- y\n",
      "with a as (",
      ")",
      "from b ",
      '"q"',
      "  ",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), fc.boolean(), (pieces, isLong) => {
        const own = `select 0 ${pieces.join("")}z`;
        const composed = composeStatement(isLong ? [a, b] : [a], own, { n: "12345" });
        for (const [at, character] of [...composed.sql].entries()) {
          const found = composed.ownOffset(at);
          const isValue = character >= "1" && character <= "5";
          // A space that keeps a value apart stands for the name's `$`.
          const isApart = found !== null && own[found] === "$" && character === " ";
          if (found !== null && !isValue && !isApart) expect(own[found]).toBe(character);
        }
        const last = composed.sql.lastIndexOf("z");
        expect(composed.ownOffset(last)).toBe(own.lastIndexOf("z"));
        expect(composed.ownOffset(3)).toBeNull();
      }),
    );
  });
});
