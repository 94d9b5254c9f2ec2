import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { fiveFiles, importTexts } from "../support/data-sets.ts";
import { openTestEngine } from "../support/engine.ts";
import { rows } from "./loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const values = async (sql: string) => (await rows(engine, sql)).map((row) => Object.values(row));
const ledgerOf = async (file: string) =>
  (await readReports(engine)).ledger
    .filter((line) => line.file === file)
    .map(({ line, records, amount }) => [line, records, amount]);

describe("five files of one shop", () => {
  beforeAll(async () => {
    await importTexts(engine, fiveFiles);
  });

  it("give orders the amount of their items with shipping, less their refunds", async () => {
    expect(
      await values(
        `select order_id, status, net_amount::varchar, refund_amount::varchar, shipping_amount::varchar,
            items, cost_amount::varchar, city, excluded_by
        from all_orders order by order_id`,
      ),
    ).toEqual([
      ["1001", "paid", "45.0000", null, "5.0000", 2, "17.0000", "Berlin", null],
      ["1002", "refunded", "0.0000", "10.0000", "0.0000", 1, "4.0000", "Paris", null],
      ["1003", "partially_refunded", "32.5000", "7.5000", "5.0000", 2, "14.0000", "Berlin", null],
      ["1004", "cancelled", "15.0000", null, "5.0000", 1, null, "Rome", "cancelled"],
      ["1005", "paid", "30.0000", null, "0.0000", 1, "10.0000", "Paris", null],
    ]);
  });
});
