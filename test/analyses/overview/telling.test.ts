import { describe, expect, it } from "vitest";
import { overview } from "../../../src/analyses/overview/analysis.ts";
import type { OverviewParams, OverviewRow } from "../../../src/analyses/overview/rows.ts";
import { changeText, pointsText } from "../../../src/analyses/overview/tiles.ts";
import { createMessages } from "../../../src/messages/create-messages.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";

const row = (
  span: string,
  starts_on: string,
  ends_on: string,
  more: Partial<OverviewRow> = {},
): OverviewRow => ({
  span,
  starts_on,
  ends_on,
  net_amount: 1000,
  orders: 40,
  customers: 30,
  new_customers: 20,
  returning_customers: 10,
  average_order_value: 25,
  orders_per_customer: 4 / 3,
  repeat_customers: 6,
  repeat_rate: 0.2,
  n: 30,
  low: 0.1,
  high: 0.37,
  median_days_to_second: 34,
  began: 20,
  returned: 12,
  complete: true,
  left_truncated: false,
  ...more,
});

const rows = [
  row("range", "2024-03-01", "2024-04-30", {
    net_amount: 1460,
    repeat_rate: 0.253,
    average_order_value: 24.9,
  }),
  row("before", "2024-01-01", "2024-02-29"),
  row("period", "2024-01-01", "2024-01-31"),
  row("period", "2024-02-01", "2024-02-29"),
  row("period", "2024-03-01", "2024-03-31"),
  row("period", "2024-04-01", "2024-04-30"),
  row("period", "2024-05-01", "2024-05-31", { complete: false }),
];
const context = contextAt("2024-05-10", "2024-05-09");
const params = (given: Readonly<Record<string, unknown>> = {}) =>
  parseParams(overview.params, given) as OverviewParams;
const headlineOf = (
  some: readonly OverviewRow[],
  locale: Locale = "en",
  given: Readonly<Record<string, unknown>> = {},
) => overview.headline({ rows: some, whole: true, parts: {} }, params(given), tellingOf(locale, context));

describe("the headline of the overview", () => {
  it("tells customers, orders and money against the range before", () => {
    expect(headlineOf(rows)).toEqual({
      sentence:
        "30 customers, 10 of them returning, placed 40 orders worth €1,460: 46% more money than in the 2 months before.",
      basis:
        "1 Mar 2024 – 30 Apr 2024, changes against 1 Jan 2024 – 29 Feb 2024; hatched: May 2024 is not over",
    });
  });

  it("says so in Chinese", () => {
    expect(headlineOf(rows, "zh-Hans")).toEqual({
      sentence: "30 位顾客下了 40 笔订单，其中 10 位是回头客，共 €1,460，金额比此前 2 个月多 46%。",
      basis: "2024年3月1日 – 2024年4月30日，变化为对比 2024年1月1日 – 2024年2月29日；斜纹：2024年5月还没过完",
    });
  });

  it("compares nothing without a range before, and says why", () => {
    const { sentence, basis } = headlineOf(rows.filter(({ span }) => span !== "before"));
    expect(sentence).toBe("30 customers, 10 of them returning, placed 40 orders worth €1,460.");
    expect(basis).toContain("the orders do not reach back to a range before it");
  });

  it("says of the whole time who came back within it: nobody ordered before", () => {
    const all = [row("range", "2024-01-01", "2024-05-10", { returning_customers: 0, complete: false })];
    const facts = { first_ordered_on: "2024-01-01" };
    const said = (locale: Locale, more: Partial<OverviewRow> = {}) =>
      overview.headline(
        { rows: all.map((each) => ({ ...each, ...more })), whole: true, parts: {} },
        params({ range: "all" }),
        tellingOf(locale, context, facts),
      ).sentence;
    expect(said("en")).toBe("30 customers placed 40 orders worth €1,000; 6 of them ordered twice or more.");
    expect(said("zh-Hans")).toBe("30 位顾客下了 40 笔订单，共 €1,000；6 位下过两单以上。");
    expect(said("en", { customers: 1, orders: 1, repeat_customers: 0 })).toBe(
      "1 customer placed 1 order worth €1,000.",
    );
  });

  it("names a week that is not over within the sentence", () => {
    const open = [
      row("range", "2024-04-29", "2024-05-05"),
      row("period", "2024-05-06", "2024-05-12", { complete: false }),
    ];
    expect(headlineOf(open, "en", { period: "week" }).basis).toContain(
      "hatched: the week of 6 May 2024 is not over",
    );
  });

  it("says that a range is empty", () => {
    expect(headlineOf([]).sentence).toBe("No orders in this range.");
  });
});

