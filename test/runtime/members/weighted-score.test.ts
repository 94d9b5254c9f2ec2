import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { weightedScore } from "../../../src/analyses/weighted-score/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** The number of customers that a text names first: `3 customers`, `2 of 5 in tier A drop out`. */
const spoken = (lines: readonly string[]) =>
  Number(lines.map((line) => /^(\d+) (?:customer|of)/.exec(line)?.[1]).find((count) => count !== undefined));

it("the customers behind every mark of the weighted score are as many as it says", async () => {
  const given = {
    measures: [
      { measure: "net_amount" },
      { measure: "orders", weight: 2 },
      { measure: "median_gap_days", direction: "lower" },
    ],
  };
  const params = parseParams(weightedScore.params, given);
  const context = contextAt("2024-12-31");
  await fc.assert(
    fc.asyncProperty(randomShops({ orders: 60, customers: 12 }), async (shop) => {
      await duckdb.build(shop);
      const result = await duckdb.analyse(weightedScore, given, context);
      const view = weightedScore.chart(result, params, { ...tellingOf("en", context), width: 1200 });
      const marks = [
        ...view.figures.flatMap(({ stops }) => stops.map(({ who, lines }) => [who, spoken(lines)] as const)),
        ...(view.table?.rows ?? []).map((row, index) => [view.table!.who![index], Number(row[1])] as const),
        ...result.rows.slice(0, 2).map((row) => [weightedScore.rowMark!(row) ?? undefined, 1] as const),
      ].filter(([who]) => who !== undefined);
      expect(marks.every(([, count]) => count > 0)).toBe(true);
      // One query gives the marks of all customers; the first marks ask as the interface does.
      for (const [who, count] of marks.filter((_, index) => index % 5 === 0))
        expect(await duckdb.rows(membersSql(weightedScore, params, context, who!))).toHaveLength(count);
    }),
    { seed: 3, numRuns: 4 },
  );
});
