import { describe, expect, it } from "vitest";
import { parameterNames, render } from "../../src/sql/render.ts";

describe("render", () => {
  it("writes the literal of each value in the place of its name and changes no other byte", () => {
    const sql =
      "select $n, '$n', \"$n\" -- $n\n  from orders where ordered_at < $as_of /* $n */ and x in ($list)";
    expect(render(sql, { n: 3, as_of: { date: "2025-06-17" }, list: "it's", more: null })).toBe(
      "select 3, '$n', \"$n\" -- $n\n  from orders where ordered_at < date '2025-06-17' /* $n */ and x in ('it''s')",
    );
  });

  it("keeps a negative number from opening a comment and a text from joining another", () => {
    expect(render("select 5-$n, 'a'$t", { n: -1, t: "b" })).toBe("select 5-(-1), 'a' 'b'");
  });

  it("does not read a value again", () => {
    expect(render("select $a, $b", { a: "$b", b: 1 })).toBe("select '$b', 1");
  });

  it("names the parameter that has no value", () => {
    expect(() => render("select $a, $b", { a: 1 })).toThrow("unknown parameter: b");
    expect(() => render("select $toString", {})).toThrow("unknown parameter: toString");
  });
});

describe("parameterNames", () => {
  it("gives each name once, in order", () => {
    expect(parameterNames("$b + $a + $b + '$c'")).toEqual(["b", "a"]);
  });
});
