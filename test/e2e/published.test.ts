import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ImportReport } from "../../src/orders/receipt.ts";
import { dataFile } from "../support/data.ts";
import { analyse, closeBrowser, importFiles, openApp, query, type OpenApp } from "./app.ts";

const files = {
  retail: dataFile("online_retail/online_retail.csv"),
  cohorts: dataFile("online_retail/reference_cohort_R0.csv"),
  rfm: dataFile("rfm_orders/rfm_data_orders.csv"),
  scores: dataFile("rfm_orders/reference_rfm_orders_by_customer.csv"),
  cdnow: dataFile("cdnow_sample/CDNOW_sample.txt"),
  superstore: dataFile("superstore/superstore.csv"),
  devstore: dataFile("exports/shopify_devstore_orders_export.csv"),
  shopify: dataFile("exports/shopify_synthetic_orders_export.csv"),
  taobao: dataFile("exports/taobao_ExportOrderList_synthetic_gbk.csv"),
  expected: dataFile("exports/expected.json"),
};

const csv = (path: string) =>
  Papa.parse<Record<string, string>>(readFileSync(path, "utf8"), { header: true, skipEmptyLines: true }).data;

/** Expects every file of a report to balance, in records and in exact money. */
function expectBalance(report: ImportReport): void {
  for (const file of report.files) {
    expect(file.records).toBe(file.rows_loaded + file.rejected_count + file.skipped_count);
    const lines = report.ledger.filter((line) => line.file === file.name);
    const units = (amount: string) => BigInt(Math.round(Number(amount) * 10_000));
    const read = lines.find(({ line }) => line === "read")!;
    const rest = lines.filter(({ line }) => line !== "read");
    expect(rest.reduce((sum, { records }) => sum + records, 0)).toBe(read.records);
    expect(rest.reduce((sum, { amount }) => sum + units(amount), 0n)).toBe(units(read.amount));
    expect(read.records).toBe(file.records);
  }
}

let app: OpenApp;

beforeEach(async () => {
  app = await openApp();
});
afterEach(async () => {
  await app.close();
});
afterAll(closeBrowser);

const known = `
  select count(distinct customer_key)::integer as customers, count(*)::integer as invoices,
    sum(net_amount)::double as revenue
  from orders where customer_key is not null`;

describe("UCI Online Retail, 541,909 records", () => {
  it.skipIf(!files.retail || !files.cohorts)("meets R0 and its monthly cohorts in every cell", async () => {
    const report = await importFiles(app.page, [files.retail!], {
      rules: { cancelled: "include", unattached_negative: "keep_as_order", zero_value: "include" },
    });
    expect(report.files[0]).toMatchObject({ records: 541_909, rows_loaded: 541_909, customers: 4_372 });
    expect(Number(report.files[0]!.amount_total)).toBeCloseTo(9_747_747.934, 3);
    expectBalance(report);
    const [total] = await query(app.page, known);
    expect(total).toMatchObject({ customers: 4_372, invoices: 22_190 });
    expect(total!["revenue"]).toBeCloseTo(8_300_065.814, 3);

    const { rows } = await analyse(app.page, "cohort-retention", {
      as_of: "2011-12-09",
      measure: "customers",
    });
    const cells = new Map(
      rows
        .filter(({ cohort, split }) => cohort !== null && (split === null || split === undefined))
        .map((row) => [`${String(row["cohort"]).slice(0, 7)} ${row["k"]}`, row]),
    );
    const reference = csv(files.cohorts!).flatMap((row) =>
      Object.entries(row)
        .filter(([k, value]) => k !== "c" && value !== "")
        .map(([k, value]) => [`${row["c"]} ${k}`, Number(value)] as const),
    );
    expect(reference.length).toBe(91);
    expect([...cells].map(([cell, row]) => [cell, row["customers"]]).sort()).toEqual([...reference].sort());
    // December 2011 has nine days: its cells count so far and are not complete.
    for (const [cell, row] of cells) {
      const [year, month] = cell.split(/[- ]/).map(Number) as [number, number];
      const reaches = year * 12 + (month - 1) + Number(row["k"]);
      expect([cell, row["complete"]]).toEqual([cell, reaches < 2011 * 12 + 11]);
    }
  });

  it.skipIf(!files.retail)("meets R3 in customers, invoices and revenue", async () => {
    const report = await importFiles(app.page, [files.retail!], { rules: { refunds: "ignore" } });
    expectBalance(report);
    const [total] = await query(app.page, known);
    expect(total).toMatchObject({ customers: 4_338, invoices: 18_532 });
    expect(total!["revenue"]).toBeCloseTo(8_911_407.904, 3);
  });
});

