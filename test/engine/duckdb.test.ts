import { tableFromArrays, tableToIPC } from "apache-arrow";
import { beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const column = async (sql: string) => {
  const table = await engine.query(sql);
  return Array.from(table.getChildAt(0) ?? [], (value) => value as unknown);
};

const endless = "select count(*) from range(1000000) a, range(100000) b";

describe("query", () => {
  it("gives the rows of a SELECT", async () => {
    expect(await column("select i::integer as i from range(3) t(i) order by i")).toEqual([0, 1, 2]);
    expect((await engine.query("select 1 as a where false")).schema.names).toEqual(["a"]);
  });

  it("answers other statements while one runs", async () => {
    const stop = new AbortController();
    const long = engine.query(endless, { signal: stop.signal });
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => column(`select ${n} as n`)));
    expect(answers).toEqual([[1], [2], [3], [4], [5]]);
    stop.abort(new Error("enough"));
    await expect(long).rejects.toThrow("enough");
  });

  it("stops a cross join of 10^11 rows, before its first row and in the stream", async () => {
    for (const sql of [endless, "select a.range as a from range(1000000) a, range(100000) b"]) {
      const stop = new AbortController();
      const running = engine.query(sql, { signal: stop.signal });
      setTimeout(() => stop.abort(new Error("stopped by hand")), 100);
      await expect(running).rejects.toThrow("stopped by hand");
      expect(await column("select 1 as one")).toEqual([1]);
    }
  });

  it("does not start what is already aborted", async () => {
    const running = engine.query("select 1", { signal: AbortSignal.abort(new Error("too late")) });
    await expect(running).rejects.toThrow("too late");
  });

  it("reads no further than asked", async () => {
    const table = await engine.query("from range(10000000000)", { maxRows: 3000 });
    expect(table.numRows).toBeGreaterThanOrEqual(3000);
    expect(table.numRows).toBeLessThan(10_000);
    expect((await engine.query("from range(5)", { maxRows: 3000 })).numRows).toBe(5);
  });
});

describe("define", () => {
  it("runs several statements, all or nothing", async () => {
    await engine.define("create table a as select 1 as n; -- two;\ninsert into a values (2);");
    expect(await column("select n from a order by n")).toEqual([1, 2]);
    await expect(engine.define("insert into a values (3);\ninsert into a select nope")).rejects.toMatchObject(
      {
        name: "QueryError",
        sql: "insert into a select nope",
        line: 1,
        column: 22,
      },
    );
    expect(await column("select n from a order by n")).toEqual([1, 2]);
  });

  it("rolls back when it is aborted", async () => {
    const stop = new AbortController();
    const running = engine.define(
      "create table b as select 1 as n; create table c as select count(*) as n from range(1000000) a, range(100000) b",
      { signal: stop.signal },
    );
    setTimeout(() => stop.abort(new Error("stopped by hand")), 100);
    await expect(running).rejects.toThrow("stopped by hand");
    expect(await column("select table_name from duckdb_tables() where table_name in ('b', 'c')")).toEqual([]);
  });

  it("waits for the real end of an aborted one before it", async () => {
    await engine.define("create table turn as select 0 as n");
    const stop = new AbortController();
    const running = engine.define(
      "update turn set n = 1; create table c as select count(*) as n from range(1000000) a, range(100000) b",
      { signal: stop.signal },
    );
    setTimeout(() => stop.abort(new Error("stopped by hand")), 100);
    await expect(running).rejects.toThrow("stopped by hand");
    // Begun while the first still rolls back, this would conflict with its update.
    await engine.define("update turn set n = n + 2");
    expect(await column("select n from turn")).toEqual([2]);
  });
});

describe("files", () => {
  const read =
    "from read_csv('import/a.csv', auto_detect = false, columns = {'a': 'VARCHAR'}, header = true)";

  it("are readable from attaching to detaching", async () => {
    await engine.attachFile("a.csv", new Blob(["a\nx\ny\n"]));
    expect(await column(read)).toEqual(["x", "y"]);
    await engine.detachFile("a.csv");
    await expect(engine.query(read)).rejects.toThrow(/a\.csv/);
  });

  it("take the place of a file with the same name", async () => {
    await engine.attachFile("a.csv", new Blob(["a\nx\n"]));
    expect(await column(read)).toEqual(["x"]);
    await engine.attachFile("a.csv", new Blob(["a\nanother\nfile\n"]));
    expect(await column(read)).toEqual(["another", "file"]);
    await engine.detachFile("a.csv");
  });

  it.each(["", "..", "../a.csv", "b/a.csv", "b\\a.csv"])("have no path: %j", async (name) => {
    await expect(engine.attachFile(name, new Blob([]))).rejects.toThrow(`invalid file name: ${name}`);
  });
});

describe("insert", () => {
  it("appends the rows of an Arrow stream", async () => {
    await engine.define("create table d (n integer, t varchar)");
    const rows = tableFromArrays({ n: Int32Array.of(1, 2, 3), t: ["a", null, "中"] });
    await engine.insert("d", tableToIPC(rows, "stream"));
    await engine.insert("d", tableToIPC(rows.slice(0, 1), "stream"));
    expect(await column("select n || ':' || coalesce(t, 'null') from d order by n, t")).toEqual([
      "1:a",
      "1:a",
      "2:null",
      "3:中",
    ]);
  });

  it("does not pass over rows that did not arrive", async () => {
    await engine.define("create table f (n integer)");
    const rows = tableToIPC(tableFromArrays({ n: Int32Array.of(1, 2, 3) }), "file");
    await expect(engine.insert("f", rows)).rejects.toThrow("invalid insert into f: 0 of 3 rows arrived");
    expect(await column("select count(*)::integer from f")).toEqual([0]);
  });
});

it("knows the bytes that it uses", async () => {
  expect(await engine.size()).toBeGreaterThan(0);
  await engine.checkpoint();
});
