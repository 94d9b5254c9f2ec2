import { beforeAll, describe, expect, it } from "vitest";
import {
  askProductNames,
  askRemaining,
  askValues,
  dimensionsOf,
  valuesListed,
} from "../../src/app/filter-asking.ts";
import type { FilterDimension } from "../../src/notebook/filter.ts";
import { NativeDuckDb } from "../support/native.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build([
    ...Array.from({ length: 60 }, (_, index) => ({
      customer: `c${index}`,
      at: "2025-01-01",
      amount: 1,
      channel: "web",
      lines: [{ product: `p${String(index).padStart(2, "0")}`, name: `Cup ${index}`, amount: 1 }],
    })),
    {
      customer: "c1",
      at: "2025-02-01",
      amount: 1,
      channel: "Shop",
      lines: [
        { product: "p07", name: "Mug", amount: 1 },
        { product: "p07", name: "Mug", amount: 1 },
      ],
    },
    { customer: null, at: "2025-02-02", amount: 1 },
    { customer: "late", at: "2025-06-01", amount: 1, channel: "late" },
  ]);
});

const values = (dimension: FilterDimension, search = "") =>
  duckdb.rows(askValues(dimension, search, "2025-03-01").sql);

describe("the values of a dimension", () => {
  it("come with their orders up to the date, none among them, the most first", async () => {
    expect(await values("channel")).toEqual([
      { value: "web", name: null, orders: 60 },
      { value: "Shop", name: null, orders: 1 },
      { value: null, name: null, orders: 1 },
    ]);
  });

  it("count an order once, however many of its lines have it, under the latest name", async () => {
    const rows = await values("product");
    expect(rows[0]).toEqual({ value: "p07", name: "Mug", orders: 2 });
    expect(rows).toHaveLength(valuesListed + 1);
  });

  it("are found by a part of the id or the name, in any case", async () => {
    expect(await values("product", "mUG")).toEqual([{ value: "p07", name: "Mug", orders: 2 }]);
    expect(await values("product", "P59")).toEqual([{ value: "p59", name: "Cup 59", orders: 1 }]);
    expect(await values("channel", "'; drop")).toEqual([]);
  });
});

it("names products by their ids", async () => {
  expect(await duckdb.rows(askProductNames(["p07", "gone"])!)).toEqual([{ value: "p07", name: "Mug" }]);
  expect(askProductNames([])).toBe(null);
});

it("counts what remains up to the date, guests among the orders", async () => {
  expect(await duckdb.rows(askRemaining("2025-03-01").sql)).toEqual([{ orders: 62, customers: 60 }]);
});

it("offers the dimensions that the orders fill", () => {
  expect(dimensionsOf({ filled: ["order_lines.product_id", "city", "channel", "net_amount"] })).toEqual([
    "product",
    "channel",
    "city",
  ]);
});
