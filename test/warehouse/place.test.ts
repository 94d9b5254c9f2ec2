import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { defaultRules } from "../../src/orders/rules.ts";
import { storeList } from "../../src/warehouse/lists.ts";
import { applyRules, putInPlace, stage } from "../../src/warehouse/load.ts";
import { readTexts } from "../../src/warehouse/rows.ts";
import { openNativeEngine } from "../support/native-engine.ts";
import { filePlan, id, importPlan, number, time } from "./plans.ts";

const plan = filePlan(
  [
    ["order", id, "order_id"],
    ["day", time("%Y-%m-%d"), "ordered_at"],
    ["amount", number, "net_amount"],
  ],
  2,
);

it("tables put in place, and lists of customers, are there when the log is replayed, without staged and working tables", async () => {
  const folder = await mkdtemp(join(tmpdir(), "warehouse-"));
  await mkdir(join(folder, "import"));
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(async () => {
    process.chdir(before);
    await rm(folder, { recursive: true });
  });
  const first = await openNativeEngine("orders.duckdb", { keepLog: true });
  for (const file of ["1,2025-01-01,10\n2,2025-01-02,0\n", "3,2025-01-01,10\n4,2025-01-02,0\n"]) {
    await writeFile(join(folder, "import", plan.attachedAs), `order,day,amount\n${file}`);
    await stage(first, importPlan([plan]));
    await putInPlace(first);
  }
  await applyRules(first, { ...defaultRules, zero_value: "include" });
  await storeList(first, "k1", ["ann", "bob", "ann"]);
  await storeList(first, "k2", []);
  await stage(first, importPlan([plan]));
  await putInPlace(first);
  await applyRules(first, { ...defaultRules, zero_value: "include" });
  await first.close();

  const second = await openNativeEngine("orders.duckdb", { keepLog: true });
  expect(await readTexts(second, "select order_id from orders order by order_id")).toEqual(["3", "4"]);
  expect(await readTexts(second, "select table_name from duckdb_tables() order by table_name")).toEqual([
    "all_orders",
    "contacts",
    "costs",
    "customer_attributes",
    "customers",
    "ledger",
    "lists",
    "order_lines",
    "orders",
    "products",
    "reasons",
    "refunds",
    "rejections",
    "sources",
    "typed_lines_1",
    "typed_lines_1_unread",
  ]);
  expect(await readTexts(second, "select list || ' ' || customer_id from lists order by all")).toEqual([
    "k1 ann",
    "k1 bob",
  ]);
  await second.close();
});
