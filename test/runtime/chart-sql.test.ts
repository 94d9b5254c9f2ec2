/** The rows that charts draw, by a real DuckDB. */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, test } from "vitest";
import { emptyChart, type ChartSpec } from "../../src/notebook/chart-spec.ts";
import { chartSql } from "../../src/runtime/chart-sql.ts";
import type { ColumnSpecs } from "../../src/sql/columns.ts";
import { render } from "../../src/sql/render.ts";

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});

const columns: ColumnSpecs = {
  at: { kind: "timestamp" },
  day: { kind: "date" },
  what: { kind: "text" },
  size: { kind: "number" },
  items: { kind: "integer" },
  again: { kind: "boolean" },
};

type Row = Record<string, unknown>;

/** The rows of a chart over the rows of a SELECT. */
async function rowsOf(select: string, chart: Partial<ChartSpec>, weekStart = "monday"): Promise<Row[]> {
  await connection.run(`create or replace table "the source" as ${select}`);
  const sql = chartSql("the source", { ...emptyChart, ...chart }, columns)!;
  const reader = await connection.runAndReadAll(render(sql, { week_start: weekStart }));
  return reader
    .getRowObjectsJson()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          ["n", "marks", "rows_in_all", "rows_without_x"].includes(name) ? Number(value) : value,
        ]),
      ),
    );
}

const only = (rows: readonly Row[], ...names: string[]) => rows.map((row) => names.map((name) => row[name]));

const orders = `select * from (values
    (timestamp '2025-01-30 10:00', 'web', 10.5, 1, true),
    (timestamp '2025-02-01 00:00', 'web', 20, 2, false),
    (timestamp '2025-02-28 23:59', null, 30, 3, true),
    (null, 'pos', 5, 1, null),
    (timestamp '2025-04-01 12:00', 'pos', null, 2, true)
) as t("at", what, size, items, again)`;

