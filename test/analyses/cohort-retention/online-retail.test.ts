import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import type { CohortRow } from "../../../src/analyses/cohort-retention/rows.ts";
import { createTable } from "../../../src/orders/schema.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { dataFile } from "../../support/data.ts";
import { NativeDuckDb } from "../../support/native.ts";

const records = dataFile("online_retail/online_retail.csv");
const published = dataFile("online_retail/reference_cohort_R0.csv");

/** The published table: cohort month, then customers active in month 0, 1, … */
const readPublished = () =>
  readFileSync(published!, "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const [month, ...cells] = line.split(",");
      return cells.flatMap((cell, k) => (cell === "" ? [] : [[`${month}-01`, k, Number(cell)] as const]));
    });

describe.skipIf(records === null || published === null)("UCI Online Retail under R0", () => {
  let duckdb: NativeDuckDb;
  let rows: readonly CohortRow[];
  beforeAll(async () => {
    duckdb = await NativeDuckDb.open();
    // Every invoice with a customer is an order of its earliest line's moment, cancellations too.
    await duckdb.run(`
      ${createTable("refunds")} ${createTable("order_lines")}
      create table orders as
      with invoices as (
          select
              InvoiceNo as order_id,
              min(CustomerID) as customer_id,
              min(cast(InvoiceDate as timestamp)) as ordered_at,
              cast(sum(cast(Quantity as decimal(18, 4)) * cast(UnitPrice as decimal(18, 4)))
                  as decimal(18, 4)) as net_amount
          from read_csv('${records!}', all_varchar = true, header = true)
          where CustomerID <> ''
          group by InvoiceNo
      )
      select
          *,
          1 as source_id,
          ${["cost_amount", "shipping_amount", "tax_amount"]
            .map((name) => `cast(null as decimal(18, 4)) as ${name}`)
            .join(", ")},
          cast(dense_rank() over (order by customer_id) as integer) as customer_key,
          cast(row_number() over (partition by customer_id order by ordered_at, order_id)
              as integer) as order_number,
          ${["channel", "campaign", "country", "region", "city", "coupon", "payment_method"]
            .map((name) => `cast(null as varchar) as ${name}`)
            .join(", ")}
      from invoices;
      create table customers as
      select customer_key, min(ordered_at) as first_ordered_at from orders group by customer_key;`);
    const { sql } = statements(cohortRetention, {}, contextAt("2011-12-09", "2011-12-08"));
    rows = (await duckdb.rows(sql)) as unknown as readonly CohortRow[];
  });

  it("gives the published cohorts in every cell", () => {
    const counted = rows
      .filter(({ cohort }) => cohort !== null)
      .map(({ cohort, k, customers }) => [cohort, k, customers]);
    expect(counted).toEqual(readPublished());
  });

  it("marks the cells of the partial last month, and no other, as incomplete", () => {
    const open = rows.filter(({ complete }) => !complete).map(({ cohort, k }) => [cohort, k]);
    const months = Array.from({ length: 13 }, (_, index) => 12 - index);
    expect(open).toEqual(
      months.map((k) => {
        const month = 12 - k;
        return [month === 0 ? "2010-12-01" : `2011-${String(month).padStart(2, "0")}-01`, k];
      }),
    );
  });

  it("adds up to the published revenue", () => {
    const total = rows.filter(({ cohort }) => cohort !== null).reduce((sum, row) => sum + row.net_amount, 0);
    expect(total).toBeCloseTo(8_300_065.814, 3);
  });
});
