import { expect, it } from "vitest";
import type { AnyAnalysis, Mark } from "../../../src/analyses/analysis.ts";
import { crossSell } from "../../../src/analyses/cross-sell/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import type { CheckedParams } from "../../../src/runtime/statements.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

/** 40 customers; of each product some, tea and pot mostly together. */
const shop: readonly ShopOrder[] = Array.from({ length: 40 }, (_, index): readonly ShopOrder[] => {
  const products = [
    ...(index % 2 === 0 ? ["tea"] : ["mat"]),
    ...(index % 2 === 0 && index % 5 !== 0 ? ["pot"] : []),
    ...(index % 3 === 0 ? ["cup"] : []),
  ];
  const lines = products.map((product) => ({ product, amount: 5 }));
  const customer = index % 11 === 0 ? null : `c${index}`;
  return [
    { customer, at: "2025-01-01", amount: 10, lines },
    ...(index % 7 === 0
      ? [{ customer, at: "2025-02-01", amount: 5, lines: [{ product: "pot", amount: 5 }] }]
      : []),
  ];
}).flat();

const context = contextAt("2025-03-01");

it("as many customers stand behind each pair and each offer as they say", async () => {
  const database = await NativeDuckDb.open();
  await database.build(shop);
  for (const within of ["order", "days"]) {
    const params = parseParams(crossSell.params, { within, min_orders: 1 });
    const result = await database.analyse(crossSell, params, context);
    const behind = async (mark: Mark) =>
      (await database.rows(membersSql(crossSell as AnyAnalysis, params as CheckedParams, context, mark)))
        .length;
    expect(result.rows.length).toBeGreaterThan(4);
    for (const row of result.rows.slice(0, 3)) {
      const mark = crossSell.rowMark!(row);
      expect(mark === null).toBe(row.to_offer === 0);
      if (mark)
        expect([row.antecedent, row.consequent, await behind(mark)]).toEqual([
          row.antecedent,
          row.consequent,
          row.to_offer,
        ]);
    }
    const view = crossSell.chart(result, params, { ...tellingOf("en", context), width: 900 });
    expect(result.parts.offers.length).toBeGreaterThan(0);
    expect(view.table!.who).toHaveLength(result.parts.offers.length);
    for (const [index, who] of view.table!.who!.entries())
      expect(await behind(who!)).toBe(result.parts.offers[index]!.customers);
    const marked = view.figures[0]!.stops.flatMap(({ who }) => (who ? [who] : []));
    expect(marked.length).toBeGreaterThan(0);
    for (const who of marked) expect(await behind(who)).toBeGreaterThan(0);
  }
});
