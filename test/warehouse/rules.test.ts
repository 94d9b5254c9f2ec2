import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { importPlan } from "./plans.ts";
import { defaultRules, type CountingRules } from "../../src/orders/rules.ts";
import { effectOfRules } from "../../src/warehouse/effect.ts";
import { applyRules, discard, hasOrders, stage } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { openTestEngine } from "../support/engine.ts";
import { load, rows } from "./loading.ts";
import { filePlan, id, number, text, time } from "./plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const orders = () =>
  rows(
    engine,
    "select order_id, customer_id, status, cast(net_amount as varchar) as net from orders order by ordered_at, order_id",
  ).then((found) => found.map((row) => Object.values(row)));

const left = () =>
  rows(
    engine,
    "select order_id, excluded_by from all_orders where excluded_by is not null order by order_id",
  ).then((found) => Object.fromEntries(found.map((row) => [row["order_id"], row["excluded_by"]])));

const ledger = async () =>
  (await readReports(engine)).ledger.map(({ line, records, amount }) => [line, records, amount]);

const apply = (rules: Partial<CountingRules>) => applyRules(engine, { ...defaultRules, ...rules });

const lines = filePlan(
  [
    ["Order", id, "order_id"],
    ["Customer", id, "customer_id"],
    ["Date", time("%Y-%m-%d"), "ordered_at"],
    ["Product", id, "product_id"],
    ["Quantity", number, "quantity"],
    ["Price", number, "unit_price"],
  ],
  6,
  { name: "lines.csv", structure: { record: "line", amount: "quantity_times_price" } },
);

const lineFile = `Order,Customer,Date,Product,Quantity,Price
A,ann,2025-01-01,mug,2,10
A,ann,2025-01-01,tee,1,20
A,ann,2025-01-05,mug,-1,10
C1,ann,2025-01-09,tee,-1,20
C2,bob,2025-01-09,tee,-1,20
B,bob,2025-01-10,mug,1,10
`;

describe("negative records", () => {
  beforeEach(async () => load(engine, [[lines, lineFile]]));

  it("lower their own order, and are left out where they name none", async () => {
    expect(await orders()).toEqual([
      ["A", "ann", "partially_refunded", "30.0000"],
      ["B", "bob", "paid", "10.0000"],
    ]);
    expect(await left()).toEqual({ C1: "unattached_negative", C2: "unattached_negative" });
    expect(await ledger()).toEqual([
      ["read", 6, "0.00"],
      ["excluded:unattached_negative", 2, "-40.00"],
      ["kept", 4, "40.00"],
    ]);
  });

  it("are booked when they happened", async () => {
    await apply({ refunds: "at_refund_date" });
    expect((await orders())[0]).toEqual(["A", "ann", "partially_refunded", "40.0000"]);
    expect(
      await rows(
        engine,
        "select order_id, strftime(refunded_at, '%Y-%m-%d') as day, cast(amount as varchar) as amount from refunds",
      ),
    ).toEqual([{ order_id: "A", day: "2025-01-05", amount: "10.0000" }]);
  });

  it("have no effect and are in the ledger one by one where refunds are ignored", async () => {
    await apply({ refunds: "ignore" });
    expect((await orders())[0]).toEqual(["A", "ann", "partially_refunded", "40.0000"]);
    expect(await ledger()).toEqual([
      ["read", 6, "0.00"],
      ["excluded:unattached_negative", 2, "-40.00"],
      ["excluded:refunds", 1, "-10.00"],
      ["kept", 3, "50.00"],
    ]);
    expect(await rows(engine, "from refunds")).toEqual([]);
  });

  it("are attached to the customer's latest earlier order of the product, or left out", async () => {
    await apply({ unattached_negative: "attach_latest" });
    expect(await orders()).toEqual([
      ["A", "ann", "partially_refunded", "10.0000"],
      ["B", "bob", "paid", "10.0000"],
    ]);
    expect(await ledger()).toEqual([
      ["read", 6, "0.00"],
      ["excluded:unattached_negative", 1, "-20.00"],
      ["kept", 5, "20.00"],
    ]);
    expect(
      await rows(
        engine,
        "select product_id, orders, cast(quantity as integer) as quantity from products order by product_id",
      ),
    ).toEqual([
      { product_id: "mug", orders: 2, quantity: 2 },
      { product_id: "tee", orders: 1, quantity: 0 },
    ]);
  });

  it("are orders of their own date where the rule says so", async () => {
    await apply({ unattached_negative: "keep_as_order" });
    expect((await orders()).map(([order, , , net]) => [order, net])).toEqual([
      ["A", "30.0000"],
      ["C1", "-20.0000"],
      ["C2", "-20.0000"],
      ["B", "10.0000"],
    ]);
  });
});

