import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { readFacts } from "../../src/warehouse/facts.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { dataFile } from "../support/data.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileBlob, load, normalised, rows } from "./loading.ts";
import { cdnow, onlineRetail, rfmOrders, shopify, superstore, taobao } from "./plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const counted = `select
    cast(count(*) as integer) as orders,
    cast(count(distinct customer_key) as integer) as customers,
    cast(sum(net_amount) as varchar) as net_amount
from orders`;

const countedOfCustomers = `${counted} where customer_key is not null`;

const onlineRetailFile = dataFile("online_retail/online_retail.csv");

describe.skipIf(onlineRetailFile === null)("UCI Online Retail", () => {
  beforeAll(async () => {
    await load(engine, [[onlineRetail, await fileBlob(onlineRetailFile!)]], {
      cancelled: "include",
      unattached_negative: "keep_as_order",
      zero_value: "include",
    });
  }, 120_000);

  it("has the published raw facts in its receipt", async () => {
    const { files, ledger } = await readReports(engine);
    const { records, rows_loaded, orders, customers, guests, amount_total, warnings } = files[0]!;
    expect({ records, rows_loaded, orders, customers, guests, amount_total }).toEqual({
      records: 541_909,
      rows_loaded: 541_909,
      orders: 25_900,
      customers: 4372,
      guests: 3710,
      amount_total: "9747747.934",
    });
    const listed = warnings.map(({ code, count, lines }) => ({ code, count, lines: lines!.length }));
    expect(listed).toEqual([
      { code: "DUPLICATE_ROWS", count: 5268, lines: 1000 },
      { code: "OUTLIER", count: 6, lines: 6 },
    ]);
    expect(ledger).toEqual([
      { file: "online_retail.csv", line: "read", records: 541_909, amount: "9747747.934" },
      { file: "online_retail.csv", line: "kept", records: 541_909, amount: "9747747.934" },
    ]);
    expect(
      await rows(
        engine,
        `select
    cast(count(*) filter (customer_id is null) as integer) as no_customer,
    cast(count(distinct country) as integer) as countries,
    cast(count(*) filter (order_id like 'C%') as integer) as cancelling,
    cast(count(distinct order_id) filter (order_id like 'C%') as integer) as cancelled_invoices,
    cast(count(*) filter (quantity <= 0) as integer) as negative,
    cast(count(*) filter (unit_price <= 0) as integer) as unpriced
from typed_lines_1`,
      ),
    ).toEqual([
      {
        no_customer: 135_080,
        countries: 38,
        cancelling: 9288,
        cancelled_invoices: 3836,
        negative: 10_624,
        unpriced: 2517,
      },
    ]);
  });

  it("counts customers, invoices and revenue under R0 and knows how far it is complete", async () => {
    expect(await rows(engine, countedOfCustomers)).toEqual([
      { orders: 22_190, customers: 4372, net_amount: "8300065.8140" },
    ]);
    const facts = await readFacts(engine, "2026-06-01");
    const { orders_by_week: weeks, ...others } = facts;
    // 374 days hold 54 weeks, of which the last has three days.
    expect([weeks?.length, weeks?.reduce((sum, orders) => sum + orders)]).toEqual([54, 25_900]);
    expect({ ...others, filled: facts.filled.length }).toEqual({
      orders: 25_900,
      customers: 4372,
      first_ordered_on: "2010-12-01",
      last_ordered_on: "2011-12-09",
      observed_through: "2011-12-08",
      as_of: "2011-12-09",
      currency: "GBP",
      filled: 24,
      has_customer_key: true,
      attributes: [],
    });
  });

  it("counts customers, invoices and revenue under R3, rebuilt without the file", async () => {
    await applyRules(engine, { ...defaultRules, refunds: "ignore" });
    expect(await rows(engine, countedOfCustomers)).toEqual([
      { orders: 18_532, customers: 4338, net_amount: "8911407.9040" },
    ]);
    const { ledger } = await readReports(engine);
    expect(ledger.map(({ line, records, amount }) => [line, records, amount])).toEqual([
      ["read", 541_909, "9747747.934"],
      ["excluded:unattached_negative", 9290, "-918936.61"],
      ["excluded:zero_value", 2115, "0.00"],
      ["kept", 530_504, "10666684.544"],
    ]);
  });
});

const cdnowFile = dataFile("cdnow_sample/CDNOW_sample.txt");

it.skipIf(cdnowFile === null)(
  "CDNOW has its records, customers and dollars, and its days by default",
  async () => {
    const lines = (await readFile(cdnowFile!, "utf8")).split("\r\n").filter((line) => line.trim() !== "");
    const records = lines.map((line) => line.trim().split(/\s+/));
    await load(engine, [[cdnow, normalised(records, 1)]]);
    const { files, ledger } = await readReports(engine);
    expect(files[0]).toMatchObject({
      records: 6919,
      rows_loaded: 6919,
      customers: 2357,
      orders: 6696,
      amount_total: "244091.94",
      excluded: { zero_value: { records: 8, amount: "0.00" } },
      warnings: [{ code: "DUPLICATE_ROWS", count: 21 }],
    });
    expect(ledger.at(-1)).toEqual({
      file: "CDNOW_sample.txt",
      line: "kept",
      records: 6911,
      amount: "244091.94",
    });
    expect(await rows(engine, counted)).toEqual([
      { orders: 6688, customers: 2349, net_amount: "244091.9400" },
    ]);
    expect(await rows(engine, "select cast(sum(quantity) as integer) as discs from order_lines")).toEqual([
      { discs: 16_471 },
    ]);
  },
);

const superstoreFile = dataFile("superstore/superstore.csv");

it.skipIf(superstoreFile === null)(
  "Superstore has its lines, orders, customers and exact sales",
  async () => {
    await load(engine, [[superstore, await fileBlob(superstoreFile!)]]);
    expect((await readReports(engine)).files[0]).toMatchObject({
      records: 9994,
      orders: 5009,
      customers: 793,
      guests: 0,
      amount_total: "2297200.8603",
    });
    expect(await rows(engine, counted)).toEqual([
      { orders: 5009, customers: 793, net_amount: "2297200.8603" },
    ]);
    expect((await readFacts(engine, "2026-06-01")).observed_through).toBe("2019-12-30");
    expect(
      await rows(
        engine,
        `select lines.order_id, lines.line_number, extra."Ship Mode", extra."Profit"
