import { describe, expect, it } from "vitest";
import { renameParameter, renameTable } from "../../src/sql/rename.ts";

describe("a renamed table", () => {
  it.each([
    ["select * from tea", "select * from leaf"],
    [
      "select tea.n, t.n from tea join Tea as t using (n)",
      "select leaf.n, t.n from leaf join leaf as t using (n)",
    ],
    ['select "tea".n from "tea"', 'select "leaf".n from "leaf"'],
    [
      "select a from x, tea where a in (select b from tea)",
      "select a from x, leaf where a in (select b from leaf)",
    ],
    ["from tea select tea.*", "from leaf select leaf.*"],
    ["select $$tea$$ from tea -- tea\n", "select $$tea$$ from leaf -- tea\n"],
  ])("is followed in %s", (before, after) => expect(renameTable(before, "tea", "leaf")).toBe(after));

  it.each([
    "with tea as (select 1) select tea.a from tea",
    "select tea from orders",
    "select 'from tea' as tea from orders",
    "select o.tea from orders as o",
    "select extract(year from tea) from orders",
    "select tea.a from orders as tea",
    "select * from s.tea",
  ])("is not what %s names", (sql) => expect(renameTable(sql, "tea", "leaf")).toBe(sql));

  it("leaves the columns of an alias of its name alone", () =>
    expect(renameTable("select tea.a from tea as x, orders as tea", "tea", "leaf")).toBe(
      "select tea.a from leaf as x, orders as tea",
    ));

  it("is told from a CTE of its name that another part of the text has", () =>
    expect(
      renameTable(
        "select * from tea where a in (with tea as (select 1 as a) select a from tea)",
        "tea",
        "leaf",
      ),
    ).toBe("select * from leaf where a in (with tea as (select 1 as a) select a from tea)"));
});

describe("a renamed parameter", () => {
  it("is followed where it is one", () =>
    expect(
      renameParameter("select $days, '$days', $days_2 from a where b < $Days -- $days", "days", "n"),
    ).toBe("select $n, '$days', $days_2 from a where b < $n -- $days"));
});
