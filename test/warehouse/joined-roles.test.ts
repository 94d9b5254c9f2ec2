import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { effectOfRules } from "../../src/warehouse/effect.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { importTexts } from "../support/data-sets.ts";
import { openTestEngine } from "../support/engine.ts";
import { ledgerLines, rows } from "./loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const values = async (sql: string) => (await rows(engine, sql)).map((row) => Object.values(row));
const ledgerOf = (file: string) => ledgerLines(engine, file);

const orders = "order_id,customer_id,order_date\n1,ann,2025-01-01\n2,bob,2025-02-01\n3,ann,2025-03-01\n";
const items = "order_id,sku,quantity,price\n1,mug,1,10.00\n2,tee,2,10.00\n3,mug,1,12.00\n";

describe("payments", () => {
  it("are the order's amount before its items, and the largest is its way of payment", async () => {
    await importTexts(engine, {
      "orders.csv": orders,
      "items.csv": items,
      "payments.csv":
        "order_id,payment_type,payment_value,status\n1,card,8.00,paid\n1,voucher,3.50,paid\n2,cash,19.00,paid\n2,card,19.00,failed\n9,card,1.00,paid\n",
    });
    expect(
      await values(
        "select order_id, net_amount::varchar, payment_method, excluded_by from all_orders order by 1",
      ),
    ).toEqual([
      ["1", "11.5000", "card", null],
      ["2", "19.0000", "cash", null],
      ["3", null, null, "no_amount"],
    ]);
    expect(await ledgerOf("payments.csv")).toEqual([
      ["read", 5, "50.50"],
      ["excluded:unpaid", 1, "19.00"],
      ["excluded:no_order", 1, "1.00"],
      ["kept", 3, "30.50"],
    ]);
  });

  it("do not replace an amount that the orders have", async () => {
    await importTexts(engine, {
      "orders.csv": "order_id,customer_id,order_date,total\n1,ann,2025-01-01,30.00\n",
      "payments.csv": "order_id,payment_type,payment_value\n1,card,8.00\n",
    });
    expect(await values("select net_amount::varchar, payment_method from orders")).toEqual([
      ["30.0000", "card"],
    ]);
  });
});

describe("items", () => {
  it("replace the coarse line of a Taobao order, and orders without items keep theirs", async () => {
    await importTexts(engine, {
      "orders.csv":
        "订单编号,买家会员名,订单创建时间,实付金额,宝贝标题,数量\n1,小王,2025-01-01,30.00,杯子等,3\n2,小李,2025-01-02,8.00,帽子,1\n",
      "明细.csv": "订单编号,商品编码,商品名称,购买数量,单价\n1,A1,杯子,2,10.00\n1,B2,衬衫,1,12.00\n",
    });
    expect(
      await values(
        "select order_id, line_number, product_id, quantity::varchar, net_amount::varchar, record_source_id from order_lines order by 1, 2",
      ),
    ).toEqual([
      ["1", 1, "A1", "2.0000", "20.0000", 2],
      ["1", 2, "B2", "1.0000", "12.0000", 2],
      ["2", 1, "帽子", "1.0000", "8.0000", 1],
    ]);
    expect(await values("select order_id, net_amount::varchar from orders order by 1")).toEqual([
      ["1", "30.0000"],
      ["2", "8.0000"],
    ]);
  });

  it("of an order that stand apart are numbered in the file's order", async () => {
    await importTexts(engine, {
      "orders.csv": orders,
      "items.csv": "order_id,sku,quantity,price\n1,mug,1,10.00\n2,tee,2,10.00\n1,cap,1,5.00\n3,mug,1,1.00\n",
    });
    expect(await values("select order_id, line_number, product_id from order_lines order by 1, 2")).toEqual([
      ["1", 1, "mug"],
      ["1", 2, "cap"],
      ["2", 1, "tee"],
      ["3", 1, "mug"],
    ]);
  });

  it("that are negative are money given back", async () => {
    await importTexts(engine, {
      "orders.csv": orders,
      "items.csv": `${items}2,tee,-1,10.00\n`,
    });
    expect(await values("select order_id, status, net_amount::varchar from orders order by 1")).toEqual([
      ["1", "paid", "10.0000"],
      ["2", "partially_refunded", "10.0000"],
      ["3", "paid", "12.0000"],
    ]);
    await applyRules(engine, { ...defaultRules, refunds: "ignore" });
    expect(await values("select order_id, net_amount::varchar from orders order by 1")).toEqual([
      ["1", "10.0000"],
      ["2", "20.0000"],
      ["3", "12.0000"],
    ]);
    expect(await ledgerOf("items.csv")).toEqual([
      ["read", 4, "32.00"],
      ["excluded:refunds", 1, "-10.00"],
      ["kept", 3, "42.00"],
    ]);
  });
});

