import { describe, expect, it } from "vitest";
import { suggestionsAt, type SqlWorld, type Suggestion } from "../../src/app/sql-completion.ts";

const world: SqlWorld = {
  cells: [
    {
      name: "best_products",
      title: "Best products",
      columns: [
        { name: "product_name", type: "text" },
        { name: "Order Share", type: "number" },
      ],
    },
  ],
  values: [
    { name: "min_orders", value: "3", meaning: "Orders at least" },
    { name: "as_of", value: "2025-06-17", meaning: "the day" },
  ],
  functions: [
    { name: "sum", parameters: "arg", meaning: "Calculates the sum.", isTable: false },
    { name: "range", parameters: "stop", meaning: "", isTable: true },
  ],
};

/** Suggestions where `|` stands. */
const at = (marked: string) => {
  const offset = marked.indexOf("|");
  return suggestionsAt(marked.replace("|", ""), offset, world);
};
const labels = (marked: string, kind: Suggestion["kind"]) =>
  at(marked)?.options.flatMap((option) => (option.kind === kind ? [option.label] : []));

describe("what can be written after FROM", () => {
  it("is a table of the orders, a cell, a CTE or a table function", () => {
    const found = at("with firsts as (select 1 as n) select * from |")!;
    expect(found.options.filter(({ kind }) => kind === "cell").map(({ label }) => label)).toEqual([
      "best_products",
    ]);
    const tables = found.options.filter(({ kind }) => kind === "table").map(({ label }) => label);
    expect(tables.slice(0, 4)).toEqual(["firsts", "all_orders", "orders", "refunds"]);
    expect(found.options.filter(({ kind }) => kind === "function")).toEqual([
      { label: "range", kind: "function", detail: "(stop)", meaning: "", insert: "range(", rank: 0 },
    ]);
    expect(found.options.some(({ kind }) => kind === "column")).toBe(false);
  });

  it("is a table after its comma and after JOIN too, and a column after the comma of a select list", () => {
    expect(labels("select 1 from orders, |", "table")).toContain("customers");
    expect(labels("select 1 from orders as o join cust|", "table")).toContain("customers");
    expect(labels("select customer_key, | from orders", "column")).toContain("net_amount");
  });
});

describe("columns", () => {
  it("are those of the alias before the point, with their meaning", () => {
    const found = at("select o.ne| from orders as o join customers c using (customer_key)")!;
    expect(found.from).toBe("select o.".length);
    expect(found.options.find(({ label }) => label === "net_amount")).toEqual({
      label: "net_amount",
      kind: "column",
      detail: "decimal(18,4)",
      meaning: "what the customer paid, discounts off, shipping and tax in, less refunds by policy",
      insert: "net_amount",
      rank: 3,
    });
    expect(found.options.every(({ kind }) => kind === "column")).toBe(true);
    expect(labels("select c.| from orders as o join customers c using (customer_key)", "column")).toContain(
      "birthday",
    );
  });

  it("are those of another cell's last result, quoted where they must be", () => {
    const found = at("select b.| from best_products b")!;
    expect(found.options.map(({ label, insert, detail }) => [label, insert, detail])).toEqual([
      ["product_name", "product_name", "text"],
      ["Order Share", '"Order Share"', "number"],
    ]);
  });

  it("are those that a CTE selects, through a star and a chain", () => {
    const sql =
      "with a as (select o.channel, count(*) as n from orders as o group by 1), b as (select *, n * 2 as twice from a) select | from b";
    expect(labels(sql, "column")).toEqual(["twice", "channel", "n"]);
  });

  it("are offered once though several tables have them, also of the queries around", () => {
    const found = labels("select 1 from customers as c where exists (select | from orders as o)", "column")!;
    expect(found.filter((label) => label === "customer_key")).toEqual(["customer_key"]);
    expect(found).toContain("birthday");
    expect(labels("select 1 from customers as c where exists (select | from orders as o)", "alias")).toEqual([
      "o",
      "c",
    ]);
  });

  it("come from a statement that is not finished", () => {
    expect(labels("select sum(| from orders", "column")).toContain("net_amount");
    expect(labels("select channel from orders where |", "column")).toContain("channel");
  });
});

describe("values", () => {
  it("are the inputs and days of the notebook after $, with what they stand at", () => {
    const found = at("select 1 where n >= $mi|")!;
    expect(found.from).toBe("select 1 where n >= ".length);
    expect(found.options[0]).toEqual({
      label: "$min_orders",
      kind: "value",
      detail: "3",
      meaning: "Orders at least",
      insert: "$min_orders",
      rank: 5,
    });
    expect(at("select $|")?.options.map(({ label }) => label)).toEqual(["$min_orders", "$as_of"]);
  });
});

describe("nothing is offered", () => {
  it.each([
    ["in a text", "select 'orders |"],
    ["in a comment", "select 1 -- from |"],
    ["in a comment that is open", "select /* or| "],
    ["in a number", "select 12|"],
    ["where a new name stands", "select count(*) as n|"],
  ])("%s", (_, marked) => expect(at(marked)).toBeNull());

  it("but after a comment that is closed", () =>
    expect(labels("select /* all */| from orders", "column")).toContain("channel"));
});

describe("a place with no FROM", () => {
  it("offers functions with their parameters, and keywords", () => {
    expect(at("su|")!.options.find(({ label }) => label === "sum")).toEqual({
      label: "sum",
      kind: "function",
      detail: "(arg)",
      meaning: "Calculates the sum.",
      insert: "sum(",
      rank: 0,
    });
    expect(labels("|", "keyword")).toContain("select");
  });
});
