import { beforeAll, describe, expect, it } from "vitest";
import type { ChartView, Headline } from "../../../src/analyses/analysis.ts";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import type { CohortParams } from "../../../src/analyses/cohort-retention/rows.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import type { Context } from "../../../src/sql/query.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** `size` customers who begin on a day, of whom `back` order 31 days later. */
const cohort = (start: string, size: number, back: number, channel = "web"): readonly ShopOrder[] =>
  Array.from({ length: size }, (_, index) => `${start}-${String(index).padStart(3, "0")}`).flatMap(
    (customer, index) => [
      { customer, at: start, amount: 20, channel },
      ...(index < back ? [{ customer, at: addDays(start, 31), amount: 10, channel }] : []),
    ],
  );

/** Four months of 50 with 15 back each, but of 100 in March only 10; the fifth month is not over. */
const shop = [
  ...cohort("2024-01-10", 50, 15),
  ...cohort("2024-02-10", 50, 15),
  ...cohort("2024-03-10", 100, 10),
  ...cohort("2024-04-10", 50, 15, "app"),
  ...cohort("2024-05-10", 20, 0, "app"),
];
const whole = contextAt("2024-06-12", "2024-06-11", { observed_from: "2024-01-01" });

async function tell(
  params: Readonly<Record<string, unknown>>,
  locale: Locale = "en",
  {
    orders = shop,
    context = whole,
    width = 984,
  }: { orders?: readonly ShopOrder[]; context?: Context; width?: number } = {},
): Promise<Headline & { readonly view: ChartView }> {
  await duckdb.build(orders);
  const result = await duckdb.analyse(cohortRetention, params, context);
  const checked = parseParams(cohortRetention.params, params) as CohortParams;
  const telling = tellingOf(locale, context, { first_ordered_on: orders[0]?.at ?? null });
  return {
    ...cohortRetention.headline(result, checked, telling),
    view: cohortRetention.chart(result, checked, { ...telling, width }),
  };
}

describe("the headline of cohort-retention", () => {
  it("says how many of 100 come back, with n, and names the cohort that stands out", async () => {
    const { sentence, basis } = await tell({});
    expect(sentence).toBe(
      "Of 100 new customers, 22 order again the next month; of those won in Mar 2024, only 10.",
    );
    expect(basis).toBe(
      "n = 250 customers in 4 complete cohorts, 95% interval 17.3%–27.5%; Mar 2024 n = 100, 5.5%–17.4%",
    );
  });

  it("says so in Chinese", async () => {
    const { sentence, basis } = await tell({}, "zh-Hans");
    expect(sentence).toBe("每 100 位新客，有 22 位次月再下单；2024年3月来的新客，只有 10 位。");
    expect(basis).toBe("n = 250 位，4 个已满期的同期群，95% 区间 17.3%–27.5%；2024年3月 n = 100，5.5%–17.4%");
  });

  it("names nobody where the difference is within chance", async () => {
    const even = [
      ...cohort("2024-01-10", 50, 15),
      ...cohort("2024-02-10", 50, 12),
      ...cohort("2024-03-10", 50, 18),
    ];
    const { sentence } = await tell({}, "en", { orders: even });
    expect(sentence).toBe("Of 100 new customers, 30 order again the next month.");
  });

  it("compares the groups of a split", async () => {
    const { sentence } = await tell({ split_by: "channel" });
    expect(sentence).toBe(
      "Of 100 new customers, 30 order again the next month where the channel is “app”, 20 where it is “web”.",
    );
  });

  it("says what a new customer brings, and how that compares with the first period", async () => {
    const value = await tell({ measure: "cumulative_net_amount", show: "value" });
    expect(value.sentence).toBe("By month 1 a new customer has brought €22.20.");
    const share = await tell({ measure: "net_amount" });
    expect(share.sentence).toBe("Of the same customers, net amount in month 1 comes to 11.0% of month 0.");
  });

  it("tells the rate of a day by 1,000 where it is small, and of a range of days", async () => {
    const thirty = { brackets: [{ from_day: 29, to_day: 32 }] };
    expect((await tell(thirty)).sentence).toBe("Of 100 new customers, 20 order again on days 29–31.");
    expect((await tell({ ...thirty, return: "by" })).sentence).toMatch(
      /^Of 100 new customers, 20 .* on days 1–31\.$/,
    );
    expect((await tell({ ...thirty, return: "on_or_after" })).sentence).toMatch(/on day 29 or later\.$/);
    const few = [
      ...cohort("2024-01-10", 100, 2),
      ...cohort("2024-02-10", 100, 4),
      ...cohort("2024-03-10", 100, 3),
    ];
    const day31 = { brackets: [{ from_day: 31, to_day: 32 }] };
    expect((await tell(day31, "en", { orders: few })).sentence).toBe(
      "Of 1,000 new customers, 30 order again on day 31.",
    );
    expect((await tell(day31, "zh-Hans", { orders: few })).sentence).toBe(
      "每 1,000 位新客，有 30 位在第 31 天再下单。",
    );
  });

  it("says what is left of a customer's money, and on how many orders that rests", async () => {
    const costly = shop.map((order, index) => (index === 0 ? order : { ...order, cost: order.amount / 2 }));
    const margin = await tell({ measure: "cumulative_margin", show: "value" }, "en", { orders: costly });
    expect(margin.sentence).toBe("By month 1 a new customer has left a margin of €11.06.");
    expect(margin.basis).toBe(
      "n = 250 customers in 4 complete cohorts; cost known for 324 of 325 orders, the others are left out",
    );
    const zh = await tell({ measure: "margin", show: "value" }, "zh-Hans", { orders: costly });
    expect(zh.sentence).toBe("每位新客第 1 个月带来毛利 €1.10。");
    expect(zh.basis).toBe("n = 250 位，4 个已满期的同期群；325 笔订单中 324 笔有成本，其余不计");
  });

  it("says that refunds count on their own day where they do", async () => {
    const context = { ...whole, refund_policy: "at_refund_date" };
    const { basis } = await tell({ measure: "net_amount", show: "value" }, "en", { context });
    expect(basis).toBe("n = 250 customers in 4 complete cohorts; refunds count on their own day");
  });

  it("says why there is nothing to say yet", async () => {
    const early = await tell({}, "en", {
      context: contextAt("2024-06-12", "2024-06-11"),
      orders: cohort("2024-01-10", 5, 2),
    });
    expect(early.sentence).toBe("No cohort is complete and known to be new yet.");
    expect(early.basis).toContain("Orders begin 10 Jan 2024");
    const short = await tell({}, "en", {
      context: contextAt("2024-01-20", "2024-01-19", { observed_from: "2024-01-01" }),
    });
    expect(short.basis).toContain("Orders reach 19 Jan 2024");
  });
});

