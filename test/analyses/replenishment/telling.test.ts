/** What replenishment says, draws and puts into a calendar, in both languages. */
import { beforeAll, expect, it } from "vitest";
import { replenishment } from "../../../src/analyses/replenishment/analysis.ts";
import { params as specs } from "../../../src/analyses/replenishment/params.ts";
import type { ReplenishmentResult } from "../../../src/analyses/replenishment/result.ts";
import { toICalendar } from "../../../src/base/icalendar.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";

const context = contextAt("2025-06-17");
const params = parseParams(specs, {
  lasts: [{ product: "Wipes", units_per_pack: 80, units_per_day: 4 }],
});
const en = tellingOf("en", context);
const zh = tellingOf("zh-Hans", context);

let result: ReplenishmentResult;
beforeAll(async () => {
  const duckdb = await NativeDuckDb.open();
  const wipes = { product: "W1", name: "Wipes", amount: 5 };
  await duckdb.build([
    { customer: "Ann", at: "2025-06-01", amount: 5, lines: [wipes] },
    { customer: "Bob", at: "2025-06-03", amount: 5, lines: [wipes] },
    { customer: "Cid", at: "2025-05-20", amount: 5, lines: [wipes, { product: "POT", amount: 5 }] },
  ]);
  result = await duckdb.analyse(replenishment, params, context);
});

it("says whom to remind this week, and what has no cycle", () => {
  expect(replenishment.headline(result, params, en)).toEqual({
    sentence: "Remind 2 customers of 1 product in the week from 17 Jun 2025.",
    basis:
      "n = 2 reminders; how long 1 product last is typed; without a cycle: 1 product with fewer than 10 gaps",
  });
  expect(replenishment.headline(result, params, zh)).toEqual({
    sentence: "2025年6月17日起的一周，提醒 2 位顾客补 1 款商品。",
    basis: "n = 2 条提醒；1 款商品的用量由手工填写；没有周期：1 款商品间隔不足 10 个",
  });
});

it("draws the days and the products, each with its customers", () => {
  const view = replenishment.chart(result, params, { ...en, width: 984 });
  const [days, products] = view.figures;
  expect(days!.stops).toHaveLength(28);
  expect(days!.stops[0]).toMatchObject({
    lines: ["17 Jun 2025 and windows already open", "1 customer", "1 reminder of 1 product"],
    who: { bar_from: "2025-06-17" },
  });
  expect(products!.stops.map(({ lines, who }) => [lines, who])).toEqual([
    [
      ["Wipes", "2 customers in the next seven days", "lasts 20 days per unit", "typed"],
      { product_id: "W1", this_week: true },
    ],
    [
      ["Wipes", "1 customer overdue", "lasts 20 days per unit", "typed"],
      { product_id: "W1", state: "overdue" },
    ],
  ]);
  expect(view.table!.rows[1]).toEqual(["overdue", "1", "1"]);
  expect(view.table!.who).toEqual([{ state: "now" }, { state: "overdue" }, { state: "upcoming" }, undefined]);
});

it("is an event a day in a calendar file", () => {
  const events = replenishment.calendar!(result, params, zh);
  expect(events).toEqual([
    {
      uid: "replenishment-2025-06-17@regulars",
      day: "2025-06-17",
      hour: null,
      summary: "提醒 1 位顾客补 1 款商品",
      description: "Wipes（1 条提醒）\nAnn",
    },
    {
      uid: "replenishment-2025-06-18@regulars",
      day: "2025-06-18",
      hour: null,
      summary: "提醒 1 位顾客补 1 款商品",
      description: "Wipes（1 条提醒）\nBob",
    },
  ]);
  const file = toICalendar(events, { name: "补货提醒", madeAt: new Date("2025-06-17T08:00:00Z") });
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(2);
});
