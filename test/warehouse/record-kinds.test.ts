import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules, type CountingRules } from "../../src/orders/rules.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { openTestEngine } from "../support/engine.ts";
import { load, rows } from "./loading.ts";
import { filePlan, id, number, text, time } from "./plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const activity = (name: string, counted: number) =>
  filePlan(
    [
      ["Transaction ID", id, "order_id"],
      ["Reference Txn ID", id, "refund_of"],
      ["Type", text, "record_type"],
      ["From Email Address", id, "email"],
      ["Date", time("%Y-%m-%d"), "ordered_at"],
      ["Status", text, "status"],
      ["Gross", number, "net_amount"],
    ],
    counted,
    {
      name,
      source: "paypal",
      structure: { amount: "sum_of_records" },
      statuses: { completed: "paid", pending: "unpaid" },
      recordKinds: { payment: "order", "payment refund": "refund", withdrawal: "none", hold: "none" },
    },
  );

const header = "Transaction ID,Reference Txn ID,Type,From Email Address,Date,Status,Gross\n";

const orders = () =>
  rows(
    engine,
    "select order_id, customer_id, status, excluded_by, cast(net_amount as varchar) as net from all_orders order by order_id",
  ).then((found) => found.map((row) => Object.values(row)));

const ledger = async () =>
  (await readReports(engine)).ledger.map(({ file, line, records, amount }) => [file, line, records, amount]);

const apply = (rules: Partial<CountingRules>) => applyRules(engine, { ...defaultRules, ...rules });

describe("a refund of its own record", () => {
  const file = `${header}R1,T1,Payment Refund,shop@x.de,2025-02-03,Completed,-30
T1,,Payment,ann@x.de,2025-01-05,Completed,100
R2,T9,Payment Refund,shop@x.de,2025-02-04,Completed,-7
`;

  it("lowers the order that it names, which keeps its buyer, its day and its status", async () => {
    await load(engine, [[activity("a.csv", 3), file]]);
    expect(await orders()).toEqual([
      ["T1", "ann@x.de", "partially_refunded", null, "70.0000"],
      ["T9", null, "paid", "unattached_negative", "-7.0000"],
    ]);
    expect(await rows(engine, "select strftime(ordered_at, '%Y-%m-%d') as day from orders")).toEqual([
      { day: "2025-01-05" },
    ]);
    expect(await ledger()).toEqual([
      ["a.csv", "read", 3, "63.00"],
      ["a.csv", "excluded:unattached_negative", 1, "-7.00"],
      ["a.csv", "kept", 2, "70.00"],
    ]);
  });

  it("is booked on its own day where refunds count when they happened", async () => {
    await apply({ refunds: "at_refund_date" });
    expect(
      await rows(
        engine,
        "select order_id, strftime(refunded_at, '%Y-%m-%d') as day, cast(amount as varchar) as amount from refunds",
      ),
    ).toEqual([{ order_id: "T1", day: "2025-02-03", amount: "30.0000" }]);
  });

  it("does not take the place of its payment in an earlier file", async () => {
    await load(engine, [
      [activity("january.csv", 1), `${header}T1,,Payment,ann@x.de,2025-01-05,Completed,100\n`],
      [activity("february.csv", 1), `${header}R1,T1,Payment Refund,shop@x.de,2025-02-03,Completed,-30\n`],
    ]);
    expect(await ledger()).toEqual([
      ["january.csv", "read", 1, "100.00"],
      ["january.csv", "kept", 1, "100.00"],
      ["february.csv", "read", 1, "-30.00"],
      ["february.csv", "excluded:unattached_negative", 1, "-30.00"],
      ["february.csv", "kept", 0, "0.00"],
    ]);
  });
});

