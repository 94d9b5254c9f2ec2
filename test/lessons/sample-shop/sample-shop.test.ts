import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { toBerlinStamp, toShopifyExport } from "../../../src/lessons/sample-shop/shopify-file.ts";
import { sampleRange, simulateShop } from "../../../src/lessons/sample-shop/simulate.ts";
import {
  sampleMonths,
  sampleOrders,
  sampleSeed,
  sampleTallies,
} from "../../../src/lessons/sample-shop/summary.ts";
import { tallyMonths } from "../../../src/lessons/sample-shop/tallies.ts";

const shop = simulateShop(sampleSeed);

describe("the sample shop", () => {
  it("is the same for the same seed and another for another", () => {
    expect(simulateShop(sampleSeed)).toEqual(shop);
    expect(simulateShop(sampleSeed + 1)).not.toEqual(shop);
  });

  it("has the figures that the first screen states", () => {
    expect(shop).toHaveLength(sampleOrders);
    const tallies = tallyMonths(shop, sampleRange.through);
    expect(tallies).toHaveLength(sampleMonths - 1);
    expect(tallies.slice(3).map((tally) => ({ ...tally, again: tally.again.slice(0, 5) }))).toEqual(
      sampleTallies,
    );
  });

  it("lies within its range of days, oldest first, with numbers that rise by one", () => {
    const minutes = shop.map(({ minute }) => minute);
    expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
    expect(new Date(minutes[0]! * 60_000).toISOString().slice(0, 10)).toBe(sampleRange.from);
    expect(new Date(minutes.at(-1)! * 60_000).toISOString().slice(0, 10)).toBe(sampleRange.through);
    expect(shop.map(({ number }, index) => number - index)).toEqual(shop.map(() => 1001));
  });

  it("shows in its November customers what a sale brings: many, of whom fewer come back", () => {
    const tallies = tallyMonths(shop, sampleRange.through);
    const november = tallies.find(({ month }) => month === "2024-11-01")!;
    const others = tallies.filter((tally) => tally !== november && tally.again.length > 0);
    const rate =
      others.reduce((sum, { again }) => sum + again[0]!, 0) /
      others.reduce((sum, t) => sum + t.newCustomers, 0);
    expect(november.newCustomers).toBe(Math.max(...tallies.map(({ newCustomers }) => newCustomers)));
    expect(november.again[0]! / november.newCustomers).toBeLessThan(rate);
  });

  it("writes totals that its lines, discounts and shipping add up to, newest order first", () => {
    const { data, errors } = Papa.parse<Record<string, string>>(toShopifyExport(shop), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(shop.reduce((sum, { lines }) => sum + lines.length, 0));
    const heads = data.filter((record) => record["Total"] !== "");
    expect(heads.map((record) => record["Name"])).toEqual(
      [...shop].reverse().map(({ number }) => `#${number}`),
    );
    const goods = new Map<string, number>();
    for (const line of data) {
      const cents = Math.round(Number(line["Lineitem price"]) * 100) * Number(line["Lineitem quantity"]);
      goods.set(line["Name"]!, (goods.get(line["Name"]!) ?? 0) + cents);
    }
    const off = heads.filter((record) => {
      const [total, discount, shipping, refund] = [
        "Total",
        "Discount Amount",
        "Shipping",
        "Refunded Amount",
      ].map((name) => Math.round(Number(record[name]) * 100)) as [number, number, number, number];
      return total !== goods.get(record["Name"]!)! - discount + shipping || refund > total;
    });
    expect(off).toEqual([]);
  });

  it("stamps Berlin's summer time from the last Sunday of March to that of October", () => {
    const stamp = (text: string) => toBerlinStamp(Date.parse(`${text}Z`) / 60_000);
    expect(stamp("2024-03-31T01:59")).toBe("2024-03-31 01:59:00 +0100");
    expect(stamp("2024-03-31T03:00")).toBe("2024-03-31 03:00:00 +0200");
    expect(stamp("2024-10-27T02:59")).toBe("2024-10-27 02:59:00 +0200");
    expect(stamp("2024-10-27T03:00")).toBe("2024-10-27 03:00:00 +0100");
  });
});
