/** Contact files: the forms of the tools, who is left out, and who is held back. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  campaignRecord,
  contactFile,
  contactTools,
  controlShares,
  drawControl,
} from "../../src/app/contact-file.ts";
import { countryReader, loadPhones } from "../../src/app/phone-numbers.ts";

const rows = [
  { customer_id: "ann", email: " Ann.Lee@Example.com ", phone: "'+44 20 7946 0018", country: null },
  { customer_id: "bob", email: null, phone: "0171 1234567", country: "Deutschland" },
  { customer_id: "cid", email: "no address", phone: "12", country: "CN" },
  { customer_id: "dan", email: "ann.lee@example.com", phone: null, country: null },
  { customer_id: "eva", email: "eva@example.org", phone: "138 0013 8000", country: null },
];
const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const file = async (tool: (typeof contactTools)[number], usual: string | null = null) =>
  contactFile(rows, tool, (await loadPhones(usual)).read);

describe("a contact file", () => {
  it("has the head of its tool, one row a customer that it can use, and counts the others", async () => {
    expect(await file("klaviyo", "CN")).toEqual({
      text: [
        "Email,Phone Number",
        "ann.lee@example.com,+442079460018",
        ",+491711234567",
        "eva@example.org,+8613800138000",
        "",
      ].join("\r\n"),
      written: ["ann", "bob", "eva"],
      held: new Set(),
      withEmail: 2,
      withPhone: 3,
      unreachable: 1,
      repeated: 1,
      unreadPhones: 1,
    });
    expect(await file("mailchimp")).toMatchObject({
      text: "Email Address,Phone Number\r\nann.lee@example.com,+442079460018\r\neva@example.org,\r\n",
      unreachable: 2,
      unreadPhones: 2,
    });
  });

  it("of an advertising tool holds nothing but hashes of what the tool normalises", async () => {
    const meta = (await file("meta", "CN")).text;
    expect(meta).toBe(
      [
        "email,phone",
        `${sha("ann.lee@example.com")},${sha("442079460018")}`,
        `,${sha("491711234567")}`,
        `${sha("eva@example.org")},${sha("8613800138000")}`,
        "",
      ].join("\r\n"),
    );
    expect((await file("google", "CN")).text).toContain(`,${sha("+491711234567")}\r\n`);
    // The digest of a known text, so that both sides are not wrong alike (FIPS 180-2, B.1).
    expect(sha("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("holds no address of a customer who is held back, also not by another customer's name", async () => {
    const { read } = await loadPhones("CN");
    const made = await contactFile(rows, "klaviyo", read, () => new Set(["ann"]));
    // Dan has the address of Ann.
    expect(made).toMatchObject({
      written: ["bob", "eva"],
      held: new Set(["ann"]),
      repeated: 1,
      unreachable: 1,
    });
    expect(made.text).not.toContain("ann.lee@example.com");
  });

  it("accounts for every customer, whatever stands in the orders", async () => {
    const { read } = await loadPhones("DE");
    const cell = fc.option(fc.oneof(fc.string(), fc.emailAddress(), fc.stringMatching(/^\+?[0-9 ]{0,14}$/)));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ customer_id: fc.uuid(), email: cell, phone: cell, country: cell }), {
          selector: (row) => row.customer_id,
          maxLength: 40,
        }),
        fc.constantFrom(...contactTools),
        async (customers, tool) => {
          const made = await contactFile(customers, tool, read);
          expect(made.written.length + made.unreachable + made.repeated).toBe(customers.length);
          const lines = made.text.split("\r\n").slice(1, -1);
          expect(lines).toHaveLength(made.written.length);
          const addresses = lines.flatMap((line) => line.split(",")).filter((each) => each !== "");
          expect(new Set(addresses).size).toBe(addresses.length);
        },
      ),
      { numRuns: 60, seed: 6 },
    );
  });
});

describe("a country", () => {
  it("is known by its code and by its names, and nothing else is one", () => {
    const codeOf = countryReader(["CN", "DE", "GB", "US"]);
    expect(["de", "Germany", "Allemagne", "中国", "中國", "UK", "U.S.A.", " us "].map(codeOf)).toEqual([
      "DE",
      "DE",
      "DE",
      "CN",
      "CN",
      "GB",
      "US",
      "US",
    ]);
    expect([null, "", "Atlantis"].map(codeOf)).toEqual([null, null, null]);
  });
});

describe("a control group", () => {
  const customers = Array.from({ length: 1000 }, (_, index) => `c${index}`);

  it("is its share of the customers, the same for the same name and another for another", () => {
    const spring = drawControl(customers, 0.1, "Spring");
    expect(spring.size).toBe(100);
    expect(drawControl(customers.toReversed(), 0.1, "Spring")).toEqual(spring);
    const autumn = drawControl(customers, 0.1, "Autumn");
    const both = [...autumn].filter((id) => spring.has(id)).length;
    // 100 of 1000 twice: 10 in common by chance, and more than 25 once in a million.
    expect(both).toBeLessThan(25);
    expect(drawControl(customers, 0, "Spring").size).toBe(0);
    expect(drawControl([], 0.5, "Spring").size).toBe(0);
  });

  it("can be of the usual shares, and of the planned one", () => {
    expect(controlShares(null)).toEqual([0, 0.05, 0.1, 0.2, 0.3, 0.5]);
    expect(controlShares(0.1)).toEqual([0, 0.05, 0.1, 0.2, 0.3, 0.5]);
    expect(controlShares(0.15)).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5]);
  });

  it("stands in the record beside those that were written to", () => {
    const record = campaignRecord(["ann", "bob"], new Set(["bob"]), {
      campaign: "Spring, again",
      channel: "email",
      day: "2025-03-01",
    });
    expect(record).toBe(
      'customer_id,sent_at,campaign,channel,group\r\nann,2025-03-01,"Spring, again",email,treated\r\nbob,2025-03-01,"Spring, again",email,control\r\n',
    );
  });
});
