import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { importTexts, type Texts } from "../support/data-sets.ts";
import { openTestEngine } from "../support/engine.ts";
import { ledgerLines, rows } from "./loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const values = async (sql: string) => (await rows(engine, sql)).map((row) => Object.values(row));
const ledgerOf = (file: string) => ledgerLines(engine, file);

const month = (n: number) => `2025-${String(n).padStart(2, "0")}`;

/** Twelve monthly exports of ten orders; each repeats the last order of the month before, with its amount changed. */
function twelveMonths(): Texts {
  const row = (n: number, index: number, cents: number) =>
    `${n * 100 + index},buyer${(n + index) % 7}@x.com,${month(n)}-${String(index + 10)},${(cents / 100).toFixed(2)}`;
  const files = Array.from({ length: 12 }, (_, at) => {
    const n = at + 1;
    const own = Array.from({ length: 10 }, (_, index) => row(n, index, n * 100 + index));
    const repeated = n > 1 ? [row(n - 1, 9, 5000 + n)] : [];
    return [`${month(n)}.csv`, `order_id,email,order_date,total\n${[...repeated, ...own].join("\n")}\n`];
  });
  return Object.fromEntries(files) as Texts;
}

describe("twelve months of one shop", () => {
  /** Cents by which the eleven repeated orders are worth more in the later file. */
  const changed = Array.from({ length: 11 }, (_, at) => 5000 + at + 2 - ((at + 1) * 100 + 9)).reduce(
    (sum, cents) => sum + cents,
  );

  it("count an order of two files once, as the later file has it, and say so", async () => {
    await importTexts(engine, twelveMonths());
    expect(
      await values(
        "select count(*), cast(sum(net_amount) * 100 as bigint), count(distinct customer_id) from orders",
      ),
    ).toEqual([[120, 12 * 45 + 10 * 7800 + changed, 7]]);
    const { files } = await readReports(engine);
    expect(
      files.map(({ records, excluded, warnings }) => [
        records,
        excluded["same_order"]?.records ?? 0,
        warnings.filter(({ code }) => code === "OVERLAPPING_ORDERS").map(({ count }) => count),
      ]),
    ).toEqual([[10, 1, [1]], ...Array.from({ length: 10 }, () => [11, 1, [1]]), [11, 0, []]]);
    await applyRules(engine, { ...defaultRules, same_order: "first" });
    expect(await values("select count(*), cast(sum(net_amount) * 100 as bigint) from orders")).toEqual([
      [120, 12 * 45 + 10 * 7800],
    ]);
  });

  it("with a file of another platform have one customer by e-mail", async () => {
    const shopify =
      "Name,Email,Financial Status,Total,Lineitem quantity,Lineitem name,Created at\n" +
      "#1,BUYER1@x.com ,paid,9.00,1,Mug,2025-03-01 10:00:00 +0100\n";
    const { plan } = await importTexts(engine, { ...twelveMonths(), "shopify.csv": shopify });
    expect(plan.files.map(({ source, role }) => [source, role])).toEqual([
      ...Array.from({ length: 12 }, () => ["generic", undefined]),
      ["shopify", undefined],
    ]);
    expect(
      await values(
        `select count(distinct source_id) > 1, bool_or(source_id = 13) from orders where customer_id = 'buyer1@x.com'`,
      ),
    ).toEqual([[true, true]]);
    expect(await values("select count(distinct customer_key) from orders")).toEqual([[7]]);
  });
});

describe("months of joined files", () => {
  const texts: Texts = {
    "orders-1.csv": "order_id,customer_id,order_date\n1,ann,2025-01-01\n2,bob,2025-01-31\n",
    "orders-2.csv": "order_id,customer_id,order_date\n2,bob,2025-01-31\n3,ann,2025-02-01\n",
    "items-1.csv": "order_id,sku,quantity,price\n1,mug,1,10.00\n2,mug,1,10.00\n2,tee,1,20.00\n",
    "items-2.csv": "order_id,sku,quantity,price\n2,mug,2,10.00\n3,tee,1,20.00\n",
    "refunds-1.csv": "order_id,refunded_at,refund_amount\n2,2025-01-31,5.00\n",
    "refunds-2.csv": "order_id,refunded_at,refund_amount\n2,2025-01-31,5.00\n2,2025-02-02,3.00\n",
  };

  it("take an order's items from one file, and each refund once", async () => {
    await importTexts(engine, texts);
    expect(
      await values(
        "select order_id, source_id, net_amount::varchar, refund_amount::varchar, items from orders order by 1",
      ),
    ).toEqual([
      ["1", 1, "10.0000", null, 1],
      ["2", 2, "12.0000", "8.0000", 1],
      ["3", 2, "20.0000", null, 1],
    ]);
    expect(
      await values("select order_id, product_id, quantity::varchar from order_lines order by 1, 2"),
    ).toEqual([
      ["1", "mug", "1.0000"],
      ["2", "mug", "2.0000"],
      ["3", "tee", "1.0000"],
    ]);
    expect(await ledgerOf("items-1.csv")).toEqual([
      ["read", 3, "40.00"],
      ["excluded:same_order", 2, "30.00"],
      ["kept", 1, "10.00"],
    ]);
    expect(await ledgerOf("refunds-1.csv")).toEqual([
      ["read", 1, "5.00"],
      ["excluded:same_order", 1, "5.00"],
      ["kept", 0, "0.00"],
    ]);
    expect(await ledgerOf("refunds-2.csv")).toEqual([
      ["read", 2, "8.00"],
      ["kept", 2, "8.00"],
    ]);
  });

  it("take the first file's where the rule says so", async () => {
    await applyRules(engine, { ...defaultRules, same_order: "first" });
    expect(
      await values("select order_id, source_id, net_amount::varchar, items from orders order by 1"),
    ).toEqual([
      ["1", 1, "10.0000", 1],
      ["2", 1, "22.0000", 2],
      ["3", 2, "20.0000", 1],
    ]);
  });
});
