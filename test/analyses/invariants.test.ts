/** What must hold of every analysis of the registry: it asks the past as it was, and no order of the rows changes it. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import { analyses } from "../../src/analyses/index.ts";
import { addDays } from "../../src/base/calendar.ts";
import { tables } from "../../src/orders/schema.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import type { Context } from "../../src/sql/query.ts";
import { contextAt, statements } from "../support/analyse.ts";
import { withNativeFit } from "../support/native-fit.ts";
import { NativeDuckDb } from "../support/native.ts";
import { firstDay, randomShops } from "../support/random-shop.ts";
import type { ShopMore, ShopOrder } from "../support/shop.ts";
import { variants } from "../support/variants.ts";

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
});

const lastDay = addDays(firstDay, 399);
const pastDay = addDays(firstDay, 250);

/** Orders of a year and more, with refunds after the day in the past, some without a date. */
const shopOf = (seed: number): readonly ShopOrder[] => {
  const shop = fc
    .sample(randomShops({ customers: 9 }), { seed, numRuns: 12 })
    .flat()
    .slice(0, 80);
  return shop.map((order, index) => ({
    ...order,
    id: `o${String(index).padStart(3, "0")}`,
    ...(index % 5 === 0
      ? {
          refunds: [
            { at: index % 10 === 0 ? null : `${addDays(order.at.slice(0, 10), 10)} 08:00:00`, amount: 3 },
          ],
        }
      : {}),
  }));
};

const resultOf = async (analysis: AnyAnalysis, given: object, context: Context) => {
  const { rows, parts } = await database.analyse(
    analysis as never,
    given as Readonly<Record<string, unknown>>,
    context,
  );
  return { rows, parts: parts as Readonly<Record<string, unknown>> };
};

/** The results by the parameters that were given: with parts at the defaults, else the main query's rows. */
async function resultsOf(analysis: AnyAnalysis, context: Context, onlyDefaults = false) {
  const [defaults, ...others] = variants(analysis.params as ParamSpecs);
  const results: [string, unknown][] = [["{}", await resultOf(analysis, defaults!, context)]];
  for (const given of onlyDefaults ? [] : others) {
    const { sql } = statements(
      analysis as never,
      given,
      await withNativeFit(database, analysis, given, context),
    );
    results.push([JSON.stringify(given), await database.rows(sql)]);
  }
  return results;
}

const policies: readonly Required<Pick<ShopMore, "refunds">>[] = [
  { refunds: "reduce_original" },
  { refunds: "at_refund_date" },
];

describe.each(analyses.map((analysis) => [analysis.id, analysis] as const))(
  "%s",
  { timeout: 240_000 },
  (_, analysis) => {
    it.each(policies)(
      "of a day in the past equals that of the orders up to it ($refunds)",
      async (policy) => {
        const shop = shopOf(policy.refunds === "at_refund_date" ? 3 : 4);
        const context = (observedThrough: string) =>
          contextAt(pastDay, observedThrough, { refund_policy: policy.refunds, observed_from: "2023-06-01" });
        const onlyDefaults = policy.refunds === "at_refund_date";
        await database.build(shop, policy);
        const whole = await resultsOf(analysis, context(lastDay), onlyDefaults);
        await database.build(
          shop.filter(({ at }) => at.slice(0, 10) <= pastDay),
          policy,
        );
        const cut = await resultsOf(analysis, context(pastDay), onlyDefaults);
        for (const [index, [given, result]] of whole.entries()) expect([given, result]).toEqual(cut[index]);
      },
    );

    it("is the same whatever the order of the rows", async () => {
      const context = contextAt(lastDay);
      await database.build(shopOf(5));
      const sorted = await resultsOf(analysis, context);
      for (const table of Object.keys(tables)) {
        await database.run(
          `create or replace table ${table} as from ${table} as t order by hash(t::varchar || 'x')`,
        );
      }
      const shuffled = await resultsOf(analysis, context);
      for (const [index, [given, result]] of sorted.entries())
        expect([given, result]).toEqual(shuffled[index]);
    });
  },
);
