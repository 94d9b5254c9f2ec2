import { expect, it } from "vitest";
import { churnBacktest } from "../../../src/analyses/churn-backtest/analysis.ts";
import { handShop } from "../../analyses/churn-status/hand-shop.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { look } from "./behind.ts";

it("the customers behind every date and multiple of churn-backtest are as many as it flags", async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(handShop);
  const given = { cycle: "typed", cycle_days: 30, horizon_days: 30, dates: 3, multiples: [0.5, 1.5] };
  const { rows, behind } = await look(duckdb, churnBacktest, given, contextAt("2024-06-30"));
  expect(rows.filter(({ flagged }) => Number(flagged) > 0).length).toBeGreaterThan(4);
  for (const { date, m, flagged, returned } of rows) {
    expect(await behind({ date: date!, m: m! })).toBe(flagged);
    expect(await behind({ date: date!, m: m!, returned: true })).toBe(returned);
  }
});
