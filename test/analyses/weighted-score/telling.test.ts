import { beforeAll, describe, expect, it } from "vitest";
import { weightedScore } from "../../../src/analyses/weighted-score/analysis.ts";
import type { ScoreResult } from "../../../src/analyses/weighted-score/result.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";

const context = contextAt("2024-03-31");
const params = (given = {}) => parseParams(weightedScore.params, given);
const shop = [
  { customer: "Ann", at: "2024-03-01", amount: 40 },
  { customer: "Ann", at: "2024-03-11", amount: 60 },
  { customer: "Bob", at: "2024-01-31", amount: 100 },
  { customer: "Cid", at: "2024-02-15", amount: 20 },
];
const gaps = { measures: [{ measure: "median_gap_days", direction: "lower" }, { measure: "orders" }] };

let result: ScoreResult;
let ofGaps: ScoreResult;
let none: ScoreResult;
beforeAll(async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(shop);
  result = await duckdb.analyse(weightedScore, {}, context);
  ofGaps = await duckdb.analyse(weightedScore, gaps, context);
  await duckdb.build([]);
  none = await duckdb.analyse(weightedScore, {}, context);
});

describe("the headline", () => {
  it("says what tier A brings and how firmly it stands", () => {
    expect(weightedScore.headline(result, params(), tellingOf("en", context))).toEqual({
      sentence:
        "1 customer in tier A, 33% of all, brings 45% of the money; nobody drops out whichever weight moves by 20%.",
      basis:
        "n = 3 customers with a score; Days since last order 33%, Orders 33%, Net amount 33%; percentile rank",
    });
    expect(weightedScore.headline(result, params(), tellingOf("zh-Hans", context))).toEqual({
      sentence: "A 类 1 位顾客，占 33%，带来 45% 的金额；任一权重上下变动 20%，没有人掉出。",
      basis: "n = 3 位顾客（有评分）；距上次下单天数 33%、订单数 33%、净额 33%；百分位排名",
    });
  });

  it("counts those without a score, and says so where there is nobody", () => {
    const { basis } = weightedScore.headline(ofGaps, params(gaps), tellingOf("en", context));
    expect(basis).toContain("n = 1 customer with a score");
    expect(basis).toContain("; 2 lack a value and are not scored");
    expect(weightedScore.headline(none, params(), tellingOf("en", context)).sentence).toBe(
      "No customer ordered by 31 Mar 2024.",
    );
  });
});

describe("what it cannot answer", () => {
  const facts: Partial<OrderFacts> = {
    filled: ["net_amount", "items"],
    attributes: [
      { name: "Receivable turnover", numeric: true },
      { name: "note", numeric: false },
    ],
  };
  const reason = (given: object, more: Partial<OrderFacts> = {}) =>
    weightedScore.check!(params(given), tellingOf("en", context, { ...facts, ...more }))?.reason ?? null;
  const named = (...names: readonly string[]) => ({ measures: names.map((measure) => ({ measure })) });

  it("is refused with the reason", () => {
    expect(reason({})).toBeNull();
    expect(reason(named("Receivable turnover", "items"))).toBeNull();
    expect(reason({}, { has_customer_key: false })).toContain("name no customer");
    expect(reason(named("profit"))).toBe("Profit needs cost_amount, which these orders do not have.");
    expect(reason(named("note"))).toContain("note holds texts");
    expect(reason(named("turnover"))).toContain("turnover is neither a measure of the orders nor a column");
    expect(reason(named("orders", "orders"))).toContain("Orders stands twice");
    expect(reason({ measures: [{ measure: "orders", weight: 0 }] })).toContain("Every weight is 0");
    expect(reason({ tier_cuts: [0.2] })).toBe("A and B need two cuts, such as 0.2 and 0.5, not 1.");
  });

  it("is not among the measures that are suggested", () => {
    const suggested = weightedScore.suggestions!("measures", "measure", {
      ...tellingOf("en", context, facts).facts,
    });
    expect(suggested).toContain("Receivable turnover");
    expect(suggested).toContain("items");
    expect(suggested.filter((name) => ["note", "profit", "discount_share"].includes(name))).toEqual([]);
  });

  it("is chosen by its name, those of the orders in the reader's language", () => {
    const label = (measure: string, locale: "en" | "zh-Hans") =>
      weightedScore.suggestionLabel!("measures", "measure", measure, tellingOf(locale, context).messages);
    expect(label("median_gap_days", "en")).toBe("Median gap, days");
    expect(label("net_amount", "zh-Hans")).not.toBe(label("net_amount", "en"));
    expect(label("Receivable turnover", "zh-Hans")).toBe("Receivable turnover");
  });
});

describe("the charts", () => {
  const view = (of: ScoreResult, width: number, given = {}) =>
    weightedScore.chart(of, params(given), { ...tellingOf("en", context), width });

  it("place every score, tell what parts the tiers, and who would drop out", () => {
    const [distribution, profile, sensitivity] = view(result, 1200).figures;
    expect(distribution!.summary).toBe("3 customers by score: Tier A: 1; Tier B: 1; Tier C: 1.");
    expect(distribution!.stops.map(({ lines, who }) => [lines[1], lines[2], who])).toEqual([
      ["Tier B", "1 customer", { bin: 0, tier: "B" }],
      ["Tier C", "1 customer", { bin: 0, tier: "C" }],
      ["Tier A", "1 customer", { bin: 39, tier: "A" }],
    ]);
    expect(profile!.stops.find(({ who }) => who?.["tier"] === "A")!.lines).toEqual([
      "Tier A, Days since last order",
      "Mean 20 days",
      "On the common scale 1",
      "1 customer",
    ]);
    expect(sensitivity!.stops[0]!.lines).toEqual([
      "Days since last order",
      "weight 20% lower",
      "0 of 1 in tier A drop out, 0%",
    ]);
    expect(sensitivity!.stops[0]!.who).toBeUndefined();
  });

  it("list the tiers, and note what is missing and what parts nobody", () => {
    const { table } = view(ofGaps, 1200, gaps);
    expect(table!.rows.map((row) => row.slice(0, 3))).toEqual([
      ["Tier A", "1", "0.5 to 0.5"],
      ["Tier B", "0", ""],
      ["Tier C", "0", ""],
      ["No score", "2", ""],
      ["All", "3", ""],
    ]);
    expect(table!.notes[0]).toBe("Median gap, days: 2 customers without a value.");
  });

  it("keep every stop inside the figure, at every width", () => {
    for (const width of [320, 390, 800, 1200])
      for (const { options, stops } of view(result, width).figures) {
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
    expect(view(none, 800)).toEqual({ figures: [] });
  });
});
