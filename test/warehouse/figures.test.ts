import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { effectOfRules } from "../../src/warehouse/effect.ts";
import { readFigures } from "../../src/warehouse/figures.ts";
import { stage, type Staged } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileOf, plan } from "../support/files.ts";

const text = `Name,Email,Financial Status,Paid at,Currency,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount
#1,Ann@x.org,paid,2025-01-02 10:00:00 +0100,EUR,2.00,12.00,2025-01-02 10:00:00 +0100,1,Tea,10.00,0.00
#1,,,,,,,2025-01-02 10:00:00 +0100,2,Cup,0.00,
#2,ann@x.org,partially_refunded,2025-07-02 10:00:00 +0200,EUR,0.00,20.00,2025-07-02 10:00:00 +0200,1,Tea,20.00,5.00
#3,,pending,,EUR,0.00,7.00,2025-07-03 10:00:00 +0200,1,Cup,7.00,0.00
#4,,paid,2025-07-04 10:00:00 +0200,EUR,0.00,,2026-09-04 10:00:00 +0200,1,Cup,7.00,0.00
`;

let engine: Engine;
let staged: Staged;
beforeAll(async () => {
  engine = await openTestEngine();
  const planned = await plan([fileOf(text, "orders_export.csv")]);
  for (const [name, blob] of planned.bytes) await engine.attachFile(name, blob);
  staged = await stage(engine, planned.plan);
});

describe("what a staged file holds", () => {
  it("is counted over every record and every order, kept or not", async () => {
    const [figures] = await readFigures(staged);
    const { order_id, email, status, quantity, ordered_at } = figures!.columns;
    expect({ records: figures!.records, orders: figures!.orders, order_id, email, status, quantity }).toEqual(
      {
        records: 5,
        orders: 4,
        order_id: {
          filled: 5,
          distinct: 4,
          values: [
            { text: "#1", records: 2 },
            { text: "#2", records: 1 },
            { text: "#3", records: 1 },
            { text: "#4", records: 1 },
          ],
          least: null,
          most: null,
        },
        email: { filled: 2, distinct: 1, values: [], least: null, most: null },
        status: {
          filled: 4,
          distinct: 3,
          values: [
            { text: "paid", records: 2 },
            { text: "partially_refunded", records: 1 },
            { text: "pending", records: 1 },
          ],
          least: null,
          most: null,
        },
        quantity: { filled: 5, distinct: 0, values: [], least: "1.0000", most: "2.0000" },
      },
    );
    expect([ordered_at?.least, ordered_at?.most]).toEqual(["2025-01-02", "2026-09-04"]);
    expect(figures!.ordersWith).toMatchObject({ refund_amount: 1, shipping_amount: 1, paid_at: 3 });
    expect(figures!.paidWithoutTime).toBe(0);
  });

  it("is what its kept orders come to, by kind of money", async () => {
    const { files } = await readReports(staged);
    expect(files[0]!.sums).toEqual({
      net_amount: "27.00",
      shipping_amount: "2.00",
      tax_amount: null,
      discount_amount: null,
      refund_amount: "5.00",
    });
  });

  it("is warned of with lines where an order has no amount or lies in the future", async () => {
    const { files } = await readReports(staged);
    expect(files[0]!.warnings).toEqual([
      { code: "MISSING_AMOUNT", message: "orders without an amount", lines: [6], count: 1 },
      { code: "FUTURE_DATE", message: "orders dated after the day of import", lines: [6], count: 1 },
    ]);
  });

  it("says what other rules would count before they are applied, and leaves no table behind", async () => {
    expect(await effectOfRules(staged, defaultRules)).toEqual({
      records: 3,
      orders: 2,
      customers: 1,
      repeat_customers: 1,
      net_amount: "27.00",
    });
    expect(await effectOfRules(staged, { ...defaultRules, unpaid: "include" })).toEqual({
      records: 4,
      orders: 3,
      customers: 1,
      repeat_customers: 1,
      net_amount: "34.00",
    });
    const left = await engine.query(
      "select count(*)::integer as n from duckdb_tables() where starts_with(table_name, 'trial_')",
    );
    expect(left.get(0)!.toJSON()).toEqual({ n: 0 });
  });
});
