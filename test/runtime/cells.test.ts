import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Engine, KeptTable } from "../../src/engine/engine.ts";
import { plainRows } from "../../src/engine/rows.ts";
import type { QueryError } from "../../src/engine/query-error.ts";
import { emptyChart } from "../../src/notebook/chart-spec.ts";
import { changeCell, renameCell } from "../../src/notebook/edit.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, someFacts, textCell } from "../support/notebook.ts";
import { recordingEngine, type Asked } from "../support/recording-engine.ts";
import { inputCell, openRuntime, settled, slider, sqlCell, tableRows } from "../support/runtime.ts";
import { buildShop } from "../support/shop.ts";

let engine: Engine;
const log: Asked[] = [];
const facts: OrderFacts = { ...someFacts, orders: 5, as_of: "2025-03-01", observed_through: "2025-02-28" };

beforeAll(async () => {
  const real = await openTestEngine();
  const orders = [10, 20, 30, 40, 50].map((amount, index) => ({
    customer: index < 3 ? "ann" : "bob",
    at: `2025-02-0${index + 1}`,
    amount,
  }));
  await buildShop(real, orders);
  engine = recordingEngine(real, log);
});

beforeEach(() => {
  log.length = 0;
});

const kept = () => log.filter(({ verb }) => verb === "keep").map(({ sql }) => sql);

