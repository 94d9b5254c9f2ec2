import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { membershipTiers } from "../../../src/analyses/membership-tiers/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** The number of customers that a text names first. */
const spoken = (lines: readonly string[]) =>
  Number(lines.map((line) => /^(\d+) customer/.exec(line)?.[1]).find((count) => count !== undefined));

it("the customers behind every mark of the membership tiers are as many as it says", async () => {
  const given = {
    ladder: [
      { tier: "Gold", min_net_amount: 600, min_orders: 5, discount_rate: 0.1 },
      { tier: "Silver", min_net_amount: 200, min_orders: 3, discount_rate: 0.05 },
    ],
    near_share: 0.5,
  };
  const params = parseParams(membershipTiers.params, given);
  const context = contextAt("2024-12-31");
  await fc.assert(
    fc.asyncProperty(randomShops({ orders: 60, customers: 12 }), async (shop) => {
      await duckdb.build(shop);
      const result = await duckdb.analyse(membershipTiers, given, context);
      const view = membershipTiers.chart(result, params, { ...tellingOf("en", context), width: 1200 });
      const marks = [
        ...view.figures.flatMap(({ stops }) => stops.map(({ who, lines }) => [who, spoken(lines)] as const)),
        ...(view.table?.rows ?? []).map((row, index) => [view.table!.who![index], Number(row[2])] as const),
        ...result.rows.map((row) => [membershipTiers.rowMark!(row) ?? undefined, row.customers] as const),
      ].filter(([who]) => who !== undefined);
      expect(marks.length).toBeGreaterThan(0);
      for (const [who, count] of marks.filter((_, index) => index % 2 === 0))
        expect(await duckdb.rows(membersSql(membershipTiers, params, context, who!))).toHaveLength(count);
    }),
    { seed: 3, numRuns: 4 },
  );
});
