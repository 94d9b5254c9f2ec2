import { describe, expect, it } from "vitest";
import { membershipTiers } from "../../../src/analyses/membership-tiers/analysis.ts";
import type { TierResult } from "../../../src/analyses/membership-tiers/result.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";

const context = contextAt("2024-06-30");
const row = (
  tier: string,
  customers: number,
  net_amount: number,
  benefit_cost: number,
  near_next: number | null,
  discount_rate: number,
) => ({
  tier,
  customers,
  share: customers / 100,
  net_amount,
  share_of_net_amount: net_amount / 10_000,
  benefit_cost,
  near_next,
  discount_rate,
});
const near = (tier: string, next_tier: string, customers: number) => ({
  tier,
  next_tier,
  customers,
  net_amount: 950,
  median_missing_net_amount: 38.5,
  median_missing_orders: 1,
  further_benefit_cost: 47.5,
});
const result: TierResult = {
  rows: [
    row("Gold", 5, 6000, 600, null, 0.1),
    row("Silver", 10, 2500, 125, 2, 0.05),
    row("Bronze", 15, 1000, 20, 0, 0.02),
    row("none", 70, 500, 0, 1, 0),
  ],
  whole: true,
  parts: {
    near: [near("Silver", "Gold", 2), near("Bronze", "Silver", 0), near("none", "Bronze", 1)],
    moves: [
      { from_tier: "Gold", to_tier: "Gold", move: "same", customers: 4, share: 1 },
      { from_tier: "Silver", to_tier: "Gold", move: "up", customers: 1, share: 0.1 },
      { from_tier: "Silver", to_tier: "Silver", move: "same", customers: 8, share: 0.8 },
      { from_tier: "Silver", to_tier: "none", move: "down", customers: 1, share: 0.1 },
      { from_tier: "none", to_tier: "none", move: "same", customers: 60, share: 1 },
      { from_tier: "new", to_tier: "Silver", move: "new", customers: 26, share: 1 },
    ],
  },
};
const empty: TierResult = {
  rows: ["Gold", "none"].map((tier) => ({
    ...row(tier, 0, 0, 0, null, 0),
    share: null,
    share_of_net_amount: null,
  })),
  whole: true,
  parts: { near: [], moves: [] },
};
const params = (given = {}) => parseParams(membershipTiers.params, given);
const facts = { first_ordered_on: "2022-01-01" };
const said = (locale: "en" | "zh-Hans", given = {}, of = result, more = {}) =>
  membershipTiers.headline(of, params(given), tellingOf(locale, context, { ...facts, ...more }));

describe("the headline", () => {
  it("says how many hold a tier, what it would have cost and who is near", () => {
    expect(said("en")).toEqual({
      sentence:
        "30 of 100 customers (30%) hold a tier; the discounts would have cost €745 in the last 365 days, 7.5% of the net amount; 3 lack at most 10% to the next tier.",
      basis:
        "n = 100 customers, orders from 2 Jul 2023 to 30 Jun 2024; since 1 Apr 2024: 1 up, 1 down, 26 new",
    });
    expect(said("zh-Hans").sentence).toBe(
      "100 位顾客里，30 位（30%）有等级；最近 365 天的优惠成本 €745，占净额 7.5%；3 位离上一级的差距不超过 10%。",
    );
  });

  it("says so where the first date rests on fewer days, and where nobody ordered", () => {
    const short = { first_ordered_on: "2024-01-01" };
    expect(said("en", {}, result, short).basis).toContain(
      "; the orders begin on 1 Jan 2024, so the tiers of 1 Apr 2024 rest on fewer days",
    );
    expect(said("en", { window_days: null }, result, short).basis).toBe(
      "n = 100 customers, all orders up to 30 Jun 2024; since 1 Apr 2024: 1 up, 1 down, 26 new",
    );
    expect(said("en", {}, empty)).toEqual({
      sentence: "No customer ordered by 30 Jun 2024.",
      basis: "n = 0",
    });
  });
});