describe("the R package rfm's orders", () => {
  it.skipIf(!files.rfm || !files.scores)(
    "give its thresholds, every score and its ten segments",
    async () => {
      const report = await importFiles(app.page, [files.rfm!], { rules: { missing_order_id: "record" } });
      expect(report.files[0]).toMatchObject({ records: 4_906, rows_loaded: 4_906, customers: 995 });
      expectBalance(report);
      const ranges: [string, number[], number[], number[]][] = [
        ["Champions", [5, 5], [5, 5], [5, 5]],
        ["Potential Loyalist", [3, 5], [3, 5], [2, 5]],
        ["Loyal Customers", [2, 4], [2, 4], [2, 4]],
        ["Promising", [3, 4], [1, 3], [3, 5]],
        ["New Customers", [4, 5], [1, 3], [1, 5]],
        ["Can't Lose Them", [1, 2], [3, 4], [4, 5]],
        ["At Risk", [1, 2], [2, 5], [4, 5]],
        ["Need Attention", [1, 3], [3, 5], [3, 5]],
        ["About To Sleep", [2, 3], [1, 3], [1, 4]],
        ["Lost", [1, 1], [1, 5], [1, 5]],
      ];
      const segments = ranges.map(([name, r, f, m]) => ({ name, r, f, m }));
      const { rows, parts } = await analyse(app.page, "rfm", {
        as_of: "2006-12-31",
        method: "rfm_package",
        scheme: "eleven",
        segments,
      });
      const found = new Map(rows.map((row) => [row["customer_id"], row]));
      const reference = csv(files.scores!);
      expect(found.size).toBe(reference.length);
      for (const row of reference) {
        expect(found.get(row["customer_id"]!.toLowerCase()) ?? found.get(row["customer_id"]!)).toMatchObject({
          recency_days: Number(row["R"]),
          frequency: Number(row["F"]),
          monetary: Number(row["M"]),
          r: Number(row["r"]),
          f: Number(row["f"]),
          m: Number(row["m"]),
        });
      }
      const filled = parts!["segments"]!.filter(({ customers }) => Number(customers) > 0);
      const counts = new Map(filled.map((row) => [row["segment"], row]));
      const published: [string, number, number][] = [
        ["Champions", 35, 31_646],
        ["Loyal Customers", 170, 76_562],
        ["Potential Loyalist", 342, 204_856],
        ["New Customers", 104, 28_837],
        ["Promising", 9, 4_249],
        ["Need Attention", 10, 4_562],
        ["About To Sleep", 102, 23_449],
        ["At Risk", 28, 22_227],
        ["Can't Lose Them", 47, 32_446],
        ["Lost", 148, 35_324],
      ];
      expect([...counts.keys()].sort()).toEqual(published.map(([name]) => name).sort());
      for (const [name, customers, net_amount] of published)
        expect(counts.get(name)).toMatchObject({ customers, net_amount });
    },
  );
});

