import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import type { IdentityBench } from "../../../src/orders/identity.ts";
import { defaultRules, type CountingRules } from "../../../src/orders/rules.ts";
import { readIdentity } from "../../../src/warehouse/identity/bench.ts";
import { openTestEngine } from "../../support/engine.ts";
import { load } from "../loading.ts";
import { filePlan, id, number, text, time, type Column } from "../plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** One order: customer id, e-mail, phone, name, postcode; its amount is 10. */
type Buyer = readonly [customer?: string, email?: string, phone?: string, name?: string, postcode?: string];

const columns: readonly Column[] = [
  ["Order", id, "order_id"],
  ["Date", time("%Y-%m-%d"), "ordered_at"],
  ["Total", number, "net_amount"],
  ["Customer", id, "customer_id"],
  ["Email", text, "email"],
  ["Phone", text, "phone"],
  ["Billing Name", text],
  ["Billing Zip", text],
];

/** The bench of a shop whose orders these are, one a day from 2025-01-01 on, with ids o1, o2, … */
async function bench(
  buyers: readonly Buyer[],
  rules: Partial<CountingRules> = {},
  shown = columns,
): Promise<IdentityBench> {
  const records = buyers.map((buyer, index) => {
    const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
    const cells = [`o${index + 1}`, day, "10", ...[0, 1, 2, 3, 4].map((place) => buyer[place] ?? "")];
    return cells.slice(0, shown.length).join(",");
  });
  const file = `${shown.map(([name]) => name).join(",")}\n${records.join("\n")}\n`;
  await load(engine, [[filePlan(shown, buyers.length), file]], rules);
  return readIdentity(engine, { ...defaultRules, ...rules });
}

/** `from > into: reason, confidence, also` of each proposal. */
const told = ({ proposals }: IdentityBench) =>
  proposals.map(
    ({ from, into, reason, confidence, also }) =>
      `${from.id} > ${into.id}: ${[reason, confidence, ...(also ? [also] : [])].join(", ")}`,
  );

describe("a guest's order", () => {
  it("is proposed to the customer whose e-mail it carries, with both sides counted", async () => {
    const found = await bench([
      ["c1", "ann@x.de"],
      ["", "Ann@X.de "],
      ["c1", "ann@x.de"],
      ["c2", "bob@x.de"],
    ]);
    expect(found).toEqual({
      customers: 3,
      repeatCustomers: 1,
      found: 1,
      proposals: [
        {
          from: { id: "ann@x.de", evidence: "ann@x.de", orders: 1, amount: "10.00", examples: ["o2"] },
          into: { id: "c1", evidence: "ann@x.de", orders: 2, amount: "20.00", examples: ["o1", "o3"] },
          reason: "guest_email",
          confidence: "certain",
          also: null,
        },
      ],
      shared: [],
    });
  });

  it("is proposed by phone too, with and without the country code", async () => {
    const found = await bench([
      ["c1", "", "+49 151 2345678"],
      ["", "", "0151/2345678"],
      ["c2", "", "004915199999999"],
      ["", "guest@x.de", "+49 151 99999999"],
    ]);
    expect(told(found)).toEqual([
      "01512345678 > c1: guest_phone, likely",
      "guest@x.de > c2: guest_phone, likely",
    ]);
  });
});

describe("two keys of one customer", () => {
  it("are proposed where they stand together on an order of a shop without customer ids", async () => {
    const shown = columns.filter(([name]) => name !== "Customer");
    const records = ["o1,2025-01-01,10,ann@x.de,0151 2345678", "o2,2025-01-02,10,,0151 2345678"];
    const some = shown.slice(0, 5);
    const file = `${some.map(([name]) => name).join(",")}\n${records.join("\n")}\n`;
    await load(engine, [[filePlan(some, 2), file]]);
    expect(told(await readIdentity(engine, defaultRules))).toEqual([
      "01512345678 > ann@x.de: keys_together, likely",
    ]);
  });

  it("are proposed where two ids have one e-mail or one phone, to the one of most orders", async () => {
    const found = await bench([
      ["c1", "ann@x.de"],
      ["c2", "ann@x.de"],
      ["c2", "ann@x.de"],
      ["c3", "", "030 1234567"],
      ["c4", "", "+49 30 1234567"],
    ]);
    expect(told(found)).toEqual(["c1 > c2: same_email, certain", "c4 > c3: same_phone, likely"]);
  });

  it("are proposed where the id column holds the e-mail of a guest", async () => {
    const found = await bench([["ann@x.de"], ["", "ann@x.de"], ["c9", ""]]);
    expect(told(found)).toEqual(["email:ann@x.de > customer_id:ann@x.de: guest_email, certain"]);
  });
});

