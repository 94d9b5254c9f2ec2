import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { plainRows } from "../../src/engine/rows.ts";
import { setParam, setReading } from "../../src/notebook/edit.ts";
import type { Cell } from "../../src/notebook/document.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { Runtime } from "../../src/runtime/runtime.ts";
import type { CellState } from "../../src/runtime/state.ts";
import { testAnalyses } from "../support/analyses.ts";
import { openTestEngine } from "../support/engine.ts";
import { recordingEngine, type Asked } from "../support/recording-engine.ts";
import { analysisCell, analysisResult, notebookOf, someFacts, textCell } from "../support/notebook.ts";
import { buildShop } from "../support/shop.ts";

let engine: Engine;
const log: Asked[] = [];
const facts: OrderFacts = { ...someFacts, orders: 5, as_of: "2025-03-01", observed_through: "2025-02-28" };

beforeAll(async () => {
  const real = await openTestEngine();
  await buildShop(
    real,
    [10, 20, 30, 40, 50].map((amount, index) => ({ customer: "ann", at: `2025-02-0${index + 1}`, amount })),
  );
  engine = recordingEngine(real, log);
});

/** The statements that the engine was asked since `log` was emptied. */
const asked = () => log.map(({ sql }) => sql);

const open: Runtime[] = [];
afterEach(() => {
  for (const runtime of open.splice(0)) runtime.close();
});

function runtimeOf(...cells: readonly Cell[]) {
  const notebook = notebookOf(...cells);
  const runtime = new Runtime(testAnalyses, notebook, createMessages("en"));
  open.push(runtime);
  log.length = 0;
  return { runtime, notebook };
}

/** The cell's state once it no longer runs. */
const settled = (runtime: Runtime, cell: string): Promise<CellState> =>
  new Promise((resolve) => {
    const look = () => {
      const state = runtime.state(cell);
      if (state.status === "running" || state.status === "idle") return;
      off();
      resolve(state);
    };
    const off = runtime.subscribe(look);
    look();
  });

const rowsOf = (state: CellState) => {
  const last = "last" in state ? state.last : undefined;
  return last?.kind === "analysis" ? last.result.rows : undefined;
};

