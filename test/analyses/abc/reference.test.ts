/** ABC against plain TypeScript in whole cents, on random shops, in native DuckDB. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { abc } from "../../../src/analyses/abc/analysis.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";

interface Entity {
  readonly id: string;
  readonly cents: number;
}

/** Tiers by the definition: cuts in hundredths, everything in whole numbers. */
function expected(entities: readonly Entity[], cut: "cumulative" | "headcount") {
  const ranked = [...entities].sort((a, b) => b.cents - a.cents || (a.id < b.id ? -1 : 1));
  const total = ranked.reduce((sum, { cents }) => sum + Math.max(cents, 0), 0);
  const [first, second] = cut === "cumulative" ? [80, 95] : [20, 50];
  let before = 0;
  const tiered = ranked.map(({ id, cents }, index) => {
    const [start, whole] = cut === "cumulative" ? [before, total] : [index, ranked.length];
    before += cents;
    const below = (share: number) => start * 100 < share * whole;
    const tier = cents < 0 ? "loss" : cents === 0 ? "C" : below(first) ? "A" : below(second) ? "B" : "C";
    return { entity_id: id, value: cents / 100, rank: index + 1, tier };
  });
  return tiered.map((row) => {
    const own = tiered.filter(({ tier }) => tier === row.tier);
    const chosen = own.indexOf(row) < Math.ceil(own.length / 5);
    const flag =
      row.tier === "loss"
        ? "prune"
        : row.tier === "A" && chosen
          ? "a1"
          : row.tier === "B" && chosen
            ? "promote"
            : null;
    return { ...row, flag };
  });
}

const shops = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", null),
    cents: fc.oneof(fc.integer({ min: -500, max: 2000 }), fc.constantFrom(0, 100, 100, 500)),
  }),
  { maxLength: 40 },
);

it("every random shop has the tiers and flags of the definition, and its parts add up", async () => {
  const database = await NativeDuckDb.open();
  await database.build([]);
  const columns = "order_id, source_id, customer_id, customer_key, ordered_at, net_amount";
  await fc.assert(
    fc.asyncProperty(shops, fc.constantFrom("cumulative", "headcount"), async (orders, cut) => {
      const values = orders.map(({ customer, cents }, index) => {
        const [id, key] = customer === null ? ["null", "null"] : [`'${customer}'`, customer.charCodeAt(0)];
        return `('o${index}', 1, ${id}, ${key}, timestamp '2024-03-01', ${cents / 100})`;
      });
      await database.run("delete from orders");
      if (values.length > 0)
        await database.run(`insert into orders (${columns}) values ${values.join(", ")}`);
      const sums = new Map<string, number>();
      for (const { customer, cents } of orders)
        if (customer !== null) sums.set(customer, (sums.get(customer) ?? 0) + cents);
      const want = expected(
        [...sums].map(([id, cents]) => ({ id, cents })),
        cut as "cumulative",
      );
      const got = await database.analyse(abc, { cut }, contextAt("2024-03-01"));
      const picked = got.rows.map(({ entity_id, value, rank, tier, flag }) => ({
        entity_id,
        value,
        rank,
        tier,
        flag,
      }));
      expect(picked).toEqual(want);
      expect(got.parts.tiers.map(({ tier, entities }) => [tier, entities])).toEqual(
        ["A", "B", "C", "loss"].map((tier) => [tier, want.filter((row) => row.tier === tier).length]),
      );
      expect(got.parts.curve.map(({ rank }) => rank)).toEqual(want.map(({ rank }) => rank));
    }),
    { seed: 11, numRuns: 40 },
  );
});