describe("chartSql", () => {
  test("puts rows together by period and colour, and tells what is left out", async () => {
    const rows = await rowsOf(orders, {
      x: "at",
      y: "size",
      colour: "what",
      aggregate: "sum",
      grain: "month",
    });
    const rest = { x_others: 0, colour_others: 0, facet: null, facet_others: 0, marks: 4 };
    const all = { ...rest, rows_in_all: 5, rows_without_x: 1 };
    expect(rows).toEqual([
      { x: "2025-01-01", x_end: "2025-02-01", colour: "web", y: 10.5, n: 1, ...all },
      { x: "2025-02-01", x_end: "2025-03-01", colour: "web", y: 20, n: 1, ...all },
      { x: "2025-02-01", x_end: "2025-03-01", colour: null, y: 30, n: 1, ...all },
      { x: "2025-04-01", x_end: "2025-05-01", colour: "pos", y: null, n: 0, ...all },
    ]);
  });

  test.each([
    ["day", "date", "day", "2025-02-01"],
    ["day", "date", "year", "2025-01-01"],
    ["day", "date", "none", "2025-02-01"],
    ["at", "timestamp", "month", "2025-02-01"],
    ["at", "timestamp", "none", "2025-02-01 00:00:00"],
  ] as const)("leaves out days that no calendar has: %s, %s, by %s", async (x, type, grain, first) => {
    const select = `select v::${type} as ${x}, 1 as size
      from (values ('infinity'), ('-infinity'), ('0044-01-01 (BC)'), ('2025-02-01')) as t(v)`;
    const rows = await rowsOf(select, { x, y: "size", aggregate: "sum", grain });
    expect(rows.map((row) => [row["x"], row["y"]])).toContainEqual([first, 1]);
    expect(rows.filter((row) => row["x"] !== null)).toHaveLength(1);
  });

  test.each([
    ["count", 3, 3],
    ["sum", 60.5, 3],
    ["mean", 60.5 / 3, 3],
    ["median", 20, 3],
    ["min", 10.5, 3],
    ["max", 30, 3],
    ["distinct", 3, 3],
  ] as const)("computes the %s", async (aggregate, y, n) => {
    const select = `select 'a' as what, v as size from (values (10.5), (20), (30)) as t(v)`;
    expect(only(await rowsOf(select, { x: "what", y: "size", aggregate }), "x", "y", "n")).toEqual([
      ["a", y, n],
    ]);
  });

  test("counts true as 1 and distinct values of any kind", async () => {
    expect(only(await rowsOf(orders, { x: "what", y: "again", aggregate: "mean" }), "x", "y")).toEqual([
      ["pos", 1],
      ["web", 0.5],
      [null, 1],
    ]);
    expect(only(await rowsOf(orders, { x: "items", y: "what", aggregate: "distinct" }), "x", "y")).toEqual([
      [1, 2],
      [2, 2],
      [3, 0],
    ]);
  });

  test("begins weeks where the notebook does", async () => {
    const select = "select date '2025-06-15' as day"; // a Sunday
    const chart = { x: "day", aggregate: "count", grain: "week" } as const;
    expect(only(await rowsOf(select, chart), "x", "x_end")).toEqual([["2025-06-09", "2025-06-16"]]);
    expect(only(await rowsOf(select, chart, "sunday"), "x", "x_end")).toEqual([["2025-06-15", "2025-06-22"]]);
  });

  test("cuts numbers into round intervals that hold every value once", async () => {
    const select = "select i / 10.0 as size from range(-37, 1000) as t(i)";
    const rows = await rowsOf(select, { x: "size", aggregate: "count", grain: "bins" });
    expect(only(rows, "x", "x_end").slice(0, 2)).toEqual([
      [-5, 0],
      [0, 5],
    ]);
    expect(rows.length).toBe(21);
    expect(rows.reduce((sum, { n }) => sum + (n as number), 0)).toBe(1037);
  });

  test("does not cut whole numbers below 1, and makes one interval of one value", async () => {
    const chart = { x: "items", aggregate: "count", grain: "bins" } as const;
    const few = await rowsOf("select 1 + i % 3 as items from range(9) as t(i)", chart);
    expect(only(few, "x", "x_end", "n")).toEqual([
      [1, 2, 3],
      [2, 3, 3],
      [3, 4, 3],
    ]);
    expect(only(await rowsOf("select 7 as items", chart), "x", "x_end", "n")).toEqual([[7, 8, 1]]);
    expect(await rowsOf("select null::integer as items", chart)).toEqual([]);
  });

  test("makes one of the smallest values, keeps no value apart, and sums what it put together", async () => {
    const select = `
        select 'v' || lpad(cast(i as varchar), 2, '0') as what, i as size from range(1, 41) as t(i)
        union all select null, 1000`;
    const rows = await rowsOf(select, { x: "what", y: "size", aggregate: "sum" });
    expect(rows.length).toBe(31);
    expect(only(rows, "x", "x_others", "y", "n").slice(-2)).toEqual([
      [null, 0, 1000, 1],
      [null, 11, 66, 11],
    ]);
    expect(only(rows, "x")[0]).toEqual(["v12"]);
  });

  test("tells six colours apart, or five and the others", async () => {
    const select = (values: number) =>
      `select 1 as items, 'c' || i % ${values} as what from range(${values * 10 + 1}) as t(i)`;
    const chart = { x: "items", colour: "what", aggregate: "count" } as const;
    expect(only(await rowsOf(select(6), chart), "colour", "colour_others")).toEqual(
      ["c0", "c1", "c2", "c3", "c4", "c5"].map((colour) => [colour, 0]),
    );
    expect(only(await rowsOf(select(8), chart), "colour", "colour_others", "n").at(-1)).toEqual([
      null,
      3,
      30,
    ]);
  });

  test("draws rows as they are, in their order, and thins them evenly beyond the bound", async () => {
    const chart = { mark: "dot", x: "size", y: "items" } as const;
    const few = await rowsOf("select 3 - i as size, i as items from range(3) as t(i)", chart);
    expect(only(few, "x", "y", "marks")).toEqual([
      [3, 0, 3],
      [2, 1, 3],
      [1, 2, 3],
    ]);
    const many = await rowsOf("select i as size, i as items from range(1000000) as t(i)", chart);
    expect(many.length).toBe(5000);
    expect(only(many.slice(0, 2), "x", "marks", "rows_in_all")).toEqual([
      [0, 1_000_000, 1_000_000],
      [200, 1_000_000, 1_000_000],
    ]);
  });

  test("leaves out what is infinite or no number at all", async () => {
    const select = "select v as size, 1 as items from (values ('inf'::double), ('nan'::double), (1)) as t(v)";
    expect(only(await rowsOf(select, { mark: "dot", x: "size", y: "items" }), "x", "rows_without_x")).toEqual(
      [[1, 2]],
    );
  });

  test("says nothing of a chart that is not yet chosen", () => {
    const chart = { ...emptyChart, x: "what", y: "size" };
    expect(chartSql("", chart, columns)).toBe(null);
    expect(chartSql("orders", { ...chart, x: null }, columns)).toBe(null);
    expect(chartSql("orders", { ...chart, y: null }, columns)).toBe(null);
    expect(chartSql("orders", { ...chart, mark: "heat" }, columns)).toBe(null);
  });

  test("refuses columns that are not there and those that cannot be drawn so", () => {
    const chart = { ...emptyChart, x: "what", y: "size" };
    expect(() => chartSql("t", { ...chart, x: "__proto__" }, columns)).toThrow("unknown column: __proto__");
    expect(() => chartSql("t", { ...chart, y: "at" }, columns)).toThrow("unsupported y: at holds no numbers");
    expect(() => chartSql("t", { ...chart, grain: "month" }, columns)).toThrow(
      "unsupported grain: month of what",
    );
    expect(() => chartSql("t", { ...chart, grain: "bins" }, columns)).toThrow(
      "unsupported grain: intervals of what",
    );
  });
});
