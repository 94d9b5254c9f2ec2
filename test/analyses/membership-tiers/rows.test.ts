import { beforeAll, describe, expect, it } from "vitest";
import { membershipTiers } from "../../../src/analyses/membership-tiers/analysis.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (customer: string | null, at: string, amount: number): ShopOrder => ({ customer, at, amount });
const shop = [
  order("Ann", "2024-01-10", 300),
  order("Ann", "2024-05-20", 250),
  order("Bob", "2024-03-01", 460),
  order("Cid", "2024-02-01", 40),
  order("Cid", "2024-04-01", 30),
  order("Cid", "2024-06-01", 20),
  order("Dee", "2024-06-20", 95),
  order("Eve", "2023-01-01", 800),
  order("Flo", "2024-06-02", -50),
  order(null, "2024-06-03", 999),
];
const rung = (
  tier: string,
  min_net_amount: number | null,
  min_orders: number | null,
  discount_rate: number,
  within_days: number | null = null,
) => ({ tier, min_net_amount, min_orders, within_days, discount_rate });
const ladder = [rung("Gold", 500, 4, 0.1), rung("Silver", 100, 3, 0.05)];
const at = contextAt("2024-06-30");

async function run(params: object = {}, orders = shop, more: ShopMore = {}, context: Context = at) {
  await duckdb.build(orders, more);
  return duckdb.analyse(membershipTiers, { ladder, ...params }, context);
}
const held = async (...given: Parameters<typeof run>) =>
  (await run(...given)).rows.map(({ tier, customers }) => `${tier} ${customers}`).join(", ");

describe("the ladder", () => {
  it("gives each tier its customers, money, cost and who is near the next one", async () => {
    const { rows } = await run();
    // Of 365 days: Ann 550, Bob 460, Cid 90 with 3 orders, Dee 95, Eve 0, Flo -50; together 1145.
    expect(rows).toEqual([
      {
        tier: "Gold",
        customers: 1,
        share: 1 / 6,
        net_amount: 550,
        share_of_net_amount: 550 / 1145,
        benefit_cost: 55,
        near_next: null,
        discount_rate: 0.1,
      },
      {
        // Bob is within 10 % of 500; Cid's 3 orders are not within 10 % of 4.
        tier: "Silver",
        customers: 2,
        share: 2 / 6,
        net_amount: 550,
        share_of_net_amount: 550 / 1145,
        benefit_cost: 27.5,
        near_next: 1,
        discount_rate: 0.05,
      },
      {
        // Dee is within 10 % of 100.
        tier: "none",
        customers: 3,
        share: 3 / 6,
        net_amount: 45,
        share_of_net_amount: 45 / 1145,
        benefit_cost: 0,
        near_next: 1,
        discount_rate: 0,
      },
    ]);
  });

  it("asks for any threshold, or for all that are set", async () => {
    expect(await held({ rule: "any" })).toBe("Gold 1, Silver 2, none 3");
    expect(await held({ rule: "all" })).toBe("Gold 0, Silver 0, none 6");
    const spend = [rung("Gold", 500, null, 0.1), rung("Silver", 50, 2, 0.05)];
    // Ann has 500; Cid 90 with 3 orders, Bob one order only.
    expect(await held({ rule: "all", ladder: spend })).toBe("Gold 1, Silver 1, none 4");
  });

  it("counts the days of the window with its last, or all", async () => {
    expect(await held({ window_days: null })).toBe("Gold 2, Silver 2, none 2");
    // 42 days begin on 20 May: Ann's 250 are in; 41 leave them out.
    expect(await held({ window_days: 42 })).toBe("Gold 0, Silver 1, none 5");
    expect(await held({ window_days: 41 })).toBe("Gold 0, Silver 0, none 6");
  });

  it("asks for a recent last order besides, wherever it lies", async () => {
    const recent = [
      rung("Gold", 500, 4, 0.1, 41),
      rung("Silver", 100, 3, 0.05, 40),
      rung("All", null, null, 0, 29),
    ];
    // Ann's last order is 41 days ago, Bob's 121, Cid's 29, Dee's 10, Flo's 28.
    expect(await held({ ladder: recent })).toBe("Gold 1, Silver 1, All 2, none 2");
    expect(await held({ ladder: [rung("Gold", 500, 4, 0.1, 40), recent[1], recent[2]] })).toBe(
      "Gold 0, Silver 1, All 2, none 3",
    );
  });

  it("is for everyone who has ordered where a tier asks for nothing", async () => {
    expect(await held({ ladder: [...ladder, rung("Member", null, null, 0)] })).toBe(
      "Gold 1, Silver 2, Member 3, none 0",
    );
  });

  it("takes the first tier that holds, also where the ladder does not rise", async () => {
    expect(await held({ ladder: [rung("Low", 50, null, 0), rung("High", 500, null, 0)] })).toBe(
      "Low 4, High 0, none 2",
    );
  });

  it("does not count amounts below zero as a saving", async () => {
    const { rows } = await run({ ladder: [rung("Member", null, null, 0.1)] });
    expect(rows[0]).toMatchObject({ net_amount: 1145, benefit_cost: 119.5 });
  });

  it("books refunds in the window of their day where the counting rule says so", async () => {
    const refunded = (day: string | null) => [
      { ...order("Ann", "2023-01-10", 900), refunds: [{ at: day, amount: 60 }] },
      order("Ann", "2024-05-20", 550),
      order("Bob", "2024-05-20", 1),
    ];
    const gold = async (day: string | null, refunds: "reduce_original" | "at_refund_date") =>
      (
        await run(
          {},
          refunded(day),
          { refunds },
          contextAt("2024-06-30", "2024-06-30", { refund_policy: refunds }),
        )
      ).rows.map(({ net_amount }) => net_amount);
    expect(await gold("2024-06-30", "at_refund_date")).toEqual([0, 490, 1]);
    expect(await gold("2024-07-01", "at_refund_date")).toEqual([550, 0, 1]);
    expect(await gold(null, "at_refund_date")).toEqual([550, 0, 1]);
    expect(await gold("2024-06-30", "reduce_original")).toEqual([550, 0, 1]);
  });
});

