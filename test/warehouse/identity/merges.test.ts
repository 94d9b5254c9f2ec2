import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { regularityUnder } from "../../../src/app/identity-effect.ts";
import { mergeOf } from "../../../src/app/identity-list.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { withMerges } from "../../../src/orders/merges.ts";
import { defaultRules, type CountingRules, type IdentityMerge } from "../../../src/orders/rules.ts";
import { effectOfRules } from "../../../src/warehouse/effect.ts";
import { readIdentity } from "../../../src/warehouse/identity/bench.ts";
import { applyRules } from "../../../src/warehouse/load.ts";
import { openTestEngine } from "../../support/engine.ts";
import { load, rows } from "../loading.ts";
import { filePlan, id, number, text, time } from "../plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const columns = [
  ["Order", id, "order_id"],
  ["Date", time("%Y-%m-%d"), "ordered_at"],
  ["Total", number, "net_amount"],
  ["Customer", id, "customer_id"],
  ["Email", text, "email"],
  ["Phone", text, "phone"],
] as const;

const file = `Order,Date,Total,Customer,Email,Phone
1,2025-01-01,10,c1,ann@gmail.com,0151 2345678
2,2025-01-02,20,,ann@gmail.com,
3,2025-01-03,30,,a.n.n@gmail.com,
4,2025-01-04,40,,,+49 151 2345678
5,2025-01-05,50,c2,bob@x.de,030 7654321
6,2025-01-06,60,c3,bob@x.de,030 7654321
7,2025-01-07,70,c4,eve@x.de,
8,2025-01-07,80,c4,eve@x.de,
`;

const rules = (merges: readonly IdentityMerge[]): CountingRules => ({ ...defaultRules, merges });
const customers = () =>
  rows(
    engine,
    "select customer_id, customer_key, orders, cast(net_amount as integer) as amount from customers order by customer_key",
  );

beforeEach(() => load(engine, [[filePlan(columns, 8), file]]));

describe("accepted merges", () => {
  it("make customers one in every table, with dense keys", async () => {
    const { proposals } = await readIdentity(engine, defaultRules);
    expect(proposals.map(({ from, into, reason }) => `${from.id} > ${into.id}: ${reason}`)).toEqual([
      "a.n.n@gmail.com > c1: email_form",
      "ann@gmail.com > c1: guest_email",
      "c3 > c2: same_email",
      "491512345678 > c1: guest_phone",
    ]);
    await applyRules(engine, rules(proposals.map(mergeOf)));
    expect(await customers()).toEqual([
      { customer_id: "c1", customer_key: 1, orders: 4, amount: 100 },
      { customer_id: "c2", customer_key: 2, orders: 2, amount: 110 },
      { customer_id: "c4", customer_key: 3, orders: 2, amount: 150 },
    ]);
    expect(
      await rows(
        engine,
        "select order_id, order_number, days_since_previous as days from orders where customer_id = 'c1' order by order_number",
      ),
    ).toEqual([
      { order_id: "1", order_number: 1, days: null },
      { order_id: "2", order_number: 2, days: 1 },
      { order_id: "3", order_number: 3, days: 1 },
      { order_id: "4", order_number: 4, days: 1 },
    ]);
  });

  it("give the same customers in whatever order they come, and what the bench says before", async () => {
    const bench = await readIdentity(engine, defaultRules);
    const merges = bench.proposals.map(mergeOf);
    const any = fc.shuffledSubarray(merges, { minLength: 0 });
    const told = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(any, async (chosen) => {
        const counted = await effectOfRules(engine, rules(chosen));
        expect(regularityUnder(bench, chosen, defaultRules)).toEqual({
          customers: counted.customers,
          repeatCustomers: counted.repeat_customers,
        });
        await applyRules(engine, rules(chosen));
        const set = chosen
          .map((merge) => JSON.stringify(merge))
          .sort()
          .join();
        const found = JSON.stringify(await customers());
        expect(told.get(set) ?? found).toBe(found);
        told.set(set, found);
      }),
      { seed: 11, numRuns: 12 },
    );
  });

  it("are undone exactly", async () => {
    const before = [await customers(), await rows(engine, "from all_orders order by order_id")];
    const { proposals } = await readIdentity(engine, defaultRules);
    await applyRules(engine, rules(withMerges(undefined, proposals.map(mergeOf))));
    expect(await customers()).not.toEqual(before[0]);
    await applyRules(engine, rules([]));
    expect([await customers(), await rows(engine, "from all_orders order by order_id")]).toEqual(before);
  });

  it("do not change what is proposed", async () => {
    const bench = await readIdentity(engine, defaultRules);
    expect(await readIdentity(engine, rules(bench.proposals.map(mergeOf)))).toEqual(bench);
  });

  it("hold where an id has quotes in it, and where the customer that they name is not there", async () => {
    await applyRules(
      engine,
      rules([
        { from: "c4", into: 'o\'hara \\ "x"' },
        { from: "nobody", into: "no one" },
      ]),
    );
    expect((await customers()).map((row) => row["customer_id"])).toContain('o\'hara \\ "x"');
  });

  it("give returns of a merged customer to the order that the other placed", async () => {
    const lines = filePlan(
      [
        ["Order", id, "order_id"],
        ["Customer", id, "customer_id"],
        ["Date", time("%Y-%m-%d"), "ordered_at"],
        ["Product", id, "product_id"],
        ["Quantity", number, "quantity"],
        ["Price", number, "unit_price"],
      ],
      2,
      { name: "lines.csv", structure: { record: "line", amount: "quantity_times_price" } },
    );
    const returned =
      "Order,Customer,Date,Product,Quantity,Price\nA,ann,2025-01-01,tee,1,20\nC1,anna,2025-01-05,tee,-1,5\n";
    await load(engine, [[lines, returned]], {
      unattached_negative: "attach_latest",
      merges: [{ from: "anna", into: "ann" }],
    });
    expect(await rows(engine, "select order_id, cast(net_amount as integer) as net from orders")).toEqual([
      { order_id: "A", net: 15 },
    ]);
  });
});
