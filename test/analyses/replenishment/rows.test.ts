/** replenishment on shops small enough to count by hand, for every option. */
import { beforeAll, describe, expect, it } from "vitest";
import { replenishment } from "../../../src/analyses/replenishment/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopLine, ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const buys = (customer: string | null, at: string, ...lines: readonly ShopLine[]): ShopOrder => ({
  customer,
  at,
  amount: 10,
  lines,
});
const wipes = (quantity = 1): ShopLine => ({ product: "W1", name: "Wipes", quantity, amount: 10 });

/** One product bought again by each of these customers after so many days. */
const returns = (days: readonly number[], quantities: readonly number[] = []): readonly ShopOrder[] =>
  days.flatMap((gap, index) => [
    buys(`c${index}`, "2025-01-01", wipes(quantities[index] ?? 1)),
    buys(`c${index}`, addDays("2025-01-01", gap), wipes()),
  ]);

const ask = async (shop: readonly ShopOrder[], params: object, asOf: string, through = asOf) => {
  await duckdb.build(shop);
  return duckdb.analyse(replenishment, { ...params }, contextAt(asOf, through));
};

describe("a pack of 80 at 4 a day", () => {
  const shop = [buys("Ann", "2025-06-01", wipes()), buys("Bob", "2025-06-01", wipes(2))];
  const lasts = [{ product: "wipes", units_per_pack: 80, units_per_day: 4 }];

  it("lasts 20 days, two of them 40: remind from day 15 to day 18", async () => {
    const { rows } = await ask(shop, { lasts }, "2025-06-16");
    const typed = { cycle_days: 20, cycle_low: null, cycle_high: null, gaps: null, by_unit: true };
    const bought = { product_id: "W1", last_bought_at: "2025-06-01", product_name: "Wipes", ...typed };
    expect(rows).toEqual([
      {
        customer_id: "Ann",
        quantity: 1,
        due_at: "2025-06-21",
        remind_from: "2025-06-16",
        remind_to: "2025-06-19",
        state: "now",
        ...bought,
      },
      {
        customer_id: "Bob",
        quantity: 2,
        due_at: "2025-07-11",
        remind_from: "2025-07-06",
        remind_to: "2025-07-09",
        state: "upcoming",
        ...bought,
      },
    ]);
  });

  it.each([
    [14, "upcoming"],
    [15, "now"],
    [18, "now"],
    [19, "overdue"],
    [60, "overdue"],
    [61, "lapsed"],
  ])("is on day %i %s", async (day, state) => {
    const { rows } = await ask(shop.slice(0, 1), { lasts }, addDays("2025-06-01", day));
    expect(rows.map((row) => row.state)).toEqual([state]);
  });

  it("reminds never before the day after the purchase, and moves with its leads", async () => {
    const daily = [{ product: "W1", units_per_pack: 3, units_per_day: 1 }];
    const short = await ask(shop.slice(0, 1), { lasts: daily }, "2025-06-01");
    expect(short.rows[0]).toMatchObject({
      due_at: "2025-06-04",
      remind_from: "2025-06-02",
      remind_to: "2025-06-02",
    });
    const early = await ask(shop.slice(0, 1), { lasts, lead_max: 10, lead_min: 7 }, "2025-06-01");
    expect(early.rows[0]).toMatchObject({ remind_from: "2025-06-11", remind_to: "2025-06-14" });
  });

  it("takes the first row that names a product, and says which rows name none", async () => {
    const table = [
      { product: " W1 ", units_per_pack: 10, units_per_day: 1 },
      { product: "WIPES", units_per_pack: 99, units_per_day: 1 },
      { product: "soap", units_per_pack: 1, units_per_day: 1 },
      { product: "", units_per_pack: 1, units_per_day: 1 },
    ];
    const { rows, parts } = await ask(shop, { lasts: table }, "2025-06-16");
    expect(rows.map(({ cycle_days }) => cycle_days)).toEqual([10, 10]);
    expect(parts.totals[0]).toMatchObject({ products: 1, with_cycle: 1, typed: 1, unknown_products: 1 });
  });
});

