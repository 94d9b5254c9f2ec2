import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules, ruleChoices, type CountingRules } from "../../src/orders/rules.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { openTestEngine } from "../support/engine.ts";
import { load, rows } from "./loading.ts";
import { filePlan, id, number, text, time } from "./plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const record = fc.record({
  order: fc.constantFrom("A", "B", "C", "D", ""),
  customer: fc.constantFrom("ann", "bob", ""),
  day: fc.constantFrom("2025-01-01", "2025-01-02", "soon", ""),
  state: fc.constantFrom("paid", "pending", "closed", "refunded", ""),
  cents: fc.oneof(fc.integer({ min: -500, max: 500 }), fc.constant(0)),
  unreadable: fc.boolean(),
  refund: fc.constantFrom("", "0", "1.25"),
  product: fc.constantFrom("mug", "tee"),
});

const rulesArbitrary = fc.record(
  Object.fromEntries(Object.entries(ruleChoices).map(([key, choices]) => [key, fc.constantFrom(...choices)])),
) as unknown as fc.Arbitrary<Partial<CountingRules>>;

const structures = fc.constantFrom(
  { record: "line", amount: "sum_of_records" } as const,
  { record: "order", amount: "sum_of_records" } as const,
  { record: "line", amount: "once_per_order" } as const,
  { record: "order", amount: "once_per_order", amountIsNetOfRefunds: true } as const,
);

it("every record is in exactly one line of the ledger, in records and in money, under any rules", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 12 }),
      structures,
      rulesArbitrary,
      rulesArbitrary,
      async (records, structure, first, second) => {
        const cells = records.map((r) => [
          r.order,
          r.customer,
          r.day,
          r.state,
          r.unreadable && r.cents % 7 === 0 ? "n/a" : (r.cents / 100).toFixed(2),
          r.refund,
          r.product,
        ]);
        const plan = filePlan(
          [
            ["order", id, "order_id"],
            ["customer", id, "customer_id"],
            ["day", time("%Y-%m-%d"), "ordered_at"],
            ["state", text, "status"],
            ["amount", number, "net_amount"],
            ["refund", number, "refund_amount"],
            ["product", id, "product_id"],
          ],
          records.length,
          {
            structure,
            statuses: { paid: "paid", pending: "unpaid", closed: "cancelled", refunded: "refunded" },
          },
        );
        const file = `header\n${cells.map((row) => row.join(",")).join("\n")}\n`;
        const check = async () => {
          const { files, ledger } = await readReports(engine);
          const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
          const apart = ledger.filter(({ line }) => line !== "read");
          expect(files[0]!.records).toBe(records.length);
          expect(sum(apart.map((line) => line.records))).toBe(records.length);
          expect(apart.every((line) => line.records >= 0)).toBe(true);
          const cents = (amount: string) => Math.round(Number(amount) * 100);
          expect(sum(apart.map(({ amount }) => cents(amount)))).toBe(
            cents(ledger.find(({ line }) => line === "read")!.amount),
          );
          if (structure.amount === "sum_of_records")
            expect(cents(files[0]!.amount_total!)).toBe(
              sum(cells.map((row) => (row[4] === "n/a" ? 0 : cents(row[4]!)))),
            );
          const [kept] = await rows(
            engine,
            `select
    (select count(*) from all_orders where excluded_by is null) - (select count(*) from orders) as orders,
    (select count(*) from orders) - (select count(distinct (order_id, source_id)) from orders) as twice,
    (select count(*) from order_lines anti join orders using (order_id, source_id)) as strays,
    (select count(distinct customer_key) from orders) - (select count(*) from customers) as customers`,
          );
          expect(kept).toEqual({ orders: 0, twice: 0, strays: 0, customers: 0 });
        };
        await load(engine, [[plan, file]], first);
        await check();
        await applyRules(engine, { ...defaultRules, ...second });
        await check();
      },
    ),
    { numRuns: 12, seed: 20260601 },
  );
}, 240_000);
