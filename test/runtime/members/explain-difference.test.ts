import fc from "fast-check";
import { expect, it } from "vitest";
import { explainDifference } from "../../../src/analyses/explain-difference/analysis.ts";
import type { AnyAnalysis, Mark } from "../../../src/analyses/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import type { CheckedParams } from "../../../src/runtime/statements.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";

// Shops of all lengths up to the most, where fast-check would keep to about a dozen orders.
fc.configureGlobal({ baseSize: "medium" });

const context = contextAt("2024-07-10", "2024-06-30", { observed_from: "2023-01-01" });

it("as many customers stand behind each group and side as it says", async () => {
  const database = await NativeDuckDb.open();
  const shops = fc
    .sample(randomShops({ orders: 120, days: 182, customers: 20 }), { seed: 8, numRuns: 30 })
    .filter(({ length }) => length > 60)
    .slice(0, 1);
  const cohorts = { cohort_0: "2024-01-01", cohort_1: "2024-02-01", dimension: "channel" };
  let seen = 0;
  for (const [shop, values] of shops.flatMap((each) => [
    [each, { ...cohorts, min_group: 4 }] as const,
    [each, { what: "range", dimension: "first_product", min_group: 0 }] as const,
  ])) {
    await database.build(shop);
    const params = parseParams(explainDifference.params, values) as CheckedParams;
    const { rows } = await database.analyse(explainDifference, values, context);
    const behind = async (mark: Mark) =>
      (await database.rows(membersSql(explainDifference as AnyAnalysis, params, context, mark))).length;
    for (const { dimension, group_name, pooled, ...row } of rows.slice(0, 2)) {
      const group = { dimension, group_name, pooled };
      seen += 1;
      expect(await behind({ ...group, side: 0 })).toBe(row.n_0);
      expect(await behind({ ...group, side: 1 })).toBe(row.n_1);
      const counted = Math.round((row.rate_1 ?? 0) * row.n_1);
      expect(await behind({ ...group, side: 1, counted: true })).toBe(counted);
      expect(await behind({ ...group, side: 1, counted: false })).toBe(row.n_1 - counted);
    }
  }
  expect(seen).toBeGreaterThan(1);
});
