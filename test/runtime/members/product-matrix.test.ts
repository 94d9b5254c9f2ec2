import fc from "fast-check";
import { expect, it } from "vitest";
import { productMatrix } from "../../../src/analyses/product-matrix/analysis.ts";
import type { AnyAnalysis, Mark } from "../../../src/analyses/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import type { CheckedParams } from "../../../src/runtime/statements.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";

const context = contextAt("2024-12-15", "2024-12-01");

it("as many customers stand behind each product, dot and quadrant as they say", async () => {
  const database = await NativeDuckDb.open();
  const given = fc.record({
    level: fc.constantFrom("product", "category"),
    window_days: fc.constantFrom(null, 30, 120),
    min_customers: fc.constantFrom(1, 3),
  });
  await fc.assert(
    fc.asyncProperty(randomShops({ orders: 25 }), given, async (shop, values) => {
      await database.build(shop);
      const params = parseParams(productMatrix.params, values);
      const result = await database.analyse(productMatrix, values, context);
      const behind = async (mark: Mark) =>
        (
          await database.rows(
            membersSql(productMatrix as AnyAnalysis, params as CheckedParams, context, mark),
          )
        ).length;
      for (const { product_id, won, n, customers } of result.rows.slice(0, 2)) {
        expect(await behind({ product_id })).toBe(won);
        expect(await behind({ product_id, observed: true })).toBe(n);
        expect(await behind({ product_id, came_back: true })).toBe(customers);
        expect(await behind({ product_id, came_back: false })).toBe(n - customers);
        expect(await behind({ product_id, came_back: null })).toBe(won - n);
      }
      for (const { quadrant, won } of result.parts.quadrants) expect(await behind({ quadrant })).toBe(won);
      const view = productMatrix.chart(result, params, { ...tellingOf("en", context), width: 900 });
      for (const { who } of view.figures.flatMap(({ stops }) => stops))
        if (who) expect(await behind(who)).toBeGreaterThan(0);
      for (const row of result.rows) expect(productMatrix.rowMark!(row) !== null).toBe(row.won > 0);
    }),
    { seed: 5, numRuns: 3 },
  );
});
