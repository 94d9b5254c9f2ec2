import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { readFacts } from "../../src/warehouse/facts.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { fiveFiles, importTexts } from "../support/data-sets.ts";
import { openTestEngine } from "../support/engine.ts";
import { ledgerLines, rows } from "./loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const values = async (sql: string) => (await rows(engine, sql)).map((row) => Object.values(row));
const ledgerOf = (file: string) => ledgerLines(engine, file);

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

  it("give their items as lines, with what a unit costs", async () => {
    expect(
      await values(
        `select l.order_id, line_number, product_id, quantity::varchar, l.net_amount::varchar,
            l.cost_amount::varchar, l.source_id, l.source_row, record_source_id
        from order_lines as l join orders as o using (order_id, source_id)
        order by order_id, line_number`,
      ),
    ).toEqual([
      ["1001", 1, "mug", "2.0000", "20.0000", "8.0000", 1, 1, 2],
      ["1001", 2, "tee", "1.0000", "20.0000", "9.0000", 1, 2, 2],
      ["1002", 1, "mug", "1.0000", "10.0000", "4.0000", 1, 3, 2],
      ["1003", 1, "tee", "1.0000", "20.0000", "9.0000", 1, 4, 2],
      ["1003", 2, "cap", "2.0000", "15.0000", "5.0000", 1, 5, 2],
      ["1005", 1, "cap", "4.0000", "30.0000", "10.0000", 1, 7, 2],
    ]);
  });

  it("give customers their own columns", async () => {
    expect(await values("select * from customer_attributes order by customer_id")).toEqual([
      ["c1", "ann@x.com", "Berlin", "1990-04-01", "gold"],
      ["c2", "bob@x.com", "Paris", null, "silver"],
      ["c3", "cid@x.com", "Rome", "1985-12-31", "gold"],
    ]);
    expect(
      await values(
        "select customer_id, orders, birthday::varchar, tier, city from customers order by customer_id",
      ),
    ).toEqual([
      ["c1", 2, "1990-04-01", "gold", "Berlin"],
      ["c2", 2, null, "silver", "Paris"],
    ]);
  });

  it("are told of the customers' columns, and which hold numbers", async () => {
    const { attributes } = await readFacts(engine, "2025-06-01");
    expect(attributes).toEqual(
      ["email", "city", "birthday", "tier"].map((name) => ({ name, numeric: false })),
    );
  });

  it("give refunds with their day, and costs as a table", async () => {
    expect(
      await values(
        "select order_id, refunded_at::date::varchar, amount::varchar, source_id from refunds order by 1",
      ),
    ).toEqual([
      ["1002", "2025-02-01", "10.0000", 4],
      ["1003", "2025-03-05", "7.5000", 4],
    ]);
    expect(await values("select product_id, valid_from, unit_cost::varchar from costs order by 1")).toEqual([
      ["cap", null, "2.5000"],
      ["mug", null, "4.0000"],
      ["sock", null, "1.0000"],
      ["tee", null, "9.0000"],
    ]);
  });

  it("balance, each file by itself", async () => {
    expect(await ledgerOf("orders.csv")).toEqual([
      ["read", 5, "140.00"],
      ["excluded:cancelled", 1, "15.00"],
      ["kept", 4, "125.00"],
    ]);
    expect(await ledgerOf("items.csv")).toEqual([
      ["read", 8, "135.00"],
      ["excluded:cancelled", 1, "10.00"],
      ["excluded:no_order", 1, "10.00"],
      ["kept", 6, "115.00"],
    ]);
    expect(await ledgerOf("customers.csv")).toEqual([
      ["read", 4, "0.00"],
      ["excluded:no_order", 1, "0.00"],
      ["kept", 3, "0.00"],
    ]);
    expect(await ledgerOf("refunds.csv")).toEqual([
      ["read", 3, "18.50"],
      ["excluded:no_order", 1, "1.00"],
      ["kept", 2, "17.50"],
    ]);
    expect(await ledgerOf("costs.csv")).toEqual([
      ["read", 4, "0.00"],
      ["excluded:no_order", 1, "0.00"],
      ["kept", 3, "0.00"],
    ]);
    const { files } = await readReports(engine);
    expect(
      files.map(({ name, role, orders, customers, amount_total }) => [
        name,
        role,
        orders,
        customers,
        amount_total,
      ]),
    ).toEqual([
      ["orders.csv", undefined, 5, 3, "140.00"],
      ["items.csv", "items", 5, null, "135.00"],
      ["customers.csv", "customers", 5, 3, null],
      ["refunds.csv", "refunds", 2, null, "18.50"],
      ["costs.csv", "costs", null, null, null],
    ]);
  });

  it("are built again from their typed lines under other rules", async () => {
    await applyRules(engine, { ...defaultRules, cancelled: "include", refunds: "at_refund_date" });
    expect(
      await values("select order_id, net_amount::varchar, cost_amount::varchar from orders order by 1"),
    ).toEqual([
      ["1001", "45.0000", "17.0000"],
      ["1002", "10.0000", "4.0000"],
      ["1003", "40.0000", "14.0000"],
      ["1004", "15.0000", "4.0000"],
      ["1005", "30.0000", "10.0000"],
    ]);
    await applyRules(engine, { ...defaultRules, refunds: "drop_refunded_orders", amount: "goods" });
    expect(await values("select order_id, net_amount::varchar from orders order by 1")).toEqual([
      ["1001", "40.0000"],
      ["1003", "28.4375"],
      ["1005", "30.0000"],
    ]);
    await applyRules(engine, { ...defaultRules, refunds: "ignore" });
    expect(await values("select order_id, net_amount::varchar from orders order by 1")).toEqual([
      ["1001", "45.0000"],
      ["1002", "10.0000"],
      ["1003", "40.0000"],
      ["1005", "30.0000"],
    ]);
    expect(await ledgerOf("refunds.csv")).toEqual([
      ["read", 3, "18.50"],
      ["excluded:refunds", 2, "17.50"],
      ["excluded:no_order", 1, "1.00"],
      ["kept", 0, "0.00"],
    ]);
  });
});