describe("the figures of cohort-retention", () => {
  it("are a triangle with a stop for each cell, and curves", async () => {
    const { view } = await tell({});
    expect(view.figures.map(({ id }) => id)).toEqual(["triangle", "curves"]);
    const [triangle] = view.figures;
    // Pooled: 4 months; cohorts: January 5, February 4, March 3, April 2, May 1.
    expect(triangle!.stops.map(({ row, column }) => [row, column])).toEqual(
      [4, 5, 4, 3, 2, 1].flatMap((length, row) => Array.from({ length }, (_, column) => [row, column])),
    );
    expect(triangle!.summary).toBe("Customers who order again: pooled, 22% in month 1 and 0% in month 4.");
  });

  it("say at a cell what, how many, the interval, and the comparison", async () => {
    const { view } = await tell({});
    const march = view.figures[0]!.stops.find(({ row, column }) => row === 3 && column === 0)!;
    expect(march.lines).toEqual([
      "Mar 2024, month 1",
      "10.0%",
      "10 of 100 customers",
      "95% interval 5.5%–17.4%",
      "Pooled 22.0%: 12 points below, more than chance",
    ]);
    const open = view.figures[0]!.stops.at(-1)!;
    expect(open.lines).toEqual(["May 2024, month 1", "Not over yet", "0 of 20 customers so far"]);
  });

  it.each([358, 768, 1168])("stay within %i pixels", async (width) => {
    const { view } = await tell({}, "zh-Hans", { width });
    for (const { options, stops } of view.figures) {
      expect(options.width).toBe(width);
      for (const stop of stops) {
        expect(stop.x).toBeGreaterThanOrEqual(-6);
        expect(stop.x + stop.width).toBeLessThanOrEqual(width);
        expect(stop.y + stop.height).toBeLessThanOrEqual(options.height!);
      }
    }
  });

  it("name the hatching only where something is not over", async () => {
    const open = await tell({});
    expect(open.view.figures[0]!.legend!.at(-1)).toEqual({
      label: "month not over",
      token: "hatch",
      hatched: true,
    });
    const closed = await tell({ split_by: "channel" });
    expect(closed.view.figures[0]!.legend!.some(({ hatched }) => hatched)).toBe(false);
  });

  it("mark the cohorts that may not be new, and say why", async () => {
    const { view } = await tell({}, "en", { context: contextAt("2024-06-12", "2024-06-11") });
    expect(view.figures[0]!.subtitle).toBe(
      "Share of each month’s new customers, %. Names with *: the orders begin 10 Jan 2024, so some of these customers may not be new. They stay out of the pooled row and the headline.",
    );
  });

  it("are shaded by single percents where nearly all are below five", async () => {
    const few = ["2024-01-10", "2024-02-10", "2024-03-10"].flatMap((start) => cohort(start, 100, 3));
    const labels = async (orders: readonly ShopOrder[]) =>
      (
        await tell({ brackets: [{ from_day: 31, to_day: 32 }] }, "en", { orders })
      ).view.figures[0]!.legend!.map(({ label }) => label);
    expect(await labels(few)).toEqual(["0", "1", "2", "3", "4", "5", "6 or more"]);
    expect((await labels(shop)).slice(0, 2)).toEqual(["0–4", "5–9"]);
  });

  it("head the columns of day ranges with their days", async () => {
    const ranges = {
      brackets: [
        { from_day: 1, to_day: 2 },
        { from_day: 29, to_day: 32 },
      ],
    };
    const { view } = await tell(ranges);
    const [triangle] = view.figures;
    expect(triangle!.stops.find(({ row, column }) => row === 3 && column === 1)!.lines.slice(0, 3)).toEqual([
      "Mar 2024, days 29–31",
      "10.0%",
      "10 of 100 customers",
    ]);
    expect(triangle!.summary).toBe("Customers who order again: pooled, 0% on day 1 and 20% on days 29–31.");
    const chinese = await tell(ranges, "zh-Hans");
    expect(chinese.view.figures[0]!.summary).toBe("再次下单的顾客：合计第 1 天 0%和第 29–31 天 20%。");
    expect(chinese.view.figures[0]!.legend!.some(({ hatched }) => hatched)).toBe(false);
  });

  it("note the cohort that stands out in the days that the headline tells", async () => {
    const brackets = [
      { from_day: 1, to_day: 2 },
      { from_day: 29, to_day: 32 },
    ];
    const orders = ["01", "02", "03", "04"].flatMap((month) =>
      month === "03" ? cohort("2024-03-10", 100, 2) : cohort(`2024-${month}-10`, 50, 15),
    );
    const { sentence, view } = await tell({ brackets }, "en", { orders });
    expect(sentence).toBe(
      "Of 100 new customers, 19 order again on days 29–31; of those won in Mar 2024, only 2.",
    );
    const texts = view.figures[0]!.options.marks!.flat(2).flatMap(
      (mark) => (mark as { data?: unknown[] }).data ?? [],
    );
    expect(texts).toContain("100 came in, 2 ordered on days 29–31: 2%; all: 19%.");
  });

  it("draw what is below zero, in a class that says so", async () => {
    const lossy = shop.map((order) => ({ ...order, cost: order.amount === 10 ? 30 : 5 }));
    const params = { measure: "margin", show: "value" };
    const { view, sentence } = await tell(params, "en", { orders: lossy });
    expect(sentence).toBe("A new customer leaves a margin of −€4.40 in month 1.");
    const [triangle, curves] = view.figures;
    expect(triangle!.legend![0]!.label).toMatch(/^less than /);
    for (const { y, height } of curves!.stops)
      expect(y + height).toBeLessThanOrEqual(curves!.options.height!);
  });

  it("tell a cell without a figure from one that is not over", async () => {
    const { view } = await tell({ measure: "average_order_value", show: "value" });
    const stops = view.figures[0]!.stops;
    // Nobody of January ordered in its second month after.
    expect(stops.find(({ row, column }) => row === 1 && column === 1)!.lines).toEqual([
      "Jan 2024, month 2",
      "No orders",
    ]);
    expect(stops.find(({ row, column }) => row === 1 && column === 4)!.lines[1]).toBe("Not over yet");
  });

  it("are none without orders", async () => {
    expect((await tell({}, "en", { orders: [] })).view).toEqual({ figures: [] });
  });
});

