import { expect, it } from "vitest";
import type { AnyAnalysis, Mark } from "../../../src/analyses/analysis.ts";
import { campaignPlan } from "../../../src/analyses/campaign-plan/analysis.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { look } from "./behind.ts";

/** 30 customers who begin in January or February, and of whom some order in each of the weeks after. */
const shop: readonly ShopOrder[] = Array.from({ length: 30 }, (_, index): readonly ShopOrder[] => {
  const customer = `c${String(index).padStart(2, "0")}`;
  const channel = index % 3 === 0 ? "app" : "web";
  return [
    { customer, at: index % 2 === 0 ? "2025-01-05" : "2025-02-10", amount: 20, channel },
    ...(index % 4 === 0 ? [{ customer, at: "2025-03-03", amount: 20, channel: "web" }] : []),
    ...(index % 5 === 0 ? [{ customer, at: "2025-03-28", amount: 20, channel }] : []),
  ];
}).flat();

const context = contextAt("2025-03-31");
const filters: readonly Filter[] = [
  { clauses: [] },
  { clauses: [{ by: "date", from: "2025-02-01", to: "2025-03-29" }] },
  { clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "first", not: false }] },
  { clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "orders", not: false }] },
];

it("as many customers stand behind the list, its addresses and its windows as they say", async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(shop);
  await duckdb.run(`
    update customers set email = 'm' || (customer_key % 20) || '@shop.example' where customer_key % 3 > 0;
    update customers set phone = '+49 30 ' || customer_key where customer_key % 2 = 0;
  `);
  const channels = ["email", "sms", "other"].map((channel) => ({ channel, unit_cost: 1 }));
  for (const filter of filters) {
    const given = { channels, window_days: 14, margin: 0.5 };
    const { rows, parts, view, behind } = await look(
      duckdb,
      campaignPlan as AnyAnalysis,
      given,
      context,
      filter,
    );
    for (const row of rows)
      expect(await behind(campaignPlan.rowMark!(row as never)!)).toBe(row["reachable"] ?? row["customers"]);
    const { figures, table } = view();
    const totals = parts["totals"]![0]!;
    const counts = [totals["customers"], totals["by_email"], totals["by_phone"], totals["ordered"]];
    const marks = table!.who!.flatMap((who) => (who ? [who] : []));
    expect(await Promise.all(marks.map(behind))).toEqual(counts.filter((count) => count !== 0));
    const windows = parts["windows"]!.filter(({ rate }) => rate !== null);
    const stops = figures.find(({ id }) => id === "windows")!.stops;
    expect(stops).toHaveLength(windows.length);
    for (const [index, { who }] of stops.entries())
      expect(who ? await behind(who) : 0).toBe(windows[index]!["ordered"]);
    expect(windows.some(({ ordered }) => Number(ordered) > 0)).toBe(true);
  }
});

it("says who they are", () => {
  const label = (mark: Mark, list: string | null, locale: "en" | "zh-Hans" = "en") =>
    campaignPlan.markLabel!(
      mark,
      parseParams(campaignPlan.params, { list: list === null ? null : { list } }),
      tellingOf(locale, context),
    );
  expect([
    label({ behind: "list", k: 0 }, null),
    label({ behind: "list", k: 0 }, "at_risk"),
    label({ behind: "email", k: 0 }, "at_risk"),
    label({ behind: "phone", k: 0 }, "at_risk"),
    label({ behind: "ordered", k: 2 }, "at_risk"),
    label({ behind: "ordered", k: 2 }, null, "zh-Hans"),
  ]).toEqual([
    "the campaign plan",
    "at_risk",
    "at_risk, with an e-mail address",
    "at_risk, with a phone number",
    "at_risk, ordering in window −2",
    "活动计划，在窗口 −2 内下单",
  ]);
});
