import { describe, expect, it } from "vitest";
import { customerProfile } from "../../../src/analyses/customer-profile/analysis.ts";
import { differencesOf } from "../../../src/analyses/customer-profile/differences.ts";
import type { ProfileRow } from "../../../src/analyses/customer-profile/result.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";

const context = contextAt("2025-06-17");
const paramsOf = (given: object) => parseParams(customerProfile.params, given);

/** A row of `customers` of `n` profiled against `customers_all` of 1,000. */
function row(
  dimension: string,
  value: string | null,
  customers: number,
  customers_all: number,
  { n = 200, ...more }: Partial<ProfileRow> = {},
): ProfileRow {
  const n_all = 1000;
  const [share, share_all] = [customers / n, customers_all / n_all];
  const others = (customers_all - customers) / (n_all - n);
  const spread = Math.sqrt(share_all * (1 - share_all) * (1 / n + 1 / (n_all - n)));
  return {
    dimension,
    value,
    customers,
    share,
    share_all,
    ...wilsonInterval(customers, n)!,
    net_amount: 1234.5,
    n,
    customers_all,
    n_all,
    kind: value === null ? "unknown" : "value",
    z: n === n_all ? null : (share - others) / spread,
    band_from: null,
    band_to: null,
    ...more,
  };
}
const result = (rows: readonly ProfileRow[]) => ({ rows, whole: true, parts: {} });
const some = [
  row("price_band", "5", 60, 200, { kind: "fifth", band_from: 40, band_to: 116.5 }),
  row("usual_gap", "to_7", 150, 160),
  row("usual_gap", null, 0, 600),
  row("channel", "web", 100, 620),
  row("channel", "app", 95, 350),
  row("channel", null, 5, 30),
];

describe("differences", () => {
  it("are beyond chance above the quantile for as many comparisons, the largest first", () => {
    const { compared, beyond } = differencesOf(some, { who: "best_20_percent" });
    // |z| 3.9, 3.9 and 4.1 above 2.5 of four; the unknown channel differs by a half of a point.
    expect(compared).toBe(4);
    expect(beyond.map(({ value }) => value)).toEqual(["app", "web", "5"]);
  });

  it("count the usual gap where it does not follow from the choice", () => {
    expect(differencesOf(some, { who: "lapsed_customers" }).compared).toBe(6);
    const [first, second] = differencesOf(some, { who: "lapsed_customers" }).beyond;
    expect([first!.kind, second!.value]).toEqual(["unknown", "to_7"]);
  });

  it("are not looked for where fewer than five are expected, nor where everyone is profiled", () => {
    const rare = [row("channel", "pos", 6, 24), row("channel", "fair", 6, 26)];
    expect(differencesOf(rare, { who: "all" }).compared).toBe(1);
    const everyone = [row("channel", "web", 620, 620, { n: 1000 })];
    expect(differencesOf(everyone, { who: "all" })).toEqual({ compared: 0, beyond: [] });
  });
});

describe("the headline", () => {
  const told = (rows: readonly ProfileRow[], given: object = {}, locale: "en" | "zh-Hans" = "en") =>
    customerProfile.headline(result(rows), paramsOf(given), tellingOf(locale, context));

  it("says the largest difference with its interval", () => {
    expect(told(some, { who: "best_20_percent" })).toEqual({
      sentence:
        "Channel “app”: 48% of the 200 customers profiled, against 35% of all; no difference beyond chance is larger.",
      basis:
        "n = 200 of 1,000 customers by 17 Jun 2025; 95% interval 40.7%–54.4%; 4 comparisons, 5% error for all together (Bonferroni)",
    });
    expect(told(some, { who: "best_20_percent" }, "zh-Hans").sentence).toBe(
      "渠道为“app”：占画像的 200 位顾客的 48%，全体为 35%；在超出随机波动的差别中最大。",
    );
  });

  it("names the list that is profiled", () => {
    const vips = { list: { list: "vips" } };
    expect(told(some, vips)).toEqual({
      sentence:
        "Usual gap “ordered on one day only”: 0% of the 200 customers profiled from the list “vips”, against 60% of all; no difference beyond chance is larger.",
      basis: `list “vips”; ${told(some).basis}`,
    });
    expect(told(some, { who: "best_20_percent", ...vips }, "zh-Hans")).toMatchObject({
      sentence:
        "渠道为“app”：占名单“vips”里画像的 200 位顾客的 48%，全体为 35%；在超出随机波动的差别中最大。",
      basis: expect.stringMatching(/^名单“vips”；n = 200/) as string,
    });
    const same = [row("channel", "web", 124, 620)];
    expect(told(same, vips).sentence).toBe(
      "The 200 customers profiled from the list “vips” differ from the others by no more than chance would make them.",
    );
    expect(told(same, vips, "zh-Hans").sentence).toBe(
      "名单“vips”里画像的 200 位顾客与其余顾客没有超出随机波动的差别。",
    );
    const nobody = [row("channel", "web", 0, 620, { n: 0, share: null, low: null, high: null, z: null })];
    expect(told(nobody, vips).sentence).toBe(
      "Nobody is profiled by 17 Jun 2025: no counted customer of the list “vips” had ordered.",
    );
    expect(told(nobody, { who: "repeat_customers", ...vips }).sentence).toBe(
      "Nobody is profiled by 17 Jun 2025: no customer of the list “vips” is among the repeat customers.",
    );
    expect(told(nobody, vips, "zh-Hans").sentence).toContain("名单“vips”里没有计入且下过单的顾客");
  });

  it("says that nothing differs, that nobody fits, that nobody ordered", () => {
    expect(told([row("channel", "web", 124, 620)]).sentence).toBe(
      "The 200 customers profiled differ from the others by no more than chance would make them.",
    );
    const nobody = [row("channel", "web", 0, 620, { n: 0, share: null, low: null, high: null, z: null })];
    expect(told(nobody, { who: "new_customers" }).sentence).toBe(
      "Nobody is profiled by 17 Jun 2025: no customer is among the new customers.",
    );
    expect(told([]).sentence).toBe("No customer had ordered by 17 Jun 2025.");
  });

  it("says the most frequent value where everyone is profiled", () => {
    const everyone = [
      row("weekday", "monday", 900, 900, { n: 1000 }),
      row("channel", "web", 620, 620, { n: 1000 }),
    ];
    expect(told(everyone).sentence).toBe("62% of 1,000 customers share one value: Channel “web”.");
    expect(told(everyone, {}, "zh-Hans").sentence).toBe(
      "1,000 位顾客里，62% 的渠道为“web”，是最常见的取值。",
    );
  });
});

