import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { RemoteEngine } from "../../src/engine/remote.ts";
import { plainRows } from "../../src/engine/rows.ts";
import { serveEngine } from "../../src/engine/serve.ts";
import { engineChannel } from "../../src/engine/wire.ts";
import { openTestEngine } from "../support/engine.ts";
import { Origin } from "../support/tabs.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
  await engine.define("create table teas as select i as n, 'tea ' || i as name from range(5000) t(i)");
});

function twoTabs(over: Engine = engine) {
  const origin = new Origin();
  const served = serveEngine(origin.tab("first").channel(engineChannel), "first", () =>
    Promise.resolve(over),
  );
  const remote = new RemoteEngine(origin.tab("second").channel(engineChannel), "second");
  return { origin, served, remote };
}

const rows = async (from: Engine, sql: string) => plainRows(await from.query(sql));

describe("an engine that asks another tab's", () => {
  it("gives the same rows, of every type", async () => {
    const { remote } = twoTabs();
    const sql = `select n, name, n / 7 as share, n::decimal(18, 4) as money, date '2025-01-02' + n::integer as day,
      timestamp '2025-01-02 03:04:05.678' as at, case when n % 2 = 0 then null else [n, 2] end as list
      from teas order by n`;
    const answer = await rows(remote, sql);
    expect(answer).toHaveLength(5000);
    expect(answer).toEqual(await rows(engine, sql));
    expect(await rows(remote, "select n from teas where false")).toEqual([]);
  });

  it("stops reading where it was told to", async () => {
    const { remote } = twoTabs();
    const table = await remote.query("select a.n from teas a, teas b", { maxRows: 10 });
    expect(table.numRows).toBeGreaterThanOrEqual(10);
    expect(table.numRows).toBeLessThan(100_000);
  });

  it("is refused at the same gate, with the statement, the place and the candidates", async () => {
    const { remote } = twoTabs();
    await expect(remote.query("drop table teas")).rejects.toMatchObject({ name: "QueryError" });
    const local = await engine.query("select nam\nfrom teas").catch((error: unknown) => error);
    const far = await remote.query("select nam\nfrom teas").catch((error: unknown) => error);
    const told = (error: unknown) => {
      const { name, message, hint, sql, line, column, candidates } = error as Record<string, unknown>;
      return { name, message, hint, sql, line, column, candidates };
    };
    expect(told(far)).toEqual(told(local));
    expect(told(far)).toMatchObject({ line: 1, column: 8, candidates: ["name", "n"] });
  });

  it("answers several questions at once, each with its own answer", async () => {
    const { remote } = twoTabs();
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const answers = await Promise.all(numbers.map((n) => rows(remote, `select ${n}::integer as n`)));
    expect(answers).toEqual(numbers.map((n) => [{ n }]));
  });

  it("stops in the other tab what is stopped here", async () => {
    const signals: AbortSignal[] = [];
    const slow = {
      ...idle,
      query: (_sql: string, { signal }: { signal?: AbortSignal } = {}) => {
        signals.push(signal!);
        return new Promise<never>((_, reject) =>
          signal!.addEventListener("abort", () => reject(signal!.reason as Error)),
        );
      },
    };
    const { remote } = twoTabs(slow);
    const stop = new AbortController();
    const asked = remote.query("select 1", { signal: stop.signal });
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    stop.abort(new Error("by hand"));
    await expect(asked).rejects.toThrow("by hand");
    await vi.waitFor(() => expect(signals[0]!.aborted).toBe(true));
    await expect(
      remote.query("select 1", { signal: AbortSignal.abort(new Error("before")) }),
    ).rejects.toThrow("before");
    expect(signals).toHaveLength(1);
  });

  it("stops everything that a tab asked for when that tab leaves", async () => {
    const signals: AbortSignal[] = [];
    const slow = {
      ...idle,
      query: (_sql: string, { signal }: { signal?: AbortSignal } = {}) => {
        signals.push(signal!);
        return new Promise<never>(() => undefined);
      },
    };
    const { remote } = twoTabs(slow);
    const asked = [remote.query("select 1"), remote.query("select 2")];
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    const outcomes = Promise.allSettled(asked);
    remote.end(new Error("the tab was closed"));
    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await vi.waitFor(() => expect(signals.every(({ aborted }) => aborted)).toBe(true));
  });

  it("says that nobody answers, after a while, and waits as long as it takes for who heard it", async () => {
    vi.useFakeTimers();
    try {
      const origin = new Origin();
      const alone = new RemoteEngine(origin.tab("second").channel(engineChannel), "second");
      const unheard = expect(alone.query("select 1")).rejects.toThrow(/^missing answer/);
      await vi.advanceTimersByTimeAsync(5_000);
      await unheard;

      let answer: (() => void) | undefined;
      const slow = { ...idle, size: () => new Promise<number>((resolve) => (answer = () => resolve(7))) };
      const { remote } = twoTabs(slow);
      const size = remote.size();
      await vi.advanceTimersByTimeAsync(600_000);
      answer!();
      await vi.advanceTimersByTimeAsync(10);
      expect(await size).toBe(7);
    } finally {
      vi.useRealTimers();
    }
  });

  it("hears when another tab begins to answer, and asks that one", async () => {
    const { origin, remote, served } = twoTabs({ ...idle, query: () => new Promise<never>(() => undefined) });
    const here = vi.fn();
    const changed = vi.fn();
    remote.listen({ here, changed });
    await vi.waitFor(() => expect(here).toHaveBeenCalledTimes(1));
    const stuck = remote.query("select 1");
    const outcome = expect(stuck).rejects.toThrow(
      "stopped statement: the tab that held the orders was closed",
    );
    served.close();
    const next = serveEngine(origin.tab("third").channel(engineChannel), "third", () =>
      Promise.resolve(engine),
    );
    await outcome;
    expect(here).toHaveBeenCalledTimes(2);
    expect(await rows(remote, "select 1::integer as n")).toEqual([{ n: 1 }]);
    next.tellChanged();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
  });

  it("changes nothing", async () => {
    const { remote } = twoTabs();
    await expect(remote.define()).rejects.toThrow("unsupported here: changing the orders");
    await expect(remote.insert()).rejects.toThrow("unsupported here: changing the orders");
    await expect(remote.attachFile()).rejects.toThrow("unsupported here: reading a file");
  });

  it("is deaf to messages of other programs", async () => {
    const { origin, remote } = twoTabs();
    const stranger = origin.tab("stranger").channel(engineChannel);
    for (const message of [
      null,
      1,
      "query",
      {},
      { kind: "query" },
      { kind: "query", from: "x", id: 1 },
      { kind: "answer", to: "second", id: 1 },
      { kind: "answer", to: 3 },
    ])
      stranger.post(message);
    expect(await rows(remote, "select 1::integer as n")).toEqual([{ n: 1 }]);
  });
});

const idle: Engine = {
  storage: "opfs",
  keeps: false,
  keep: () => Promise.reject(new Error("unasked")),
  drop: () => Promise.resolve(),
  query: () => Promise.reject(new Error("unasked")),
  define: () => Promise.reject(new Error("unasked")),
  attachFile: () => Promise.reject(new Error("unasked")),
  detachFile: () => Promise.reject(new Error("unasked")),
  insert: () => Promise.reject(new Error("unasked")),
  checkpoint: () => Promise.reject(new Error("unasked")),
  size: () => Promise.reject(new Error("unasked")),
  close: () => Promise.resolve(),
};