describe("what it cannot answer", () => {
  const reason = (given: object, more = {}) =>
    membershipTiers.check!(params(given), tellingOf("en", context, more))?.reason ?? null;
  const named = (...tiers: readonly string[]) => ({ ladder: tiers.map((tier) => ({ tier })) });

  it("is refused with the reason", () => {
    expect(reason({})).toBeNull();
    expect(reason({}, { has_customer_key: false })).toContain("name no customer");
    expect(reason({}, { filled: [] })).toContain("No net amount");
    expect(reason(named("Gold", " "))).toBe("Row 2 of the ladder has no name. Give the tier one.");
    expect(reason(named("Gold", "Gold"))).toContain("Gold stands twice");
    expect(reason(named("none"))).toContain("none is already the name");
    expect(reason({ moves_from: "2024-06-30" })).toContain("a day before 30 Jun 2024");
    expect(reason({ moves_from: "2024-06-29" })).toBeNull();
  });
});

describe("the charts", () => {
  const view = (width: number, locale: "en" | "zh-Hans" = "en") =>
    membershipTiers.chart(result, params(), { ...tellingOf(locale, context, facts), width });

  it("walk through customers, money, cost and who is near, and name the customers behind", () => {
    const [ladder, moves] = view(1200).figures;
    expect(
      ladder!.stops.slice(3, 8).map(({ row: at, column, lines, who }) => [at, column, lines, who]),
    ).toEqual([
      [1, 0, ["Silver", "10 customers", "10.0% of all"], { tier: "Silver" }],
      [1, 1, ["Silver", "Net amount €2,500", "25.0% of the net amount", "10 customers"], { tier: "Silver" }],
      [1, 2, ["Silver", "The discount of 5% would have cost €125", "10 customers"], { tier: "Silver" }],
      [
        1,
        3,
        [
          "Silver",
          "2 customers near Gold",
          "Median missing: €38.50 or 1 order",
          "€47.50 more a window if all rose",
        ],
        { tier: "Silver", near_next: true },
      ],
      [2, 0, ["Bronze", "15 customers", "15.0% of all"], { tier: "Bronze" }],
    ]);
    expect(moves!.stops[1]).toMatchObject({
      lines: ["Silver → Gold", "1 customer", "10.0% of those who were in Silver on 1 Apr 2024"],
      who: { from_tier: "Silver", tier: "Gold" },
    });
    expect(moves!.summary).toBe("From 1 Apr 2024 to 30 Jun 2024: 1 rose, 1 fell, 72 stayed, 26 came new.");
    expect(view(1200, "zh-Hans").figures.map(({ summary }) => summary)).toEqual([
      "100 位顾客的等级：金卡 5 位，占净额 60%；银卡 10 位，占净额 25%；铜卡 15 位，占净额 10%；无等级 70 位，占净额 5%。",
      "2024年4月1日 至 2024年6月30日：升 1，降 1，不变 72，新客 26。",
    ]);
  });

  it("state thresholds, cost and what is missing in the table", () => {
    const { table } = view(1200);
    expect(table!.rows[0]).toEqual(["Gold", "€500 or 10 orders", "5", "5.0%", "60.0%", "10%", "€600"]);
    expect(table!.rows.at(-1)).toEqual(["All", "", "100", "100.0%", "100.0%", "", "€745"]);
    expect(table!.notes[0]).toBe("2 customers near Gold: median missing €38.50 or 1 order.");
  });

  it("keep every stop inside the figure, at every width", () => {
    for (const width of [320, 390, 800, 1200])
      for (const { options, stops } of view(width).figures) {
        expect(options.width).toBeLessThanOrEqual(width);
        const outside = stops.filter(
          (stop) =>
            stop.x < 0 ||
            stop.y < 0 ||
            stop.x + stop.width > options.width! + 0.01 ||
            stop.y + stop.height > options.height! + 0.01,
        );
        expect(outside).toEqual([]);
      }
  });

  it("are none where nobody ordered", () => {
    const frame = { ...tellingOf("en", context), width: 800 };
    expect(membershipTiers.chart(empty, params(), frame)).toEqual({ figures: [] });
  });
});