describe("cells of SQL", () => {
  it("read other cells as tables and inputs as values, in a statement that stands alone", async () => {
    const { runtime, notebook } = openRuntime([
      sqlCell("top", "select * from big order by net_amount desc limit 1;"),
      inputCell("least", slider(15)),
      sqlCell("big", "-- the big ones\nselect order_id, net_amount from orders where net_amount >= $least"),
    ]);
    runtime.setSource({ engine, facts });
    const state = await settled(runtime, "top");
    expect(tableRows(state)).toEqual([{ order_id: "o0005", net_amount: 50 }]);
    expect(state).toMatchObject({
      status: "done",
      last: {
        sql: `with big as (
-- the big ones
select order_id, net_amount from orders where net_amount >= 15
)
select * from big order by net_amount desc limit 1`,
        columns: {
          order_id: { kind: "text", nullable: true },
          net_amount: { kind: "number", nullable: true },
        },
        total: 1,
      },
    });
    expect(runtime.state("least")).toEqual({ status: "done", last: { kind: "value", value: 15 } });
    expect(kept()).toHaveLength(2);
    expect(kept()[1]).toMatch(/^with big as \(\nfrom kept\.r\d+\n\)\nselect/);
    const moved = changeCell(notebook, "least", "input", { input: { ...slider(45), label: "At least" } });
    runtime.setNotebook(moved);
    expect(runtime.state("top")).toMatchObject({ status: "waiting", last: { total: 1 } });
    await settled(runtime, "top");
    expect(tableRows(await settled(runtime, "big"))).toEqual([{ order_id: "o0005", net_amount: 50 }]);
    expect(kept()).toHaveLength(4);
  });

  it("are drawn from the rows that were kept, without running the statement again", async () => {
    const { runtime } = openRuntime([sqlCell("a", "select order_id, net_amount from orders")]);
    runtime.setSource({ engine, facts });
    await settled(runtime, "a");
    log.length = 0;
    const chart = { ...emptyChart, x: "order_id", y: "net_amount", aggregate: "sum" } as const;
    const rows = await runtime.drawn("a", chart, new AbortController().signal);
    expect(rows.map(({ x, y }) => [x, y])).toEqual([
      ["o0001", 10],
      ["o0002", 20],
      ["o0003", 30],
      ["o0004", 40],
      ["o0005", 50],
    ]);
    expect(log).toHaveLength(1);
    expect(log[0]!.sql).toMatch(/from kept\.r\d+/);
    expect(log[0]!.sql).not.toContain("from orders");
    expect(await runtime.drawn("a", emptyChart, new AbortController().signal)).toEqual([]);
    expect(log).toHaveLength(1);
    await expect(runtime.drawn("a", chart, AbortSignal.abort(new Error("stopped")))).rejects.toThrow(
      "stopped",
    );
  });

  it("are drawn over a result that was dropped by running the statement once more", async () => {
    const { runtime } = openRuntime([sqlCell("a", "select 1 as x, 2 as y")]);
    runtime.setSource({ engine, facts });
    await settled(runtime, "a");
    for (const { table_name: name } of plainRows(
      await engine.query("select table_name from duckdb_tables() where database_name = 'kept'"),
    )) {
      const dropped: Partial<KeptTable> = { name: `kept.${String(name)}`, isHere: true };
      await engine.drop(dropped as KeptTable);
    }
    const chart = { ...emptyChart, mark: "dot", x: "x", y: "y" } as const;
    const rows = await runtime.drawn("a", chart, new AbortController().signal);
    expect(rows.map(({ x, y }) => [x, y])).toEqual([[1, 2]]);
  });

  it("tell an error at its place in their own text, with cells among the candidates", async () => {
    const { runtime } = openRuntime([
      sqlCell("a", "select 1 as x"),
      sqlCell("b", "with c as (select * from a)\nselect x,\n  y from c"),
      sqlCell("sales", "select 1 as x"),
      sqlCell("d", "select *\nfrom sale"),
    ]);
    runtime.setSource({ engine, facts });
    const errorOf = async (id: string) => {
      const state = await settled(runtime, id);
      return state.status === "failed" ? (state.error as QueryError) : null;
    };
    expect(await errorOf("b")).toMatchObject({ line: 3, column: 3, candidates: ["x"] });
    expect(await errorOf("d")).toMatchObject({ line: 2, column: 6, candidates: ["sales", "all_orders"] });
  });

  it("give rows sorted and chosen by queries over the kept result", async () => {
    const { runtime } = openRuntime([
      sqlCell(
        "a",
        "select range as n, case when range % 3 = 0 then null else 'Row ' || range end as t from range(1000)",
      ),
    ]);
    runtime.setSource({ engine, facts });
    await settled(runtime, "a");
    log.length = 0;
    const page = (offset: number, limit: number, more = {}) =>
      runtime.rows("a", { offset, limit, sort: null, where: [], ...more });
    expect(await page(998, 5)).toEqual({
      rows: [
        { n: 998, t: "Row 998" },
        { n: 999, t: null },
      ],
      total: 1000,
    });
    const sort = { column: "t", descending: true };
    const where = [
      { column: "t", test: "contains", value: "ROW 99" },
      { column: "n", test: "at_least", value: "100" },
    ];
    expect(await page(0, 2, { sort, where })).toEqual({
      rows: [
        { n: 998, t: "Row 998" },
        { n: 997, t: "Row 997" },
      ],
      total: 6,
    });
    expect(log.filter(({ sql }) => sql.includes("range(1000)"))).toEqual([]);
    await expect(page(0, 2, { where: [{ column: "n", test: "equals", value: "ten" }] })).rejects.toThrow(
      "invalid number: ten",
    );
    expect((await page(0, 1, { sort })).rows).toEqual([{ n: 998, t: "Row 998" }]);
    expect((await page(999, 1, { sort })).rows).toEqual([{ n: 999, t: null }]);
  });

  it("show every type, and names twice", async () => {
    const { runtime } = openRuntime([
      sqlCell(
        "a",
        `select 1 as a, 2 as a, [1, 2] as l, interval 1 day as i, {'x': 1} as s, 'v'::enum('v') as e,
          1.50::decimal(9, 2) as d, date '2025-01-02' as day, timestamp '2025-01-02 03:04:05' as at, time '10:00' as t,
          map {'k': 1} as m, null as n, true as b, 170141183460469231731687303715884105727::hugeint as h, '\\xAA'::blob as bl`,
      ),
    ]);
    runtime.setSource({ engine, facts });
    expect(tableRows(await settled(runtime, "a"))).toEqual([
      {
        a: 1,
        a_1: 2,
        l: "[1, 2]",
        i: "1 day",
        s: "{'x': 1}",
        e: "v",
        d: 1.5,
        day: "2025-01-02",
        at: "2025-01-02T03:04:05",
        t: "10:00:00",
        m: "{k=1}",
        n: null,
        b: true,
        h: "170141183460469231731687303715884105727",
        bl: "\\xAA",
      },
    ]);
  });
});

