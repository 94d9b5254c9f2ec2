/** care-calendar on shops small enough to count by hand, for every reason and option. */
import { beforeAll, describe, expect, it } from "vitest";
import { careCalendar } from "../../../src/analyses/care-calendar/analysis.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const buys = (customer: string | null, ...days: readonly string[]): readonly ShopOrder[] =>
  days.map((at) => ({ customer, at, amount: 10 }));

interface Asked {
  readonly more?: ShopMore;
  /** Statements on top of the shop: birthdays, unpaid orders. */
  readonly then?: string;
}

const ask = async (shop: readonly ShopOrder[], params: object, asOf: string, asked: Asked = {}) => {
  await duckdb.build(shop, asked.more);
  if (asked.then) await duckdb.run(asked.then);
  return duckdb.analyse(careCalendar, { holidays: [], ...params }, contextAt(asOf));
};
const brief = ({ rows }: Awaited<ReturnType<typeof ask>>) =>
  rows.map(({ date, customer_id, reason, detail }) => [date, customer_id, reason, detail]);
const only = (...reasons: readonly string[]) => ({ reasons: reasons.map((reason) => ({ reason })) });
const typed = (days: number) => ({ cycle: "typed", cycle_days: days });

describe("days of the year", () => {
  it("keeps birthdays over the turn of the year, and those of 29 February on the 28th", async () => {
    const shop = [...buys("Ann", "2024-05-01"), ...buys("Bob", "2024-05-02"), ...buys("Cid", "2024-05-03")];
    const then = `update customers set birthday = case customer_id
      when 'Ann' then date '1990-12-31' when 'Bob' then date '1988-02-29' else date '2001-01-03' end;`;
    const turn = await ask(shop, { ...only("birthday"), days: 4 }, "2024-12-30", { then });
    expect(brief(turn)).toEqual([
      ["2024-12-31", "Ann", "birthday", null],
      ["2025-01-03", "Cid", "birthday", null],
    ]);
    const plain = await ask(shop, { ...only("birthday"), days: 4 }, "2025-02-26", { then });
    expect(brief(plain)).toEqual([["2025-02-28", "Bob", "birthday", null]]);
    const leap = await ask(shop, { ...only("birthday"), days: 4 }, "2028-02-26", { then });
    expect(brief(leap)).toEqual([["2028-02-29", "Bob", "birthday", null]]);
  });

  it("counts the years since the first order and since joining, not the day itself", async () => {
    const shop = [
      ...buys("Ann", "2023-06-20", "2025-06-01"),
      ...buys("Bob", "2025-06-10"),
      ...buys("Cid", "2025-01-01"),
    ];
    const more = { attributes: { Bob: { card: "2020/06/21" }, Cid: { card: "2022-06-22 10:00" } } };
    const first = await ask(shop, { ...only("first_order"), days: 7 }, "2025-06-17", { more });
    expect(brief(first)).toEqual([["2025-06-20", "Ann", "first_order", "2"]]);
    const joined = await ask(shop, { ...only("member_since"), days: 7, member_since: "card" }, "2025-06-17", {
      more,
    });
    expect(brief(joined)).toEqual([
      ["2025-06-21", "Bob", "member_since", "5"],
      ["2025-06-22", "Cid", "member_since", "3"],
    ]);
  });

  it("keeps holidays and events for their audience by status", async () => {
    const shop = [
      ...buys("lost", "2025-01-01"),
      ...buys("short", "2025-05-01"),
      ...buys("back", "2024-01-01", "2025-06-10"),
      ...buys("old", "2025-05-15", "2025-06-10"),
      ...buys("new", "2025-06-10"),
    ];
    const base = { ...typed(30), ...only("holiday", "event"), days: 7, quiet_days: 0 };
    const festival = await ask(
      shop,
      { ...base, holidays: [{ holiday: "six_one_eight", audience: "not_lost" }] },
      "2025-06-17",
    );
    expect(brief(festival)).toEqual(
      ["back", "new", "old", "short"].map((id) => ["2025-06-18", id, "holiday", "six_one_eight"]),
    );
    const events = [
      ["active", "a"],
      ["new", "n"],
      ["reactivated", "r"],
      ["short_term_churned", "s"],
      ["long_term_churned", "l"],
    ].map(([audience, name], index) => ({ date: `2025-06-2${index}`, name, audience }));
    const own = await ask(shop, { ...base, events: [...events, { date: null, name: "x" }] }, "2025-06-17");
    expect(brief(own)).toEqual([
      ["2025-06-20", "old", "event", "a"],
      ["2025-06-21", "new", "event", "n"],
      ["2025-06-22", "back", "event", "r"],
      ["2025-06-23", "short", "event", "s"],
      ["2025-06-24", "lost", "event", "l"],
    ]);
    const everyone = { date: "2025-06-24", name: "e", audience: "everyone" };
    expect((await ask(shop, { ...base, events: [everyone] }, "2025-06-17")).rows).toHaveLength(5);
  });
});

