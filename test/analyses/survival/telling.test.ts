import { beforeAll, describe, expect, it } from "vitest";
import { survival } from "../../../src/analyses/survival/analysis.ts";
import { dayTicks, spread } from "../../../src/analyses/survival/layout.ts";
import type { SurvivalParams } from "../../../src/analyses/survival/params.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** `size` customers who begin on 1 January, of whom `back` come back on day 20. */
const group = (channel: string, size: number, back: number): readonly ShopOrder[] =>
  Array.from({ length: size }, (_, index) => `${channel}${String(index).padStart(3, "0")}`).flatMap(
    (customer, index) => [
      { customer, at: "2025-01-01", amount: 10, channel },
      ...(index < back ? [{ customer, at: addDays("2025-01-01", 20), amount: 10, channel }] : []),
    ],
  );
const shop = [...group("web", 60, 40), ...group("app", 40, 10)];
/** The same shop, those of web having begun with a pot, those of app with tea. */
const sold = shop.map((order): ShopOrder => ({
  ...order,
  lines: [
    order.channel === "web"
      ? { product: "P1", name: "Blue pot", category: "ware", amount: 10 }
      : { product: "T1", name: "Tea", amount: 10 },
  ],
}));
const march = contextAt("2025-03-11", "2025-03-11", { observed_from: "2025-01-01" });

async function tell(
  params: object,
  locale: Locale = "en",
  orders: readonly ShopOrder[] = shop,
  context = march,
  width = 900,
) {
  await duckdb.build(orders);
  const result = await duckdb.analyse(survival, params as Record<string, unknown>, context);
  const checked = parseParams(survival.params, params) as SurvivalParams;
  const telling = tellingOf(locale, context, { first_ordered_on: "2025-01-01" });
  return {
    ...survival.headline(result, checked, telling),
    ...survival.chart(result, checked, { ...telling, width }),
  };
}

describe("the headline of survival", () => {
  it("says by when half have come back, of how many, and where the median may lie", async () => {
    const { sentence, basis } = await tell({});
    expect(sentence).toBe("Half of new customers have ordered again within 20 days.");
    expect(basis).toBe(
      "n = 100 customers, 50 came back; those who have not yet count for as long as they were watched; median’s 95% interval from 20 days, no upper end yet; observed to 11 Mar 2025",
    );
  });

  it("says so in Chinese", async () => {
    const { sentence, basis } = await tell({}, "zh-Hans");
    expect(sentence).toBe("一半新客在 20 天内再次下单。");
    expect(basis).toBe(
      "n = 100 位，50 位已复购；尚未复购的，按已观察的天数计入；中位数 95% 区间 20 天起，尚无上限；观察至2025年3月11日",
    );
  });

  it("says how many come back where half do not, and names a later purchase day", async () => {
    expect((await tell({}, "en", group("app", 40, 10))).sentence).toBe(
      "Of 100 new customers, 25 order again within 60 days; half are not reached in the time observed.",
    );
    const third = await tell({ purchase: 3 }, "en");
    expect(third.sentence).toBe("No new customer has reached purchase day 3 yet.");
    expect(third.basis).toMatch(/^n = 100 customers, 0 reached purchase day 3; those who have not yet count/);
    expect((await tell({}, "en", [], march)).sentence).toBe(
      "Nobody’s first order lies within the observed days.",
    );
  });

  it("compares groups with the log-rank test, in both languages", async () => {
    const { sentence, basis } = await tell({ split_by: "channel" });
    expect(sentence).toBe(
      "Of 100 new customers of web, 67 order again within 60 days; of app, 25. The curves differ by more than chance.",
    );
    expect(basis).toMatch(/log-rank χ² = 16\.\d+, df = 1, p < 0\.001; observed to/);
    expect((await tell({ split_by: "channel" }, "zh-Hans")).sentence).toBe(
      "web 每 100 位新客，有 67 位在 60 天内再次下单；app 是 25 位。各组曲线的差异超出随机波动。",
    );
    const alike = await tell({ split_by: "channel" }, "en", [
      ...group("web", 30, 12),
      ...group("app", 30, 12),
    ]);
    expect(alike.sentence).toMatch(/no more than by chance\.$/);
    expect(alike.basis).toContain("p = 1");
  });

  it("names the products that groups began with", async () => {
    expect((await tell({ split_by: "product" }, "en", sold)).sentence).toBe(
      "Of 100 new customers of Blue pot, 67 order again within 60 days; of Tea, 25. The curves differ by more than chance.",
    );
    expect((await tell({ split_by: "product" }, "zh-Hans", sold)).sentence).toBe(
      "Blue pot 每 100 位新客，有 67 位在 60 天内再次下单；Tea 是 25 位。各组曲线的差异超出随机波动。",
    );
  });

  it("says who may not be new, and who was left out", async () => {
    const untyped = contextAt("2025-03-11");
    expect((await tell({}, "en", shop, untyped)).basis).toContain(
      "100 of them began in the first 90 days of the orders and may not be new",
    );
    const later = [
      ...shop,
      { customer: "late", at: "2025-05-01", amount: 1 },
      { customer: "late", at: "2025-05-03", amount: 1 },
    ];
    const { sentence, basis } = await tell({ known_new: true }, "en", later, contextAt("2025-06-01"));
    expect(sentence).toBe("Half of new customers have ordered again within 2 days.");
    expect(basis).toContain("100 who began in the first 90 days of the orders are left out");
  });
});

