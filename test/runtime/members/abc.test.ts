/** The customers behind the marks of ABC are as many as its figures say. */
import { describe, expect, it } from "vitest";
import { abc } from "../../../src/analyses/abc/analysis.ts";
import type { Mark } from "../../../src/analyses/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { abcOf, duckdb, type Given } from "../../analyses/abc/run.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2024-12-31");

/** How many customers are behind a mark. */
async function behind(given: Given, mark: Mark): Promise<number> {
  const params = parseParams(abc.params, given) as Record<string, unknown>;
  return (await (await duckdb()).rows(membersSql(abc, params, context, mark))).length;
}

/** Twelve customers and a guest; channels, countries and categories that some orders and lines lack. */
const shop: readonly ShopOrder[] = Array.from({ length: 40 }, (_, index): ShopOrder => ({
  customer: index % 13 === 12 ? null : `c${index % 13}`,
  at: `2024-0${1 + (index % 9)}-10`,
  amount: index % 13 === 11 ? -5 : [90, 40, 5, 0, -30][index % 5]! + 20 * (index % 13),
  ...(index % 3 > 0 && { channel: index % 3 === 1 ? "web" : "app" }),
  ...(index % 4 > 0 && { country: "DE" }),
  lines: [
    { product: `p${index % 4}`, amount: 60 / (1 + (index % 4)), quantity: 1 + (index % 3) },
    ...(index % 2 === 0 ? [{ product: "tea", category: "drinks", amount: 3 }] : []),
  ],
}));

/** The known customers of the orders that a place is one of. */
const buyers = (place: string | null, of: (order: ShopOrder) => readonly (string | null)[]) =>
  new Set(
    shop.flatMap((order) => (order.customer !== null && of(order).includes(place) ? [order.customer] : [])),
  ).size;

describe("customers behind the marks of abc", () => {
  it("are as many as each tier, flag and fragile mark of customers, and one behind a row", async () => {
    const given = { stability: true };
    const { rows, parts } = await abcOf(shop, given, context, undefined, ["tiers"]);
    for (const { tier, entities } of parts.tiers)
      expect([tier, await behind(given, { tier })]).toEqual([tier, entities]);
    const count = (of: (row: (typeof rows)[number]) => boolean | null) =>
      rows.filter((row) => of(row)).length;
    expect(count((row) => row.flag === "prune")).toBeGreaterThan(0);
    expect(await behind(given, { flag: "prune" })).toBe(count((row) => row.flag === "prune"));
    expect(count((row) => row.fragile)).toBeGreaterThan(0);
    expect(await behind(given, { fragile: true })).toBe(count((row) => row.fragile));
    expect(await behind(given, abc.rowMark!(rows[1]!)!)).toBe(1);
  });

  it("are those who ordered or bought, also of the entity without a name", async () => {
    await (await duckdb()).build(shop);
    const marks: readonly (readonly [
      string,
      string | null,
      (order: ShopOrder) => readonly (string | null)[],
    ])[] = [
      ["channel", "web", ({ channel }) => [channel ?? null]],
      ["channel", null, ({ channel }) => [channel ?? null]],
      ["country", null, ({ country }) => [country ?? null]],
      ["product", "tea", ({ lines = [] }) => lines.map(({ product }) => product)],
      ["category", null, ({ lines = [] }) => lines.map(({ category }) => category ?? null)],
    ];
    for (const [entity, entity_id, of] of marks) {
      const want = buyers(entity_id, of);
      expect(want).toBeGreaterThan(3);
      expect([entity, entity_id, await behind({ entity }, { entity_id })]).toEqual([entity, entity_id, want]);
    }
  });

  it("stand behind the fields of ABC by XYZ and the bars of profit", async () => {
    const product = (index: number, month: number): ShopOrder => ({
      customer: `c${index % 7}`,
      at: `2024-0${month}-10`,
      amount: 100 - index,
      lines: [
        { product: `p${String(index).padStart(2, "0")}`, amount: 100 - 3 * index, quantity: 1 + (index % 3) },
      ],
    });
    const orders = Array.from({ length: 45 }, (_, index) => [
      product(index, 1 + (index % 8)),
      product(index, 9),
    ]);
    const given = { entity: "product", by: "profit", cost_per_order: 3 };
    const result = await abcOf(orders.flat(), given, context);
    const params = parseParams(abc.params, given);
    const { figures } = abc.chart(result, params, { ...tellingOf("en", context), width: 1200 });
    expect(figures.map(({ id }) => id)).toEqual(["curve", "lorenz", "profit", "matrix"]);
    const marks = (id: string) =>
      figures.find((figure) => figure.id === id)!.stops.flatMap(({ who }) => (who ? [who] : []));
    expect(marks("profit")).toHaveLength(20);
    expect(await behind(given, marks("profit")[0]!)).toBe(1);
    const cell = marks("matrix")[0]!;
    const inCell = result.rows.filter((row) => row.tier === cell["tier"] && row.xyz === cell["xyz"]);
    const ids = inCell.map(({ entity_id }) => Number(entity_id!.slice(1)) % 7);
    expect(await behind(given, cell)).toBe(new Set(ids).size);
  });
});
