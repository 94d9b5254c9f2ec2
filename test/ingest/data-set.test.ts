import { describe, expect, it } from "vitest";
import { replan } from "../../src/ingest/plan.ts";
import type { ImportOptions } from "../../src/orders/import-options.ts";
import type { PlannedImport } from "../../src/ingest/plan.ts";
import { filesOf, fiveFiles, type Texts } from "../support/data-sets.ts";
import { headersOf, plan } from "../support/files.ts";

const rolesOf = ({ plan: { files }, refused }: PlannedImport) => ({
  roles: files.map(({ name, role = "orders", joinedTo = [] }) => [name, role, ...joinedTo]),
  refused: refused.map(({ name, error_key }) => [name, error_key]),
});
const place = async (texts: Texts, options: ImportOptions = {}) =>
  rolesOf(await plan([...filesOf(texts)], options));

const orders = "order_id,customer_id,order_date,total\n1,ann,2025-01-01,10.00\n2,bob,2025-01-02,20.00\n";
const items = "order_id,sku,quantity,price\n1,mug,1,10.00\n2,tee,2,10.00\n";

describe("several files", () => {
  it("are orders with their items, customers, refunds and costs, whatever their order", async () => {
    const all = Object.entries(fiveFiles);
    const expected: Record<string, string> = {
      "orders.csv": "orders",
      "items.csv": "items",
      "customers.csv": "customers",
      "refunds.csv": "refunds",
      "costs.csv": "costs",
    };
    for (let turn = 0; turn < all.length; turn += 1) {
      const turned = [...all.slice(turn), ...all.slice(0, turn)];
      const at = turned.findIndex(([name]) => name === "orders.csv") + 1;
      const { roles, refused } = await place(Object.fromEntries(turned));
      expect(refused).toEqual([]);
      expect(roles).toEqual(
        turned.map(([name]) => [name, expected[name], ...(name === "orders.csv" ? [] : [at])]),
      );
    }
  });

  it("say what they share with the orders", async () => {
    const { plan: planned } = await plan([...filesOf(fiveFiles)]);
    expect(planned.files.map(({ roleEvidence }) => roleEvidence?.[0])).toEqual([
      undefined,
      { key: "evidence_role_items", inputs: { shared: 5, of: 6, files: "orders.csv" } },
      { key: "evidence_role_customers", inputs: { shared: 3, of: 4, files: "orders.csv" } },
      { key: "evidence_role_refunds", inputs: { shared: 2, of: 3, files: "orders.csv" } },
      { key: "evidence_role_costs", inputs: { shared: 3, of: 4, files: "orders.csv" } },
    ]);
  });

  it("have their columns read as their role says", async () => {
    const { plan: planned } = await plan([...filesOf(fiveFiles)]);
    expect(planned.files.slice(1).map((file) => headersOf(file))).toEqual([
      { order_id: "order_id", product_id: "sku", quantity: "quantity", unit_price: "price" },
      { customer_id: "customer_id", email: "email", city: "city", birthday: "birthday" },
      { order_id: "order_id", refund_amount: "amount", refunded_at: "refunded_at" },
      { product_id: "sku", line_cost: "cost" },
    ]);
  });

  it("in Chinese are recognised by their headers", async () => {
    const { roles, refused } = await place({
      "订单.csv": "订单编号,买家会员名,下单时间,实付金额\n1,小王,2025-01-01,10.00\n2,小李,2025-01-02,20.00\n",
      "明细.csv": "订单编号,商品编码,数量,单价\n1,A1,1,10.00\n2,B2,2,10.00\n",
      "会员.csv": "会员名,城市,生日\n小王,上海,1990-01-01\n小李,北京,1991-01-01\n",
      "退款.csv": "订单编号,退款金额,退款时间\n1,3.00,2025-01-09\n",
      "成本.csv": "商品编码,成本\nA1,4.00\nB2,5.00\n",
      "支付.csv": "订单编号,支付方式,支付金额\n1,支付宝,10.00\n2,微信,20.00\n",
    });
    expect(refused).toEqual([]);
    expect(roles).toEqual([
      ["订单.csv", "orders"],
      ["明细.csv", "items", 1],
      ["会员.csv", "customers", 1],
      ["退款.csv", "refunds", 1],
      ["成本.csv", "costs", 1],
      ["支付.csv", "payments", 1],
    ]);
  });

  it("of payments, products and a catalogue's other names are joined too", async () => {
    expect(
      await place({
        "orders.csv": orders,
        "items.csv": items,
        "payments.csv": "order_id,payment_type,payment_value\n1,card,10.00\n2,cash,20.00\n",
        "products.csv": "sku,product_name,category\nmug,Mug,kitchen\ntee,Tee,clothes\n",
      }),
    ).toEqual({
      roles: [
        ["orders.csv", "orders"],
        ["items.csv", "items", 1],
        ["payments.csv", "payments", 1],
        ["products.csv", "products", 1],
      ],
      refused: [],
    });
  });

  it("of one platform are joined by it: Taobao's details to its orders, Etsy's items to its sold orders", async () => {
    const taobao = {
      "ExportOrderList.csv":
        "订单编号,买家会员名,买家应付货款,总金额,买家实际支付金额,订单状态,订单创建时间,宝贝标题,宝贝总数量\n7001,小王,30.00,30.00,30.00,交易成功,2025-01-01 10:00:00,杯子,3\n",
      "ExportOrderDetailList.csv":
        "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码\n7001,杯子,10.00,2,A1,,,,交易成功,A1\n",
    };
    expect((await place(taobao)).roles).toEqual([
      ["ExportOrderList.csv", "orders"],
      ["ExportOrderDetailList.csv", "items", 1],
    ]);
    const etsyItems =
      "Sale Date,Item Name,Buyer,Quantity,Price,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Order ID\n01/15/25,Mug,ann,2,10.00,5.00,0.00,20.00,USD,1,11,01/15/2025,501\n";
    const etsyOrders =
      "Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Payment Method,Date Shipped,Ship City,Currency,Order Value,Order Total,Order Net,Status,Order Type,Buyer\n01/15/25,501,ann,Ann A,2,Card,,Bonn,USD,20.00,25.00,24.00,,online,ann\n";
    expect((await place({ "items.csv": etsyItems, "orders.csv": etsyOrders })).roles).toEqual([
      ["items.csv", "items", 2],
      ["orders.csv", "orders"],
    ]);
    expect((await place({ "items.csv": etsyItems })).roles).toEqual([["items.csv", "orders"]]);
  });

  it("that cannot stand alone are refused without orders, each with what it is", async () => {
    const { "orders.csv": _orders, ...others } = fiveFiles;
    expect(await place(others)).toEqual({
      roles: [],
      refused: [
        ["items.csv", "refusal_only_items"],
        ["customers.csv", "refusal_only_customers"],
        ["refunds.csv", "refusal_only_refunds"],
        ["costs.csv", "refusal_only_costs"],
      ],
    });
  });

  it("that share no key with the orders are refused, and nothing else is lost", async () => {
    expect(await place({ "orders.csv": orders, "items.csv": items.replaceAll(/^[12],/gm, "9$&") })).toEqual({
      roles: [["orders.csv", "orders"]],
      refused: [["items.csv", "refusal_no_match"]],
    });
  });

  it("with dates and customers of their own stay orders, though their numbers are the same", async () => {
    const other = "order_no;client;date;amount\n1;cid;03.01.2025;5,00\n2;dan;04.01.2025;6,00\n";
    expect((await place({ "a.csv": orders, "b.csv": other })).roles).toEqual([
      ["a.csv", "orders"],
      ["b.csv", "orders"],
    ]);
  });

  it("of refunds with a customer and a day are refunds where their orders are there, else orders", async () => {
    const refunds = "order_id,customer_id,refund_date,refund_amount\n1,ann,2025-02-01,4.00\n";
    expect((await place({ "orders.csv": orders, "refunds.csv": refunds })).roles).toEqual([
      ["orders.csv", "orders"],
      ["refunds.csv", "refunds", 1],
    ]);
  });
});

