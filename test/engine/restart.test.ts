import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DuckDbEngine } from "../../src/engine/duckdb.ts";
import type { EngineHost } from "../../src/engine/session.ts";
import { plainRows } from "../../src/engine/rows.ts";
import { nodeHost } from "../support/engine.ts";

/** One vector operation, which nothing can interrupt. */
const stuck = "select levenshtein(repeat('ab', 100000), repeat('ba', 100000)) as distance";

/** A database that is there again after a restart, as one in OPFS is: each start finds the same table. */
let starts = 0;
/** How many of the coming starts fail, as where a terminated worker still holds the database. */
let failing = 0;
const host: EngineHost = {
  ...nodeHost,
  storage: "opfs",
  async start() {
    starts++;
    if (failing > 0) {
      failing--;
      throw new Error("the database is held");
    }
    const db = await nodeHost.start();
    const connection = await db.connect();
    await connection.query("create table kept as select 42 as n");
    await connection.close();
    return db;
  },
};

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await DuckDbEngine.open(host);
});
afterAll(() => engine.close());

describe("an engine whose statement does not stop", () => {
  it("answers the caller at once, opens its database again, and lets others have their answer", async () => {
    await engine.attachFile("a.csv", new Blob(["a\nx\n"]));

    const stop = new AbortController();
    const running = engine.query(stuck, { signal: stop.signal });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const other = engine.query("select n from kept");
    stop.abort(new Error("stopped by hand"));
    await expect(running).rejects.toThrow("stopped by hand");

    expect(plainRows(await other)).toEqual([{ n: 42 }]);
    expect(starts).toBe(2);
    const read =
      "from read_csv('import/a.csv', auto_detect = false, header = true, columns = {'a': 'VARCHAR'})";
    expect(plainRows(await engine.query(read))).toEqual([{ a: "x" }]);
    await expect(engine.query("from read_text('/etc/passwd')")).rejects.toThrow("Permission Error");
  });

  it("tries its start once more at the next statement where the restart failed", async () => {
    failing = 1;
    await expect(engine.query(stuck, { maxSeconds: 0.2 })).rejects.toThrow("it ran for more than 0.2 s");
    // The failed start ends what waits on it or is not noticed at all; the statement after it has its answer.
    const before = starts;
    for (let asked = 0; starts < before + 2 && asked < 100; asked++)
      await engine.query("select n from kept").catch(() => undefined);
    expect([failing, starts]).toEqual([0, before + 2]);
    expect(plainRows(await engine.query("select n from kept"))).toEqual([{ n: 42 }]);
  });

  it("is stopped when its time is up, and a statement within its time is not", async () => {
    const endless = "select count(*) from range(1000000) a, range(100000) b";
    await expect(engine.query(endless, { maxSeconds: 0.2 })).rejects.toThrow(
      "stopped statement: it ran for more than 0.2 s",
    );
    await expect(engine.query(stuck, { maxSeconds: 0.2 })).rejects.toThrow(
      "stopped statement: it ran for more than 0.2 s",
    );
    expect(plainRows(await engine.query("select n from kept", { maxSeconds: 60 }))).toEqual([{ n: 42 }]);
  });

  it("tells everyone when it is closed", async () => {
    const running = engine.query("select count(*) from range(1000000) a, range(100000) b");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const outcome = expect(running).rejects.toThrow("stopped statement: the engine was closed");
    await engine.close();
    await outcome;
    await expect(engine.query("select 1")).rejects.toThrow("stopped statement: the engine was closed");
  });
});