describe("days since the last order", () => {
  // Of a cycle of 30 days, 0.8 are 24: day 25 is the first past it, day 31 the first churned, day 90 the last one short.
  const shop = [
    ...buys("risk", "2025-05-25"),
    ...buys("turns", "2025-05-20"),
    ...buys("short", "2025-05-01"),
    ...buys("lost", "2025-03-19"),
    ...buys("last", "2025-03-20"),
  ];

  it("are at risk past 0.8 of a cycle, and won back past one, not past three", async () => {
    const both = await ask(shop, { ...typed(30), ...only("at_risk", "win_back"), days: 7 }, "2025-06-17");
    expect(brief(both)).toEqual([
      ["2025-06-18", "last", "win_back", "90"],
      ["2025-06-18", "short", "win_back", "48"],
      ["2025-06-19", "risk", "at_risk", "25"],
      ["2025-06-20", "turns", "win_back", "31"],
    ]);
    const fresh = { ...typed(30), ...only("win_back"), win_back: "new", days: 7 };
    expect(brief(await ask(shop, fresh, "2025-06-17"))).toEqual([["2025-06-20", "turns", "win_back", "31"]]);
    const early = { ...typed(30), ...only("at_risk"), at_risk_from: 0.9, days: 7 };
    // Day 28 is the first past 27 days; "turns" passed it on 17 June, the day of asking.
    expect(brief(await ask(shop, early, "2025-06-17"))).toEqual([["2025-06-22", "risk", "at_risk", "28"]]);
  });

  it("have no cycle with too few gaps, and that of purchase-cycle with enough", async () => {
    const none = await ask(shop, only("at_risk", "win_back"), "2025-06-17");
    expect([none.rows, none.parts.cycle[0]!.cycle_days]).toEqual([[], null]);
    // Eleven days in a row: ten gaps of one day.
    const daily = Array.from({ length: 11 }, (_, day) => `2025-02-${String(day + 1).padStart(2, "0")}`);
    const enough = await ask(buys("Ann", ...daily), only("win_back"), "2025-06-17");
    expect(enough.parts.cycle[0]).toMatchObject({ cycle_days: 1, gaps: 10 });
  });
});

describe("replenishment and unpaid orders", () => {
  it("reminds on the first open day of the window that is still to come", async () => {
    const line = { product: "W1", name: "Wipes", amount: 10 };
    const shop = ["2025-06-02", "2025-06-05", "2025-06-12"].map((at, index) => ({
      customer: ["now", "soon", "later"][index]!,
      at,
      amount: 10,
      lines: [line],
    }));
    const lasts = [{ product: "Wipes", units_per_pack: 80, units_per_day: 4 }];
    const result = await ask(shop, { ...only("replenishment"), lasts, days: 7 }, "2025-06-17");
    // Windows: 17 to 20, 20 to 23, 27 to 30 June.
    expect(brief(result)).toEqual([
      ["2025-06-18", "now", "replenishment", "Wipes"],
      ["2025-06-20", "soon", "replenishment", "Wipes"],
    ]);
  });

  it("names the latest unpaid order, but of who has ordered since or long ago, new customers too", async () => {
    const shop = [...buys("Ann", "2025-06-01"), ...buys("Bob", "2025-06-01", "2025-06-16 12:00:00")];
    const order = (id: string, customer: string, key: number, at: string) =>
      `('${id}', '${customer}', ${key}, '${at}', 'unpaid', 'unpaid')`;
    const then = `insert into all_orders (order_id, customer_id, customer_key, ordered_at, status, excluded_by)
      values ${[
        order("u1", "Ann", 1, "2025-06-15"),
        order("u2", "Ann", 1, "2025-06-16"),
        order("u3", "Bob", 2, "2025-06-16 09:00:00"),
        order("u4", "Cid", 3, "2025-06-11 08:00:00"),
        order("u5", "Dan", 4, "2025-06-10 23:00:00"),
        order("u6", "Eve", 5, "2025-06-18"),
      ].join(", ")};`;
    const result = await ask(shop, only("unpaid"), "2025-06-17", { then });
    expect(brief(result)).toEqual([
      ["2025-06-18", "Ann", "unpaid", "u2"],
      ["2025-06-18", "Cid", "unpaid", "u4"],
    ]);
    const day = await ask(shop, { ...only("unpaid"), unpaid_days: 2 }, "2025-06-17", { then });
    expect(brief(day)).toEqual([["2025-06-18", "Ann", "unpaid", "u2"]]);
  });
});

