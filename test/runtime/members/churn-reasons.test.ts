/** The customers behind the marks of churn-reasons are as many as its figures say. */
import { expect, it } from "vitest";
import { churnReasons } from "../../../src/analyses/churn-reasons/analysis.ts";
import { factorMark, markOf } from "../../../src/analyses/churn-reasons/members.ts";
import type { PartRow, ReasonRow } from "../../../src/analyses/churn-reasons/result.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder, ShopReason } from "../../support/shop.ts";
import { look } from "./behind.ts";

/** Eighteen customers and a guest: all in February, each third in March, each second in April. */
const shop: readonly ShopOrder[] = Array.from({ length: 19 }, (_, index): readonly ShopOrder[] => {
  const order = (at: string): ShopOrder => ({
    customer: index === 18 ? null : `c${String(index).padStart(2, "0")}`,
    at: `2024-${at}`,
    amount: 10 + index,
    city: index % 4 === 0 ? "Bonn" : "Rome",
    lines: [{ product: `p${index % 3}`, amount: 5 }],
  });
  return [
    order(`02-0${1 + (index % 9)}`),
    ...(index % 3 === 0 ? [order("03-05")] : []),
    ...(index % 2 === 0 ? [order("04-10")] : []),
  ];
}).flat();
const reasons: readonly ShopReason[] = Array.from({ length: 12 }, (_, index) => ({
  customer: `c0${index % 9}`,
  reason: ["price", "late delivery", "whim"][index % 3]!,
  opened: `2024-03-0${6 + (index % 3)}`,
  severity: index % 2 === 0 ? "high" : "low",
}));

it("are as many as each row of reasons and of factors says", async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(shop, { reasons });
  const given = { cycle_days: 24, long: 2, per_customer: "every", max_reasons: 2, min_group: 1 };
  const { rows, parts, behind } = await look(duckdb, churnReasons, given, contextAt("2024-04-30"));
  const marks = [
    ...(rows as unknown as readonly ReasonRow[])
      .filter(({ dimension }) => ["all", "orders"].includes(dimension))
      .map((row) => [markOf(row), row.customers] as const),
    ...(parts["precursors"] as unknown as readonly PartRow<"precursors">[]).map(
      (row) => [factorMark(row), row.n] as const,
    ),
  ].filter(([mark]) => mark !== null);
  expect(marks.length).toBeGreaterThan(8);
  // One of a reason, of the others together, and of a factor: each asks the whole statement.
  const kinds = ["reason", "others", "factor"].map((kind) => marks.find(([mark]) => mark!["kind"] === kind)!);
  for (const [mark, customers] of kinds) expect([mark, await behind(mark!)]).toEqual([mark, customers]);
}, 240_000);
