import fc from "fast-check";
import { expect, it } from "vitest";
import { careCalendar } from "../../../src/analyses/care-calendar/analysis.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";
import { look } from "./behind.ts";

fc.configureGlobal({ baseSize: "medium" });

it("as many customers stand behind each reason and day as they say", async () => {
  const database = await NativeDuckDb.open();
  const shops = randomShops({ orders: 60, days: 170, customers: 8 });
  const [shop] = fc.sample(shops, { seed: 7, numRuns: 12 }).toSorted((a, b) => b.length - a.length);
  await database.build(shop!);
  const given = { cycle: "typed", cycle_days: 20, days: 40 };
  const { parts, behind, view } = await look(database, careCalendar, given, contextAt("2024-06-01"));
  const written = parts["reasons"]!.filter(({ customers }) => Number(customers) > 0);
  expect(written.length).toBeGreaterThan(1);
  for (const { reason, customers } of written) expect(await behind({ reason: reason! })).toBe(customers);
  for (const { reason, column_from, customers } of parts["cells"]!.slice(0, 4))
    expect(await behind({ reason: reason!, column_from: column_from! })).toBe(customers);
  const marks = view().figures.flatMap(({ stops }) => stops.flatMap(({ who }) => (who ? [who] : [])));
  expect(marks.length).toBe(parts["cells"]!.length);
});
