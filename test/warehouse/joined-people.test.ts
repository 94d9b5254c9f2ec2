import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { readFacts } from "../../src/warehouse/facts.ts";
import { applyRules, completeTables } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { importTexts } from "../support/data-sets.ts";
import { headersOf, plan } from "../support/files.ts";
import { filesOf } from "../support/data-sets.ts";
import { openTestEngine } from "../support/engine.ts";
import { ledgerLines, rows } from "./loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const values = async (sql: string) => (await rows(engine, sql)).map((row) => Object.values(row));
const reportOf = async (name: string) =>
  (await readReports(engine)).files.find((file) => file.name === name)!;

const orders = `order_id,customer_id,email,phone,order_date,total
1,Ann,ann@x.com,+1 555 0001,2025-01-01,10.00
2,Bob,bob@x.com,,2025-01-02,20.00
3,Cid,home@x.com,,2025-01-03,30.00
4,Dan,home@x.com,,2025-01-04,40.00
5,Eve,eve@x.com,,2025-01-05,0.00
`;
const contacts = `sent_at,campaign,channel,group,email,unit_cost
2025-02-01 10:00,May,SMS,Treated,ANN@x.com ,0.05
2025-02-01 10:00,May,SMS,holdout,bob@x.com,
2025-02-02 09:00,June,mail,test,home@x.com,0.10
2025-02-02 09:00,June,mail,VIP,zoe@x.com,0.10
2025-02-02 09:00,June,mail,,eve@x.com,
soon,June,mail,control,,
`;

describe("a file of contacts", () => {
  beforeAll(async () => {
    await importTexts(engine, { "orders.csv": orders, "contacts.csv": contacts });
  });

  it("joins customers by e-mail, whatever their key is, and keeps those that no order knows", async () => {
    expect(
      await values(`select source_row, contacts.customer_id, strftime(sent_at, '%m-%d %H:%M'), campaign, channel,
          contact_group, unit_cost::varchar, customers.customer_id
        from contacts left join customers using (customer_key) order by source_row`),
    ).toEqual([
      [1, "ann", "02-01 10:00", "May", "SMS", "treated", "0.0500", "ann"],
      [2, "bob", "02-01 10:00", "May", "SMS", "control", null, "bob"],
      [3, "dan", "02-02 09:00", "June", "mail", "treated", "0.1000", "dan"],
      [4, "zoe@x.com", "02-02 09:00", "June", "mail", null, "0.1000", null],
      [5, "eve", "02-02 09:00", "June", "mail", null, null, null],
    ]);
  });

  it("balances, and says who is unknown and which group is not known", async () => {
    expect(await ledgerLines(engine, "contacts.csv")).toEqual([
      ["read", 6, "0.00"],
      ["excluded:no_customer", 1, "0.00"],
      ["kept", 5, "0.00"],
    ]);
    const report = await reportOf("contacts.csv");
    expect([report.role, report.customers, report.orders, report.amount_total]).toEqual([
      "contacts",
      4,
      null,
      null,
    ]);
    expect(report.warnings.map(({ code, count }) => [code, count])).toEqual([
      ["INVALID_DATE", 1],
      ["UNKNOWN_GROUP", 2],
      ["UNKNOWN_CUSTOMERS", 1],
    ]);
    expect(report.warnings.find(({ code }) => code === "UNKNOWN_GROUP")!.message).toContain("VIP, —");
  });

  it("is told in the facts, its campaigns the latest first", async () => {
    const facts = await readFacts(engine, "2025-06-01");
    expect(facts.campaigns).toEqual(["June", "May"]);
    expect(facts.filled.filter((name) => name.startsWith("contacts."))).toEqual(
      "customer_id customer_key sent_at campaign channel contact_group unit_cost source_id source_row"
        .split(" ")
        .map((name) => `contacts.${name}`),
    );
    expect(facts.filled.filter((name) => name.startsWith("reasons."))).toEqual([]);
  });

  it("is joined again when a rule changes who is one customer", async () => {
    await applyRules(engine, { ...defaultRules, identity: ["email"] });
    expect(
      await values(`select source_row, contacts.customer_id, customers.orders
        from contacts left join customers using (customer_key) order by source_row`),
    ).toEqual([
      [1, "ann@x.com", 1],
      [2, "bob@x.com", 1],
      [3, "home@x.com", 2],
      [4, "zoe@x.com", null],
      [5, "eve@x.com", null],
    ]);
  });
});

describe("contacts", () => {
  it("without a group are all treated, by the customer's id, phone digits, or an e-mail under an id's header", async () => {
    await importTexts(engine, {
      "orders.csv": orders,
      "触达.csv":
        "顾客ID,手机号,发送时间,活动,触达方式,成本\nann,,2025-02-01,春季,短信,0.05\nbob@x.com,,2025-02-01,春季,短信,0.05\n,(1) 555-0001,2025-02-02,春季,电话,1\n",
    });
    expect(
      await values("select customer_id, contact_group, campaign, channel, unit_cost::varchar from contacts"),
    ).toEqual([
      ["ann", "treated", "春季", "短信", "0.0500"],
      ["bob", "treated", "春季", "短信", "0.0500"],
      ["ann", "treated", "春季", "电话", "1.0000"],
    ]);
  });

  it("of two files that say the same count once", async () => {
    const head = "customer_id,sent_at\n";
    await importTexts(engine, {
      "orders.csv": orders,
      "a.csv": `${head}ann,2025-02-01\nbob,2025-02-01\n`,
      "b.csv": `${head}bob,2025-02-01\ncid,2025-02-01\n`,
    });
    expect(await values("select customer_id, source_id from contacts order by all")).toEqual([
      ["ann", 2],
      ["bob", 3],
      ["cid", 3],
    ]);
    expect(await ledgerLines(engine, "a.csv")).toEqual([
      ["read", 2, "0.00"],
      ["excluded:same_order", 1, "0.00"],
      ["kept", 1, "0.00"],
    ]);
  });
});