describe("the other kinds", () => {
  it("follow a figure, a list, a check and an analysis by name", async () => {
    const { runtime } = openRuntime([
      textCell(
        "t",
        "Of {{ counted.orders }} orders {{ share.n }} are Ann's, at least {{ least }}. {{ share.m }}",
      ),
      { ...analysisCell("c", "count", { min: { ref: "least" } }), name: "counted" },
      inputCell("least", slider(15)),
      { kind: "list", id: "l", name: "anns", list: { by: "customers", customers: ["ann"] } },
      sqlCell(
        "share",
        "select count(*) as n from orders where customer_key in $who and net_amount >= $least",
      ),
      inputCell("who", { type: "list", value: "anns", label: "" }),
      {
        kind: "check",
        id: "k",
        question: "How many?",
        expected: { by: "sql", sql: "select n + orders from share, counted" },
        tolerance: 0,
        hint: "",
      },
    ]);
    runtime.setSource({ engine, facts });
    expect(await settled(runtime, "k")).toMatchObject({
      status: "done",
      last: { kind: "answer", expected: 6 },
    });
    expect(tableRows(await settled(runtime, "l"))).toEqual([{ customer_key: 1 }]);
    expect(runtime.state("t")).toEqual({
      status: "broken",
      fault: { kind: "missing", names: [{ name: "share.m", candidates: ["share.n"] }] },
      last: {
        kind: "figures",
        figures: {
          "counted.orders": { value: 4, column: { kind: "integer" } },
          "share.n": { value: 2, column: { kind: "integer", nullable: true } },
          least: { value: 15, column: { kind: "number", nullable: true } },
        },
      },
    });
  });

  it("read the filtered orders, but a list all of them", async () => {
    const { runtime, notebook } = openRuntime([
      sqlCell("a", "select count(*) as n from orders"),
      sqlCell("b", "select customer_key from orders where net_amount >= 40"),
      {
        kind: "list",
        id: "l",
        name: "vips",
        list: { by: "sql", sql: "select distinct customer_key from b" },
      },
      sqlCell("c", "select count(*) as n from orders where customer_key in (from vips)"),
    ]);
    runtime.setSource({ engine, facts });
    expect(tableRows(await settled(runtime, "a"))).toEqual([{ n: 5 }]);
    runtime.setNotebook({ ...notebook, filter: { clauses: [{ by: "list", list: "vips", not: true }] } });
    expect(tableRows(await settled(runtime, "a"))).toEqual([{ n: 3 }]);
    expect(tableRows(await settled(runtime, "b"))).toEqual([]);
    expect(tableRows(await settled(runtime, "l"))).toEqual([{ customer_key: 2 }]);
    expect(tableRows(await settled(runtime, "c"))).toEqual([{ n: 0 }]);
  });

  it("say which names are missing and which cells refer to each other, and nothing else stops", async () => {
    const { runtime, notebook } = openRuntime([
      sqlCell("a", "from b"),
      sqlCell("b", "from a"),
      sqlCell("c", "from b"),
      sqlCell("d", "select $leest as x"),
      inputCell("least", slider(1)),
      sqlCell("e", "select 1 as x"),
    ]);
    runtime.setSource({ engine, facts });
    expect(await settled(runtime, "a")).toMatchObject({
      status: "broken",
      fault: { kind: "cycle", path: ["a", "b"] },
    });
    expect(await settled(runtime, "c")).toMatchObject({
      status: "broken",
      fault: { kind: "upstream", cell: "b", name: "b" },
    });
    expect(await settled(runtime, "d")).toMatchObject({
      fault: { kind: "missing", names: [{ name: "$leest", candidates: ["$least"] }] },
    });
    expect(tableRows(await settled(runtime, "e"))).toEqual([{ x: 1 }]);
    runtime.setNotebook(renameCell(notebook, "least", "leest"));
    expect(tableRows(await settled(runtime, "d"))).toEqual([{ x: 1 }]);
  });
});