describe("the chart", () => {
  const view = (given: object, width: number, locale: "en" | "zh-Hans" = "en") =>
    customerProfile.chart(result(some), paramsOf(given), { ...tellingOf(locale, context), width });

  it("has a figure for each dimension, two beside each other where there is room", () => {
    const shape = (width: number) =>
      view({}, width).figures.map(({ id, share, stops }) => [id, share, stops.length]);
    expect(shape(1000)).toEqual([
      ["price_band", 0.5, 1],
      ["usual_gap", 0.5, 2],
      ["channel", 0.5, 3],
    ]);
    expect(shape(390).map(([, share]) => share)).toEqual([1, 1, 1]);
  });

  it("says each bar with share, interval, all and money, and opens its customers", () => {
    const { stops } = view({ who: "best_20_percent" }, 1000, "en").figures[2]!;
    expect(stops[1]).toMatchObject({
      who: { dimension: "channel", value: "app", kind: "value" },
      lines: [
        "app",
        "48%",
        "95 customers of 200 customers",
        "95% interval 40.7%–54.4%",
        "all customers: 35%",
        "more than chance would make it",
        "net amount €1,235",
      ],
    });
    const { stops: gaps } = view({}, 1000).figures[1]!;
    expect(gaps[1]!.who).toBeUndefined();
    expect(gaps[1]!.lines[0]).toBe("ordered on one day only");
  });

  it("names the list in each subtitle and legend", () => {
    const [first] = view({ list: { list: "vips" } }, 1000).figures;
    expect(first!.subtitle).toBe(
      "Share of the customers profiled from the list “vips”; the tick is the share of all",
    );
    expect(first!.legend!.map(({ label }) => label)).toContain("profiled from “vips”, with 95% interval");
    const [chinese] = view({ list: { list: "vips" } }, 1000, "zh-Hans").figures;
    expect(chinese!.subtitle).toBe("名单“vips”里画像顾客的占比；竖线为全体占比");
    expect(chinese!.legend!.map(({ label }) => label)).toContain("名单“vips”的画像顾客，附 95% 区间");
  });

  it("lists what stands out, with its customers", () => {
    const { table } = view({ who: "best_20_percent" }, 1000, "zh-Hans");
    expect(table!.rows).toEqual([
      ["渠道：app", "48%", "35%", "+12.5"],
      ["渠道：web", "50%", "62%", "−12"],
      ["客单价：€40.00 至 €116.50", "30%", "20%", "+10"],
    ]);
    expect(table!.who![2]).toEqual({ dimension: "price_band", value: "5", kind: "fifth" });
  });
});

describe("a mark in words", () => {
  const label = (mark: Record<string, string | null>) =>
    customerProfile.markLabel!(mark, paramsOf({}), tellingOf("en", context));
  it("names dimension and value", () => {
    expect([
      label({ dimension: "usual_gap", value: "to_14", kind: "value" }),
      label({ dimension: "price_band", value: "5", kind: "fifth" }),
      label({ dimension: "hour", value: "23", kind: "value" }),
      label({ dimension: "age", value: "20_29", kind: "value" }),
      label({ dimension: "customer.level", value: null, kind: "others" }),
      label({ dimension: "usual_gap", value: null, kind: "unknown" }),
    ]).toEqual([
      "Usual gap: 8 to 14 days",
      "Average order value: fifth 5 of 5, 1 the lowest",
      "Hour: 23:00 to 00:00",
      "Age: 20–29",
      "level: other values",
      "Usual gap: ordered on one day only",
    ]);
  });
});

describe("a question for one dimension", () => {
  const facts = {
    filled: ["ordered_at", "net_amount", "channel"],
    attributes: [{ name: "level", numeric: false }],
  };
  const refused = (dimension: string) =>
    customerProfile.check!(paramsOf({ dimension }), tellingOf("en", context, facts));

  it("is answered where the data have it, else refused with what there is", () => {
    expect([refused("channel"), refused("customer.level"), refused("age")]).toEqual([null, null, null]);
    const known = "price_band, usual_gap, weekday, hour, channel, age and customer.level";
    for (const dimension of ["city", "customer.shoe", "nonsense"])
      expect(refused(dimension)).toEqual({
        reason: `These orders have no dimension ${dimension}. They have: ${known}.`,
      });
    expect(
      customerProfile.suggestions!("dimension", null, tellingOf("en", context, facts).facts),
    ).toHaveLength(7);
  });
});