describe("a file of reasons", () => {
  it("joins by customer or by order, with every word of it", async () => {
    await importTexts(engine, {
      "orders.csv": orders,
      "流失.csv":
        "订单号,客户邮箱,流失原因,日期,备注,创建时间,关闭时间,严重程度,满意度\n" +
        "1,,价格,2025-02-01,太贵,2025-02-01 08:00,2025-02-03 08:00,高,2.5\n" +
        ",bob@x.com,忘记店名,2025-02-02,,,,,\n" +
        "99,,服务,2025-02-03,,,,,\n" +
        ",,物流,2025-02-04,,,,,\n",
    });
    expect(
      await values(`select customer_id, customer_key, order_id, reason, given_at::date::varchar, note,
          strftime(opened_at, '%m-%d %H:%M'), strftime(closed_at, '%m-%d %H:%M'), severity, satisfaction::varchar
        from reasons`),
    ).toEqual([
      ["ann", 1, "1", "价格", "2025-02-01", "太贵", "02-01 08:00", "02-03 08:00", "高", "2.5000"],
      ["bob", 2, null, "忘记店名", "2025-02-02", null, null, null, null, null],
      [null, null, "99", "服务", "2025-02-03", null, null, null, null, null],
    ]);
    expect(await ledgerLines(engine, "流失.csv")).toEqual([
      ["read", 4, "0.00"],
      ["excluded:no_customer", 1, "0.00"],
      ["kept", 3, "0.00"],
    ]);
    const report = await reportOf("流失.csv");
    expect([report.role, report.customers]).toEqual(["reasons", 2]);
  });
});

describe("a database of an earlier version", () => {
  it("gets the tables that it lacks, and loses nothing", async () => {
    await importTexts(engine, { "orders.csv": orders });
    await engine.define("drop table contacts; drop table reasons;");
    await completeTables(engine);
    expect(await values("select count(*)::integer from contacts")).toEqual([[0]]);
    expect(await values("select count(*)::integer from reasons")).toEqual([[0]]);
    expect(await values("select count(*)::integer from orders")).toEqual([[4]]);
    expect((await readFacts(engine, "2025-06-01")).campaigns).toBeUndefined();
  });
});

describe("the roles of contacts and reasons", () => {
  const roles = async (texts: Record<string, string>) => {
    const planned = await plan([...filesOf({ "orders.csv": orders, ...texts })]);
    return {
      roles: planned.plan.files.slice(1).map((file) => [file.role ?? "orders", headersOf(file)]),
      refused: planned.refused.map(({ name, error_key }) => [name, error_key]),
    };
  };

  it("are told by their headers, and by what a column of groups holds", async () => {
    expect(
      await roles({
        "a.csv": "Email Address,Sent At,List\nann@x.com,2025-02-01,May\n",
        "b.csv": "customer_id,分组\nann,实验组\nbob,对照组\n",
        "c.csv": "order_id,created_at,closed_at,severity,satisfaction\n1,2025-02-01,2025-02-03,high,4\n",
      }),
    ).toEqual({
      roles: [
        ["contacts", { email: "Email Address", sent_at: "Sent At", campaign: "List" }],
        ["contacts", { customer_id: "customer_id", contact_group: "分组" }],
        [
          "reasons",
          {
            order_id: "order_id",
            opened_at: "created_at",
            closed_at: "closed_at",
            severity: "severity",
            satisfaction: "satisfaction",
          },
        ],
      ],
      refused: [],
    });
  });

  it("do not take customers in groups, refunds with a reason, or orders with a note", async () => {
    expect(
      (
        await roles({
          "customers.csv": "customer_id,group,note\nann,gold,x\nbob,silver,y\n",
          "refunds.csv": "order_id,refund_amount,reason\n1,2.00,broken\n",
          "more.csv":
            "order_id,customer_id,order_date,total,note,reason,closed_at\n8,ann,2025-03-01,5.00,a,b,2025-03-02\n",
        })
      ).roles.map(([role]) => role),
    ).toEqual(["customers", "refunds", "orders"]);
  });

  it("are refused without orders, and where they share nobody with them", async () => {
    const alone = await plan([...filesOf({ "contacts.csv": contacts })]);
    expect(alone.refused.map(({ error_key }) => error_key)).toEqual(["refusal_only_contacts"]);
    expect((await roles({ "r.csv": "customer_id,reason\nxyz,price\n" })).refused).toEqual([
      ["r.csv", "refusal_no_match"],
    ]);
  });
});
