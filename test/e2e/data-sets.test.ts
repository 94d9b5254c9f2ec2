/** Several files dropped together: recognised, joined, balanced, and answered by the analyses. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fiveFiles, type Texts } from "../support/data-sets.ts";
import { olistSet } from "../support/olist.ts";
import { analyse, closeBrowser, importFiles, openApp, query } from "./app.ts";

afterAll(closeBrowser);

/** The paths of these texts as files of one folder. */
function pathsOf(texts: Texts): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "regulars-set-"));
  return Object.entries(texts).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
}

const chinese: Texts = {
  "订单.csv":
    "订单编号,会员编号,下单时间,订单状态\n1,w1,2025-01-05 10:00:00,已完成\n2,w2,2025-01-20 11:00:00,已完成\n3,w1,2025-02-03 12:00:00,已完成\n",
  "明细.csv":
    "订单编号,商品编码,商品名称,数量,单价\n1,A1,杯子,2,10.00\n2,B2,衬衫,1,20.00\n3,A1,杯子,1,10.00\n",
  "会员.csv": "会员编号,城市,生日\nw1,上海,1990-01-01\nw2,北京,1991-01-01\n",
  "退款.csv": "订单编号,退款金额,退款时间\n2,5.00,2025-01-25 09:00:00\n",
  "成本.csv": "商品编码,成本\nA1,4.00\nB2,8.00\n",
};

describe("several files dropped together", () => {
  it("in English: their parts are shown, can be changed, and are used", async () => {
    const app = await openApp();
    const { page } = app;
    await page.waitForSelector("input[type=file]", { state: "attached" });
    await page.setInputFiles("input[type=file]", [...pathsOf(fiveFiles)]);
    const use = page.locator("[data-action=use-orders]");
    await use.waitFor();
    const roles = () => page.locator(".files .role .pick-value").allTextContents();
    expect(await roles()).toEqual(["Orders", "Lines of orders", "Customers", "Refunds", "Costs"]);
    expect(await page.locator(".receipt .joined").allTextContents()).toEqual([
      "7 records joined to 5 orders; 1 of an order that is in no file",
      "3 records joined to 5 orders; 1 of a customer without an order",
      "2 records joined to 2 orders; 1 of an order that is in no file",
      "3 records joined; 1 of a product that is in no order",
    ]);

    await page.getByLabel("What costs.csv holds").first().click();
    await page.getByRole("option", { name: "Products" }).click();
    await expect
      .poll(roles, { timeout: 20_000 })
      .toEqual(["Orders", "Lines of orders", "Customers", "Refunds", "Products"]);
    await page.getByLabel("What costs.csv holds").first().click();
    await page.getByRole("option", { name: "Costs" }).click();
    await expect
      .poll(roles, { timeout: 20_000 })
      .toEqual(["Orders", "Lines of orders", "Customers", "Refunds", "Costs"]);

    await use.click();
    await page.waitForFunction(() => regulars.cells().length > 0);
    expect(
      await query(
        page,
        "select sum(net_amount)::double as net, sum(cost_amount)::double as cost, sum(net_amount - shipping_amount - cost_amount)::double as profit from orders",
      ),
    ).toEqual([{ net: 107.5, cost: 45, profit: 52.5 }]);
    const abc = await analyse(page, "abc", { entity: "product" });
    expect(abc.rows.map(({ entity_id, value }) => [entity_id, value])).toEqual([
      ["cap", 45],
      ["tee", 40],
      ["mug", 30],
    ]);
    expect((await analyse(page, "overview")).rows.length).toBeGreaterThan(0);
    await app.close();
  });

  it("in Chinese: the same shop in other words", async () => {
    const app = await openApp({ locale: "zh-CN" });
    const { page } = app;
    const report = await importFiles(page, pathsOf(chinese));
    expect(report.files.map(({ name, role = "orders" }) => [name, role])).toEqual([
      ["订单.csv", "orders"],
      ["明细.csv", "items"],
      ["会员.csv", "customers"],
      ["退款.csv", "refunds"],
      ["成本.csv", "costs"],
    ]);
    expect(report.ledger.filter(({ line }) => line === "excluded:no_order")).toEqual([]);
    expect(
      await query(page, "select order_id, net_amount, cost_amount, city from orders order by order_id"),
    ).toEqual([
      { order_id: "1", net_amount: 20, cost_amount: 8, city: "上海" },
      { order_id: "2", net_amount: 15, cost_amount: 8, city: "北京" },
      { order_id: "3", net_amount: 10, cost_amount: 4, city: "上海" },
    ]);
    const abc = await analyse(page, "abc", { entity: "product" });
    expect(abc.rows.map(({ name, value }) => [name, value])).toEqual([
      ["杯子", 30],
      ["衬衫", 20],
    ]);
    await app.close();
  });

  it("of Olist: six are joined, three are set aside, the buyers are those behind the customer ids", async () => {
    const set = olistSet(300, 7);
    const app = await openApp();
    const report = await importFiles(app.page, pathsOf(set.texts));
    expect(report.files.map(({ source, outcome }) => [source, outcome])).toEqual([
      ["olist_orders", "load"],
      ["olist_order_items", "load"],
      ["olist_order_payments", "load"],
      ["olist_customers", "load"],
      ["olist_products", "load"],
      ["olist_category_names", "load"],
      ["generic", "refuse"],
      ["generic", "refuse"],
      ["generic", "refuse"],
    ]);
    expect(
      await query(
        app.page,
        "select count(*)::integer as orders, count(distinct customer_key)::integer as buyers, (sum(net_amount) * 100)::integer as paid from orders",
      ),
    ).toEqual([{ orders: set.orders, buyers: set.buyers, paid: set.paid }]);
    await app.close();
  });
});
