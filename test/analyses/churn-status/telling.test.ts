/** What churn-status says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { churnStatus } from "../../../src/analyses/churn-status/analysis.ts";
import { dateTicks } from "../../../src/analyses/churn-status/chart-series.ts";
import { labelWidth } from "../../../src/analyses/chart-label.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { handShop, typed } from "./hand-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build(handShop);
});

type Locale = "en" | "zh-Hans";
const context = contextAt("2024-06-30");
const params = (given: object) => parseParams(churnStatus.params, { ...typed, ...given });
const said = async (locale: Locale, given = {}, at = context) =>
  churnStatus.headline(
    await duckdb.analyse(churnStatus, { ...typed, ...given }, at),
    params(given),
    tellingOf(locale, at),
  );
const drawn = async (locale: Locale, given = {}, width = 984) =>
  churnStatus.chart(await duckdb.analyse(churnStatus, { ...typed, ...given }, context), params(given), {
    ...tellingOf(locale, context),
    width,
  });

describe("the headline", () => {
  it("says how many have left, apart, and how often the rule was wrong", async () => {
    expect(await said("en")).toEqual({
      sentence:
        "3 of 7 customers have left (43%): 29% short-term, 14% long-term. Of those called lost 40 days before, 60% have ordered since.",
      basis:
        "n = 7, 95% interval 15.8%–75.0%; one cycle = 30 days, as typed; called lost on 21 May 2024: n = 5, interval 23.1%–88.2%",
    });
    expect((await said("zh-Hans")).sentence).toBe(
      "7 位顾客里，3 位已流失（43%）：短期 29%，长期 14%。40 天前判为流失的，60%后来又下了单。",
    );
  });

  it("says what cannot be known yet", async () => {
    expect((await said("en", { cycle_days: 59.1, horizon_days: 180 })).sentence).toBe(
      "2 of 7 customers have left (29%), all short-term: the orders go back 177 days, and long-term churn takes 177 days.",
    );
    expect((await said("en", { cycle_days: 200 })).sentence).toBe(
      "Nobody can be said to have left yet: the orders go back 177 days, and one cycle is 200 days.",
    );
    expect((await said("en", { cycle: "computed" })).sentence).toBe(
      "No cycle yet: it takes 10 gaps between orders, and there are 5. Type a cycle to go on.",
    );
    expect((await said("zh-Hans", { cycle: "computed" })).sentence).toBe(
      "还没有周期：至少要 10 个下单间隔，现在有 5 个。可以自己填一个周期。",
    );
    expect((await said("en", {}, contextAt("2024-07-31", "2024-06-30"))).sentence).toMatch(
      /^The orders are known up to 30 Jun 2024 only/,
    );
  });
});

describe("the chart", () => {
  it("shows statuses over time, rates, moves and groups, each walkable and spoken", async () => {
    const view = await drawn("en", { split_by: "channel" });
    expect(view.figures.map(({ id }) => id)).toEqual(["series", "rates", "flow", "orders", "split"]);
    const lines = (id: string, index: number) =>
      view.figures.find((each) => each.id === id)!.stops[index]!.lines;
    expect(lines("series", 0)).toEqual(["Active, 30 Apr 2024", "1 customer", "20% of all customers"]);
    expect(lines("rates", 1)).toEqual([
      "31 May 2024 to 30 Jun 2024",
      "16.7% churned",
      "1 of 6 customers",
      "95% interval 3.0%–56.4%",
    ]);
    expect(lines("flow", 4)).toEqual([
      "Short-term churned → Active",
      "33% of Short-term churned",
      "1 of 3 customers",
    ]);
    expect(lines("orders", 0)).toEqual([
      "1 order",
      "66.7% have left",
      "2 of 3 customers",
      "95% interval 20.8%–93.9%",
      "1 of them long-term",
    ]);
    expect(view.figures.at(-1)!.stops.map((stop) => stop.lines[0])).toEqual(["web", "app", "no channel"]);
    expect(view.table!.rows[4]).toEqual(["Long-term churned", "1", "14%", "8.0%", "91"]);
    expect(view.table!.notes[1]).toBe(
      "2 customers of the active, new and reactivated are at risk: their wait exceeds 80% of the limit.",
    );
  });

  it("marks what is not known as not known", async () => {
    const { figures, table } = await drawn("zh-Hans", { cycle_days: 200 });
    expect(figures.map(({ id }) => id)).toEqual(["series", "flow", "orders"]);
    expect(figures.at(-1)!.legend).toContainEqual({ label: "还不完整", token: "mark-muted", hatched: true });
    expect(table!.rows[4]![2]).toBe("还不知道");
    expect(await drawn("en", { cycle: "computed" })).toEqual({ figures: [] });
  });

  it("keeps every mark inside a narrow frame", async () => {
    const { figures } = await drawn("en", { split_by: "channel" }, 340);
    for (const { stops, options } of figures)
      for (const { x, width } of stops) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual((options.width ?? 0) + 0.5);
      }
  });
});

it("keeps the dates of the axis apart, also the last one, which is moved off the edge", () => {
  const { messages } = tellingOf("zh-Hans", context);
  const dates = Array.from({ length: 13 }, (_, index) => `20${12 + index}-12-31`);
  for (const width of [280, 318, 600, 944]) {
    const step = width / dates.length;
    const boxes = dateTicks(dates, step, (date) => messages.date(date)).map(({ date, column }) => {
      const half = labelWidth(messages.date(date)) / 2;
      const middle = Math.min((column + 0.5) * step, width - half);
      return { from: middle - half, to: middle + half };
    });
    expect(boxes.length).toBeGreaterThan(1);
    boxes.slice(1).forEach(({ from }, index) => expect(from).toBeGreaterThan(boxes[index]!.to));
  }
});
