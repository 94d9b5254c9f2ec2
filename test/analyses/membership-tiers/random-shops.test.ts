/** The membership tiers against their plain reference, on random shops. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { membershipTiers } from "../../../src/analyses/membership-tiers/analysis.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";
import { standingsAt, type Question, type Rung } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const rungs: fc.Arbitrary<Omit<Rung, "tier">> = fc.record({
  min_net_amount: fc.option(fc.constantFrom(0, 10, 100, 250.5, 600), { nil: null, freq: 3 }),
  min_orders: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null, freq: 2 }),
  within_days: fc.option(fc.constantFrom(0, 30, 120), { nil: null, freq: 1 }),
  discount_rate: fc.constantFrom(0, 0.02, 0.1, 0.25),
});
const questions: fc.Arbitrary<Question> = fc.record({
  ladder: fc
    .array(rungs, { minLength: 1, maxLength: 4 })
    .map((list) => list.map((rung, index) => ({ tier: `T${index + 1}`, ...rung }))),
  rule: fc.constantFrom("any" as const, "all" as const),
  window_days: fc.constantFrom(null, 90, 365),
  near_share: fc.constantFrom(0, 0.1, 0.5, 1),
});
const shops = randomShops({ customers: 6 }).chain((shop) =>
  fc
    .array(fc.tuple(fc.nat(shop.length - 1), fc.constantFrom("2024-06-01", "2024-12-24", null)), {
      maxLength: 5,
    })
    .map((refunds) =>
      shop.map((order, index) => {
        const own = refunds.filter(([at]) => at === index).map(([, at]) => ({ at, amount: 7.25 }));
        return own.length > 0 ? { ...order, refunds: own } : order;
      }),
    ),
);

it("every random shop has the tiers, costs, near ones and moves of the definition", async () => {
  await fc.assert(
    fc.asyncProperty(
      shops,
      questions,
      fc.constantFrom("reduce_original" as const, "at_refund_date" as const),
      fc.constantFrom("2024-09-30", "2025-02-20"),
      fc.constantFrom(null, "2024-05-01"),
      async (shop, question, refunds, asOf, moves_from) => {
        await duckdb.build(shop, { refunds });
        const { rows, parts } = await duckdb.analyse(
          membershipTiers,
          { ...question, moves_from },
          contextAt(asOf, asOf, { refund_policy: refunds }),
        );
        const now = standingsAt(shop, question, refunds === "at_refund_date", asOf);
        const start = moves_from ?? (asOf === "2024-09-30" ? "2024-07-02" : "2024-11-22");
        const before = standingsAt(shop, question, refunds === "at_refund_date", start);
        const names = [...question.ladder.map(({ tier }) => tier), "none"];
        const total = now.reduce((sum, { cents }) => sum + cents, 0);
        const want = names.map((tier, index) => {
          const own = now.filter((each) => each.tier === tier);
          const sum = (of: (each: (typeof own)[number]) => number) =>
            own.reduce((all, each) => all + of(each), 0);
          const cents = sum((each) => each.cents);
          const rate = question.ladder[index]?.discount_rate ?? 0;
          return {
            tier,
            customers: own.length,
            share: now.length === 0 ? null : own.length / now.length,
            net_amount: cents / 100,
            share_of_net_amount: total > 0 ? cents / total : null,
            benefit_cost: (rate * sum((each) => Math.max(each.cents, 0))) / 100,
            near_next: index === 0 ? null : own.filter(({ near }) => near).length,
            discount_rate: rate,
          };
        });
        expect(rows.map(({ tier, customers, near_next }) => [tier, customers, near_next])).toEqual(
          want.map(({ tier, customers, near_next }) => [tier, customers, near_next]),
        );
        rows.forEach((row, index) => {
          const { share, net_amount, share_of_net_amount, benefit_cost } = want[index]!;
          expect(row.net_amount).toBe(net_amount);
          // To the cent; half a cent may go either way.
          expect(Math.abs(row.benefit_cost - benefit_cost)).toBeLessThan(0.0051);
          if (share === null) expect(row.share).toBeNull();
          else expect(row.share).toBeCloseTo(share, 12);
          if (share_of_net_amount === null) expect(row.share_of_net_amount).toBeNull();
          else expect(row.share_of_net_amount).toBeCloseTo(share_of_net_amount, 12);
        });
        // Every customer is in one tier, and comes from one.
        expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(now.length);
        const pairs = new Map<string, number>();
        for (const { customer, tier } of now) {
          const from = before.find((each) => each.customer === customer)?.tier ?? "new";
          pairs.set(`${from} ${tier}`, (pairs.get(`${from} ${tier}`) ?? 0) + 1);
        }
        const order = [...names, "new"];
        const place = (pair: string) => {
          const [from, to] = pair.split(" ");
          return order.indexOf(from!) * 100 + order.indexOf(to!);
        };
        expect(
          parts.moves.map(({ from_tier, to_tier, customers }) => [`${from_tier} ${to_tier}`, customers]),
        ).toEqual([...pairs].sort(([a], [b]) => place(a) - place(b)));
        expect(parts.near.map(({ next_tier, customers }) => [next_tier, customers])).toEqual(
          names.slice(0, -1).map((next, index) => [next, want[index + 1]!.near_next]),
        );
      },
    ),
    { seed: 19, numRuns: 30 },
  );
});
