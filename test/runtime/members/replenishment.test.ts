import fc from "fast-check";
import { expect, it } from "vitest";
import { replenishment } from "../../../src/analyses/replenishment/analysis.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { contextAt } from "../../support/analyse.ts";
import { randomShops } from "../../support/random-shop.ts";
import { look } from "./behind.ts";

fc.configureGlobal({ baseSize: "medium" });

it("as many customers stand behind each state, bar and product as they say", async () => {
  const database = await NativeDuckDb.open();
  const shops = randomShops({ orders: 60, days: 160, customers: 6 });
  const sample = fc.sample(shops, { seed: 7, numRuns: 12 }).toSorted((a, b) => b.length - a.length);
  await database.build(sample[0]!);
  const typed = (product: string, days: number) => ({ product, units_per_pack: days, units_per_day: 1 });
  const given = { min_gaps: 1, days_ahead: 60, lasts: [typed("tea", 12), typed("pot", 30)] };
  const { parts, behind, view } = await look(database, replenishment, given, contextAt("2024-06-01"));
  for (const { state, customers } of parts["states"]!)
    expect(await behind({ state: state! })).toBe(customers);
  for (const { bar_from, customers } of parts["days"]!.slice(0, 3))
    expect(await behind({ bar_from: bar_from! })).toBe(customers);
  const [product] = parts["products"]!;
  expect(await behind({ product_id: product!["product_id"]!, this_week: true })).toBe(product!["this_week"]);
  expect(await behind({ product_id: product!["product_id"]!, state: "overdue" })).toBe(product!["overdue"]);
  const marks = view().figures.flatMap(({ stops }) => stops.flatMap(({ who }) => (who ? [who] : [])));
  expect(marks.length).toBeGreaterThan(2);
  for (const mark of marks) expect(await behind(mark)).toBeGreaterThan(0);
});
