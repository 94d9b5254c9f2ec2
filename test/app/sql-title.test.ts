import { describe, expect, it } from "vitest";
import { sqlTitle } from "../../src/app/sql-title.ts";

describe("the title of a statement", () => {
  it("is the comment before it, its first line", () => {
    expect(sqlTitle("-- Which first product brings customers back?\nselect 1")).toBe(
      "Which first product brings customers back?",
    );
    expect(sqlTitle("\n/*\n * 首单商品\n * 第二行\n */ select 1")).toBe("首单商品");
    expect(sqlTitle("-- Retention at k: customers with an order,\n-- over all.\nselect 1")).toBe(
      "Retention at k: customers with an order",
    );
  });

  it("is none without a comment, or with an empty one", () => {
    expect(sqlTitle("select 1 -- no")).toBeNull();
    expect(sqlTitle("--\nselect 1")).toBeNull();
    expect(sqlTitle("")).toBeNull();
  });

  it("is cut where it is long", () =>
    expect(sqlTitle(`-- ${"word ".repeat(40)}\nselect 1`)).toHaveLength(80));
});