const orderFile = `Order,Customer,E-mail,Date,State,Amount,Refund,Currency,Test,Note
1,,ANN@x.org,2025-01-01 09:00:00,paid,10,0,EUR,,first
2,,ann@x.org ,2025-01-01 12:00:00,paid,20,5,EUR,,
3,7,bob@x.org,2025-01-02 09:00:00,pending,30,0,EUR,,
4,7,,2025-01-03 09:00:00,closed,40,0,EUR,,
5,,,2025-01-04 09:00:00,paid,50,50,EUR,,
6,7,,2025-01-05 09:00:00,paid,0,0,EUR,,
7,7,,,paid,60,0,EUR,,
8,7,,2025-01-06 09:00:00,paid,n/a,0,EUR,,
9,7,,2025-01-07 09:00:00,paid,70,0,EUR,yes,
9,7,,2025-01-07 09:00:00,paid,70,0,EUR,yes,
`;

const shop = filePlan(
  [
    ["Order", id, "order_id"],
    ["Customer", id, "customer_id"],
    ["E-mail", text, "email"],
    ["Date", time("%Y-%m-%d %H:%M:%S"), "ordered_at"],
    ["State", text, "status"],
    ["Amount", number, "net_amount"],
    ["Refund", number, "refund_amount"],
    ["Currency", text, "currency"],
    ["Test", text, "test"],
    ["Note", text],
  ],
  10,
  { name: "shop.csv", statuses: { paid: "paid", pending: "unpaid", closed: "cancelled" } },
);

describe("orders", () => {
  beforeEach(async () => load(engine, [[shop, orderFile]]));

  it("are left out under the first rule that applies, each in one line of the ledger", async () => {
    expect(await left()).toEqual({
      3: "unpaid",
      4: "cancelled",
      6: "zero_value",
      7: "undated",
      8: "no_amount",
      9: "test_orders",
    });
    expect(await orders()).toEqual([
      ["1", "ann@x.org", "paid", "10.0000"],
      ["2", "ann@x.org", "partially_refunded", "15.0000"],
      ["5", null, "refunded", "0.0000"],
    ]);
    expect(await ledger()).toEqual([
      ["read", 10, "280.00"],
      ["excluded:test_orders", 2, "70.00"],
      ["excluded:unpaid", 1, "30.00"],
      ["excluded:cancelled", 1, "40.00"],
      ["excluded:undated", 1, "60.00"],
      ["excluded:no_amount", 1, "0.00"],
      ["excluded:zero_value", 1, "0.00"],
      ["kept", 3, "80.00"],
    ]);
  });

  it("report the cells that could not be read with their lines", async () => {
    const { files } = await readReports(engine);
    expect(files[0]!.warnings).toEqual([
      {
        code: "NON_NUMERIC_AMOUNT",
        message: "Amount: cells that are no amount were left empty",
        lines: [9],
        count: 1,
      },
      { code: "DUPLICATE_ROWS", message: "identical records stand in the file", lines: [11], count: 1 },
      { code: "MISSING_DATE", message: "orders without a date", lines: [8], count: 1 },
    ]);
  });

  it("refunded in full are dropped, refunded in part are not", async () => {
    await apply({ refunds: "drop_refunded_orders" });
    expect((await orders()).map(([order, , , net]) => [order, net])).toEqual([
      ["1", "10.0000"],
      ["2", "15.0000"],
    ]);
  });

  it("of one customer and day are one where the rule says so", async () => {
    await apply({ same_day: "one" });
    expect(await orders()).toEqual([
      ["1", "ann@x.org", "paid", "25.0000"],
      ["5", null, "refunded", "0.0000"],
    ]);
  });

  it("are measured under other rules before these are applied", async () => {
    const rules = { ...defaultRules, unpaid: "include", test_orders: "include" } as const;
    const before = await orders();
    expect(await effectOfRules(engine, rules)).toEqual({
      records: 6,
      orders: 5,
      customers: 2,
      repeat_customers: 2,
      net_amount: "125.00",
    });
    expect(await orders()).toEqual(before);
  });

  it("keep their extra columns beside their records", async () => {
    expect(
      await rows(engine, `select source_row, "Note" from typed_lines_1 where "Note" is not null`),
    ).toEqual([{ source_row: 1, Note: "first" }]);
  });
});

