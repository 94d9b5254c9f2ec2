/** What churn-backtest says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { churnBacktest } from "../../../src/analyses/churn-backtest/analysis.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { handShop } from "../churn-status/hand-shop.ts";
import { simulated } from "./simulated-shop.ts";

const context = contextAt("2024-06-30");
const typed = {
  cycle: "typed",
  cycle_days: 30,
  horizon_days: 30,
  dates: 2,
  multiples: [1, 2],
  cost_false_alarm: 2,
  cost_missed: 5,
};

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build(handShop);
});

type Locale = "en" | "zh-Hans";
const read = (given: object) => duckdb.analyse(churnBacktest, { ...typed, ...given }, context);
const params = (given: object) => parseParams(churnBacktest.params, { ...typed, ...given });
const said = async (locale: Locale, given = {}) =>
  churnBacktest.headline(await read(given), params(given), tellingOf(locale, context));
const drawn = async (locale: Locale, given = {}, width = 984) =>
  churnBacktest.chart(await read(given), params(given), { ...tellingOf(locale, context), width });

describe("the headline", () => {
  it("says which wait costs least, how often it was wrong, and what it cost where it was not chosen", async () => {
    expect(await said("en")).toEqual({
      sentence:
        "Calling customers lost after 1 cycle without an order costs least here: of those flagged on the later dates, 33% ordered again within 30 days.",
      basis:
        "2 dates to 31 May 2024; chosen on the earlier 1, cost on the later 1: €12.00, of the best of all there €12.00; flagged on the later dates: n = 3, a customer on each date; no P(alive): fewer than 30 customers, or fewer than 10 who came back, say too little",
    });
    expect((await said("zh-Hans")).sentence).toBe(
      "在这家店，1 个周期没下单就判为流失，成本最低：后半日期里判为流失的，33% 在 30 天内又下了单。",
    );
  });

  it("says what cannot be tested", async () => {
    expect((await said("en", { cycle: "computed" })).sentence).toBe(
      "The rule cannot be tested yet: no past date has both a cycle and 30 days of orders after it.",
    );
    // 150 days before, on 1 February and 2 January, only the former knows a customer.
    expect((await said("en", { horizon_days: 150, every_days: 30 })).sentence).toBe(
      "Two dates with a cycle are needed to choose on one and test on the other; nobody has waited 1 cycle.",
    );
    expect((await said("zh-Hans", { multiples: [5], dates: 2 })).sentence).toBe(
      "在这家店，5 个周期没下单就判为流失，成本最低：后半日期里没有人等了这么久。",
    );
  });
});

describe("the chart", () => {
  it("shows precision and recall, cost, and each date, walkable and spoken", async () => {
    const { figures, table } = await drawn("en");
    expect(figures.map(({ id }) => id)).toEqual(["curve", "cost", "grid"]);
    expect(figures[0]!.stops[0]!.lines).toEqual([
      "1 cycle",
      "66.7% of the flagged were gone",
      "50.0% of those gone were flagged",
      "16.7 false alarms per 100 customers",
    ]);
    expect(figures[1]!.stops[1]!.lines).toEqual([
      "2 cycles, Earlier dates",
      "Cost €366.67 per 100 customers",
      "1 of 1 flagged",
    ]);
    expect(figures[2]!.stops.map(({ row, column, who }) => [row, column, who])).toEqual([
      [1, 0, { date: "2024-05-01", m: 1 }],
      [1, 1, { date: "2024-05-01", m: 2 }],
      [0, 0, { date: "2024-05-31", m: 1 }],
      [0, 1, { date: "2024-05-31", m: 2 }],
    ]);
    expect(table!.rows).toEqual([
      ["1", "3", "66.7%", "50.0%", "16.7", "€12.00"],
      ["2", "2", "50.0%", "25.0%", "16.7", "€17.00"],
    ]);
    expect(table!.swatches).toEqual(["accent-mark", undefined]);
  });

  it("speaks Chinese, and draws nothing without a cycle", async () => {
    const { figures } = await drawn("zh-Hans", {}, 340);
    expect(figures[2]!.stops[0]!.lines).toEqual([
      "2024年5月1日，1 个周期",
      "33.3% 又下了单",
      "判为流失的 3 位里 1 位",
      "95% 区间 6.1%–79.2%",
    ]);
    for (const { stops, options } of figures)
      for (const { x, width } of stops) expect(x + width).toBeLessThanOrEqual((options.width ?? 0) + 0.5);
    expect(await drawn("en", { cycle: "computed" })).toEqual({ figures: [] });
  });
});

describe("the model beside the rule", () => {
  const context = contextAt("2024-02-04");
  const given = { cycle: "typed", cycle_days: 30, horizon_days: 60, multiples: [1, 2, 3], dates: 2 };
  const values = [1.1, 28, 0.9, 2.6];
  const fitted = { model_states: ["few_customers", "fitted"], model_values: [null, values] };
  const params = parseParams(churnBacktest.params, given);
  let own: NativeDuckDb;
  beforeAll(async () => {
    own = await NativeDuckDb.open();
    await own.build(simulated(60, 5));
  });
  const tell = async (locale: Locale, width = 984) => {
    const result = await own.analyse(churnBacktest, given, { ...context, fitted });
    const frame = { ...tellingOf(locale, context), width };
    return { result, frame, view: churnBacktest.chart(result, params, frame) };
  };

  it("stands in the basis, as percent of those flagged on the later dates", async () => {
    const { result, frame } = await tell("en");
    const row = result.parts.multiples.find(({ half, chosen }) => half === "later" && chosen)!;
    const percent = (share: number | null) => frame.messages.percent(share!, share! < 0.0995 ? 1 : 0);
    expect(churnBacktest.headline(result, params, frame).basis).toContain(
      `MBG/NBD: of those flagged, P(alive) ${percent(row.p_alive)} on average, chance of an order within 60 days ${percent(row.chance)}; as many by the lowest chance: ${percent(row.lowest_share)} ordered again`,
    );
    const chinese = (await tell("zh-Hans")).frame;
    expect(churnBacktest.headline(result, params, chinese).basis).toContain(
      `MBG/NBD：判为流失的人，还在的概率平均 ${percent(row.p_alive)}，60 天内下单的概率平均 ${percent(row.chance)}；按下单概率从低到高取同样多的人，${percent(row.lowest_share)} 又下了单`,
    );
  });

  it("is drawn beside those who ordered, and its chances against what came, with the dates without a fit named", async () => {
    const { result, view, frame } = await tell("en");
    expect(view.figures.map(({ id }) => id)).toEqual(["curve", "cost", "alive", "calibration", "grid"]);
    const [, , alive, calibration] = view.figures;
    const percent = (share: number | null) => frame.messages.percent(share!, 1);
    const first = result.parts.multiples.find(({ half }) => half === "all")!;
    expect(alive!.stops[0]!.lines).toEqual([
      "1 cycle",
      `${percent(first.modelled_share)} ordered within 60 days`,
      `Chance given: ${percent(first.chance)}`,
      `P(alive): ${percent(first.p_alive)}`,
      `As many by the lowest chance: ${percent(first.lowest_share)} ordered`,
    ]);
    const [band] = result.parts.calibration;
    expect(calibration!.stops[0]!.lines).toEqual([
      `Chances ${band!.band * 10}%–${band!.band * 10 + 10}%`,
      `${percent(band!.share)} ordered within 60 days`,
      `${band!.returned} of ${band!.n}`,
      `95% interval ${percent(band!.low)}–${percent(band!.high)}`,
      `Chance given: ${percent(band!.chance)}`,
      `P(alive): ${percent(band!.p_alive)}`,
    ]);
    const later = result.parts.chances.find(({ date, half }) => date === null && half === "later")!;
    expect(view.table!.notes.slice(-3)).toEqual([
      `Of two customers, one who ordered within 60 days and one who did not, MBG/NBD gave the former the higher chance ${percent(later.auc)} of the time; the shorter wait alone is right ${percent(later.wait_auc)} of the time.`,
      `Brier score of its chances: ${frame.messages.number(later.brier!, 3)}; giving everyone the share that ordered, known only afterwards: ${frame.messages.number(later.base_brier!, 3)}. Lower is better.`,
      "No P(alive) on 1 date: fewer than 30 customers, or fewer than 10 who came back, say too little.",
    ]);
  });

  it("speaks Chinese, and fits a narrow screen", async () => {
    const { view } = await tell("zh-Hans", 340);
    expect(view.figures[2]!.stops[0]!.lines[0]).toBe("1 个周期");
    expect(view.figures[3]!.stops[0]!.lines[0]).toMatch(/^概率 \d+%–\d+%$/);
    expect(view.table!.notes.at(-1)).toBe(
      "1 个日期没有还在的概率：顾客不足 30 位，或回头客不足 10 位，数据太少。",
    );
    for (const { stops, options } of view.figures)
      for (const { x, width } of stops) expect(x + width).toBeLessThanOrEqual((options.width ?? 0) + 0.5);
  });

  it("is not spoken of where none is asked for", async () => {
    const none = { ...given, model: "none" };
    const result = await own.analyse(churnBacktest, none, context);
    const checked = parseParams(churnBacktest.params, none);
    const frame = { ...tellingOf("en", context), width: 984 };
    expect(churnBacktest.headline(result, checked, frame).basis).not.toContain("P(alive)");
    const { figures, table } = churnBacktest.chart(result, checked, frame);
    expect(figures.map(({ id }) => id)).toEqual(["curve", "cost", "grid"]);
    expect(table!.notes.join()).not.toContain("P(alive)");
  });
});