describe("who is near", () => {
  it("is told by the share, and what is missing in the middle of them", async () => {
    const near = async (near_share: number) => (await run({ near_share })).parts.near;
    expect(await near(0.1)).toEqual([
      {
        tier: "Silver",
        next_tier: "Gold",
        customers: 1,
        net_amount: 460,
        median_missing_net_amount: 40,
        median_missing_orders: 3,
        further_benefit_cost: 23,
      },
      {
        tier: "none",
        next_tier: "Silver",
        customers: 1,
        net_amount: 95,
        median_missing_net_amount: 5,
        median_missing_orders: 2,
        further_benefit_cost: 4.75,
      },
    ]);
    // A quarter: Cid's 3 of 4 orders are near too.
    expect(
      (await near(0.25)).map(({ customers, median_missing_net_amount }) => [
        customers,
        median_missing_net_amount,
      ]),
    ).toEqual([
      [2, 225],
      [1, 5],
    ]);
    expect(
      (await near(0)).map(({ customers, median_missing_orders }) => [customers, median_missing_orders]),
    ).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  it("has to be recent enough in full", async () => {
    const strict = [rung("Gold", 500, null, 0.1, 120), rung("Silver", 100, null, 0.05)];
    // Bob lacks 40 to Gold, but ordered 121 days ago. Cid (90) and Dee (95) are near Silver.
    expect((await run({ ladder: strict })).parts.near.map(({ customers }) => customers)).toEqual([0, 2]);
  });
});

describe("moves", () => {
  it("compare the tiers of two dates, each with its own window", async () => {
    const { parts } = await run({ moves_from: "2024-04-30" });
    // By then: Ann 300, Bob 460, Cid 70 with 2 orders, Eve 0.
    expect(parts.moves).toEqual([
      { from_tier: "Silver", to_tier: "Gold", move: "up", customers: 1, share: 0.5 },
      { from_tier: "Silver", to_tier: "Silver", move: "same", customers: 1, share: 0.5 },
      { from_tier: "none", to_tier: "Silver", move: "up", customers: 1, share: 0.5 },
      { from_tier: "none", to_tier: "none", move: "same", customers: 1, share: 0.5 },
      { from_tier: "new", to_tier: "none", move: "new", customers: 2, share: 1 },
    ]);
  });

  it("lead down when amounts leave the window, and begin 90 days before unless told", async () => {
    const down = async (params: object) =>
      (await run(params)).parts.moves.filter(({ move }) => move === "down");
    // 90 days before is 1 April: Bob's order of 1 March is in the 60 days of then, not of now.
    expect(await down({ window_days: 60 })).toEqual([
      { from_tier: "Silver", to_tier: "none", move: "down", customers: 1, share: 1 },
    ]);
    expect(await down({ window_days: 60, moves_from: "2024-06-29" })).toEqual([]);
  });
});

describe("a date in the past", () => {
  it("gives what the same orders up to that date give", async () => {
    const past = contextAt("2024-04-15");
    const replayed = await run({}, shop, {}, past);
    const then = await run(
      {},
      shop.filter((each) => each.at < "2024-04-16"),
      {},
      past,
    );
    expect(replayed).toEqual(then);
    expect(replayed.rows.map(({ customers }) => customers)).toEqual([0, 2, 2]);
  });
});

describe("a shop without customers", () => {
  it("has empty tiers and no moves", async () => {
    const { rows, parts } = await run({}, [order(null, "2024-06-01", 5)]);
    expect(
      rows.map(({ customers, share, share_of_net_amount, near_next }) => [
        customers,
        share,
        share_of_net_amount,
        near_next,
      ]),
    ).toEqual([
      [0, null, null, null],
      [0, null, null, 0],
      [0, null, null, 0],
    ]);
    expect(parts.moves).toEqual([]);
  });
});