describe("the runtime", () => {
  it("leaves cells idle until there are orders, and text cells for ever", async () => {
    const { runtime } = runtimeOf(textCell("c1"), analysisCell("c2", "count"));
    expect([runtime.state("c1"), runtime.state("c2")]).toEqual([{ status: "idle" }, { status: "idle" }]);
    runtime.setSource({ engine, facts });
    expect((await settled(runtime, "c2")).status).toBe("done");
    expect(runtime.state("c1")).toEqual({ status: "idle" });
  });

  it("runs only what is in sight, and the others when they come into sight", async () => {
    const notebook = notebookOf(analysisCell("c1", "count"), analysisCell("c2", "list"));
    const runtime = new Runtime(testAnalyses, notebook, createMessages("en"), []);
    open.push(runtime);
    log.length = 0;
    runtime.setSource({ engine, facts });
    expect([runtime.state("c1"), runtime.state("c2")]).toEqual([{ status: "idle" }, { status: "idle" }]);
    runtime.setInSight(["c1"]);
    expect((await settled(runtime, "c1")).status).toBe("done");
    expect([runtime.state("c2"), log.length]).toEqual([{ status: "idle" }, 1]);
    runtime.setInSight(["c1", "c2"]);
    expect((await settled(runtime, "c2")).status).toBe("done");
    expect(asked().filter((sql) => sql.includes("count(*)"))).toHaveLength(1);
  });

  it("keeps the last result of a cell out of sight whose question changed, and runs it when it is seen", async () => {
    const notebook = notebookOf(analysisCell("c1", "count"));
    const runtime = new Runtime(testAnalyses, notebook, createMessages("en"), ["c1"]);
    open.push(runtime);
    runtime.setSource({ engine, facts });
    await settled(runtime, "c1");
    runtime.setInSight([]);
    runtime.setNotebook(setParam(notebook, "c1", "min", 30));
    const waiting = runtime.state("c1");
    expect([waiting.status, rowsOf(waiting)]).toEqual(["idle", [{ orders: 5 }]]);
    runtime.setInSight(["c1"]);
    expect(rowsOf(await settled(runtime, "c1"))).toEqual([{ orders: 3 }]);
  });

  it("runs a cell out of sight when it is asked to", async () => {
    const runtime = new Runtime(
      testAnalyses,
      notebookOf(analysisCell("c1", "count")),
      createMessages("en"),
      [],
    );
    open.push(runtime);
    runtime.setSource({ engine, facts });
    runtime.run("c1");
    expect(rowsOf(await settled(runtime, "c1"))).toEqual([{ orders: 5 }]);
  });

  it("gives rows, checked parameters, context and the statement byte for byte as it ran", async () => {
    const { runtime } = runtimeOf(analysisCell("c1", "count", { since: "2025-02-02" }));
    runtime.setSource({ engine, facts });
    const state = await settled(runtime, "c1");
    const sql = `select count(*)::integer as orders
from orders
where net_amount >= 0 and ordered_at < date '2025-03-01' + interval 1 day and (date '2025-02-02' is null or ordered_at >= date '2025-02-02')`;
    expect(state).toMatchObject({
      status: "done",
      last: {
        result: { rows: [{ orders: 4 }], whole: true, parts: {} },
        params: { min: 0, since: "2025-02-02" },
        context: {
          as_of: "2025-03-01",
          observed_through: "2025-02-28",
          observed_from: null,
          week_start: "monday",
        },
        sql,
        partSql: {},
      },
    });
    expect(asked()).toEqual([sql]);
  });

  it("reads at most the row limit of the main query and all of a part, which stands alone", async () => {
    const { runtime } = runtimeOf(analysisCell("c1", "list"));
    runtime.setSource({ engine, facts });
    const state = await settled(runtime, "c1");
    expect(analysisResult(state).result).toEqual({
      rows: [
        { order_id: "o0001", net_amount: 10 },
        { order_id: "o0002", net_amount: 20 },
        { order_id: "o0003", net_amount: 30 },
      ],
      whole: false,
      parts: { sum: [{ net_amount: 150 }] },
    });
    expect(log[0]).toEqual({ verb: "keep", sql: analysisResult(state).sql });
    expect(asked()).toHaveLength(3);
    expect(asked()[2]).toMatch(/^with result as \(\n {4}from kept\.r\d+\n\)\nselect sum/);
    const { partSql } = analysisResult(state);
    expect(plainRows(await engine.query(partSql["sum"]!))).toEqual([{ net_amount: 150 }]);
  });

  it("reads further rows from the kept result", async () => {
    const { runtime } = runtimeOf(analysisCell("c1", "list"));
    runtime.setSource({ engine, facts });
    await settled(runtime, "c1");
    log.length = 0;
    const ids = async (offset: number, limit: number) =>
      (await runtime.rows("c1", { offset, limit, sort: null, where: [] })).rows.map(
        ({ order_id }) => order_id,
      );
    expect(await ids(0, 3)).toEqual(["o0001", "o0002", "o0003"]);
    expect(asked()).toEqual([]);
    expect(await ids(3, 2)).toEqual(["o0004", "o0005"]);
    expect(await ids(4, 1)).toEqual(["o0005"]);
    expect(asked().every((sql) => /from kept\.r\d+ where rowid >= /.test(sql))).toBe(true);
    expect(await ids(5, 10)).toEqual([]);
  });

  it("refuses rows of a cell that has no result", async () => {
    const { runtime } = runtimeOf(analysisCell("c1", "list"));
    await expect(runtime.rows("c1", { offset: 0, limit: 1, sort: null, where: [] })).rejects.toThrow(
      "missing result: cell c1 has not run",
    );
  });

  it("runs again exactly the cells whose question changed", async () => {
    const { runtime, notebook } = runtimeOf(
      analysisCell("c1", "count"),
      analysisCell("c2", "count", { min: 40 }),
    );
    runtime.setSource({ engine, facts });
    const [first, second] = [await settled(runtime, "c1"), await settled(runtime, "c2")];
    log.length = 0;
    runtime.setNotebook(setParam(notebook, "c2", "min", 45));
    expect(runtime.state("c2")).toMatchObject({ status: "running", last: { params: { min: 40 } } });
    expect(rowsOf(await settled(runtime, "c2"))).toEqual([{ orders: 1 }]);
    expect(rowsOf(second)).toEqual([{ orders: 2 }]);
    expect(runtime.state("c1")).toBe(first);
    expect(asked()).toHaveLength(1);
  });

  it("runs every cell again when the notebook looks back from another day, and none for a rule or a title", async () => {
    const { runtime, notebook } = runtimeOf(analysisCell("c1", "count"), analysisCell("c2", "list"));
    runtime.setSource({ engine, facts });
    await settled(runtime, "c1");
    const list = await settled(runtime, "c2");
    runtime.setNotebook({ ...notebook, title: "New" });
    expect(runtime.state("c2")).toBe(list);
    runtime.setNotebook(setReading(notebook, { asOf: "2025-02-03" }));
    expect(rowsOf(await settled(runtime, "c1"))).toEqual([{ orders: 3 }]);
    expect(await settled(runtime, "c2")).not.toBe(list);
  });

  it("drops a run that a later one superseded, whichever ends first", async () => {
    const { runtime, notebook } = runtimeOf(analysisCell("c1", "count"));
    runtime.setSource({ engine, facts });
    const seen: unknown[] = [];
    runtime.subscribe(() => {
      const state = runtime.state("c1");
      if (state.status === "done") seen.push(analysisResult(state).params["min"]);
    });
    for (const min of [10, 20, 30, 40]) runtime.setNotebook(setParam(notebook, "c1", "min", min));
    expect(rowsOf(await settled(runtime, "c1"))).toEqual([{ orders: 2 }]);
    runtime.setNotebook(setParam(notebook, "c1", "min", 50));
    expect(rowsOf(await settled(runtime, "c1"))).toEqual([{ orders: 1 }]);
    expect(seen).toEqual([40, 50]);
  });

  it("stops a cell while the rest goes on, and keeps it stopped until it is asked again", async () => {
    const { runtime, notebook } = runtimeOf(analysisCell("c1", "endless"), analysisCell("c2", "count"));
    runtime.setSource({ engine, facts });
    expect(rowsOf(await settled(runtime, "c2"))).toEqual([{ orders: 5 }]);
    expect(runtime.state("c1").status).toBe("running");
    runtime.stop("c1");
    expect(runtime.state("c1")).toEqual({ status: "stopped", last: null });
    runtime.setNotebook({ ...notebook, title: "x" });
    expect(runtime.state("c1").status).toBe("stopped");
    runtime.run("c2");
    expect(rowsOf(await settled(runtime, "c2"))).toEqual([{ orders: 5 }]);
    expect(runtime.state("c1").status).toBe("stopped");
    runtime.run("c1");
    expect(runtime.state("c1").status).toBe("running");
  });

  it("gives a stopped run's place to the next in line", async () => {
    const { runtime } = runtimeOf(
      analysisCell("c1", "endless"),
      analysisCell("c2", "endless"),
      analysisCell("c3", "count"),
    );
    runtime.setSource({ engine, facts });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked()).toHaveLength(2);
    runtime.stop("c2");
    expect(rowsOf(await settled(runtime, "c3"))).toEqual([{ orders: 5 }]);
  });

  it("shows a failing cell's error in that cell and goes on with the others", async () => {
    const { runtime } = runtimeOf(
      analysisCell("c1", "broken"),
      analysisCell("c2", "count", { min: "many" }),
      analysisCell("c3", "gone"),
      analysisCell("c4", "count"),
    );
    runtime.setSource({ engine, facts });
    const messages = await Promise.all(
      ["c1", "c2", "c3"].map(async (cell) => {
        const state = await settled(runtime, cell);
        return state.status === "failed" ? state.error.message : state.status;
      }),
    );
    expect(messages[0]).toMatch(/cost_amout/);
    expect(messages[1]).toMatch(/^invalid parameter min: "many"/);
    expect(messages[2]).toBe("unknown analysis: gone");
    expect(rowsOf(await settled(runtime, "c4"))).toEqual([{ orders: 5 }]);
  });

  it("keeps the last result of a cell that fails", async () => {
    const { runtime, notebook } = runtimeOf(analysisCell("c1", "count"));
    runtime.setSource({ engine, facts });
    const good = await settled(runtime, "c1");
    runtime.setNotebook(setParam(notebook, "c1", "min", -1));
    expect(await settled(runtime, "c1")).toMatchObject({
      status: "failed",
      last: good.status === "done" && good.last,
    });
  });

  it("says why these orders cannot answer, in the language of the screen", async () => {
    const { runtime, notebook } = runtimeOf(analysisCell("c1", "demanding"));
    const reason = async () => {
      const state = await settled(runtime, "c1");
      return state.status === "unanswerable" ? state.why.reason : state.status;
    };
    runtime.setSource({ engine, facts });
    expect(await reason()).toBe("5 orders cover 17 months, not 24");
    runtime.setNotebook(setParam(notebook, "c1", "months", 12));
    expect(await reason()).toBe("done");
    runtime.setSource({ engine, facts: { ...facts, filled: ["order_id"] } });
    expect(await reason()).toBe("These orders have no net_amount. An export with it would answer this.");
    runtime.setMessages(createMessages("zh-Hans"));
    expect(await reason()).toBe("这批订单里没有net_amount。导出中带上它，就能回答。");
    runtime.setSource({ engine, facts: { ...facts, orders: 0 } });
    expect(await reason()).toMatch(/^没有可计的订单/);
  });

  it("keeps results in view as stale while it waits for other orders", async () => {
    const { runtime } = runtimeOf(analysisCell("c1", "count"));
    runtime.setSource({ engine, facts });
    const good = await settled(runtime, "c1");
    runtime.setSource(null);
    expect(runtime.state("c1")).toMatchObject({
      status: "running",
      last: good.status === "done" && good.last,
    });
    runtime.setSource({ engine, facts: { ...facts, as_of: "2025-02-01" } });
    expect(rowsOf(await settled(runtime, "c1"))).toEqual([{ orders: 1 }]);
  });

  it("forgets a cell that is gone and another question's result", async () => {
    const { runtime, notebook } = runtimeOf(analysisCell("c1", "count"), analysisCell("c2", "count"));
    runtime.setSource({ engine, facts });
    await Promise.all([settled(runtime, "c1"), settled(runtime, "c2")]);
    runtime.setNotebook({ ...notebook, cells: [analysisCell("c2", "list")] });
    expect(runtime.state("c1")).toEqual({ status: "idle" });
    expect(runtime.state("c2")).toMatchObject({ status: "running", last: null });
    expect((await settled(runtime, "c2")).status).toBe("done");
  });
});