describe("the chart of survival", () => {
  it("walks the days of the table that were observed, and says what is at risk", async () => {
    const { figures, table } = await tell({ at_days: [10, 20, 60, 90] });
    expect(figures[0]!.title).toBe("New customers who have ordered again");
    expect(figures[0]!.stops.map(({ lines }) => lines)).toEqual([
      ["day 10", "0.0% came back by then", "0 of 100 customers seen to come back", "100 at risk on the day"],
      [
        "day 20",
        "50.0% came back by then",
        "50 of 100 customers seen to come back",
        "100 at risk on the day",
        "95% interval 40.7%–60.1%",
      ],
      [
        "day 60",
        "50.0% came back by then",
        "50 of 100 customers seen to come back",
        "50 at risk on the day",
        "95% interval 40.7%–60.1%",
      ],
    ]);
    expect(table?.rows.map((row) => row.slice(0, 3))).toEqual([
      ["10", "100", "0.0%"],
      ["20", "100", "50.0%"],
      ["60", "50", "50.0%"],
    ]);
    expect(table?.notes).toEqual(["Nobody was watched as long as 90 days."]);
    expect(figures[0]!.summary).toBe("by day 10 0%, by day 20 50% and by day 60 50% have ordered again.");
  });

  it("shows who has not come back, or the hazard, under its own name", async () => {
    const left = await tell({ show: "survival", at_days: [20] });
    expect(left.figures[0]!.title).toBe("New customers who have not ordered again yet");
    expect(left.figures[0]!.stops[0]!.lines[1]).toBe("50.0% not back by then");
    const hazard = await tell({ show: "hazard", at_days: [20], purchase: 2 }, "zh-Hans");
    expect(hazard.figures[0]!.title).toBe("再次下单的累积风险");
    expect(hazard.figures[0]!.stops[0]!.lines[1]).toBe("累积风险 0.5");
  });

  it("speaks of a later purchase day wherever it counts to one, in both languages", async () => {
    const again = shop.filter(({ at }) => at > "2025-01-15").map((order) => ({ ...order, at: "2025-01-26" }));
    const third = { purchase: 3, at_days: [40] };
    const en = await tell(third, "en", [...shop, ...again]);
    expect(en.figures[0]!.stops[0]!.lines.slice(0, 3)).toEqual([
      "day 40",
      "50.0% reached purchase day 3 by then",
      "50 of 100 customers seen to reach purchase day 3",
    ]);
    expect(en.table?.head.slice(1, 3)).toEqual(["At risk", "Reached purchase day 3"]);
    const zh = await tell({ ...third, show: "survival" }, "zh-Hans", [...shop, ...again]);
    expect(zh.figures[0]!.stops[0]!.lines.slice(1, 3)).toEqual([
      "50.0% 尚未到达第 3 个购买日",
      "100 位中观察到 50 位到达第 3 个购买日",
    ]);
    expect(zh.table?.head[2]).toBe("未到第 3 个购买日");
    const groups = await tell({ ...third, split_by: "channel" }, "zh-Hans", [...shop, ...again]);
    expect(groups.table?.head[2]).toBe("已到第 3 个购买日");
    expect((await tell(third, "en")).figures[0]!.summary).toBe(
      "Nobody has reached purchase day 3 in the time observed.",
    );
  });

  it("has a row for each group, with the returns that it would have had if all were alike", async () => {
    const { figures, table } = await tell({ split_by: "channel", at_days: [20] });
    expect(figures[0]!.stops.map(({ row, lines }) => [row, lines[0], lines[1]])).toEqual([
      [0, "web, day 20", "66.7% came back by then"],
      [1, "app, day 20", "25.0% came back by then"],
    ]);
    expect(table?.rows.map((row) => row.slice(0, 5))).toEqual([
      ["web", "60", "40", "30", "20"],
      ["app", "40", "10", "20", "not reached"],
    ]);
    expect(table?.swatches).toEqual(["cat-1", "cat-2"]);
    expect(table?.notes[0]).toMatch(/^The curves differ by more than chance\. log-rank χ² =/);
  });

  it("names the products of its curves and of its table, in both languages", async () => {
    const { figures, table } = await tell({ split_by: "product", at_days: [20] }, "en", sold);
    expect(figures[0]!.stops.map(({ lines, who }) => [lines[0], who])).toEqual([
      ["Blue pot, day 20", { position: 1, at_day: 20, returned: true }],
      ["Tea, day 20", { position: 2, at_day: 20, returned: true }],
    ]);
    expect(figures[0]!.summary).toBe(
      "of Blue pot 67% by day 20 and of Tea 25% by day 20 have ordered again.",
    );
    expect(table?.rows.map(([name]) => name)).toEqual(["Blue pot", "Tea"]);
    const zh = await tell({ split_by: "product", groups: 2, at_days: [20] }, "zh-Hans", [
      ...sold,
      { customer: "x", at: "2025-01-02", amount: 1, lines: [{ product: "C1", name: "Cup", amount: 1 }] },
    ]);
    expect(zh.figures[0]!.stops.map(({ lines }) => lines[0])).toEqual([
      "Blue pot，第 20 天",
      "Tea，第 20 天",
      "其余各组，第 20 天",
    ]);
    expect(zh.table?.rows.map(([name]) => name)).toEqual(["Blue pot", "Tea", "其余各组"]);
  });

  it.each([360, 900])("keeps every stop within its frame at %d px", async (width) => {
    for (const show of ["returned", "survival", "hazard"]) {
      const { figures } = await tell(
        { show, split_by: "channel", horizon_days: 45 },
        "en",
        shop,
        march,
        width,
      );
      const { options, stops } = figures[0]!;
      expect(stops.length).toBeGreaterThan(3);
      for (const { x, y } of stops) {
        expect(x).toBeGreaterThanOrEqual(-6);
        expect(x).toBeLessThan(width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThan(options.height!);
      }
    }
  });
});

describe("what survival cannot answer", () => {
  const reason = (given: object, facts: object = {}) =>
    survival.check!(parseParams(survival.params, given), tellingOf("en", march, facts))?.reason ?? null;

  it("is a split whose column no order has", () => {
    expect(reason({})).toBeNull();
    expect(reason({}, { customers: 0 })).not.toBeNull();
    expect(reason({ split_by: "channel" })).toBe("No order has a value for channel.");
    expect(reason({ split_by: "channel" }, { filled: ["channel"] })).toBeNull();
    expect(reason({ split_by: "product" })).toBe("No order has a value for product.");
    expect(reason({ split_by: "product" }, { filled: ["order_lines.product_id"] })).toBeNull();
    expect(reason({ split_by: "category" }, { filled: ["order_lines.product_id"] })).toContain("category");
    expect(reason({ split_by: "category" }, { filled: ["order_lines.category"] })).toBeNull();
  });
});

describe("the layout of survival", () => {
  it("counts days in weeks, months and years, as many as fit", () => {
    expect(dayTicks(20, 12)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(dayTicks(365, 8)).toEqual([0, 60, 120, 180, 240, 300, 360]);
    expect(dayTicks(365, 1)).toEqual([0, 365]);
  });

  it("moves names apart, within the field", () => {
    expect(spread([10, 12, 100], 17, 200)).toEqual([10, 27, 100]);
    expect(spread([195, 190, 200], 17, 200)).toEqual([183, 166, 200]);
  });
});