const plain = filePlan(
  [
    ["Order", id, "order_id"],
    ["Customer", id, "customer_id"],
    ["Date", time("%Y-%m-%d"), "ordered_at"],
    ["Amount", number, "net_amount"],
    ["Currency", text, "currency"],
  ],
  2,
  { name: "january.csv" },
);
const header = "Order,Customer,Date,Amount,Currency\n";

describe("several files", () => {
  it("of one store count an order once, by the later or the first file", async () => {
    const february = { ...plain, name: "february.csv", attachedAs: "february.csv" };
    await load(engine, [
      [plain, `${header}1,a,2025-01-01,10,EUR\n2,a,2025-01-02,20,EUR\n`],
      [february, `${header}2,a,2025-01-02,25,EUR\n3,a,2025-02-01,30,EUR\n`],
    ]);
    expect((await orders()).map(([order, , , net]) => [order, net])).toEqual([
      ["1", "10.0000"],
      ["2", "25.0000"],
      ["3", "30.0000"],
    ]);
    const { files } = await readReports(engine);
    expect(files[0]!.excluded).toEqual({ same_order: { records: 1, amount: "20.00" } });
    await apply({ same_order: "first" });
    expect((await orders())[1]).toEqual(["2", "a", "paid", "20.0000"]);
  });

  it("of two stores may share an order id", async () => {
    const other = { ...plain, name: "other.csv", attachedAs: "other.csv", source: "shopify" };
    await load(engine, [
      [plain, `${header}1,a,2025-01-01,10,EUR\n2,a,2025-01-02,20,EUR\n`],
      [other, `${header}2,a,2025-01-02,25,EUR\n3,a,2025-02-01,30,EUR\n`],
    ]);
    expect(await orders()).toHaveLength(4);
  });
});

describe("currencies", () => {
  beforeEach(async () => load(engine, [[plain, `${header}1,a,2025-01-01,10,EUR\n2,a,2025-01-02,20,usd\n`]]));
  const money = async () => (await orders()).map((row) => row[3]);

  it("are not added up: money is refused, orders stay", async () => {
    expect(await money()).toEqual([null, null]);
    const { files } = await readReports(engine);
    expect(files[0]).toMatchObject({
      amount_total: null,
      amount_by_currency: { EUR: "10.00", USD: "20.00" },
      warnings: [{ code: "MIXED_CURRENCY", count: 2 }],
    });
  });

  it("can be picked, or converted exactly", async () => {
    await apply({ currency: { pick: "usd" } });
    expect(await money()).toEqual([null, "20.0000"]);
    await apply({ currency: { rates: { USD: 0.9235 }, to: "EUR" } });
    expect(await money()).toEqual(["10.0000", "18.4700"]);
  });
});

describe("an import", () => {
  const good = `${header}1,a,2025-01-01,10,EUR\n2,a,2025-01-02,20,EUR\n`;

  it("stops where the engine counts other records than the scanner, and changes nothing", async () => {
    await load(engine, [[plain, good]]);
    await engine.attachFile("january.csv", new Blob([`${good}3,a,2025-01-03,30,EUR\n`]));
    await expect(stage(engine, importPlan([plain]))).rejects.toThrow(
      "invalid record count of january.csv: 3 read, 2 counted; the last one read is record 3",
    );
    await discard(engine);
    expect(await orders()).toHaveLength(2);
    expect(await hasOrders(engine)).toBe(true);
    expect(
      await rows(engine, "select table_name from duckdb_tables() where table_name like 'staged%'"),
    ).toEqual([]);
    await engine.detachFile("january.csv");
  });
});
