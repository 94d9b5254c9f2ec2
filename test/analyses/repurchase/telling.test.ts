import { beforeAll, describe, expect, it } from "vitest";
import { repurchase } from "../../../src/analyses/repurchase/analysis.ts";
import type { RepurchaseParams } from "../../../src/analyses/repurchase/params.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const month = (value: string, customers: readonly string[], times = 1): readonly ShopOrder[] =>
  customers.flatMap((customer) =>
    Array.from({ length: times }, (_, index) => ({ customer, at: `2025-${value}-1${index}`, amount: 10 })),
  );
const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(2, "0")}`);
const [a, b, c] = [names("a", 50), names("b", 30), names("c", 20)];

/** January 50; February 10 of them and 30 new; March 4 of these 40 and 20 new, twice each; April is not over: 5 of March. */
const shop = [
  ...month("01", a),
  ...month("02", [...a.slice(0, 10), ...b]),
  ...month("03", [...a.slice(0, 2), ...b.slice(0, 2)]),
  ...month("03", c, 2),
  ...month("04", c.slice(0, 5)),
];
const april = contextAt("2025-04-12", "2025-04-11", { observed_from: "2025-01-01" });

async function tell(params: object, locale: Locale = "en", context = april, orders = shop) {
  await duckdb.build(orders);
  const result = await duckdb.analyse(repurchase, params as Record<string, unknown>, context);
  const checked = parseParams(repurchase.params, params) as RepurchaseParams;
  const telling = tellingOf(locale, context, { first_ordered_on: "2025-01-10" });
  return {
    ...repurchase.headline(result, checked, telling),
    ...repurchase.chart(result, checked, { ...telling, width: 900 }),
  };
}

describe("the headline of repurchase", () => {
  it("says how many of the month before ordered again, against the average", async () => {
    const { sentence, basis } = await tell({});
    expect(sentence).toBe("Of 100 customers who ordered in Feb 2025, 10 ordered again in Mar 2025.");
    expect(basis).toBe(
      "n = 40 customers, 4 of them ordered, 95% interval 4.0%–23.1%; average 15.6%: 5.6 points below, within chance, over 2 complete months",
    );
  });

  it("says so in Chinese", async () => {
    const { sentence, basis } = await tell({}, "zh-Hans");
    expect(sentence).toBe("2025年2月下单的每 100 位顾客，有 10 位在2025年3月再下单。");
    expect(basis).toBe(
      "n = 40 位，其中 4 位下单，95% 区间 4.0%–23.1%；平均 15.6%：低 5.6 个百分点，在随机波动之内，共 2 个月满期",
    );
  });

  it("names new and returning customers, the period itself, and several periods", async () => {
    expect((await tell({ customers_from: "new" })).sentence).toBe(
      "Of 100 new customers who ordered in Feb 2025, 7 ordered again in Mar 2025.",
    );
    expect((await tell({ customers_from: "returning" }, "zh-Hans")).sentence).toBe(
      "2025年2月下单的每 100 位老客，有 20 位在2025年3月再下单。",
    );
    expect((await tell({ step: 0 })).basis).toMatch(
      /^n = \d+ customers, \d+ of them ordered twice or more, 95%/,
    );
    expect((await tell({ step: 0 })).sentence).toBe(
      "Of 100 customers in Mar 2025, 83 ordered at least twice in it.",
    );
    expect((await tell({ step: 2 })).sentence).toBe(
      "Of 100 customers who ordered in the 2 months before Mar 2025, 5 ordered in it.",
    );
    expect((await tell({ step: 2 }, "zh-Hans")).sentence).toBe(
      "2025年3月之前 2 个月下单的每 100 位顾客，有 5 位在当期下单。",
    );
  });

  it("says on which day and in which week", async () => {
    const daily = [...month("03", a), ...month("03", b, 2)];
    const context = contextAt("2025-03-30", "2025-03-30", { observed_from: "2025-01-01" });
    const say = async (params: object, locale: Locale = "en") =>
      (await tell(params, locale, context, daily)).sentence;
    expect(await say({ period: "day" })).toBe(
      "Of 100 customers who ordered on 11 Mar 2025, 0 ordered again on 12 Mar 2025.",
    );
    expect(await say({ period: "week" })).toBe(
      "Of 100 customers who ordered in the week of 10 Mar 2025, 0 ordered again in the week of 17 Mar 2025.",
    );
    expect(await say({ period: "week" }, "zh-Hans")).toBe(
      "2025年3月10日当周下单的每 100 位顾客，有 0 位在2025年3月17日当周再下单。",
    );
    expect(await say({ period: "week", step: 2 })).toBe(
      "Of 100 customers who ordered in the 2 weeks before the week of 24 Mar 2025, 0 ordered in it.",
    );
  });

  it("says that no period can tell yet, where none can", async () => {
    const { sentence, basis } = await tell({ period: "year" });
    expect(sentence).toBe("No period is over yet whose customers could have bought again.");
    expect(basis).toBe("observed to 11 Apr 2025");
    const untyped = contextAt("2025-04-12", "2025-04-11");
    expect((await tell({ customers_from: "new" }, "en", untyped)).sentence).toBe(sentence);
  });
});

describe("the chart of repurchase", () => {
  it("says of each period the rate, its customers and its interval, or what there is so far", async () => {
    const { figures } = await tell({});
    const [rate, curve] = figures;
    expect(rate!.title).toBe("Customers who ordered again the next month");
    expect(rate!.stops.map(({ lines }) => lines)).toEqual([
      [
        "Feb 2025",
        "20.0%",
        "10 of 50 customers",
        "95% interval 11.2%–33.0%",
        "Average 15.6%: 4.4 points above, within chance",
      ],
      [
        "Mar 2025",
        "10.0%",
        "4 of 40 customers",
        "95% interval 4.0%–23.1%",
        "Average 15.6%: 5.6 points below, within chance",
      ],
      ["Apr 2025", "Not over yet", "5 of 24 customers so far"],
    ]);
    expect(rate!.legend?.map(({ hatched }) => hatched)).toEqual([true]);
    expect(rate!.summary).toBe("Mar 2025 10%; lowest Mar 2025 10%, highest Feb 2025 20%.");
    expect(curve!.title).toBe("New customers who have ordered again");
    expect(curve!.stops[0]!.who).toEqual({ within_days: 30, ordered: true });
  });

  it("puts the windows of those watched long enough beside the curve", async () => {
    const { table } = await tell({ windows: [30, 60, 90, 180] });
    expect(table?.rows.map((row) => [row[0], row[1], row[2], row[3]])).toEqual([
      ["30", "100", "22", "22.0%"],
      ["60", "80", "12", "15.0%"],
      ["90", "50", "10", "20.0%"],
      ["180", "0", "0", "–"],
    ]);
    expect(table?.who?.[3]).toBeUndefined();
  });

  it("marks periods too early to know the base, outside the average", async () => {
    const { figures } = await tell({ step: 2 }, "en", contextAt("2025-04-12", "2025-04-11"));
    expect(figures[0]!.stops[0]!.lines.at(-1)).toBe("Too early in the orders to know the base");
    expect(figures[0]!.legend?.map(({ token }) => token)).toEqual(["hatch", "mark-muted"]);
    expect(figures[0]!.legend![1]!.label).toBe("too early to know the base");
    const given = { step: 2, customers_from: "new" };
    const fresh = await tell(given, "en", contextAt("2025-04-12", "2025-04-11"));
    expect(fresh.figures[0]!.legend![1]!.label).toBe("too early to tell who is new");
  });
});
