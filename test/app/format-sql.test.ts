import { describe, expect, it } from "vitest";
import { formattedSql } from "../../src/app/format-sql.ts";

describe("a formatted statement", () => {
  it("has one clause a line, its $names, texts and comments as they were", () =>
    expect(
      formattedSql(
        "-- who\nselect a,count(*) as n from orders where day<$as_of and t='$x' /* in */ group by a",
      ),
    ).toBe(
      [
        "-- who",
        "select",
        "    a,",
        "    count(*) as n",
        "from",
        "    orders",
        "where",
        "    day < $as_of",
        "    and t = '$x' /* in */",
        "group by",
        "    a",
      ].join("\n"),
    ));

  it("keeps names of inputs in any script", () =>
    expect(formattedSql("select $最少, $min_2")).toBe("select\n    $最少,\n    $min_2"));

  it("is formatted once and for all", () => {
    const once = formattedSql(
      "select o.a, sum(b) filter (where c) over (partition by d) from orders as o join x using(id)",
    )!;
    expect(formattedSql(once)).toBe(once);
  });

  it("is none where the text is not understood", () => {
    expect(formattedSql("select (1")).toBeNull();
    expect(formattedSql("select 'open")).toBeNull();
  });

  it.each([
    "select $$ a -- b $$ as x",
    "select $tag$ it's $tag$ as x",
    "select /* a /* nested */ b */ 1 as x",
    "from orders select * exclude (order_id)",
    "select {'a': 1}['a'] as x, [1, 2][1:2] as y, 5::decimal(18, 2) as z",
    "select x -> 'a' as a, list_transform([1], lambda v: v + 1) as b",
    'select e\'a\\\'b\' as x, "quoted "" name" as y',
  ])("loses nothing of %s", (sql) => {
    const text = formattedSql(sql);
    if (text !== null) expect(text.replace(/\s+/g, "")).toBe(sql.replace(/\s+/g, ""));
  });
});
