/** Profit subtracts shipping and tax where the net amount holds them, and only there. */
import { beforeAll, expect, it } from "vitest";
import { abc } from "../../src/analyses/abc/analysis.ts";
import { cohortRetention } from "../../src/analyses/cohort-retention/analysis.ts";
import { explainDifference } from "../../src/analyses/explain-difference/analysis.ts";
import { weightedScore } from "../../src/analyses/weighted-score/analysis.ts";
import { contextAt } from "../support/analyse.ts";
import { NativeDuckDb } from "../support/native.ts";

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
  // 100 − 40 − 10 − 5 = 45 for each order as paid, 100 − 40 = 60 of goods.
  await database.build(
    ["2025-01-10", "2025-02-10"].map((at) => ({
      customer: "ann",
      at,
      amount: 100,
      cost: 40,
      shipping: 10,
      tax: 5,
    })),
  );
});

it.each([
  ["paid", 45],
  ["goods", 60],
])("as %s an order brings %i", async (amount_rule, profit) => {
  const context = contextAt("2025-02-28", "2025-02-28", { amount_rule, observed_from: "2024-01-01" });
  const tiers = await database.analyse(abc, { by: "profit" }, context);
  expect(tiers.rows.map(({ value }) => value)).toEqual([2 * profit]);

  const cohorts = await database.analyse(cohortRetention, { measure: "margin", show: "value" }, context);
  expect(cohorts.rows.filter(({ cohort }) => cohort !== null).map(({ value }) => value)).toEqual([
    profit,
    profit,
  ]);

  const scored = await database.analyse(
    weightedScore,
    { measures: [{ measure: "profit", direction: "higher", weight: 1 }] },
    context,
  );
  expect(scored.rows).toMatchObject([{ value_profit: 2 * profit }]);

  const parted = await database.analyse(
    explainDifference,
    {
      what: "range",
      measure: "margin_per_customer",
      from_0: "2025-01-01",
      to_0: "2025-01-31",
      from_1: "2025-02-01",
      to_1: "2025-02-28",
    },
    context,
  );
  expect([...new Set(parted.rows.map(({ rate_0, rate_1 }) => `${rate_0} ${rate_1}`))]).toContain(
    `${profit} ${profit}`,
  );
});
