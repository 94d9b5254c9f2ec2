import { describe, expect, it } from "vitest";
import { composePart } from "../../src/sql/compose.ts";

describe("composePart", () => {
  it("puts the main query in front as the CTE result", () => {
    expect(composePart("select 1 as a;\n", "select sum(a) as a\nfrom result")).toBe(
      "with result as (\n    select 1 as a\n)\nselect sum(a) as a\nfrom result",
    );
  });

  it("lets the part's own CTEs follow, its definition stay on top, and main's CTEs stay inside", () => {
    const main = "-- One row an order.\nwith o as (\n    select 1 as a\n)\nselect a from o -- all";
    const part = "-- The sum.\nwith s as (\n    select sum(a) as a from result\n)\nselect a from s";
    expect(composePart(main, part)).toBe(
      [
        "-- The sum.",
        "with result as (",
        "    -- One row an order.",
        "    with o as (",
        "        select 1 as a",
        "    )",
        "    select a from o -- all",
        "),",
        "s as (",
        "    select sum(a) as a from result",
        ")",
        "select a from s",
      ].join("\n"),
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
