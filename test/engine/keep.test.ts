import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { plainRows } from "../../src/engine/rows.ts";
import { nodeHost } from "../support/engine.ts";

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open({ ...nodeHost, storage: "opfs" });
  await engine.define("create table t as select range as n from range(10)");
});
afterAll(() => engine.close());

const rows = async (sql: string) => plainRows(await engine.query(sql));
const keptNames = async () =>
  (
    await rows("select table_name as name from duckdb_tables() where database_name = 'kept' order by all")
  ).map(({ name }) => `kept.${String(name)}`);

describe("a kept result", () => {
  it("is a table beside the orders' database, its rows numbered in the order of the statement", async () => {
    const kept = await engine.keep("select n, n % 2 = 0 as even from t order by n desc; -- done");
    expect({ ...kept, name: "" }).toEqual({
      name: "",
      columns: [
        { name: "n", type: "BIGINT" },
        { name: "even", type: "BOOLEAN" },
      ],
      rows: 10,
    });
    expect(kept.isHere).toBe(true);
    expect(await rows(`select rowid as r, n from ${kept.name} where rowid >= 2 and rowid < 4`)).toEqual([
      { r: 2, n: 7 },
      { r: 3, n: 6 },
    ]);
    expect(
      await rows("select table_name as name from duckdb_tables() where database_name <> 'kept'"),
    ).toEqual([{ name: "t" }]);
    await engine.drop(kept);
    expect([kept.isHere, await keptNames()]).toEqual([false, []]);
    await engine.drop(kept);
  });

  it("has names made distinct, and any type", async () => {
    const kept = await engine.keep("select 1 as a, 2 as A, interval 1 day as b, 'x'::enum('x', 'y') as c");
    expect(kept.columns).toEqual([
      { name: "a", type: "INTEGER" },
      { name: "A_1", type: "INTEGER" },
      { name: "b", type: "INTERVAL" },
      { name: "c", type: "ENUM('x', 'y')" },
    ]);
    await engine.drop(kept);
  });

  it.each([
    "create table x as select 1",
    "select 1; select 2",
    "insert into t values (1)",
    "drop table t",
    "select 1) ; drop table t; --",
    "",
  ])("passes the same gate: %s", async (sql) => {
    await expect(engine.keep(sql)).rejects.toMatchObject({ name: "QueryError", sql });
    expect([await keptNames(), await rows("select count(*) as n from t")]).toEqual([[], [{ n: 10 }]]);
  });

  it("leaves nothing of a statement that fails on its way, and says where", async () => {
    await expect(engine.keep("select\n  n, m from t")).rejects.toMatchObject({
      line: 2,
      column: 6,
      candidates: ["n"],
    });
    await expect(engine.keep("select ('1' || n || 'x')::integer as n from t")).rejects.toThrow(
      /^Conversion Error/,
    );
    expect(await keptNames()).toEqual([]);
  });

  it("can be stopped, and leaves nothing", async () => {
    const stop = new AbortController();
    const running = engine.keep("select count(*) from range(1000000) a, range(100000) b", {
      signal: stop.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop.abort(new Error("stopped by hand"));
    await expect(running).rejects.toThrow("stopped by hand");
    expect(await rows("select 1 as n")).toEqual([{ n: 1 }]);
    expect(await keptNames()).toEqual([]);
    const slow = "select count(*) from range(1000000) a, range(100000) b";
    await expect(engine.keep(slow, { maxSeconds: 0.2 })).rejects.toThrow("it ran for more than 0.2 s");
  });

  it("is written by several statements at once, and beside what is defined", async () => {
    const all = await Promise.all([
      ...Array.from({ length: 6 }, (_, n) => engine.keep(`select ${n} as n from range(1000)`)),
      engine.define("create table u as select 1 as n"),
    ]);
    const kept = all.slice(0, 6) as Awaited<ReturnType<typeof engine.keep>>[];
    const sums = await Promise.all(kept.map(({ name }) => rows(`select sum(n)::integer as n from ${name}`)));
    expect(sums.flat().map(({ n }) => n)).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
    await Promise.all(kept.map((each) => engine.drop(each)));
  });

  it("is gone after a restart", async () => {
    const kept = await engine.keep("select 1 as n");
    const stop = new AbortController();
    const stuck = engine.query("select levenshtein(repeat('ab', 100000), repeat('ba', 100000)) as d", {
      signal: stop.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    stop.abort(new Error("stopped by hand"));
    await expect(stuck).rejects.toThrow("stopped by hand");
    const again = await engine.keep("select 2 as n");
    expect([kept.isHere, again.isHere, kept.name === again.name]).toEqual([false, true, false]);
    expect(await rows(`from ${again.name}`)).toEqual([{ n: 2 }]);
    await engine.drop(kept);
  });
});
