import { describe, expect, it } from "vitest";
import { composePart } from "../../src/sql/compose.ts";

describe("composePart", () => {
  it("puts the main query in front as the CTE result", () => {
    expect(composePart("select 1 as a;\n", "select sum(a) as a\nfrom result")).toBe(
      "with result as (\n    select 1 as a\n)\nselect sum(a) as a\nfrom result",
    );
  });

  it("lets the CTEs of main stand in front and the part's own follow, each with its comments", () => {
    const main = "-- One row an order.\nwith o as (\n    select 1 as a\n)\nselect a from o -- all";
    const part = "-- The sum.\nwith s as (\n    select sum(a) as a from result\n)\nselect a from s";
    expect(composePart(main, part)).toBe(
      [
        "-- The sum.",
        "with",
        "-- One row an order.",
        "o as (",
        "    select 1 as a",
        "),",
        "result as (",
        "    select a from o -- all",
        "),",
        "s as (",
        "    select sum(a) as a from result",
        ")",
        "select a from s",
      ].join("\n"),
    );
  });

  it("finds the end of main's list: columns and materialized before bodies, further parentheses after them", () => {
    const main =
      "with a (x, y) as materialized (\n    select 1, (2)\n),\n-- c\nb as (from a)\nselect (x) from b where (x) in (1)";
    expect(composePart(main, "from result")).toBe(
      "with a (x, y) as materialized (\n    select 1, (2)\n),\n-- c\nb as (from a),\nresult as (\n    select (x) from b where (x) in (1)\n)\nfrom result",
    );
  });

  it.each([
    ["the part's CTE has the name of one of them", "with o as (select 1 as a) select a from o, result"],
    [
      "the part reads a table of the name of one of them",
      "select * from result join (select * from O) using (a)",
    ],
  ])("keeps main's CTEs inside where %s", (_, part) => {
    const sql = composePart("with o as (select 1 as a) select a from o", part);
    expect(sql).toContain("result as (\n    with o as (select 1 as a) select a from o\n)");
  });

  it("keeps main's CTEs inside where a CTE reads a table of its own name, and where one is named as main shall be", () => {
    const shadow = "with orders as (select * from orders) select * from orders";
    expect(composePart(shadow, "with recursive n as (select 1) select * from n")).toBe(
      `with recursive result as (\n    ${shadow}\n),\nn as (select 1) select * from n`,
    );
    const named = "with result as (select 1 as a) from result";
    expect(composePart(named, "from result")).toBe(`with result as (\n    ${named}\n)\nfrom result`);
    expect(composePart(named, "from rows", "rows")).toBe(
      "with result as (select 1 as a),\nrows as (\n    from result\n)\nfrom rows",
    );
  });

  it("is recursive where main is", () => {
    expect(composePart("with recursive n as (select 1 as a) select a from n", "from result")).toBe(
      "with recursive n as (select 1 as a),\nresult as (\n    select a from n\n)\nfrom result",
    );
  });

  it("keeps a recursive part recursive", () => {
    expect(composePart("select 1 as a", "with recursive n as (select 1) select * from n")).toBe(
      "with recursive result as (\n    select 1 as a\n),\nn as (select 1) select * from n",
    );
  });

  it("leaves texts of several lines as they are", () => {
    expect(composePart("select 'a\nb' as a", "from result")).toBe(
      "with result as (\n    select 'a\nb' as a\n)\nfrom result",
    );
  });

  it("leaves out an order that only arranges rows", () => {
    const main =
      "select a, row_number() over (order by a) as i\nfrom (select 1 as a order by a)\norder by a, i";
    expect(composePart(main, "from result")).toBe(
      "with result as (\n    select a, row_number() over (order by a) as i\n    from (select 1 as a order by a)\n)\nfrom result",
    );
  });

  it.each([
    "select a from t order by a limit 3",
    "select distinct on (a) a, b from t order by b",
    "select a from t order by a using sample 3",
  ])("keeps an order that chooses rows: %s", (main) => {
    expect(composePart(main, "from result")).toBe(`with result as (\n    ${main}\n)\nfrom result`);
  });
});
