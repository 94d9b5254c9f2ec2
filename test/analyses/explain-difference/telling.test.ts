/** What explain-difference says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { explainDifference } from "../../../src/analyses/explain-difference/analysis.ts";
import type { DifferenceResult } from "../../../src/analyses/explain-difference/result.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2025-04-30", "2025-04-30", { observed_from: "2024-01-01" });
const params = (given: object = {}) => parseParams(explainDifference.params, given);

/** January: web 60 (30 back), app 40 (12). February: web 20 (9), app 80 (20): 42 % and 29 %. */
const shop: readonly ShopOrder[] = (
  [
    ["2025-01-10", "web", 60, 30, "2025-02-10"],
    ["2025-01-12", "app", 40, 12, "2025-02-11"],
    ["2025-02-10", "web", 20, 9, "2025-03-10"],
    ["2025-02-12", "app", 80, 20, "2025-03-11"],
  ] as const
).flatMap(([at, channel, customers, back, again]) =>
  Array.from({ length: customers }, (_, index): ShopOrder[] => {
    const customer = `${at}${channel}${index}`;
    const first = { customer, at, amount: 10, channel };
    return index < back ? [first, { customer, at: again, amount: 20 }] : [first];
  }).flat(),
);

let result: DifferenceResult;
let ranges: DifferenceResult;
const rangeParams = {
  what: "range",
  measure: "net_amount_per_customer",
  from_0: "2025-01-01",
  to_0: "2025-01-31",
  from_1: "2025-02-01",
  to_1: "2025-02-20",
};
beforeAll(async () => {
  const database = await NativeDuckDb.open();
  await database.build(shop);
  result = await database.analyse(explainDifference, {}, context);
  ranges = await database.analyse(explainDifference, rangeParams, context);
});

describe("the headline", () => {
  it("gives the difference, both parts, and whether it is chance", () => {
    expect(explainDifference.headline(result, params(), tellingOf("en", context))).toEqual({
      sentence:
        "Of the customers won in Feb 2025, 29.0% came back (month 1), 13 points less than of those won in Jan 2025: −8 points because other customers came (by channel), −5 points because the same kinds came back less; the whole difference is within chance.",
      basis:
        "n = 100 customers in Jan 2025, 100 customers in Feb 2025; difference −13 points, 95% interval −25.6 points to +0.3 points",
    });
    expect(explainDifference.headline(result, params(), tellingOf("zh-Hans", context))).toEqual({
      sentence:
        "2025年2月的新客有 29.0% 回来（第 1 个月），比2025年1月低 13 个百分点：客群变化（按渠道）−8 个百分点，同类顾客回来得更少 −5 个百分点；总差异在随机波动之内。",
      basis:
        "n = 2025年1月 100 位顾客，2025年2月 100 位顾客；差异 −13 个百分点，95% 区间 −25.6 个百分点 至 +0.3 个百分点",
    });
  });

  it("speaks of money by range", () => {
    const { sentence } = explainDifference.headline(ranges, params(rangeParams), tellingOf("en", context));
    expect(sentence).toMatch(
      /^1 Feb 2025 to 20 Feb 2025: net amount per customer €\d+\.\d\d, €\d+\.\d\d more than in Jan 2025: /,
    );
  });

  it("says so where nothing can be compared", () => {
    const [row] = result.parts.difference;
    const none: DifferenceResult = {
      rows: [],
      whole: true,
      parts: { difference: [{ ...row!, n_1: 0, rate_1: null, difference: null }], dimensions: [] },
    };
    expect(explainDifference.headline(none, params(), tellingOf("en", context))).toEqual({
      sentence: "Two cohorts that can be compared are not there yet.",
      basis: "n = 100 and 0 customers; what is not over by 30 Apr 2025 is not compared",
    });
    expect(
      explainDifference.headline(none, params({ what: "range" }), tellingOf("zh-Hans", context)).sentence,
    ).toBe("还没有两个有顾客的完整时段。");
    expect(explainDifference.chart(none, params(), { ...tellingOf("en", context), width: 900 })).toEqual({
      figures: [],
    });
  });
});

