import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { defaultRules, ruleChoices, type CountingRules } from "../../src/orders/rules.ts";
import { applyRules } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { openTestEngine } from "../support/engine.ts";
import { load, rows } from "./loading.ts";
import { filePlan, id, number, text, time, type Column } from "./plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const orderIds = fc.constantFrom("A", "B", "C", "D", "");
const cents = fc.integer({ min: -500, max: 500 });
const money = (value: number) => (value / 100).toFixed(2);
const table = (rows: readonly (readonly string[])[]) =>
  `header\n${rows.map((row) => row.join(",")).join("\n")}\n`;

const shop = fc.record({
  orders: fc.array(
    fc.tuple(
      orderIds,
      fc.constantFrom("ann", "bob", ""),
      fc.constantFrom("2025-01-01", "2025-01-02", ""),
      fc.constantFrom("paid", "pending", "closed"),
      cents,
    ),
    { minLength: 1, maxLength: 6 },
  ),
  items: fc.array(
    fc.tuple(orderIds, fc.constantFrom("mug", "tee", ""), fc.constantFrom("1", "2", ""), cents),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
  more: fc.array(fc.tuple(orderIds, fc.constantFrom("mug", "tee"), fc.constantFrom("1", "3"), cents), {
    minLength: 1,
    maxLength: 4,
  }),
  refunds: fc.array(fc.tuple(orderIds, fc.constantFrom("2025-02-01", "soon"), cents), {
    minLength: 1,
    maxLength: 4,
  }),
  payments: fc.array(fc.tuple(orderIds, fc.constantFrom("paid", "failed"), cents), {
    minLength: 1,
    maxLength: 4,
  }),
  customers: fc.array(fc.tuple(fc.constantFrom("ann", "bob", "cid"), fc.constantFrom("x", "")), {
    minLength: 1,
    maxLength: 4,
  }),
  costs: fc.array(fc.tuple(fc.constantFrom("mug", "tee", "cap"), fc.constantFrom("1.00", "n/a")), {
    minLength: 1,
    maxLength: 4,
  }),
  contacts: fc.array(
    fc.tuple(
      fc.constantFrom("ann", "bob", "cid", "zoe", ""),
      fc.constantFrom("2025-02-01", "soon", ""),
      fc.constantFrom("treated", "control", "vip", ""),
    ),
    { minLength: 1, maxLength: 5 },
  ),
  reasons: fc.array(fc.tuple(orderIds, fc.constantFrom("ann", "zoe", ""), fc.constantFrom("price", "")), {
    minLength: 1,
    maxLength: 5,
  }),
  hasAmount: fc.boolean(),
  hasPayments: fc.boolean(),
});

const rulesArbitrary = fc.record(
  Object.fromEntries(Object.entries(ruleChoices).map(([key, choices]) => [key, fc.constantFrom(...choices)])),
) as unknown as fc.Arbitrary<Partial<CountingRules>>;

const itemColumns: readonly Column[] = [
  ["order", id, "order_id"],
  ["sku", id, "product_id"],
  ["pieces", number, "quantity"],
  ["price", number, "unit_price"],
];

it("every record of every joined file is in exactly one line of its ledger, under any rules", async () => {
  await fc.assert(
    fc.asyncProperty(shop, rulesArbitrary, rulesArbitrary, async (made, first, second) => {
      const files: (readonly [ReturnType<typeof filePlan>, string])[] = [
        [
          filePlan(
            [
              ["order", id, "order_id"],
              ["customer", id, "customer_id"],
              ["day", time("%Y-%m-%d"), "ordered_at"],
              ["state", text, "status"],
              made.hasAmount ? ["total", number, "net_amount"] : ["total", text],
            ],
            made.orders.length,
            {
              name: "orders.csv",
              structure: { amount: "sum_of_records" },
              statuses: { paid: "paid", pending: "unpaid", closed: "cancelled" },
            },
          ),
          table(
            made.orders.map(([order, customer, day, state, n]) => [order, customer, day, state, money(n)]),
          ),
        ],
        ...(["items", "more"] as const).map(
          (name) =>
            [
              filePlan(itemColumns, made[name].length, {
                name: `${name}.csv`,
                role: "items",
                structure: { record: "line", amount: "quantity_times_price" },
              }),
              table(made[name].map(([order, sku, pieces, n]) => [order, sku, pieces, money(n)])),
            ] as const,
        ),
        [
          filePlan(
            [
              ["order", id, "order_id"],
              ["day", time("%Y-%m-%d"), "refunded_at"],
              ["back", number, "refund_amount"],
            ],
            made.refunds.length,
            { name: "refunds.csv", role: "refunds", structure: { amount: "sum_of_records" } },
          ),
          table(made.refunds.map(([order, day, n]) => [order, day, money(n)])),
        ],
        ...(made.hasPayments
          ? [
              [
                filePlan(
                  [
                    ["order", id, "order_id"],
                    ["state", text, "status"],
                    ["paid", number, "net_amount"],
                  ],
                  made.payments.length,
                  {
                    name: "payments.csv",
                    role: "payments",
                    structure: { amount: "sum_of_records" },
                    statuses: { paid: "paid", failed: "unpaid" },
                  },
                ),
                table(made.payments.map(([order, state, n]) => [order, state, money(n)])),
              ] as const,
            ]
          : []),
        [
          filePlan(
            [
              ["customer", id, "customer_id"],
              ["city", text, "city"],
            ],
            made.customers.length,
            { name: "customers.csv", role: "customers" },
          ),
          table(made.customers.map((row) => [...row])),
        ],
        [
          filePlan(
            [
              ["sku", id, "product_id"],
              ["cost", number, "line_cost"],
            ],
            made.costs.length,
            { name: "costs.csv", role: "costs" },
          ),
          table(made.costs.map((row) => [...row])),
        ],
        ...(["contacts", "again"] as const).map(
          (name) =>
            [
              filePlan(
                [
                  ["customer", id, "customer_id"],
                  ["sent", time("%Y-%m-%d"), "sent_at"],
                  ["group", text, "contact_group"],
                ],
                made.contacts.length,
                { name: `${name}.csv`, role: "contacts" },
              ),
              table(made.contacts.map((row) => [...row])),
            ] as const,
        ),
        [
          filePlan(
            [
              ["order", id, "order_id"],
              ["customer", id, "customer_id"],
              ["why", text, "reason"],
            ],
            made.reasons.length,
            { name: "reasons.csv", role: "reasons" },
          ),
          table(made.reasons.map((row) => [...row])),
        ],
      ];
      const check = async () => {
        const { ledger } = await readReports(engine);
        for (const [{ name, counted }] of files) {
          const own = ledger.filter(({ file }) => file === name);
          const apart = own.filter(({ line }) => line !== "read");
          const sum = (amounts: readonly string[]) =>
            amounts.reduce((total, amount) => total + Math.round(Number(amount) * 100), 0);
          expect([name, apart.reduce((total, { records }) => total + records, 0)]).toEqual([name, counted]);
          expect([name, apart.every(({ records }) => records >= 0)]).toEqual([name, true]);
          expect([name, sum(apart.map(({ amount }) => amount))]).toEqual([name, sum([own[0]!.amount])]);
        }
        const [found] = await rows(
          engine,
          `select
    (select count(*) from orders) - (select count(distinct (order_id, source_id)) from orders) as twice,
    (select count(*) from order_lines anti join orders using (order_id, source_id)) as strays,
    (select count(*) from (select 1 from order_lines group by record_source_id, source_row having count(*) > 1)) as doubled,
    (select count(distinct customer_key) from orders) - (select count(*) from customers) as customers,
    (select sum(records) from ledger join sources using (source_id) where name in ('contacts.csv', 'again.csv') and line = 'kept')
        - (select count(*) from contacts) as contacts,
    (select sum(records) from ledger join sources using (source_id) where name = 'reasons.csv' and line = 'kept')
        - (select count(*) from reasons) as reasons`,
        );
        expect(found).toEqual({ twice: 0, strays: 0, doubled: 0, customers: 0, contacts: 0, reasons: 0 });
      };
      await load(engine, files, first);
      await check();
      await applyRules(engine, { ...defaultRules, ...second });
      await check();
    }),
    { numRuns: 12, seed: 11 },
  );
}, 240_000);
