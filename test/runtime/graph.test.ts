import { describe, expect, it } from "vitest";
import type { Cell, Notebook } from "../../src/notebook/document.ts";
import { followersOf, graphOf } from "../../src/runtime/graph.ts";
import { testAnalyses } from "../support/analyses.ts";
import { analysisCell, notebookOf, textCell } from "../support/notebook.ts";
import { inputCell, slider, sqlCell } from "../support/runtime.ts";

const analyses = new Map(testAnalyses.map((analysis) => [analysis.id, analysis]));
const graph = (...cells: readonly Cell[]) => graphOf(notebookOf(...cells), analyses);
const needs = (...cells: readonly Cell[]) =>
  Object.fromEntries([...graph(...cells)].map(([id, node]) => [id, node.needs]));
const faults = (...cells: readonly Cell[]) =>
  Object.fromEntries([...graph(...cells)].flatMap(([id, { fault }]) => (fault ? [[id, fault]] : [])));

const chart = (id: string, source: string): Cell => ({
  kind: "chart",
  id,
  source,
  chart: { mark: "bar", x: "x", y: null, colour: null, facet: null, aggregate: "count", grain: "none" },
});
const list = (id: string, sql: string): Cell => ({ kind: "list", id, name: id, list: { by: "sql", sql } });
const check = (id: string, sql: string): Cell => ({
  kind: "check",
  id,
  question: "",
  expected: { by: "sql", sql },
  tolerance: 0,
  hint: "",
});

describe("the graph of a notebook", () => {
  it("knows what every kind refers to, without regard to case and to the order on the page", () => {
    expect(
      needs(
        textCell("text", "{{ A.x }}, {{ n }}, `{{ b.x }}`"),
        chart("chart", "a"),
        check("check", "select count(*) from Vips where x > $N"),
        sqlCell("b", "with c as (from a) select * from c, orders, vips where customer_key in $who"),
        sqlCell("a", "select $n as x, $as_of"),
        list("vips", "select customer_key from orders where net_amount > $n"),
        inputCell("who", { type: "list", value: "vips", label: "" }),
        { ...analysisCell("analysis", "count", { min: { ref: "n" }, since: null }), name: "counted" },
        inputCell("n", slider(1)),
      ),
    ).toEqual({
      text: ["a", "n"],
      chart: ["a"],
      check: ["vips", "n"],
      b: ["a", "vips", "who"],
      a: ["n"],
      vips: ["n"],
      who: ["vips"],
      analysis: ["n"],
      n: [],
    });
  });

  it("stands each cell after those that it needs, else in the order of the page", () => {
    expect([
      ...graph(
        sqlCell("c", "from b"),
        sqlCell("d", "select 1"),
        sqlCell("b", "from a"),
        sqlCell("a", "select 1"),
      ).keys(),
    ]).toEqual(["a", "b", "c", "d"]);
  });

  it("tells who follows a cell", () => {
    const found = graph(
      sqlCell("c", "from b"),
      sqlCell("b", "from a"),
      sqlCell("a", "select 1"),
      chart("d", "a"),
    );
    expect(followersOf(found, "a")).toEqual(["b", "d"]);
  });

  it("finds circles of one, two and three cells, and no fault in what only reads them", () => {
    const cells = [
      sqlCell("self", "from Self"),
      sqlCell("a", "from b"),
      sqlCell("b", "from a, self"),
      sqlCell("x", "from y"),
      sqlCell("y", "from z"),
      list("z", "from x"),
      sqlCell("reader", "from x, a"),
    ];
    expect(faults(...cells)).toEqual({
      self: { kind: "cycle", path: ["self"] },
      a: { kind: "cycle", path: ["a", "b"] },
      b: { kind: "cycle", path: ["b", "a"] },
      x: { kind: "cycle", path: ["x", "y", "z"] },
      y: { kind: "cycle", path: ["y", "z", "x"] },
      z: { kind: "cycle", path: ["z", "x", "y"] },
    });
    expect([...graph(...cells).keys()].toSorted()).toEqual(["a", "b", "reader", "self", "x", "y", "z"]);
  });

  it("names what is missing, with what it could be, and leaves unknown tables of SQL to the engine and figures to their text", () => {
    expect(
      faults(
        sqlCell("first_orders", "select $leats, $as_off, $other from sale"),
        inputCell("least", slider(1)),
        chart("chart", "frist_orders"),
        chart("of_orders", "orders"),
        chart("unset", ""),
        textCell("text", "{{ first_order.n }}"),
        analysisCell("analysis", "count", { min: { ref: "lest" } }),
        inputCell("who", { type: "list", value: "vip", label: "" }),
      ),
    ).toEqual({
      first_orders: {
        kind: "missing",
        names: [
          { name: "$leats", candidates: ["$least"] },
          { name: "$as_off", candidates: ["$as_of"] },
          { name: "$other", candidates: [] },
        ],
      },
      chart: { kind: "missing", names: [{ name: "frist_orders", candidates: ["first_orders"] }] },
      analysis: { kind: "missing", names: [{ name: "lest", candidates: ["least"] }] },
      who: { kind: "missing", names: [{ name: "vip", candidates: [] }] },
    });
  });

  it("lets what reads filtered orders need the filter's lists, and a list no filtered rows", () => {
    const filtered = (...cells: readonly Cell[]): Notebook => ({
      ...notebookOf(...cells),
      filter: {
        clauses: [
          { by: "list", list: "VIPs", not: false },
          { by: "list", list: "gone", not: true },
        ],
      },
    });
    const found = graphOf(
      filtered(
        sqlCell("a", "select customer_key from orders where net_amount > $n"),
        sqlCell("b", "from a"),
        sqlCell("c", "from all_orders"),
        analysisCell("d", "count"),
        list("vips", "from b"),
        inputCell("n", slider(1)),
        chart("e", "order_lines"),
      ),
      analyses,
    );
    expect(Object.fromEntries([...found].map(([id, node]) => [id, node.needs]))).toEqual({
      n: [],
      vips: ["n"],
      a: ["n", "vips"],
      b: ["a"],
      c: [],
      d: ["vips"],
      e: ["vips"],
    });
    const missing = { kind: "missing", names: [{ name: "gone", candidates: [] }] };
    expect(Object.fromEntries([...found].flatMap(([id, { fault }]) => (fault ? [[id, fault]] : [])))).toEqual(
      {
        a: missing,
        d: missing,
        e: missing,
      },
    );
  });
});
