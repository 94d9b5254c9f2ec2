/** One ledger of twelve orders as every platform exports it: the same cohorts, net amount and customers, wherever it carries them. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { discard, readReports, stage } from "../../src/warehouse/index.ts";
import * as chinese from "../support/exports/chinese.ts";
import { figuresOf, type LedgerFigures } from "../support/exports/ledger.ts";
import * as payments from "../support/exports/payments.ts";
import type { Export } from "../support/exports/table.ts";
import * as western from "../support/exports/western.ts";
import { dataFile } from "../support/data.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileAt, fileOf, plan } from "../support/files.ts";
import { rows } from "../warehouse/loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** `会员_ann`, `jd_ann`, `CUST_ann` and `ann@example.com` are all ann. */
const nameOf = (customer: string) => customer.replace(/^.*_/, "").replace(/@.*$/, "");

async function figures(): Promise<LedgerFigures> {
  const [whole] = await rows(
    engine,
    `select count(*) as orders, cast(sum(net_amount) as varchar) as net, count(*) filter (customer_key is null) as guests
     from staged_orders`,
  );
  const customers = await rows(
    engine,
    "select customer_id, cast(net_amount as varchar) as net from staged_customers order by customer_id",
  );
  const cohorts = await rows(
    engine,
    `with months as (
        select distinct
            customer_key,
            date_trunc('month', ordered_at) as month,
            date_trunc('month', min(ordered_at) over (partition by customer_key)) as cohort
        from staged_orders
        where customer_key is not null
    ),
    k as (
        select cohort, date_diff('month', cohort, month) as k, count(*) as customers from months group by all
    )
    select strftime(cohort, '%Y-%m') as cohort, k, customers from k order by cohort, k`,
  );
  const byCohort: Record<string, number[]> = {};
  const months = ["2025-01", "2025-02", "2025-03", "2025-04"];
  for (const { cohort, k, customers: count } of cohorts) {
    byCohort[String(cohort)] ??= months.filter((month) => month >= String(cohort)).map(() => 0);
    byCohort[String(cohort)]![Number(k)] = Number(count);
  }
  const yuan = (text: unknown) => Number(text).toFixed(2);
  return {
    orders: Number(whole!["orders"]),
    net: yuan(whole!["net"]),
    guests: Number(whole!["guests"]),
    customers: customers.map(({ customer_id, net }) => [nameOf(String(customer_id)), yuan(net)] as const),
    cohorts: byCohort,
  };
}

/** Imports a file, and what its plan, receipt and tables say. */
async function imported(file: File, options: Export["options"] = {}) {
  const planned = await plan([file], options);
  if (planned.refused.length > 0) throw new Error(planned.refused[0]!.message);
  for (const [as, bytes] of planned.bytes) await engine.attachFile(as, bytes);
  try {
    const staged = await stage(engine, planned.plan);
    const { files } = await readReports(staged);
    return { plan: planned.plan.files[0]!, report: files[0]!, figures: await figures() };
  } finally {
    for (const as of planned.bytes.keys()) await engine.detachFile(as);
    await discard(engine);
  }
}

const fileOfExport = ({ name, text, encode }: Export) => fileOf(encode ? encode(text) : text, name);

const exports: Readonly<Record<string, () => Export>> = {
  jd: chinese.jd,
  pinduoduo: chinese.pinduoduo,
  douyin: chinese.douyin,
  amazon: western.amazon,
  etsy_items: western.etsyItems,
  etsy_orders: western.etsyOrders,
  ebay: western.ebay,
  woocommerce: western.woocommerce,
  magento: western.magento,
  squarespace: western.squarespace,
  tiktok: western.tiktok,
  stripe: payments.stripe,
  square: payments.square,
  paypal: payments.paypal,
};

describe("the one ledger", () => {
  it.each(Object.entries(exports))(
    "as %s exports it comes to what that export carries",
    async (source, make) => {
      const file = make();
      const { plan: planned, report, figures: found } = await imported(fileOfExport(file), file.options);
      expect(planned.source).toBe(source);
      expect(found).toEqual(figuresOf(file.carries));
      expect(report.currency).toBe("CNY");
      expect(planned.structure.hasCustomerKey).toBe(file.carries.customers);
      expect(report.rejected).toEqual([]);
      expect(report.warnings.filter(({ code }) => code === "UNKNOWN_STATUS")).toEqual([]);
    },
  );
});

describe("what is no order of the ledger", () => {
  const ledgerOf = async (source: string) => {
    const file = exports[source]!();
    const { report } = await imported(fileOfExport(file), file.options);
    const { records, rows_loaded, skipped, excluded } = report;
    return { records, rows_loaded, skipped, excluded };
  };

  it("is set apart with its money: PayPal's transfers, holds and purchases, and a pending payment", async () => {
    expect(await ledgerOf("paypal")).toEqual({
      records: 19,
      rows_loaded: 19,
      skipped: [],
      excluded: {
        not_an_order: { records: 5, amount: "-525.50" },
        unpaid: { records: 1, amount: "42.50" },
      },
    });
  });

  it("is set apart: Stripe's failed payment and its test", async () => {
    expect(await ledgerOf("stripe")).toEqual({
      records: 13,
      rows_loaded: 13,
      skipped: [],
      excluded: {
        test_orders: { records: 1, amount: "999.00" },
        unpaid: { records: 1, amount: "42.50" },
      },
    });
  });

  it("is skipped: TikTok Shop's note on its columns, eBay's footer", async () => {
    expect((await ledgerOf("tiktok")).skipped).toEqual([{ line: 2, why: "comment" }]);
    expect((await ledgerOf("ebay")).skipped).toEqual([
      { line: 20, why: "footer" },
      { line: 21, why: "footer" },
    ]);
  });
});

describe.each([
  ["exports/shopify_synthetic_orders_export.csv", "shopify"],
  ["exports/taobao_ExportOrderList_synthetic_gbk.csv", "taobao"],
])("the real file %s", (name, source) => {
  const path = dataFile(name);
  it.skipIf(path === null)("comes to the same as the ledger", async () => {
    const found = await imported(fileAt(path!));
    expect(found.plan.source).toBe(source);
    expect(found.figures).toEqual(figuresOf({ customers: true, refunds: "all" }));
  });
});

describe("PayPal's activity of a German account", () => {
  const header =
    "Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Absender E-Mail-Adresse,Transaktionscode,Zugehöriger Transaktionscode";
  const text = `${header}
"03.02.2025","09:00:00","CET","Shop","Rückzahlung","Abgeschlossen","EUR","-1.050,50","0,00","-1.050,50","shop@x.de","R1","T1"
"05.01.2025","10:15:00","CET","Ann","PayPal Express-Zahlung","Abgeschlossen","EUR","1.250,50","-1,00","1.249,50","ann@x.de","T1",""
"05.01.2025","10:15:00","CET","Ann","Warenkorbartikel","Abgeschlossen","EUR","1.250,50","0,00","1.250,50","ann@x.de","T1",""
"06.01.2025","08:00:00","CET","","Allgemeine Abbuchung","Abgeschlossen","EUR","-500,00","0,00","-500,00","shop@x.de","W1",""
`;

  it("has the payment less its refund, and the cart's items and the withdrawal apart", async () => {
    const { plan: planned, report, figures: found } = await imported(fileOf(`\ufeff${text}`, "Download.CSV"));
    expect(planned.source).toBe("paypal");
    expect([found.orders, found.net, found.customers]).toEqual([1, "200.00", [["ann", "200.00"]]]);
    expect(report.excluded).toEqual({ not_an_order: { records: 2, amount: "750.50" } });
  });
});
