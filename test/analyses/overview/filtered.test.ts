import { beforeAll, describe, expect, it } from "vitest";
import { overview } from "../../../src/analyses/overview/analysis.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { countedDays } from "../../../src/runtime/filter-sql.ts";
import { contextAt, statements, tellingOf } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  // Ann began in January on the web, Ben in February in the shop, Cleo in March on the web; a guest in March.
  await duckdb.build([
    { customer: "ann", at: "2025-01-10", amount: 10, channel: "web" },
    { customer: "ann", at: "2025-02-10", amount: 20, channel: "shop" },
    { customer: "ann", at: "2025-03-10", amount: 40, channel: "web" },
    { customer: "ben", at: "2025-02-20", amount: 80, channel: "shop" },
    { customer: "ben", at: "2025-03-20", amount: 160, channel: "web" },
    { customer: "cleo", at: "2025-03-25", amount: 320, channel: "web" },
    { customer: null, at: "2025-03-26", amount: 640, channel: "shop" },
  ]);
});

const plain = contextAt("2025-03-31", "2025-03-31");
const under = (filter: Filter) => {
  const days = countedDays(filter);
  return { ...plain, counted_from: days.from, counted_through: days.to };
};

/** Span, first day, money, orders, customers, new and returning ones. */
async function spans(params: object, filter: Filter) {
  const { sql } = statements(overview, params as Record<string, unknown>, under(filter));
  return (await duckdb.rows(filtered(sql, filter, under(filter)))).map((row) =>
    ["span", "starts_on", "net_amount", "orders", "customers", "new_customers", "returning_customers"].map(
      (name) => row[name],
    ),
  );
}

const channel = (reading: "orders" | "first"): Filter => ({
  clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading, not: false }],
});
const dates = (from: string | null, to: string | null): Filter => ({ clauses: [{ by: "date", from, to }] });

describe("the key figures", () => {
  it("call nobody new who ordered before, when only some orders count", async () => {
    // Ben's first order on the web is in March, but he is no new customer there.
    expect(await spans({ range: "last_1", period: "month" }, channel("orders"))).toEqual([
      ["range", "2025-03-01", 520, 3, 3, 1, 2],
      ["before", "2025-02-01", 0, 0, 0, 0, 0],
      ["period", "2025-01-01", 10, 1, 1, 1, 0],
      ["period", "2025-02-01", 0, 0, 0, 0, 0],
      ["period", "2025-03-01", 520, 3, 3, 1, 2],
    ]);
  });

  it("are those of whole customers under the reading of the first order, guests by their own", async () => {
    expect(await spans({ range: "last_1", period: "month" }, channel("first"))).toEqual([
      ["range", "2025-03-01", 360, 2, 2, 1, 1],
      ["before", "2025-02-01", 20, 1, 1, 0, 1],
      ["period", "2025-01-01", 10, 1, 1, 1, 0],
      ["period", "2025-02-01", 20, 1, 1, 0, 1],
      ["period", "2025-03-01", 360, 2, 2, 1, 1],
    ]);
  });

  it("take full periods within the counted days, and nothing from before them as the time before", async () => {
    expect(await spans({ range: "last_12", period: "month" }, dates("2025-01-15", "2025-03-31"))).toEqual([
      ["range", "2025-02-01", 1260, 6, 3, 2, 1],
      ["period", "2025-02-01", 100, 2, 2, 1, 1],
      ["period", "2025-03-01", 1160, 4, 3, 1, 2],
    ]);
  });

  it("of a chosen range are clipped to the counted days", async () => {
    const range = { range: "custom", from: "2025-01-01", to: "2025-03-31", period: "month" };
    expect((await spans(range, dates("2025-02-15", "2025-03-15")))[0]).toEqual([
      "range",
      "2025-02-15",
      120,
      2,
      2,
      1,
      1,
    ]);
  });

  it("know the shop's beginning under a date filter", async () => {
    const filter = dates("2025-03-01", null);
    const late = contextAt("2025-09-30", "2025-09-30", countedOf(filter));
    const { sql } = statements(overview, { range: "last_1", period: "month" }, late);
    const rows = await duckdb.rows(filtered(sql, filter, late));
    expect(rows.filter(({ left_truncated }) => left_truncated).map(({ starts_on }) => starts_on)).toEqual([
      "2025-03-01",
      "2025-04-01",
    ]);
  });

  it("say that no full period is counted, rather than to show none", () => {
    const telling = tellingOf("en", under(dates("2025-03-02", null)), { first_ordered_on: "2025-01-10" });
    const params = { range: "last_6", period: "month", from: null, to: null } as const;
    expect(overview.check!(params as never, telling)?.reason).toMatch(/full/);
    const open = tellingOf("en", under(dates("2025-03-01", null)), { first_ordered_on: "2025-01-10" });
    expect(overview.check!(params as never, open)).toBe(null);
  });
});

const countedOf = (filter: Filter) => {
  const { from, to } = countedDays(filter);
  return { counted_from: from, counted_through: to };
};
