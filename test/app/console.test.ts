import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import { createConsole, type RegularsConsole } from "../../src/app/console.ts";
import { ordersWarehouse } from "../../src/app/orders-warehouse.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { shopFile, shopOf, testApp } from "../support/app.ts";
import { dataFile } from "../support/data.ts";
import { openTestEngine } from "../support/engine.ts";
import { analysisCell, notebookOf } from "../support/notebook.ts";

let engine: Engine;

beforeAll(async () => {
  engine = await openTestEngine();
});

const open = (): RegularsConsole =>
  createConsole(testApp(engine, { warehouse: ordersWarehouse, analyses }).app, "1.2.3");

const orders = shopFile("orders.csv", shopOf(10, 20, 0, 40));

describe("the scripting surface", () => {
  it("imports a file as dropping it would, and gives the receipt", async () => {
    const regulars = open();
    await regulars.ready;
    const report = await regulars.import([orders]);
    expect(report.files[0]).toMatchObject({
      name: "orders.csv",
      outcome: "load",
      records: 4,
      rows_loaded: 4,
      orders: 4,
      customers: 1,
      amount_total: "70.00",
      excluded: { zero_value: { records: 1, amount: "0.00" } },
    });
    expect(
      await regulars.query("select order_id, net_amount, ordered_at from orders order by 1 limit 1"),
    ).toEqual([{ order_id: "orders.csv-1", net_amount: 10, ordered_at: "2025-01-01T00:00:00" }]);
    expect(regulars.notebook().cells.map((cell) => ("analysis" in cell ? cell.analysis : cell.kind))).toEqual(
      ["text", "overview", "cohort-retention", "rfm", "abc"],
    );
    await vi.waitFor(() => expect(regulars.cells().map(({ status }) => status)).not.toContain("running"), {
      timeout: 20_000,
    });
  });

  it("takes the decisions that the dialog would ask for", async () => {
    const regulars = open();
    await regulars.import([orders], { rules: { zero_value: "include" }, mapping: { channel: "order_id" } });
    expect(await regulars.query("select count(*) as n, min(channel) as channel from orders")).toEqual([
      { n: 4, channel: "orders.csv-1" },
    ]);
    expect(regulars.notebook().reading.rules.zero_value).toBe("include");
  });

  it("rejects with class, hint and every receipt when all files are refused, and goes on", async () => {
    const regulars = open();
    await expect(
      regulars.import([new File([], "empty.csv"), new File(["order_id,date\n"], "header.csv")]),
    ).rejects.toMatchObject({
      error_class: "EMPTY_FILE",
      hint: expect.stringMatching(/\w/) as string,
      files: [
        { name: "empty.csv", outcome: "refuse", error_class: "EMPTY_FILE" },
        { name: "header.csv", outcome: "refuse", error_class: "NO_ROWS" },
      ],
    });
    expect((await regulars.import([orders])).files).toHaveLength(1);
  });

  it.each<[unknown, unknown, string]>([
    [[], undefined, "missing files"],
    [["orders.csv"], undefined, "missing files"],
    [[orders], { zone: "UTC" }, "unknown option: zone"],
    [[orders], { rules: { unpaid: "maybe" } }, 'invalid options.rules.unpaid: "maybe"'],
  ])("refuses to import %j with %j", async (files, options, message) => {
    await expect(open().import(files as File[], options as object)).rejects.toThrow(message);
  });

  it("queries through the gate only", async () => {
    const regulars = open();
    await expect(regulars.query("drop table orders")).rejects.toMatchObject({ name: "QueryError" });
    expect(await regulars.query("select 1 as one, [1, 2] as list, null as nothing")).toEqual([
      { one: 1, list: [1, 2], nothing: null },
    ]);
  });

  it("answers a question over the orders in place, on any day, and refuses what it does not know", async () => {
    const regulars = open();
    await regulars.import([orders]);
    const whole = await regulars.analyse("abc");
    expect(whole.rows).toHaveLength(1);
    expect(whole.headline).not.toBe("");
    expect(whole.sql).toContain("date '2025-01-04'");
    expect((await regulars.analyse("abc", { as_of: "2025-01-02" })).sql).toContain("date '2025-01-02'");
    await expect(regulars.analyse("nothing")).rejects.toThrow("unknown analysis: nothing");
    await expect(regulars.analyse("abc", { shape: 1 })).rejects.toThrow(/^unknown parameter: shape/);
    await expect(regulars.analyse("abc", { as_of: "today" })).rejects.toThrow(/^invalid parameter as_of/);
    const listed = regulars.analyses().map(({ id }) => id);
    expect(listed).toEqual(analyses.map(({ id }) => id));
    expect(listed).toEqual(expect.arrayContaining(["overview", "cohort-retention", "rfm", "abc"]));
  });

  it("opens a notebook as an untrusted file, and forgets everything", async () => {
    const regulars = open();
    await regulars.import([orders]);
    await regulars.open({ ...notebookOf(analysisCell("c1", "abc", { entity: "customer" })), id: "mine" });
    expect(regulars.notebook()).toMatchObject({ id: "mine", cells: [{ id: "c1", analysis: "abc" }] });
    await expect(regulars.open(notebookOf(analysisCell("c1", "abc", { entity: 3 })))).rejects.toThrow(
      /^invalid cells\[0\]\.params\.entity/,
    );
    await regulars.clear();
    expect(() => regulars.notebook()).toThrow("missing notebook: none is open");
    expect(regulars.cells()).toEqual([]);
    expect(regulars.version).toBe("1.2.3");
  });
});

describe("real files through the scripting surface", () => {
  const superstore = dataFile("superstore/superstore.csv");

  it.skipIf(!superstore)("loads Superstore to the cent (needs the shared data)", async () => {
    const regulars = open();
    const file = new File([await readFile(superstore!)], basename(superstore!));
    const { files } = await regulars.import([file]);
    expect(files[0]).toMatchObject({
      records: 9994,
      orders: 5009,
      customers: 793,
      amount_total: "2297200.8603",
    });
    expect(
      await regulars.query("select count(*) as n, sum(net_amount)::varchar as total from orders"),
    ).toEqual([{ n: 5009, total: "2297200.8603" }]);
  });
});
