/** What care-calendar says, draws, refuses and puts into a calendar, in both languages. */
import { beforeAll, expect, it } from "vitest";
import { careCalendar } from "../../../src/analyses/care-calendar/analysis.ts";
import { params as specs } from "../../../src/analyses/care-calendar/params.ts";
import type { CareResult } from "../../../src/analyses/care-calendar/result.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";

const context = contextAt("2025-06-17");
const params = parseParams(specs, { cycle: "typed", cycle_days: 30 });
const en = tellingOf("en", context);
const zh = tellingOf("zh-Hans", context);

let result: CareResult;
beforeAll(async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build([
    { customer: "Ann", at: "2025-05-01 10:00:00", amount: 5 },
    { customer: "Bob", at: "2025-06-16 10:00:00", amount: 5 },
    { customer: "Cid", at: "2025-06-16 10:00:00", amount: 5 },
  ]);
  result = await duckdb.analyse(careCalendar, params, context);
});

it("says how many to write to, and why most of them", () => {
  expect(careCalendar.headline(result, params, en)).toEqual({
    sentence: "Write to 3 customers from 18 Jun 2025 to 1 Jul 2025, most of them (2) for: holiday.",
    basis: "n = 3 contacts; nobody twice within 7 days; one cycle is 30 days",
  });
  expect(careCalendar.headline(result, params, zh)).toEqual({
    sentence: "2025年6月18日至2025年7月1日，联系 3 位顾客；最多的理由是节日（2）。",
    basis: "n = 3 次联系；7 天内不重复联系；一个周期 30 天",
  });
});

it("draws every day of every reason, those with customers open them", () => {
  const [figure] = careCalendar.chart(result, params, { ...zh, width: 984 }).figures;
  expect(figure!.stops).toHaveLength(9 * 14);
  expect(figure!.stops.filter(({ who }) => who).map(({ lines, who }) => [lines, who])).toEqual([
    [["短期流失挽回", "2025年6月18日", "1 位顾客"], { reason: "win_back", column_from: "2025-06-18" }],
    [["节日", "2025年6月18日", "2 位顾客"], { reason: "holiday", column_from: "2025-06-18" }],
  ]);
  const weeks = { ...params, days: 40 };
  const view = careCalendar.chart(result, weeks, { ...en, width: 360 });
  expect(view.figures[0]!.stops).toHaveLength(9 * 6);
});

it("is an event a day and reason, at the hour of most", () => {
  expect(careCalendar.calendar!(result, params, en)).toEqual([
    {
      uid: "care-2025-06-18-holiday-six_one_eight@regulars",
      day: "2025-06-18",
      hour: 10,
      summary: "618: 2 customers",
      description: "Bob\nCid",
    },
    {
      uid: "care-2025-06-18-win_back@regulars",
      day: "2025-06-18",
      hour: 10,
      summary: "win back: 1 customer",
      description: "Ann: 48",
    },
  ]);
});

it("refuses reasons twice, a day without an open hour, and a column that is not there", () => {
  const reason = (given: object) => careCalendar.check!(parseParams(specs, given), en)?.reason ?? null;
  expect(reason({})).toBeNull();
  expect(reason({ reasons: [{ reason: "event" }, { reason: "event" }] })).toBe(
    "event is in the table of reasons twice.",
  );
  expect(
    reason({
      quiet_hours: [
        { from: 8, to: 20 },
        { from: 20, to: 8 },
      ],
    }),
  ).toBe("The quiet hours leave no hour of the day.");
  expect(reason({ member_since: "card" })).toBe("No customer file has the column card.");
  expect(reason({ lead_max: 1, lead_min: 2 })).toMatch(/must not be after/);
});