describe("the tiles of the overview", () => {
  const { tiles } = overview.chart({ rows, whole: true, parts: {} }, params(), {
    ...tellingOf("en", context),
    width: 984,
  });

  it("print figure, change and base", () => {
    expect(tiles!.map(({ label, value, change, note }) => [label, value, change, note])).toEqual([
      ["Net amount", "€1,460", "+46%", null],
      ["Orders", "40", "±0.0%", "1.33 per customer"],
      ["New customers", "20", "±0.0%", "of 30 customers"],
      ["Average order", "€24.90", "−0.4%", null],
      ["Ordered twice or more", "25.3%", "+5.3 points", "6 of 30"],
      ["Days to second order", "34", "±0 days", "median, n = 20"],
    ]);
  });

  it("open the customers whom they stand for", () => {
    const range = { span: "range", starts_on: "2024-03-01", ends_on: "2024-04-30" };
    expect(tiles!.map(({ who }) => who)).toEqual([
      undefined,
      { ...range, ordered: true },
      { ...range, ordered: true, is_new: true },
      undefined,
      { ...range, ordered: true, repeated: true },
      { ...range, began: true, returned: true },
    ]);
  });

  it("say that new customers of the first 90 days may not be new", () => {
    const truncated = rows.map((each) => ({ ...each, left_truncated: true }));
    const view = overview.chart({ rows: truncated, whole: true, parts: {} }, params(), {
      ...tellingOf("zh-Hans", context),
      width: 984,
    });
    expect(view.tiles![2]!.note).toBe("共 30 位顾客；其中可能有老客");
  });

  it("compare nothing where the range reaches beyond the as-of date, and say so", () => {
    const beyond = rows.map((each) =>
      each.span === "range" ? { ...each, ends_on: "2024-05-31", complete: false } : each,
    );
    const { sentence, basis } = headlineOf(beyond, "en", { range: "custom" });
    expect(sentence).toBe("30 customers, 10 of them returning, placed 40 orders worth €1,460.");
    expect(basis).toContain("not over: figures so far, to 10 May 2024, compared with nothing");
    const view = overview.chart({ rows: beyond, whole: true, parts: {} }, params(), {
      ...tellingOf("en", context),
      width: 984,
    });
    expect(view.tiles!.every(({ change }) => change === null)).toBe(true);
  });

  it("hold the series with a gap where a period is not over", () => {
    expect(tiles![0]!.spark).toEqual([1000, 1000, 1000, 1000, null]);
  });
});

describe("a change", () => {
  const messages = createMessages("en");

  it("has its sign, a decimal where it would round to nothing, and none without a base", () => {
    expect([
      changeText(146, 100, messages),
      changeText(99.8, 100, messages),
      changeText(54, 100, messages),
    ]).toEqual(["+46%", "−0.2%", "−46%"]);
    expect([
      changeText(5, 0, messages),
      changeText(5, null, messages),
      changeText(null, 5, messages),
    ]).toEqual([null, null, null]);
  });

  it("of a share is in points", () => {
    expect([pointsText(0.21, 0.2, messages), pointsText(0.2, 0.253, messages)]).toEqual([
      "+1 point",
      "−5.3 points",
    ]);
  });
});

describe("what the overview cannot answer", () => {
  const check = (given: Readonly<Record<string, unknown>>, first: string | null) =>
    overview.check!(
      params(given),
      tellingOf("en", context, { first_ordered_on: first, orders: first ? 3 : 0 }),
    );

  it("is a full period where none has ended, a range that ends before it begins, and no orders", () => {
    expect(check({}, "2024-05-02")?.reason).toBe(
      "Orders reach 9 May 2024; no full month yet. Choose the whole time, or a shorter period.",
    );
    expect(check({ range: "all" }, "2024-05-02")).toBeNull();
    expect(check({}, "2024-04-30")).toBeNull();
    expect(check({ range: "custom", from: "2024-02-02", to: "2024-02-01" }, "2024-01-01")?.reason).toBe(
      "The range ends before it begins.",
    );
    expect(check({}, null)?.reason).toBe("There are no orders yet.");
  });
});