describe("what it cannot answer", () => {
  const reason = (given: object, facts: Partial<OrderFacts> = {}, at = context) =>
    explainDifference.check!(params(given), tellingOf("en", at, facts))?.reason ?? null;

  it("is refused with the reason", () => {
    const range = { what: "range" };
    expect(reason({})).toBeNull();
    expect(reason({}, { customers: 0 })).toContain("name no customer");
    expect(reason({ dimension: "channel" })).toBe("No order has a value for channel.");
    expect(reason({ dimension: "first_product" }, { filled: ["order_lines.product_id"] })).toBeNull();
    expect(reason({ dimension: "customer_kind" })).toContain("All customers of a cohort are new");
    expect(reason({ ...range, dimension: "customer_kind" })).toBeNull();
    expect(reason({ ...range, measure: "margin_per_customer" })).toContain("known cost");
    expect(reason({ ...range, measure: "average_order_value" }, { filled: [] })).toContain("net amount");
    expect(reason({ ...range, from_1: "2025-01-01" })).toBe("A range needs both its days.");
    expect(reason({ ...range, from_1: "2025-02-01", to_1: "2025-01-01" })).toContain("end before it begins");
    expect(reason({ ...range, from_1: "2025-02-01", to_1: "2025-05-01" })).toBe(
      "The range to 1 May 2025 is not over: figures are complete to 30 Apr 2025.",
    );
    expect(
      reason(
        { ...range, from_0: "2025-01-01", to_0: "2025-01-31" },
        {},
        {
          ...context,
          counted_from: "2025-01-15",
        },
      ),
    ).toContain("The filter counts from 15 Jan 2025");
    expect(reason({ cohort_0: "2025-01-01", cohort_1: "2025-01-20" })).toBe(
      "Both sides are the same cohort.",
    );
  });
});

describe("the charts", () => {
  const view = (width: number, locale: "en" | "zh-Hans" = "en") =>
    explainDifference.chart(result, params(), { ...tellingOf(locale, context), width });

  it("split the difference by dimension, then lead from one side to the other by group", () => {
    const { figures } = view(1200);
    expect(figures.map(({ id, summary }) => [id, summary])).toEqual([
      ["split", "−13 points in all: by channel −8 points who came, −5 points how they did."],
      ["groups", "From 42.0% to 29.0%: app −6.2 points and web −6.8 points."],
    ]);
    expect(figures[1]!.stops.map(({ lines, who }) => [lines, who])).toEqual([
      [["Jan 2025", "Retention 42.0%", "100 customers"], { side: 0, dimension: "channel" }],
      [
        [
          "app",
          "Who came: −3.2 points",
          "How the same kinds did: −3 points",
          "Share 40.0% → 80.0%",
          "Retention 30.0% → 25.0%",
          "n 40 → 80",
        ],
        { side: 1, dimension: "channel", group_name: "app", pooled: false },
      ],
      [
        [
          "web",
          "Who came: −4.8 points",
          "How the same kinds did: −2 points",
          "Share 60.0% → 20.0%",
          "Retention 50.0% → 45.0%",
          "n 60 → 20",
        ],
        { side: 1, dimension: "channel", group_name: "web", pooled: false },
      ],
      [["Feb 2025", "Retention 29.0%", "100 customers"], { side: 1, dimension: "channel" }],
    ]);
  });

  it("are beside each other where there is room, and keep every stop inside", () => {
    expect(view(1200).figures.map(({ share }) => share)).toEqual([0.5, 0.5]);
    for (const width of [320, 390, 1200])
      for (const { options, stops } of view(width).figures)
        for (const { x, y, ...box } of stops) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + box.width).toBeLessThanOrEqual(options.width!);
          expect(y + box.height).toBeLessThanOrEqual(options.height!);
        }
  });

  it("stand over a table of the dimensions", () => {
    expect(view(1200, "zh-Hans").table).toMatchObject({
      head: ["按", "组数", "客群变化", "表现变化", "解释占比"],
      rows: [["渠道", "2", "−8 个百分点", "−5 个百分点", "62%"]],
    });
  });
});