describe("refunds", () => {
  const refunded = {
    "orders.csv":
      "order_id,customer_id,order_date,total,refund_amount\n1,ann,2025-01-01,30.00,5.00\n2,bob,2025-02-01,20.00,\n",
    "refunds.csv":
      "order_id,refunded_at,refund_amount\n1,2025-03-01,-2.00\n1,2025-04-01,-3.00\n2,2025-03-01,-20.00\n",
  };

  it("are not subtracted twice where the order says them too, and have their days", async () => {
    await importTexts(engine, refunded);
    expect(
      await values(
        "select order_id, status, net_amount::varchar, refund_amount::varchar from orders order by 1",
      ),
    ).toEqual([
      ["1", "partially_refunded", "25.0000", "5.0000"],
      ["2", "refunded", "0.0000", "20.0000"],
    ]);
    expect(
      await values(
        "select order_id, refunded_at::date::varchar, amount::varchar, source_id, source_row from refunds order by 1, 2",
      ),
    ).toEqual([
      ["1", "2025-03-01", "2.0000", 2, 1],
      ["1", "2025-04-01", "3.0000", 2, 2],
      ["2", "2025-03-01", "20.0000", 2, 3],
    ]);
    expect(await ledgerOf("refunds.csv")).toEqual([
      ["read", 3, "-25.00"],
      ["kept", 3, "-25.00"],
    ]);
  });

  it("drop their orders where the rule says so, and the effect is known before", async () => {
    const rules = { ...defaultRules, refunds: "drop_refunded_orders" } as const;
    expect(await effectOfRules(engine, rules)).toMatchObject({
      records: 1,
      orders: 1,
      customers: 1,
      net_amount: "25.00",
    });
    await applyRules(engine, rules);
    expect(await ledgerOf("refunds.csv")).toEqual([
      ["read", 3, "-25.00"],
      ["excluded:refunds", 1, "-20.00"],
      ["kept", 2, "-5.00"],
    ]);
  });
});

describe("costs", () => {
  it("hold from their day on, and an order's is unknown where one of its lines' is", async () => {
    await importTexts(engine, {
      "orders.csv": orders,
      "items.csv": `${items}3,cap,1,2.00\n`,
      "costs.csv":
        "sku,valid_from,unit_cost\nmug,2025-01-01,4.00\nmug,2025-02-15,5.00\ntee,2025-02-15,6.00\n",
    });
    expect(
      await values("select order_id, product_id, cost_amount::varchar from order_lines order by 1, 2"),
    ).toEqual([
      ["1", "mug", "4.0000"],
      ["2", "tee", null],
      ["3", "cap", null],
      ["3", "mug", "5.0000"],
    ]);
    expect(await values("select order_id, cost_amount::varchar from orders order by 1")).toEqual([
      ["1", "4.0000"],
      ["2", null],
      ["3", null],
    ]);
    expect(
      await values(
        "select product_id, valid_from::date::varchar, unit_cost::varchar from costs order by 1, 2",
      ),
    ).toEqual([
      ["mug", "2025-01-01", "4.0000"],
      ["mug", "2025-02-15", "5.0000"],
      ["tee", "2025-02-15", "6.0000"],
    ]);
  });
});

describe("products", () => {
  it("name the lines' products and their categories", async () => {
    await importTexts(engine, {
      "orders.csv": orders,
      "items.csv": items,
      "products.csv": "sku,product_name,category\nmug,Mug,kitchen\ntee,Tee,clothes\nsock,Sock,clothes\n",
    });
    expect(
      await values("select product_id, product_name, category, net_amount::varchar from products order by 1"),
    ).toEqual([
      ["mug", "Mug", "kitchen", "22.0000"],
      ["tee", "Tee", "clothes", "20.0000"],
    ]);
    expect(await ledgerOf("products.csv")).toEqual([
      ["read", 3, "0.00"],
      ["excluded:no_order", 1, "0.00"],
      ["kept", 2, "0.00"],
    ]);
  });
});

describe("customers", () => {
  it("are found by whichever key both files have, the latest record standing for a key", async () => {
    await importTexts(engine, {
      "orders.csv":
        "order_id,email,order_date,total,city\n1,Ann@x.com,2025-01-01,10.00,\n2,bob@x.com,2025-01-02,20.00,Lyon\n3,,2025-01-03,5.00,\n",
      "customers.csv":
        "customer_id,email,city,Tier,orders\n7,ann@x.com,Bonn,old,9\n8,bob@x.com,Paris,silver,1\n7,ann@x.com,Berlin,gold,9\n",
    });
    expect(await values("select order_id, customer_id, city from orders order by 1")).toEqual([
      ["1", "ann@x.com", "Berlin"],
      ["2", "bob@x.com", "Lyon"],
      ["3", null, null],
    ]);
    expect(
      await values(`select customer_id, orders, city, "Tier", orders_2 from customers order by 1`),
    ).toEqual([
      ["ann@x.com", 1, "Berlin", "gold", "9"],
      ["bob@x.com", 1, "Paris", "silver", "1"],
    ]);
    expect(await ledgerOf("customers.csv")).toEqual([
      ["read", 3, "0.00"],
      ["kept", 3, "0.00"],
    ]);
  });
});