describe("the cycle measured", () => {
  // Four come back after 10, 20, 30, 40 days; four (and the four themselves, again) have not by 31 December.
  const shop = [
    ...returns([10, 20, 30, 40]),
    ...["n1", "n2", "n3", "n4"].map((customer) => buys(customer, "2025-01-01", wipes())),
  ];

  it("is where half of those who come back are back", async () => {
    const { rows } = await ask(shop, { min_gaps: 4 }, "2025-12-31");
    // Of 12 waits 4 end: the curve falls by 1/12 each time, to 8/12; half of the way is after two.
    expect(new Set(rows.map(({ cycle_days }) => cycle_days))).toEqual(new Set([20]));
    expect(rows[0]!.gaps).toBe(4);
    const later = await ask(shop, { min_gaps: 4, due_share: 0.75 }, "2025-12-31");
    expect(later.rows[0]!.cycle_days).toBe(30);
  });

  it("of every buyer is nowhere where fewer are back, and the product is left out", async () => {
    const { rows, parts } = await ask(shop, { min_gaps: 4, cycle_of: "everyone" }, "2025-12-31");
    expect(rows).toEqual([]);
    expect(parts.totals[0]).toMatchObject({ products: 1, with_cycle: 0, share_not_reached: 1 });
    const quarter = await ask(shop, { min_gaps: 4, cycle_of: "everyone", due_share: 0.25 }, "2025-12-31");
    // 3 of 12 are back after 30 days.
    expect(quarter.rows[0]!.cycle_days).toBe(30);
  });

  it("counts those who are still waiting for as long as they were watched", async () => {
    // On day 25 the waits of 30 and 40 days are open, as are those of who returned (15 and 5 days), and an old one.
    const old = buys("old", "2024-06-01", wipes());
    const seen = [old, ...shop.filter(({ at }) => at <= "2025-01-26")];
    const counted = { min_gaps: 1, cycle_of: "everyone" };
    const { rows } = await ask(seen, { ...counted, due_share: 0.1 }, "2025-01-26");
    // At risk on day 10: 8 first waits, the one of 15 days and the old one; 1 of 10 returns.
    expect(rows[0]!.cycle_days).toBe(10);
    const more = await ask(seen, { ...counted, due_share: 0.2 }, "2025-01-26");
    // On day 20, 8 are at risk: 1 - 9/10 x 7/8 = 21 %.
    expect(more.rows[0]!.cycle_days).toBe(20);
  });

  it("is not known with too few gaps, nor within two cycles of the first sale", async () => {
    const few = await ask(shop, { min_gaps: 5 }, "2025-12-31");
    expect(few.rows).toEqual([]);
    expect(few.parts.totals[0]).toMatchObject({ few_gaps: 1, with_cycle: 0 });
    // The cycle is 30 days on either day, so it takes 60 since the first sale on 1 January.
    const soon = await ask(shop, { min_gaps: 4 }, "2025-03-01");
    expect(soon.parts.totals[0]).toMatchObject({ too_new: 1, with_cycle: 0 });
    const day = await ask(shop, { min_gaps: 4 }, "2025-03-02");
    expect(day.parts.totals[0]).toMatchObject({ too_new: 0, with_cycle: 1 });
    expect(day.rows[0]!.cycle_days).toBe(30);
  });

  it("is per unit where more lasts longer", async () => {
    const quantities = [1, 2, 3, 4, 1, 2, 3, 4];
    const packs = returns(
      quantities.map((quantity) => quantity * 10),
      quantities,
    );
    const { rows } = await ask(packs, { min_gaps: 8 }, "2025-12-31");
    expect(rows[0]).toMatchObject({ cycle_days: 10, by_unit: true });
    const never = await ask(packs, { min_gaps: 8, per_unit: "never" }, "2025-12-31");
    expect(never.rows[0]).toMatchObject({ cycle_days: 20, by_unit: false });
    const alike = returns([20, 20, 20, 20, 21, 21, 19, 19], quantities);
    const plain = await ask(alike, { min_gaps: 8 }, "2025-12-31");
    expect(plain.rows[0]).toMatchObject({ cycle_days: 20, by_unit: false });
    const always = await ask(alike, { min_gaps: 8, per_unit: "always" }, "2025-12-31");
    expect(always.rows[0]!.by_unit).toBe(true);
  });
});

