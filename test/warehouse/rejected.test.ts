import { beforeAll, describe, expect, it } from "vitest";
import { rejectedFile } from "../../src/app/rejected-file.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import type { RejectedRecord } from "../../src/orders/receipt.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { rejectedOf } from "../../src/warehouse/rejected.ts";
import { openTestEngine } from "../support/engine.ts";
import { load } from "./loading.ts";
import { filePlan, id, number, time } from "./plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const rejected = Array.from({ length: 1500 }, (_, index) => ({
  line: 10 + index,
  record: 9 + index,
  text: `=cmd|'${index}`,
  reason: "too_many_fields",
}));

const plan = filePlan(
  [
    ["Order", id, "order_id"],
    ["Date", time("%Y-%m-%d"), "ordered_at"],
    ["Total", number, "net_amount"],
  ],
  4 + rejected.length,
  { rejected },
);
const file = `Order,Date,Total
1,2025-01-01,10
"2
b",soon,twenty
3,2025-01-03,n/a
4,2025-01-04,40
`;

async function all(name: string): Promise<readonly RejectedRecord[]> {
  const found: RejectedRecord[] = [];
  for await (const page of rejectedOf(engine, name)) found.push(...page);
  return found;
}

describe("what could not be read of a file", () => {
  it("is every rejected record and every unread cell, by line, with texts and reasons", async () => {
    await load(engine, [[plan, file]]);
    const found = await all("orders.csv");
    expect(found.slice(0, 4)).toEqual([
      { record: 2, line: 3, column: "Date", text: "soon", reason: "no_date" },
      { record: 2, line: 3, column: "Total", text: "twenty", reason: "no_amount" },
      { record: 3, line: 5, column: "Total", text: "n/a", reason: "no_amount" },
      { record: 9, line: 10, text: "=cmd|'0", reason: "too_many_fields" },
    ]);
    expect(found.length).toBe(3 + rejected.length);
    expect(await all("another.csv")).toEqual([]);
  });

  it("stays when the orders are built under other rules", async () => {
    await load(engine, [[plan, file]]);
    const before = await all("orders.csv");
    await applyRules(engine, { ...defaultRules, zero_value: "include" });
    expect(await all("orders.csv")).toEqual(before);
  });

  it("is a CSV file in which no text is a formula", async () => {
    await load(engine, [[plan, file]]);
    const blob = await rejectedFile(rejectedOf(engine, "orders.csv"), createMessages("en"));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = (await blob.text()).split("\r\n");
    expect(lines.slice(0, 5)).toEqual([
      "Record,Line,Column,Text,Reason",
      "2,3,Date,soon,no date",
      "2,3,Total,twenty,no amount",
      "3,5,Total,n/a,no amount",
      "9,10,,'=cmd|'0,more fields than columns",
    ]);
    expect(lines.length).toBe(1 + 3 + rejected.length + 1);
  });
});
