import { beforeAll, describe, expect, it } from "vitest";
import { abc } from "../../src/analyses/abc/analysis.ts";
import { rfm } from "../../src/analyses/rfm/analysis.ts";
import type { Filter } from "../../src/notebook/filter.ts";
import { contextAt, statements } from "../support/analyse.ts";
import { filtered } from "../support/filtered.ts";
import { NativeDuckDb } from "../support/native.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build([
    {
      customer: "ann",
      at: "2025-01-10",
      amount: 10,
      channel: "web",
      lines: [{ product: "tea", amount: 10 }],
    },
    {
      customer: "ann",
      at: "2025-02-10",
      amount: 20,
      channel: "shop",
      lines: [
        { product: "tea", amount: 5 },
        { product: "pot", amount: 15 },
      ],
    },
    {
      customer: "ben",
      at: "2025-02-20",
      amount: 80,
      channel: "shop",
      lines: [{ product: "pot", amount: 80 }],
    },
    { customer: null, at: "2025-03-01", amount: 7, channel: "web", lines: [{ product: "tea", amount: 7 }] },
  ]);
});

const context = contextAt("2025-03-11");
const rows = (sql: string, filter: Filter) => duckdb.rows(filtered(sql, filter, context));
const by = (dimension: "channel" | "product", value: string, reading: "orders" | "first"): Filter => ({
  clauses: [{ by: "dimension", dimension, values: [value], reading, not: false }],
});

describe("a filter of channel or product", () => {
  it("scores the customers who have a counted order, from the last of these", async () => {
    const { sql } = statements(rfm as never, {}, context);
    const scored = async (filter: Filter) =>
      (await rows(sql, filter)).map((row) => [
        row["customer_id"],
        row["recency_days"],
        row["frequency"],
        row["monetary"],
      ]);
    expect(await scored(by("channel", "web", "orders"))).toEqual([["ann", 60, 1, 10]]);
    expect(await scored(by("channel", "web", "first"))).toEqual([["ann", 29, 2, 30]]);
    expect(await scored(by("channel", "shop", "orders"))).toEqual([
      ["ann", 29, 1, 20],
      ["ben", 19, 1, 80],
    ]);
  });

  it("gives a segment's money of the same orders, under another measure, too", async () => {
    const { parts } = statements(rfm as never, { monetary: "average_order_value" }, context);
    const segments = await rows(parts["segments"]!, by("channel", "shop", "orders"));
    const sum = (name: string) => segments.reduce((total, row) => total + Number(row[name] ?? 0), 0);
    expect([sum("customers"), sum("net_amount")]).toEqual([2, 100]);
  });

  it("ranks customers and products by the counted orders, whole baskets of them", async () => {
    const ranked = async (entity: string, filter: Filter) =>
      (await rows(statements(abc as never, { entity }, context).sql, filter)).map((row) => [
        row["entity_id"],
        row["value"],
      ]);
    expect(await ranked("customer", by("channel", "shop", "orders"))).toEqual([
      ["ben", 80],
      ["ann", 20],
    ]);
    expect(await ranked("product", by("product", "tea", "orders"))).toEqual([
      ["tea", 22],
      ["pot", 15],
    ]);
    expect(await ranked("product", by("product", "pot", "first"))).toEqual([["pot", 80]]);
  });
});