describe("what counts as a purchase", () => {
  const lasts = [{ product: "W1", units_per_pack: 20, units_per_day: 1 }];

  it("adds up a day, and leaves out guests, returns and what is after the date", async () => {
    const shop = [
      buys("Ann", "2025-06-01 09:00:00", wipes()),
      buys("Ann", "2025-06-01 18:00:00", wipes(2)),
      buys("Bob", "2025-06-01", wipes(3)),
      buys("Bob", "2025-06-05", wipes(-1)),
      buys(null, "2025-06-02", wipes()),
      buys("Cid", "2025-06-20", wipes()),
    ];
    const { rows } = await ask(shop, { lasts }, "2025-06-10");
    expect(
      rows.map(({ customer_id, last_bought_at, quantity }) => [customer_id, last_bought_at, quantity]),
    ).toEqual([
      ["Ann", "2025-06-01", 3],
      ["Bob", "2025-06-01", 3],
    ]);
  });

  it("counts windows from today on, a customer once a bar, and lists who", async () => {
    const shop = [
      buys("Ann", "2025-06-01", wipes(), { product: "S", name: "Soap", amount: 5 }),
      buys("Bob", "2025-06-03", wipes()),
      buys("Cid", "2025-05-01", wipes()),
    ];
    const table = [...lasts, { product: "S", units_per_pack: 22, units_per_day: 1 }];
    const { parts } = await ask(shop, { lasts: table, days_ahead: 7 }, "2025-06-17");
    // Ann's wipes: 16 to 19 June, soap: 18 to 21 June. Bob's: 18 to 21 June. Cid's ran out on 21 May.
    const empty = (day: string) => ({ bar_from: day, bar_to: day, customers: 0, reminders: 0, products: 0 });
    expect(parts.days).toEqual([
      { bar_from: "2025-06-17", bar_to: "2025-06-17", customers: 1, reminders: 1, products: 1 },
      { bar_from: "2025-06-18", bar_to: "2025-06-18", customers: 2, reminders: 2, products: 2 },
      ...["19", "20", "21", "22", "23"].map((day) => empty(`2025-06-${day}`)),
    ]);
    expect(parts.states).toEqual([
      { state: "now", customers: 1, reminders: 1, products: 1 },
      { state: "overdue", customers: 1, reminders: 1, products: 1 },
      { state: "upcoming", customers: 2, reminders: 2, products: 2 },
      { state: "lapsed", customers: 0, reminders: 0, products: 0 },
    ]);
    expect(
      parts.products.map(({ product_id, this_week, overdue }) => [product_id, this_week, overdue]),
    ).toEqual([
      ["W1", 2, 1],
      ["S", 1, 0],
    ]);
    expect(parts.totals[0]).toMatchObject({ today: "2025-06-17", week_customers: 2, week_reminders: 3 });
    expect(parts.agenda).toEqual([
      {
        day: "2025-06-17",
        day_customers: 1,
        day_products: 1,
        product_id: "W1",
        product_name: "Wipes",
        reminders: 1,
        first_customers: "Ann",
      },
      ...[
        ["S", "Soap", "Ann"],
        ["W1", "Wipes", "Bob"],
      ].map(([product_id, product_name, first_customers]) => ({
        day: "2025-06-18",
        day_customers: 2,
        day_products: 2,
        product_id,
        product_name,
        reminders: 1,
        first_customers,
      })),
    ]);
    const weeks = await ask(shop, { lasts: table, days_ahead: 40 }, "2025-06-17");
    expect(weeks.parts.days.map(({ bar_to }) => bar_to).slice(-2)).toEqual(["2025-07-21", "2025-07-26"]);
    expect(weeks.parts.days[0]).toMatchObject({ customers: 2, reminders: 3, products: 2 });
  });
});
