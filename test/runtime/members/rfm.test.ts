import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import { rfmMigration } from "../../../src/analyses/rfm-migration/analysis.ts";
import type { AnyAnalysis, Mark } from "../../../src/analyses/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const context = contextAt("2024-11-20");
const behind = async (analysis: AnyAnalysis, given: object, mark: Mark) => {
  const params = parseParams(analysis.params, given) as Record<string, unknown>;
  return (await duckdb.rows(membersSql(analysis, params, context, mark))).length;
};

describe("the customers behind", () => {
  it("the fields of R, F and M are as many as the quadrants say, and one is behind a row", async () => {
    await fc.assert(
      fc.asyncProperty(randomShops(), async (shop) => {
        await duckdb.build(shop);
        const given = { scheme: "quadrants", method: "median" };
        const result = await duckdb.analyse(rfm, given, context);
        if (result.rows.length === 0) return;
        const { figures } = rfm.chart(result, parseParams(rfm.params, given), {
          ...tellingOf("en", context),
          width: 900,
        });
        const stops = figures.find(({ id }) => id === "quadrants")!.stops;
        for (const [index, { customers }] of result.parts.fields.entries()) {
          const who = stops[index]!.who;
          expect(who ? await behind(rfm, given, who) : 0).toBe(customers);
        }
        expect(await behind(rfm, given, rfm.rowMark!(result.rows[0]!)!)).toBe(1);
      }),
      { seed: 3, numRuns: 4 },
    );
  });

  it("each move and each size are as many as its row says", async () => {
    await fc.assert(
      fc.asyncProperty(randomShops(), fc.constantFrom(null, 60), async (shop, window_days) => {
        await duckdb.build(shop);
        const given = { scheme: "eight", window_days, dates: 2 };
        const { rows, parts } = await duckdb.analyse(rfmMigration, given, context);
        for (const row of rows.filter(({ customers }) => customers > 0))
          expect(await behind(rfmMigration, given, rfmMigration.rowMark!(row)!)).toBe(row.customers);
        for (const { date, segment, customers } of parts.sizes.filter((row) => row.customers > 0))
          expect(await behind(rfmMigration, given, { date, segment })).toBe(customers);
        expect(
          rows.filter((row) => rfmMigration.rowMark!(row) === null).every(({ customers }) => customers === 0),
        ).toBe(true);
      }),
      { seed: 4, numRuns: 4 },
    );
  });
});
