import { beforeAll, describe, expect, it } from "vitest";
import { timelineFigure } from "../../src/analyses/chart-timeline.ts";
import { analyses } from "../../src/analyses/index.ts";
import {
  askCard,
  askCardAttributes,
  askCardDays,
  askCardLines,
  askCardOrders,
  askCardSegment,
} from "../../src/app/customer-card.ts";
import { momentWords, statusWord } from "../../src/app/customer-card-words.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import { contextAt, tellingOf } from "../support/analyse.ts";
import { NativeDuckDb } from "../support/native.ts";
import type { ShopOrder } from "../support/shop.ts";

const shop: readonly ShopOrder[] = [
  { id: "a1", customer: "o'ann", at: "2025-01-05 10:00:00", amount: 90, channel: "web" },
  {
    id: "a2",
    customer: "o'ann",
    at: "2025-01-05 18:30:00",
    amount: 10,
    lines: [
      { product: "tea", name: "Green tea", quantity: 2, amount: 8 },
      { product: "pot", amount: 2 },
    ],
  },
  {
    id: "a3",
    customer: "o'ann",
    at: "2025-01-15",
    amount: 40,
    refunds: [
      { at: "2025-02-01", amount: 15 },
      { at: null, amount: 5 },
      { at: "2025-06-01", amount: 1 },
    ],
  },
  { id: "a4", customer: "o'ann", at: "2025-02-20", amount: 30 },
  { id: "a5", customer: "o'ann", at: "2025-05-01", amount: 999 },
  { id: "b1", customer: "ben", at: "2025-01-06", amount: 10 },
  { id: "g1", customer: null, at: "2025-01-07", amount: 10 },
];
const context = contextAt("2025-03-01");
const booked = { ...context, refund_policy: "at_refund_date" };
const who = "o'ann";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build(shop, { attributes: { [who]: { Level: "gold", age: 41, note: null } } });
});

describe("a customer's card", () => {
  it("has the figures up to the date, its usual gap between days with an order", async () => {
    expect(await duckdb.rows(askCard(who, context))).toEqual([
      {
        orders: 4,
        net_amount: 149,
        first_ordered_on: "2025-01-05",
        last_ordered_on: "2025-02-20",
        usual_gap: 23,
        gaps: 2,
      },
    ]);
  });

  it("books refunds on their own days where the rule says so, those known by the date", async () => {
    const other = await NativeDuckDb.open();
    await other.build(shop, { refunds: "at_refund_date" });
    expect(await other.rows(askCardDays(who, booked))).toEqual([
      { ordered_on: "2025-01-05", orders: 2, net_amount: 100 },
      { ordered_on: "2025-01-15", orders: 1, net_amount: 35 },
      { ordered_on: "2025-02-01", orders: 0, net_amount: -15 },
      { ordered_on: "2025-02-20", orders: 1, net_amount: 30 },
    ]);
    expect((await other.rows(askCard(who, booked)))[0]).toMatchObject({
      orders: 4,
      net_amount: 150,
      usual_gap: 23,
      gaps: 2,
    });
  });

  it("of a customer who had not ordered yet, or is unknown, is empty", async () => {
    const none = {
      orders: 0,
      net_amount: 0,
      first_ordered_on: null,
      last_ordered_on: null,
      usual_gap: null,
      gaps: 0,
    };
    expect(await duckdb.rows(askCard("ben", contextAt("2025-01-05")))).toEqual([none]);
    expect(await duckdb.rows(askCard("nobody", context))).toEqual([none]);
  });

  it("lists the orders page by page, the latest first, with their number of lines", async () => {
    const rows = await duckdb.rows(askCardOrders(who, context, { offset: 0, limit: 3 }));
    expect(rows.map((row) => [row["order_id"], row["days_since_previous"], row["lines"]])).toEqual([
      ["a4", 36, 0],
      ["a3", 10, 0],
      ["a2", 0, 2],
    ]);
    const [last] = await duckdb.rows(askCardOrders(who, context, { offset: 3, limit: 3 }));
    expect(last).toMatchObject({ order_id: "a1", days_since_previous: null, channel: "web", net_amount: 90 });
  });

  it("lists the lines of an order by their names", async () => {
    expect(await duckdb.rows(askCardLines({ order_id: "a2", source_id: 1 }))).toEqual([
      { product: "Green tea", quantity: 2, net_amount: 8 },
      { product: "pot", quantity: 1, net_amount: 2 },
    ]);
  });

  it("has what the customer file says, without what is unknown", async () => {
    expect(await duckdb.rows(askCardAttributes(who, ["age", "note", "Level"])!)).toEqual([
      { name: "age", value: "41" },
      { name: "Level", value: "gold" },
    ]);
    expect(await duckdb.rows(askCardAttributes("ben", ["age"])!)).toEqual([]);
    expect(askCardAttributes(who, [])).toBeNull();
  });

  it("has the segment of rfm, where it can be told", async () => {
    const telling = tellingOf("en", context);
    const own = askCardSegment(who, analyses, telling)!;
    const all = await duckdb.rows(own);
    expect(all).toHaveLength(1);
    expect(typeof all[0]!["segment"]).toBe("string");
    expect(askCardSegment(who, analyses, { ...telling, facts: { ...telling.facts, filled: [] } })).toBeNull();
    expect(askCardSegment(who, [], telling)).toBeNull();
  });

  it("says moments and statuses in words", () => {
    const [en, zh] = [createMessages("en"), createMessages("zh-Hans")];
    expect([
      momentWords("2025-01-05T18:30:00", en),
      momentWords("2025-01-15T00:00:00", en),
      statusWord("partially_refunded", zh),
      statusWord("odd", en),
      statusWord(null, en),
    ]).toEqual(["5 Jan 2025 18:30", "15 Jan 2025", "部分退款", "odd", ""]);
  });
});

