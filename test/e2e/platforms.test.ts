/** Platforms' exports through the scripting surface of the built app: one ledger, and buyers that are masked. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import * as chinese from "../support/exports/chinese.ts";
import { figuresOf } from "../support/exports/ledger.ts";
import * as payments from "../support/exports/payments.ts";
import type { Export } from "../support/exports/table.ts";
import * as western from "../support/exports/western.ts";
import { analyse, closeBrowser, importFiles, openApp, query, type OpenApp } from "./app.ts";

let app: OpenApp;
beforeEach(async () => {
  app = await openApp({ timezoneId: "Asia/Shanghai" });
});
afterEach(async () => {
  await app.close();
});
afterAll(closeBrowser);

/** Writes an export to a folder of its own and gives it to the app. */
async function drop({ name, text, encode, options = {} }: Export) {
  const path = join(mkdtempSync(join(tmpdir(), "regulars-")), name);
  writeFileSync(path, encode ? encode(text) : text);
  return importFiles(app.page, [path], { ...options });
}

/** The hint of an analysis that is refused; empty where it is answered. */
const refusal = (id: string) =>
  app.page.evaluate(
    (id) =>
      regulars.analyse(id).then(
        () => "",
        (error: { readonly hint?: string }) => error.hint ?? "",
      ),
    id,
  );

describe("the one ledger in the app", () => {
  it.each([
    ["paypal", payments.paypal],
    ["stripe", payments.stripe],
    ["woocommerce", western.woocommerce],
    ["ebay", western.ebay],
    ["jd", chinese.jd],
  ])("as %s exports it has the ledger's cohorts, net amount and customers", async (source, make) => {
    const file = make();
    const report = await drop(file);
    const expected = figuresOf(file.carries);
    expect(report.files[0]).toMatchObject({ source });
    const [orders] = await query(
      app.page,
      "select count(*)::integer as orders, sum(net_amount)::double as net, count(distinct customer_key)::integer as customers from orders",
    );
    expect(orders).toEqual({
      orders: expected.orders,
      net: Number(expected.net),
      customers: expected.customers.length,
    });
    const { rows } = await analyse(app.page, "cohort-retention", { period: "month", as_of: "2025-04-30" });
    const cells = rows.filter((row) => row["cohort"] !== null);
    const cohorts: Record<string, number[]> = {};
    for (const row of cells)
      (cohorts[String(row["cohort"]).slice(0, 7)] ??= []).push(Number(row["customers"]));
    expect(cohorts).toEqual(expected.cohorts);
  });
});

describe("an export that masks its buyers", () => {
  it.each([
    ["amazon", western.amazon],
    ["pinduoduo", chinese.pinduoduo],
    ["douyin", chinese.douyin],
  ])(
    "of %s answers questions about products and refuses those about customers with the reason",
    async (source, make) => {
      const file = make();
      const report = await drop(file);
      expect(report.files[0]).toMatchObject({ source, customers: null });
      for (const id of ["rfm", "cohort-retention"])
        expect(await refusal(id)).toMatch(/name no customer|does not say who bought/);
      const overview = await analyse(app.page, "overview");
      expect(overview.headline).not.toBe("");
      const products = await analyse(app.page, "abc", { entity: "product" });
      expect(products.rows.length).toBeGreaterThanOrEqual(3);
    },
  );
});