describe("other data that teachers use", () => {
  it.skipIf(!files.cdnow)(
    "CDNOW: the receipt has every record, the orders those worth something",
    async () => {
      const report = await importFiles(app.page, [files.cdnow!]);
      expect(report.files[0]).toMatchObject({ records: 6_919, rows_loaded: 6_919, customers: 2_357 });
      expect(Number(report.files[0]!.amount_total)).toBe(244_091.94);
      expectBalance(report);
      expect(
        await query(
          app.page,
          "select count(*)::integer as orders, count(distinct customer_key)::integer as customers from orders",
        ),
      ).toEqual([{ orders: 6_688, customers: 2_349 }]);
    },
  );

  it.skipIf(!files.superstore)(
    "Superstore: lines, orders, customers and sales to the fourth decimal",
    async () => {
      const report = await importFiles(app.page, [files.superstore!]);
      expect(report.files[0]).toMatchObject({
        records: 9_994,
        rows_loaded: 9_994,
        orders: 5_009,
        customers: 793,
      });
      expect(Number(report.files[0]!.amount_total)).toBe(2_297_200.8603);
      expectBalance(report);
      expect(await query(app.page, "select sum(net_amount)::varchar as sales from orders")).toEqual([
        { sales: "2297200.8603" },
      ]);
    },
  );
});

describe("platform exports", () => {
  it.skipIf(!files.devstore)(
    "Shopify's development store: guests, a pending order and totals on first lines",
    async () => {
      const report = await importFiles(app.page, [files.devstore!]);
      expect(report.files[0]).toMatchObject({ source: "shopify", records: 40, rows_loaded: 40, orders: 19 });
      expect(Number(report.files[0]!.amount_total)).toBe(14_089.04);
      expectBalance(report);
      expect(
        await query(
          app.page,
          `select count(*)::integer as orders, sum(net_amount)::double as net_amount,
          count(*) filter (customer_key is null)::integer as guests from orders`,
        ),
      ).toEqual([{ orders: 18, net_amount: 13_961.45, guests: 10 }]);
      expect(
        await query(app.page, "select order_id, excluded_by from all_orders where excluded_by is not null"),
      ).toEqual([{ order_id: "#1013", excluded_by: "unpaid" }]);
    },
  );

  it.skipIf(!files.shopify || !files.taobao || !files.expected)(
    "the one ledger gives the same cohorts and net amounts from Shopify's and from Taobao's file",
    async () => {
      const { ledger } = JSON.parse(readFileSync(files.expected!, "utf8")) as {
        ledger: Record<string, Record<string, number[]>> & {
          net: number;
          net_by_customer_kept: Record<string, number>;
        };
      };
      const kept =
        ledger[
          "cohorts_monthly_kept_orders(excl. cancelled, fully refunded, guest; shop-local +08:00 months)"
        ]!;
      const refundedKept = ledger["cohorts_if_fully_refunded_order_kept"]!;
      const cohorts = async () => {
        const { rows } = await analyse(app.page, "cohort-retention", { measure: "customers" });
        const table: Record<string, number[]> = {};
        for (const { cohort, k, customers } of rows) {
          if (cohort !== null) (table[String(cohort).slice(0, 7)] ??= [])[Number(k)] = Number(customers);
        }
        return table;
      };
      for (const [file, timeZone] of [
        [files.shopify!, "Asia/Shanghai"],
        [files.taobao!, "Asia/Shanghai"],
      ] as const) {
        await app.page.evaluate(() => regulars.clear());
        expectBalance(await importFiles(app.page, [file], { timeZone }));
        const byDefault = await cohorts();
        for (const [month, counts] of Object.entries(refundedKept)) {
          expect(byDefault[month]!.slice(0, counts.length)).toEqual(counts);
        }
        expect(await query(app.page, "select sum(net_amount)::double as net from orders")).toEqual([
          { net: ledger.net },
        ]);

        await app.page.evaluate(() => regulars.clear());
        await importFiles(app.page, [file], { timeZone, rules: { refunds: "drop_refunded_orders" } });
        const dropped = await cohorts();
        for (const [month, counts] of Object.entries(kept)) {
          expect(dropped[month]!.slice(0, counts.length)).toEqual(counts);
        }
        const sums = await query(
          app.page,
          "select customer_id, net_amount::double as net from customers order by net_amount, customer_id",
        );
        expect(sums.map(({ net }) => net)).toEqual(
          Object.values(ledger.net_by_customer_kept).sort((a, b) => a - b),
        );
      }
    },
  );
});