describe("a record that is no order", () => {
  const file = `${header}T1,,Payment,ann@x.de,2025-01-05,Completed,100
W1,,Withdrawal,shop@x.de,2025-01-06,Completed,-80
T1,,Hold,ann@x.de,2025-01-06,Completed,-10
O1,,Payment,shop@x.de,2025-01-07,Completed,-25
B1,O1,Payment Refund,supplier@x.de,2025-01-08,Completed,5
P1,,Payment,bob@x.de,2025-01-09,Pending,40
N1,,Something New,cat@x.de,2025-01-10,Completed,15
`;

  it("is set apart in the ledger with its money, and makes nobody a customer", async () => {
    await load(engine, [[activity("a.csv", 7), file]]);
    expect(await orders()).toEqual([
      ["B1 record 5", null, "paid", "not_an_order", "5.0000"],
      ["N1", "cat@x.de", "paid", null, "15.0000"],
      ["O1 record 4", null, "paid", "not_an_order", "-25.0000"],
      ["P1", "bob@x.de", "unpaid", "unpaid", "40.0000"],
      ["T1", "ann@x.de", "paid", null, "100.0000"],
      ["T1 record 3", null, "paid", "not_an_order", "-10.0000"],
      ["W1 record 2", null, "paid", "not_an_order", "-80.0000"],
    ]);
    expect(await ledger()).toEqual([
      ["a.csv", "read", 7, "45.00"],
      ["a.csv", "excluded:not_an_order", 4, "-110.00"],
      ["a.csv", "excluded:unpaid", 1, "40.00"],
      ["a.csv", "kept", 2, "115.00"],
    ]);
    const { files } = await readReports(engine);
    expect([files[0]!.orders, files[0]!.customers, files[0]!.guests]).toEqual([3, 3, 0]);
  });

  it.each(["attach_latest", "keep_as_order"] as const)(
    "stays out where negative records %s",
    async (rule) => {
      await apply({ unattached_negative: rule });
      expect(await ledger()).toContainEqual(["a.csv", "excluded:not_an_order", 4, "-110.00"]);
      expect(await ledger()).toContainEqual(["a.csv", "kept", 2, "115.00"]);
    },
  );
});

describe("money that went back by a word of its own", () => {
  const lines = filePlan(
    [
      ["主订单编号", id, "order_id"],
      ["订单提交时间", time("%Y-%m-%d"), "ordered_at"],
      ["订单状态", text, "status"],
      ["售后状态", text, "refund_status"],
      ["订单应付金额", number, "net_amount"],
    ],
    6,
    {
      name: "d.csv",
      source: "douyin",
      structure: { record: "line", amount: "sum_of_records", hasCustomerKey: false },
      statuses: { 已完成: "paid", 已关闭: "cancelled", 待支付: "unpaid", 退款成功: "refunded", "-": "paid" },
    },
  );
  const file = `主订单编号,订单提交时间,订单状态,售后状态,订单应付金额
1,2025-01-01,已关闭,退款成功,30
1,2025-01-01,已完成,-,70
2,2025-01-02,已关闭,退款成功,20
3,2025-01-03,已关闭,-,15
4,2025-01-04,已完成,-,10
4,2025-01-04,已完成,-,5
`;

  it("is the products' that it stands beside, and an order of which all went back is refunded, not cancelled", async () => {
    await load(engine, [[lines, file]]);
    expect(await orders()).toEqual([
      ["1", null, "partially_refunded", null, "70.0000"],
      ["2", null, "refunded", null, "0.0000"],
      ["3", null, "cancelled", "cancelled", "15.0000"],
      ["4", null, "paid", null, "15.0000"],
    ]);
  });
});

describe("an amount of several columns", () => {
  const etsy = filePlan(
    [
      ["Order ID", id, "order_id"],
      ["Sale Date", time("%Y-%m-%d"), "ordered_at"],
      ["Date Paid", time("%Y-%m-%d"), "paid_at"],
      ["Item Total", number, "line_amount"],
      ["Discount Amount", number, "line_discount"],
      ["Order Shipping", number, "shipping_amount"],
    ],
    4,
    {
      name: "e.csv",
      structure: { record: "line", amount: "sum_of_records", hasCustomerKey: false },
      amountTerms: [
        { column: 3, sign: 1, per: "record" },
        { column: 4, sign: -1, per: "record" },
        { column: 5, sign: 1, per: "order" },
      ],
      unpaidWithoutPaidAt: true,
    },
  );
  const file = `Order ID,Sale Date,Date Paid,Item Total,Discount Amount,Order Shipping
1,2025-01-01,2025-01-01,10,1,5
1,2025-01-01,2025-01-01,20,,5
2,2025-01-02,,30,0,5
3,2025-01-03,2025-01-03,,,
`;

  it("is added up, what the order repeats once, and nothing where all are blank", async () => {
    await load(engine, [[etsy, file]]);
    expect(await orders()).toEqual([
      ["1", null, "paid", null, "34.0000"],
      ["2", null, "unpaid", "unpaid", "35.0000"],
      ["3", null, "paid", "no_amount", null],
    ]);
    expect(await ledger()).toEqual([
      ["e.csv", "read", 4, "69.00"],
      ["e.csv", "excluded:unpaid", 1, "35.00"],
      ["e.csv", "excluded:no_amount", 1, "0.00"],
      ["e.csv", "kept", 2, "34.00"],
    ]);
  });
});