describe("what cohort-retention cannot answer", () => {
  const check = (filled: readonly string[], customers: number, given: object = { split_by: "channel" }) =>
    cohortRetention.check!(
      parseParams(cohortRetention.params, given),
      tellingOf("en", whole, { filled, customers }),
    );

  it("is a margin without costs, a product without lines, and days that end before they begin", () => {
    expect(check(["net_amount"], 3, { measure: "margin" })).toEqual({
      reason: "These orders have no costs. Choose another measure, or import a file of costs.",
    });
    expect(check(["cost_amount"], 3, { measure: "cumulative_margin" })).toBeNull();
    expect(check(["channel"], 3, { split_by: "product" })?.reason).toMatch(/no product/);
    expect(check(["order_lines.product_id"], 3, { split_by: "product" })).toBeNull();
    const ranges = [
      { from_day: 1, to_day: 2 },
      { from_day: 7, to_day: 7 },
    ];
    expect(check([], 3, { brackets: ranges })?.reason).toBe("Row 2 of the day ranges ends before it begins.");
  });

  it("is a split by a column that is empty, and orders without known customers", () => {
    expect(check([], 3)).toEqual({
      reason: "These orders have no channel. Choose another split, or import a file that has it.",
    });
    expect(check(["channel"], 0)).toEqual({
      reason: "There are no orders of known customers yet. Cohorts need at least one.",
    });
    expect(check(["channel"], 3)).toBeNull();
  });
});
