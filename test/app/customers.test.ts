import { beforeAll, describe, expect, it } from "vitest";
import { askCustomers, askFigures, stripOf, type CustomerRow } from "../../src/app/customers-asking.ts";
import { exportText } from "../../src/app/customers-export.ts";
import type { Mark } from "../../src/analyses/analysis.ts";
import { markWords } from "../../src/app/mark-words.ts";
import { clauseWords, dayPresets } from "../../src/app/filter-words.ts";
import { sourceOf } from "../../src/app/name-list.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import { contextAt, tellingOf } from "../support/analyse.ts";
import { NativeDuckDb } from "../support/native.ts";
import { notebookOf } from "../support/notebook.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build([
    { customer: "ann", at: "2025-01-05", amount: 90 },
    { customer: "ann", at: "2025-02-05 10:00:00", amount: 10 },
    { customer: "ben", at: "2025-01-06", amount: 10 },
    { customer: "cleo", at: "2025-03-01", amount: 70 },
    { customer: "cleo", at: "2025-06-01", amount: 999 },
  ]);
});

const members = "select customer_key from customers order by customer_key";
const row = (customer_id: string, orders: number, net_amount: number): CustomerRow => ({
  customer_id,
  orders,
  net_amount,
  first_ordered_on: "2025-01-05",
  last_ordered_on: "2025-02-05",
  days: "",
});

describe("the customers of a panel", () => {
  it("have figures up to the date", async () => {
    expect(await duckdb.rows(askFigures(members, "2025-03-31"))).toEqual([
      { customers: 3, orders: 4, net_amount: 180, median_days: 54, first_day: "2025-01-05" },
    ]);
  });

  it("are sorted and paged by the query", async () => {
    const ids = async (by: "orders" | "net_amount", offset: number) =>
      (
        await duckdb.rows(askCustomers(members, "2025-03-31", { by, descending: true }, { offset, limit: 2 }))
      ).map(({ customer_id }) => customer_id);
    expect([await ids("orders", 0), await ids("net_amount", 0), await ids("net_amount", 2)]).toEqual([
      ["ann", "ben"],
      ["ann", "cleo"],
      ["ben"],
    ]);
  });

  it("stand on a strip from the first day to the last, the very first order marked", () => {
    const day = (text: string) => String(Date.parse(text) / 86_400_000);
    const days = `${day("2025-01-05")} ${day("2025-01-10")}`;
    const strip = (first_ordered_on: string) =>
      stripOf({ days, first_ordered_on }, "2025-01-05", "2025-01-15");
    expect(strip("2025-01-05")).toEqual([
      { at: 0, isFirst: true },
      { at: 0.5, isFirst: false },
    ]);
    expect(strip("2024-12-01").some(({ isFirst }) => isFirst)).toBe(false);
    expect(stripOf({ days: "", first_ordered_on: "2025-01-05" }, "2025-01-05", "2025-01-05")).toEqual([]);
  });
});

describe("an export of customers", () => {
  const rows = [row("=ann", 2, 100.5), row("b,en", 1, 10)];

  it("opens in Excel: UTF-8 mark, formulas guarded, the chosen columns in their order", () => {
    expect(exportText(rows, "excel", ["net_amount", "customer_id"])).toBe(
      '\ufeffcustomer_id,net_amount\r\n\'=ann,100.5\r\n"b,en",10\r\n',
    );
  });

  it("leaves text as it is for a mailing tool", () => {
    expect(exportText(rows, "mailing", ["customer_id"])).toBe('customer_id\r\n=ann\r\n"b,en"\r\n');
  });

  it("copies the identifiers alone", () => {
    expect(exportText(rows, "copy", [])).toBe("=ann\nb,en");
  });
});

describe("words", () => {
  const telling = tellingOf("en", contextAt("2025-06-30"));
  const params = { period: "month", clock: "calendar", return: "in", split_by: "none", brackets: null };

  it("of a cohort's cell name both sides", () => {
    const mark = { cohort: "2024-11-01", split: null, k: 1, ordered: true };
    const words = markWords({ id: "cohort-retention" }, params, mark, telling);
    expect([words.headline(70), words.rule, words.other]).toEqual([
      "70 customers of Nov 2024 ordered in Dec 2024",
      "began in Nov 2024, ordered in Dec 2024",
      { ...mark, ordered: false },
    ]);
    expect(markWords({ id: "cohort-retention" }, params, words.other!, telling).headline(1)).toBe(
      "1 customer of Nov 2024 did not order in Dec 2024",
    );
  });

  it("of a segment and of a product's buyers", () => {
    expect(markWords({ id: "rfm" }, {}, { segment: "Champions" }, telling).headline(2)).toBe(
      "2 customers in Champions",
    );
    expect(markWords({ id: "abc" }, { entity: "product" }, { entity_id: "tea" }, telling).headline(1)).toBe(
      "1 customer bought tea",
    );
  });

  it("are the analysis's own, else those of the mark's place, else its values", () => {
    const mark = { tier: "Gold", near_next: true, moved: false, orders: 3, channel: null };
    const own = { id: "membership-tiers", markLabel: ({ tier }: Mark) => `tier ${String(tier)}` };
    expect([
      markWords(own, {}, mark, telling, "Gold ladder").rule,
      markWords({ id: "membership-tiers" }, {}, mark, telling, "Gold ladder").headline(2),
      markWords({ id: "membership-tiers" }, {}, mark, telling).rule,
      markWords({ id: "rfm" }, {}, { customer_id: "ann" }, telling).name,
    ]).toEqual(["tier Gold", "2 customers in Gold ladder", "Gold, near next, 3 and none", "ann"]);
  });

  it("of a clause say the reading, two values and how many more", () => {
    const clause = { by: "dimension", dimension: "channel", reading: "first", not: true } as const;
    expect(clauseWords({ ...clause, values: ["web", null, "app"] }, createMessages("en"))).toEqual({
      about: "First order by channel",
      value: "not web and none and 1 more",
    });
    expect(
      clauseWords({ by: "date", from: "2025-01-01", to: null }, createMessages("zh-Hans")).value,
    ).toMatch(/起$/);
  });

  it("of days end at the date", () => {
    const days = dayPresets("2024-03-01", createMessages("en")).map(({ label, from, to }) => [
      label,
      from,
      to,
    ]);
    expect(days[0]).toEqual(["Last 30 days", "2024-02-01", "2024-03-01"]);
    expect(days.at(-1)).toEqual(["Last year", "2023-01-01", "2023-12-31"]);
  });
});

it("keeps a list by its rule, and under a filter by the SQL that shows it", () => {
  const named = {
    analysis: "rfm",
    params: {},
    mark: { segment: "Champions" },
    asOf: "2025-06-30",
    sql: "select 1",
  };
  const plain = notebookOf();
  const filter = { clauses: [{ by: "date", from: "2025-01-01", to: null }] } as const;
  expect(sourceOf(named, plain)).toEqual({
    by: "rule",
    rule: { analysis: "rfm", params: {}, asOf: "2025-06-30", where: { segment: "Champions" } },
  });
  expect(sourceOf(named, { ...plain, filter })).toEqual({ by: "sql", sql: "select 1" });
});
