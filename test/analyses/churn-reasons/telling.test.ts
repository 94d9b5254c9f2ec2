/** What churn-reasons says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { churnReasons } from "../../../src/analyses/churn-reasons/analysis.ts";
import type { ReasonsResult } from "../../../src/analyses/churn-reasons/result.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder, ShopReason } from "../../support/shop.ts";

const context = contextAt("2024-12-31");
const typed = { cycle_days: 10 };

let duckdb: NativeDuckDb;
let result: ReasonsResult;
let silent: ReasonsResult;

/** 80 customers at risk on 11-30: 40 waited long, of whom 32 left, 40 did not, of whom 8 left. */
const shop: readonly ShopOrder[] = Array.from({ length: 80 }, (_, index): readonly ShopOrder[] => {
  const late = index < 40;
  const left = late ? index < 32 : index >= 72;
  const customer = `c${String(index).padStart(2, "0")}`;
  const at = "2024-11-10";
  const order = { customer, at, amount: 10, delivered: addDays(at, late ? 12 : 2) };
  return left ? [order] : [order, { customer, at: "2024-12-20", amount: 10 }];
}).flat();
/** Of the 40 who left 20 said why: 15 the price. */
const reasons: readonly ShopReason[] = Array.from({ length: 20 }, (_, index) => ({
  customer: `c${String(index).padStart(2, "0")}`,
  reason: index < 15 ? "Price" : "my cat",
}));

beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build([{ customer: "z", at: "2024-09-01", amount: 1 }, ...shop], { reasons });
  result = await duckdb.analyse(churnReasons, typed, context);
  await duckdb.build(shop);
  silent = await duckdb.analyse(churnReasons, typed, context);
}, 60_000);

const params = (given = {}) => parseParams(churnReasons.params, { ...typed, ...given });
const said = (of: ReasonsResult, locale: Locale) =>
  churnReasons.headline(of, params(), tellingOf(locale, context));
const drawn = (of: ReasonsResult, locale: Locale, given = {}, width = 984) =>
  churnReasons.chart(of, params(given), { ...tellingOf(locale, context), width });

describe("the headline", () => {
  it("is the reason that most gave, with coverage, n and interval", () => {
    expect(said(result, "en")).toEqual({
      sentence: "Price: the reason of 75% of the customers who left and said why; 49% of all who left did.",
      basis:
        "41 customers left: no order for more than 30 days; 20 customers said why, 95% interval 53.1%–88.8%",
    });
    expect(said(result, "zh-Hans")).toEqual({
      sentence: "说了原因的流失顾客里，75%是因为“价格”；流失顾客中有 49% 说了原因。",
      basis: "41 位顾客已流失：超过 30 天没有下单；20 位顾客说了原因，95% 区间 53.1%–88.8%",
    });
  });

  it("is what went with leaving where nobody said why, as an association", () => {
    expect(said(silent, "en")).toEqual({
      sentence: "Last order came late: 80% of these customers left, against 20% of the others.",
      basis: expect.stringMatching(
        /^40 customers left: .*; 80 customers who had not left by .*; ratio 4, 95% interval 2.1\d?–7.5\d?; 1 comparison, false-discovery rate 5%; an association, not a cause$/,
      ) as string,
    });
    expect(said(silent, "zh-Hans").sentence).toBe("最近一单送得晚：这些顾客流失了 80%，其他顾客为 20%。");
  });

  it("says what cannot be told: nothing compared, nothing beyond chance, no cycle, too early", () => {
    const { parts } = silent;
    const one = parts.precursors[0]!;
    const withParts = (more: Partial<ReasonsResult["parts"]>) => ({
      ...silent,
      parts: { ...parts, ...more },
    });
    expect(said(withParts({ precursors: [] }), "en").sentence).toContain("Too few customers");
    expect(said(withParts({ precursors: [{ ...one, q_value: 0.2 }] }), "en").sentence).toContain(
      "no more than chance",
    );
    const frame = parts.frame[0]!;
    const early = withParts({ frame: [{ ...frame, churned: null, last_day: null, complete: false }] });
    expect(said(early, "en").sentence).toBe(
      "The orders do not reach back 30 days, so nobody can have been seen to leave yet.",
    );
    expect(drawn(early, "en").figures).toEqual([]);
    const none = withParts({ frame: [{ ...frame, patience_days: null, cycle_days: null, churned: null }] });
    expect(said(none, "zh-Hans").sentence).toContain("算不出购买周期");
  });
});

describe("the charts", () => {
  it("draw reasons with their intervals and who gave them, and an article's claim where it is asked for", () => {
    const [figure, second] = drawn(result, "en").figures;
    expect([figure!.id, second!.id]).toEqual(["reasons", "precursors"]);
    expect(figure!.summary).toBe("2 reasons; most of all Price: 75%");
    expect(figure!.stops[0]!.lines).toEqual([
      "Price",
      "75%",
      "15 of 20 customers who said why",
      "95% interval 53.1%–88.8%",
    ]);
    expect(figure!.stops[0]!.who).toEqual({ dimension: "all", value: null, kind: "reason", reason: "price" });
    expect(figure!.stops[1]!.lines[0]).toBe("my cat");
    const claimed = drawn(result, "zh-Hans", { show_article: true });
    expect(claimed.figures[0]!.stops[0]!.lines.at(-1)).toBe("一篇文章的说法：20%");
    expect(claimed.figures[0]!.stops[1]!.lines).toHaveLength(4);
    expect(claimed.figures[0]!.legend).toHaveLength(2);
    expect(figure!.legend).toHaveLength(1);
  });

  it("draw ratios with what was compared, on the screen of a phone too", () => {
    for (const width of [358, 984]) {
      const [figure] = drawn(silent, "en", {}, width).figures;
      expect(figure!.stops[0]!.lines).toEqual([
        "Last order came late",
        "4 times the share of the others",
        "80% of 40 customers left",
        expect.stringMatching(/^95% interval of the ratio 2\.1\d?–7\.5\d?$/),
        "Others: 20% of 40 customers",
        "q < 0.001, over all comparisons",
      ]);
      expect(figure!.stops.every(({ x, width: w }) => x >= 0 && x + w <= width)).toBe(true);
    }
  });

  it("list the groups with their coverage, and say that small groups are left out", () => {
    const { table } = drawn(result, "en");
    expect(table!.rows[0]).toEqual(["All who left", "41", "49%", "Price, 75%"]);
    expect(table!.rows[1]!.slice(0, 2)).toEqual(["Orders: 1", "41"]);
    expect(table!.notes[1]).toContain("need not cause it");
    const strict = drawn({ ...silent, parts: { ...silent.parts, precursors: [] } }, "en");
    expect([strict.table!.head, ...strict.table!.rows].map(({ length }) => length)).toEqual(
      [strict.table!.head, ...strict.table!.rows].map(() => 2),
    );
    expect(strict.table!.notes[2]).toBe(
      "1 group is not compared: it or the others are fewer than 30 customers.",
    );
  });
});

it("needs customers, and reasons or something that can have come before", () => {
  const reason = (locale: Locale, filled: readonly string[], customers = 5) =>
    churnReasons.check!(params(), tellingOf(locale, context, { filled, customers }))?.reason ?? null;
  expect(reason("en", ["ordered_at"])).toContain("Neither reasons");
  expect(reason("en", ["reasons.reason"])).toBeNull();
  expect(reason("en", ["delivered_at"])).toBeNull();
  expect(reason("zh-Hans", ["city"], 0)).toBe("订单里没有顾客");
});