describe("the time line of a customer", () => {
  const days = [
    { ordered_on: "2025-01-01", orders: 2, net_amount: 100 },
    { ordered_on: "2025-01-21", orders: 1, net_amount: 25 },
    { ordered_on: "2025-01-22", orders: 0, net_amount: -25 },
  ];
  const telling = tellingOf("en", contextAt("2025-03-02"));
  const figure = timelineFigure({ days, usualGap: 20 }, telling, 660);

  it("says each day with its money, its orders and the gap before", () => {
    expect(figure.stops.map(({ lines }) => lines)).toEqual([
      ["1 Jan 2025", "€100.00", "2 orders"],
      ["21 Jan 2025", "€25.00", "1 order", "20 days after the order before"],
      ["22 Jan 2025", "−€25.00", "refund booked"],
    ]);
    expect(figure.subtitle).toBe("By 2 Mar 2025, 40 days since the last order; the dashed part is not over");
    expect(figure.summary).toBe("Time line of 2 days with an order from 1 Jan 2025 to 2 Mar 2025.");
  });

  it("puts the days to scale, dots by area", () => {
    const [first, second] = figure.stops;
    const centre = ({ x, width }: { x: number; width: number }) => x + width / 2;
    expect(centre(first!)).toBeCloseTo(15);
    expect(centre(second!)).toBeCloseTo(15 + (20 / 60) * (660 - 30));
    expect(first!.width / second!.width).toBeCloseTo(2);
  });

  it("stands with one day, with none, and over decades", () => {
    const one = timelineFigure(
      { days: days.slice(0, 1), usualGap: null },
      tellingOf("zh-Hans", contextAt("2025-01-01")),
      320,
    );
    expect(one.stops).toHaveLength(1);
    expect(one.legend).toHaveLength(1);
    expect(timelineFigure({ days: [], usualGap: null }, telling, 320).subtitle).toBe(
      "Nothing ordered by 2 Mar 2025",
    );
    const long = [{ ordered_on: "1962-05-01", orders: 1, net_amount: 1 }, ...days];
    expect(timelineFigure({ days: long, usualGap: 400 }, telling, 320).stops).toHaveLength(4);
  });
});