from order_lines as lines
join typed_lines_1 as extra on extra.source_row = lines.source_row
where lines.source_row = 2`,
      ),
    ).toEqual([
      { order_id: "CA-2018-152156", line_number: 2, "Ship Mode": "Second Class", Profit: "219.582" },
    ]);
  },
);

const rfmFile = dataFile("rfm_orders/rfm_data_orders.csv");

it.skipIf(rfmFile === null)("rfm's orders are one per record where the rule says so", async () => {
  await load(engine, [[rfmOrders, await fileBlob(rfmFile!)]], { missing_order_id: "record" });
  expect(await rows(engine, counted)).toEqual([{ orders: 4906, customers: 995, net_amount: "464158.0000" }]);
  await applyRules(engine, defaultRules);
  expect(await rows(engine, counted)).toEqual([{ orders: 4895, customers: 995, net_amount: "464158.0000" }]);
});

const parse = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;

const developmentStore = dataFile("exports/shopify_devstore_orders_export.csv");

it.skipIf(developmentStore === null)(
  "the Shopify development store has 19 orders, and 18 that count",
  async () => {
    const text = await readFile(developmentStore!, "utf8");
    const [header, ...records] = parse(text);
    await load(engine, [[shopify("shop.csv", header!, records.length), text]]);
    expect((await readReports(engine)).files[0]).toMatchObject({
      records: 40,
      orders: 19,
      guests: 10,
      customers: 3,
      amount_total: "14089.04",
      currency: "EUR",
      excluded: { unpaid: { records: 2, amount: "127.59" } },
    });
    expect(await rows(engine, counted)).toEqual([{ orders: 18, customers: 3, net_amount: "13961.4500" }]);
  },
);

const renderings = [
  ["Shopify", dataFile("exports/shopify_synthetic_orders_export.csv")],
  ["Taobao", dataFile("exports/taobao_ExportOrderList_synthetic_gbk.csv")],
] as const;

const cohorts = `select
    strftime(first_ordered_at, '%Y-%m') as cohort,
    cast(date_diff('month', first_ordered_at, ordered_at) as integer) as age,
    cast(count(distinct customer_key) as integer) as customers
from orders
join customers using (customer_key)
group by all
order by all`;

const keptCohorts = [
  ["2025-01", 0, 2],
  ["2025-01", 1, 1],
  ["2025-01", 2, 2],
  ["2025-01", 3, 1],
  ["2025-02", 0, 1],
  ["2025-02", 2, 1],
  ["2025-03", 0, 1],
];

describe.each(renderings)("the ledger of twelve orders as %s", (platform, path) => {
  it.skipIf(path === null)("gives the same cohorts and net amounts by either refund rule", async () => {
    if (platform === "Shopify") {
      const text = await readFile(path!, "utf8");
      const [header, ...records] = parse(text);
      await load(engine, [[shopify("shop.csv", header!, records.length), text]]);
    } else {
      const [header, ...records] = parse(new TextDecoder("gb18030").decode(await readFile(path!)));
      await load(engine, [[taobao("taobao.csv", header!, records.length), normalised(records, 2)]]);
    }
    const read = async () => (await rows(engine, cohorts)).map((row) => Object.values(row));
    expect(await read()).toEqual([["2025-01", 0, 3], ...keptCohorts.slice(1)]);
    await applyRules(engine, { ...defaultRules, refunds: "drop_refunded_orders" });
    expect(await read()).toEqual(keptCohorts);
    expect(
      await rows(engine, "select cast(net_amount as varchar) as net from customers order by customer_id"),
    ).toEqual([{ net: "200.0000" }, { net: "212.5000" }, { net: "205.0000" }, { net: "45.0000" }]);
    expect(await rows(engine, counted)).toEqual([{ orders: 10, customers: 4, net_amount: "680.0000" }]);
  });
});