describe("one list", () => {
  const shop = buys("Ann", "2024-06-22", "2025-05-25");
  const events = ["2025-06-18", "2025-06-26", "2025-06-29"].map((date, index) => ({
    date,
    name: `e${index}`,
    audience: "everyone",
  }));

  it("takes the most valuable reason first, and nobody twice within the quiet days", async () => {
    const asked = { ...typed(400), events, days: 14 };
    const valued = await ask(shop, { ...asked, ...only("first_order", "event") }, "2025-06-17");
    // The anniversary on the 22nd bars 16 to 28 June; the event of the 29th is seven days later.
    expect(brief(valued)).toEqual([
      ["2025-06-22", "Ann", "first_order", "1"],
      ["2025-06-29", "Ann", "event", "e2"],
    ]);
    expect(valued.parts.reasons).toEqual([
      { reason: "first_order", candidates: 1, customers: 1, contacts: 1, contacted_before: 0 },
      { reason: "event", candidates: 1, customers: 1, contacts: 1, contacted_before: 0 },
    ]);
    const other = await ask(shop, { ...asked, ...only("event", "first_order") }, "2025-06-17");
    // Events first: the 18th, and the 26th, which is eight days later; they bar the 22nd and the 29th.
    expect(brief(other).map(([date]) => date)).toEqual(["2025-06-18", "2025-06-26"]);
    const free = await ask(shop, { ...asked, ...only("event", "first_order"), quiet_days: 0 }, "2025-06-17");
    expect(brief(free).map(([date]) => date)).toEqual([
      "2025-06-18",
      "2025-06-22",
      "2025-06-26",
      "2025-06-29",
    ]);
    expect(free.parts.cells).toHaveLength(4);
  });

  it("counts the contacts of a file, but of the control group", async () => {
    const contact = (group: "treated" | "control") => ({
      contacts: [{ customer: "Ann", at: "2025-06-15", group }],
    });
    const asked = { ...only("event"), events: events.slice(0, 1) };
    const held = await ask(shop, asked, "2025-06-17", { more: contact("treated") });
    expect(held.rows).toEqual([]);
    expect(held.parts.reasons[0]).toMatchObject({ candidates: 1, customers: 0, contacted_before: 1 });
    const control = await ask(shop, asked, "2025-06-17", { more: contact("control") });
    expect(control.rows).toHaveLength(1);
  });

  it("writes at the hour of the customer, else of the shop, and never in quiet hours", async () => {
    const hours = [
      ...buys("own", "2025-06-01 10:00:00", "2025-06-02 10:30:00", "2025-06-03 15:00:00"),
      ...buys("two", "2025-06-01 19:00:00", "2025-06-02 19:00:00"),
      ...buys("late", "2025-06-01 23:00:00", "2025-06-02 23:00:00", "2025-06-03 19:20:00"),
      ...buys("tie", "2025-06-01 15:00:00", "2025-06-02 11:00:00", "2025-06-03 22:00:00"),
      ...buys(null, "2025-06-04 19:00:00"),
    ];
    const asked = { ...only("event"), events: [{ date: "2025-06-18", name: "e", audience: "everyone" }] };
    const at = async (params: object) =>
      Object.fromEntries(
        (await ask(hours, { ...asked, ...params }, "2025-06-17")).rows.map(({ customer_id, hour }) => [
          customer_id,
          hour,
        ]),
      );
    // The shop's hour is 19 with four orders; "tie" ordered at 11 after 15.
    expect(await at({})).toEqual({ own: 10, two: 19, late: 19, tie: 11 });
    expect(await at({ quiet_hours: [] })).toEqual({ own: 10, two: 19, late: 23, tie: 22 });
    const evening = [
      { from: 9, to: 12 },
      { from: 18, to: 8 },
    ];
    expect(await at({ quiet_hours: evening })).toEqual({ own: 15, two: 15, late: 15, tie: 15 });
    const dates = await ask(buys("Ann", "2025-06-01"), asked, "2025-06-17");
    expect(dates.rows[0]!.hour).toBeNull();
  });
});
