import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { planImport, replan, type PlannedImport } from "../../src/ingest/plan.ts";
import { orderStatuses, type OpenQuestion } from "../../src/orders/plan.ts";
import { discard, readReports, stage } from "../../src/warehouse/index.ts";
import { fileOf } from "../support/files.ts";
import { openTestEngine } from "../support/engine.ts";
import { rows } from "./loading.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** 3,000 paid orders, then the words that the sample never saw. */
const orders = [
  ...Array.from({ length: 3000 }, (_, index) => `${index + 1},Completed,10.00`),
  "3001,Verloren,20.00",
  "3002,verloren ,30.50",
  "3003,Reklamiert,5.00",
  "3004,,7.00",
];
const file = fileOf(
  `Order Number,Order Status,Order Total,Order Date,Customer\n${orders.map((order) => `${order},2025-01-05,ann`).join("\n")}\n`,
);

async function staged(planned: PlannedImport) {
  for (const [as, bytes] of planned.bytes) await engine.attachFile(as, bytes);
  try {
    const done = await stage(engine, planned.plan);
    const [report] = (await readReports(done)).files;
    const statuses = await rows(
      engine,
      "select status, count(*) as orders from staged_all_orders group by status order by status",
    );
    return {
      questions: done.files[0]!.questions.filter(({ question }) => question === "status"),
      outcome: report!.outcome,
      unknown: report!.warnings.filter(({ code }) => code === "UNKNOWN_STATUS").map(({ count }) => count),
      statuses: Object.fromEntries(statuses.map((row) => [row["status"], Number(row["orders"])])),
    };
  } finally {
    for (const as of planned.bytes.keys()) await engine.detachFile(as);
    await discard(engine);
  }
}

const planned = (options = {}) =>
  planImport([file], options, { importedOn: "2026-01-01", timeZone: "Asia/Shanghai" });
const short = ({ column, text, chosen, orders: count, amount }: OpenQuestion) => [
  column,
  text,
  chosen,
  count,
  amount,
];

describe("statuses that no source knows", () => {
  it("are asked about over the whole file with their orders and money, and count as paid until then", async () => {
    const { questions, ...rest } = await staged(await planned());
    expect(questions.map(short)).toEqual([
      ["Order Status", "Verloren", "paid", 2, "50.50"],
      ["Order Status", "Reklamiert", "paid", 1, "5.00"],
    ]);
    expect(questions[0]!.choices).toEqual(orderStatuses);
    expect(rest).toEqual({ outcome: "ask", unknown: [2], statuses: { paid: 3004 } });
  });

  it("count as the answer says, and are asked again with it chosen", async () => {
    const answered = await replan(await planned(), {
      files: { "orders.csv": { statuses: { Verloren: "cancelled" } } },
    });
    const { questions, unknown, statuses } = await staged(answered);
    expect(questions.map(short)).toEqual([
      ["Order Status", "Verloren", "cancelled", 2, "50.50"],
      ["Order Status", "Reklamiert", "paid", 1, "5.00"],
    ]);
    expect({ unknown, statuses }).toEqual({ unknown: [1], statuses: { cancelled: 2, paid: 3002 } });
  });

  it("are known where a script's options say them, before what the source knows", async () => {
    const found = await staged(
      await planned({ statuses: { verloren: "cancelled", reklamiert: "refunded", completed: "unpaid" } }),
    );
    expect(found).toEqual({
      questions: [],
      outcome: "load",
      unknown: [],
      statuses: { cancelled: 2, paid: 1, refunded: 1, unpaid: 3000 },
    });
  });
});