describe("spellings of an e-mail", () => {
  it("are one mailbox with dots and plus tags at Gmail, and with plus tags elsewhere", async () => {
    const found = await bench([
      ["", "anna.may@gmail.com"],
      ["", "annamay+tea@googlemail.com"],
      ["", "joe@x.de"],
      ["", "joe+shop@x.de"],
      ["", "anna.may@x.de"],
      ["", "annamay@x.de"],
    ]);
    expect(told(found)).toEqual([
      "annamay+tea@googlemail.com > anna.may@gmail.com: email_form, certain",
      "joe+shop@x.de > joe@x.de: email_form, likely",
    ]);
  });

  it("are proposed where a well-known domain is one slip away, surer with the same phone", async () => {
    const found = await bench([
      ["", "annamay@gmail.com", "0151 2345678"],
      ["", "annamay@gmial.com", "0151 2345678"],
      ["", "robert@gmail.com"],
      ["", "robert@gmai.com"],
      ["", "lisa-marie@ymail.com"],
      ["", "lisa-marie@gmail.com"],
      ["", "bob@gmial.com"],
      ["", "bob@gmail.com"],
    ]);
    expect(told(found)).toEqual([
      "annamay@gmial.com > annamay@gmail.com: email_domain, likely, phone",
      "robert@gmai.com > robert@gmail.com: email_domain, possible",
    ]);
  });

  it("are proposed one slip apart only where a name or a postcode agrees too", async () => {
    const found = await bench([
      ["", "anna.mueller@x.de", "", "Anna Müller", "10115"],
      ["", "anna.muller@x.de", "", "anna  müller", "20095"],
      ["", "bernhard@x.de", "", "B. H.", "80331"],
      ["", "bernahrd@x.de", "", "Bernhard", "80331"],
      ["", "charlotte@x.de", "", "Charlotte A", "1010"],
      ["", "charlotta@x.de", "", "Charlotta B", "8010"],
    ]);
    expect(told(found)).toEqual([
      "anna.muller@x.de > anna.mueller@x.de: email_local, likely, name",
      "bernahrd@x.de > bernhard@x.de: email_local, possible, postcode",
    ]);
  });

  it("are less sure where both have a phone and it is not the same", async () => {
    const found = await bench([
      ["", "anna.mueller@x.de", "0151 2345678", "Anna Müller"],
      ["", "anna.muller@x.de", "0171 8765432", "Anna Müller"],
    ]);
    expect(told(found)).toEqual(["anna.muller@x.de > anna.mueller@x.de: email_local, possible, name"]);
  });
});

describe("what is no evidence", () => {
  it.each<readonly [string, readonly Buyer[]]>([
    [
      "a name alone",
      [
        ["c1", "ann@x.de", "", "Ann May"],
        ["c2", "may@y.de", "", "Ann May"],
      ],
    ],
    [
      "a masked phone or e-mail",
      [
        ["c1", "a***@x.de", "138****1234"],
        ["c2", "a***@x.de", "138****1234"],
      ],
    ],
    [
      "a placeholder",
      [
        ["c1", "noreply@shop.de", "0000000000"],
        ["c2", "noreply@shop.de", "0000000000"],
      ],
    ],
    [
      "names that differ in a number",
      [
        ["", "customer1985@x.de", "", "Ann May"],
        ["", "customer1986@x.de", "", "Ann May"],
      ],
    ],
    [
      "a short name before the @",
      [
        ["", "anna@x.de", "", "Ann May"],
        ["", "anne@x.de", "", "Ann May"],
      ],
    ],
    [
      "two well-known domains",
      [
        ["", "annamay@gmx.de"],
        ["", "annamay@gmx.at"],
        ["", "annamay@web.de"],
      ],
    ],
  ])("%s", async (_what, buyers) => {
    expect(await bench(buyers)).toMatchObject({ proposals: [], found: 0, shared: [] });
  });

  it("is a value of more than five customers, nor a marketplace's address, and both are said", async () => {
    const walkIn = Array.from({ length: 6 }, (_, index): Buyer => [`c${index}`, "", "030 5555555"]);
    const relayed: readonly Buyer[] = [
      ["m1", "a1@marketplace.amazon.de"],
      ["m2", "a1@marketplace.amazon.de"],
    ];
    expect(await bench([...walkIn, ...relayed])).toEqual({
      customers: 8,
      repeatCustomers: 0,
      proposals: [],
      found: 0,
      shared: [
        { kind: "phone", value: "305555555", customers: 6 },
        { kind: "relay", value: "marketplace.amazon.de", customers: 2 },
      ],
    });
  });

  it("is an order that does not count", async () => {
    const shown: readonly Column[] = [...columns.slice(0, 5), ["State", text, "status"]];
    const file = `${shown.map(([name]) => name).join(",")}\no1,2025-01-01,10,c1,ann@x.de,paid\no2,2025-01-02,10,c2,ann@x.de,open\n`;
    await load(engine, [[filePlan(shown, 2, { statuses: { paid: "paid", open: "unpaid" } }), file]]);
    expect(await readIdentity(engine, defaultRules)).toMatchObject({ customers: 1, found: 0 });
    expect(await readIdentity(engine, { ...defaultRules, unpaid: "include" })).toMatchObject({
      customers: 2,
      found: 1,
    });
  });
});