describe("the role of a file", () => {
  it("is what a person says", async () => {
    const first = await plan([...filesOf({ "orders.csv": orders, "extra.csv": items })]);
    const changed = await replan(first, { files: { "extra.csv": { role: "products" } } });
    expect(rolesOf(changed).roles[1]).toEqual(["extra.csv", "products", 1]);
    expect(changed.plan.files[1]!.roleEvidence![0]).toEqual({ key: "evidence_role_chosen" });
    const back = await replan(changed, { files: { "extra.csv": { role: "items" } } });
    expect(rolesOf(back).roles[1]).toEqual(["extra.csv", "items", 1]);
  });

  it("that its columns cannot fill is refused", async () => {
    const first = await plan([...filesOf({ "orders.csv": orders, "items.csv": items })]);
    const changed = await replan(first, { files: { "items.csv": { role: "customers" } } });
    expect(rolesOf(changed).refused).toEqual([["items.csv", "refusal_role_key"]]);
  });
});

describe("a script's mapping", () => {
  it("holds in each file that has the header", async () => {
    const { plan: planned } = await plan(
      [
        ...filesOf({
          "a.csv": "nr,who,when,sum\n1,ann,2025-01-01,10.00\n2,bob,2025-01-02,20.00\n",
          "b.csv": "nr,sku,pieces,price\n1,mug,1,10.00\n2,tee,2,10.00\n",
        }),
      ],
      { mapping: { order_id: "nr", customer_id: "who", net_amount: "sum" } },
    );
    expect(planned.files.map((file) => [file.role ?? "orders", headersOf(file)])).toEqual([
      ["orders", { order_id: "nr", customer_id: "who", ordered_at: "when", net_amount: "sum" }],
      ["items", { order_id: "nr", product_id: "sku", quantity: "pieces", unit_price: "price" }],
    ]);
  });

  it("that no file has the header of is an error in all", async () => {
    const { refused } = await plan([...filesOf({ "a.csv": orders, "b.csv": items })], {
      mapping: { order_id: "nr" },
    });
    expect(refused.map(({ name, error_key }) => [name, error_key])).toEqual([
      ["a.csv", "refusal_unknown_column"],
      ["b.csv", "refusal_unknown_column"],
    ]);
  });
});
