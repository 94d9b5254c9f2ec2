/** What every analysis of the registry must answer: the shops at the edge, in both languages, and every choice. */
import { beforeAll, describe, expect, it } from "vitest";
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import { analyses } from "../../src/analyses/index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { locales } from "../../src/messages/messages.ts";
import type { OrderFacts } from "../../src/orders/facts.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import type { ParamSpecs } from "../../src/sql/params.ts";
import { analyse, contextAt, dropShop, tellingOf } from "../support/analyse.ts";
import { openNativeEngine } from "../support/native-engine.ts";
import { buildShop, type ShopOrder } from "../support/shop.ts";
import { variants } from "../support/variants.ts";

const lines = [{ product: "CUP", amount: 12 }];
const order = (customer: string | null, at: string, amount = 12): ShopOrder => ({
  customer,
  at,
  amount,
  lines,
});

const shops: readonly (readonly [string, readonly ShopOrder[]])[] = [
  ["no order", []],
  ["one order", [order("Ann", "2025-03-10")]],
  ["one guest's order", [order(null, "2025-03-10")]],
  ["one customer", ["2025-01-05", "2025-02-06", "2025-03-10"].map((day) => order("Ann", day))],
  ["one day", ["Ann", "Bob", "Cid", "Ann"].map((customer) => order(customer, "2025-03-10 10:00:00"))],
  ["orders worth nothing", [order("Ann", "2025-02-10", 0), order("Bob", "2025-03-10", 0)]],
];
const context = contextAt("2025-03-11", "2025-03-10", { observed_from: "2025-01-01" });

let engine: Engine;
beforeAll(async () => {
  engine = await openNativeEngine(":memory:");
  return () => engine.close();
});

const factsOf = (shop: readonly ShopOrder[]): Partial<OrderFacts> => ({
  orders: shop.length,
  customers: new Set(shop.map(({ customer }) => customer).filter((id) => id !== null)).size,
  first_ordered_on: shop[0]?.at.slice(0, 10) ?? null,
  last_ordered_on: shop.at(-1)?.at.slice(0, 10) ?? null,
});

/** All that an analysis says of a shop, in one language; or the reason why it does not answer. */
async function told(
  analysis: AnyAnalysis,
  shop: readonly ShopOrder[],
  given: object,
): Promise<readonly string[]> {
  const params = parseParams(analysis.params as ParamSpecs, given);
  const result = await analyse(engine, analysis, { ...given }, context);
  return locales.flatMap((locale) => {
    const telling = tellingOf(locale, context, factsOf(shop));
    const refused = analysis.check?.(params, telling);
    if (refused) return [refused.reason];
    const { sentence, basis } = analysis.headline(result as never, params, telling);
    const views = [360, 984].map((width) => analysis.chart(result as never, params, { ...telling, width }));
    const figures = views.flatMap((view) => view.figures);
    return [
      sentence,
      basis,
      ...figures.flatMap(({ title, summary, stops }) => [
        title,
        summary,
        ...stops.flatMap(({ lines }) => lines),
      ]),
      ...views.flatMap(({ tiles = [] }) => tiles.flatMap(({ label, value }) => [label, value])),
      ...views.flatMap(({ table }) => table?.rows.flat() ?? []),
    ];
  });
}

describe.each(analyses.map((analysis) => [analysis.id, analysis] as const))("%s", (_, analysis) => {
  it.each(shops)(
    "answers %s in words",
    async (name, shop) => {
      await dropShop(engine);
      await buildShop(engine, shop);
      const choices = name === "one customer" ? variants(analysis.params as ParamSpecs) : [{}];
      for (const given of choices) {
        const texts = await told(analysis, shop, given);
        expect(texts[0], JSON.stringify(given)).toMatch(/\S/);
        expect(texts.filter((text) => /NaN|Infinity|undefined|\bnull\b|\[object/.test(text))).toEqual([]);
      }
      // Every choice of every parameter is a whole analysis.
    },
    240_000,
  );
});
