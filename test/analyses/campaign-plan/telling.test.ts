/** What campaign-plan says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { campaignPlan } from "../../../src/analyses/campaign-plan/analysis.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { march, order, paramsOf, planOf } from "./support.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const said = async (locale: Locale, more: object = {}, context = march) =>
  campaignPlan.headline(await planOf(duckdb, more, context), paramsOf(more), tellingOf(locale, context));
const sentence = async (more: object) => (await said("en", more)).sentence;

describe("the headline", () => {
  it("says what pays first, and what that rests on", async () => {
    expect(await said("en")).toEqual({
      sentence: "50% order within 10 days anyway; SMS pays once another 8.3% do.",
      basis:
        "n = 5 customers; order anyway: of 4 customers, from 22 Mar 2025 to 31 Mar 2025, 95% interval 15.0%–85.0%",
    });
    expect(await said("zh-Hans")).toEqual({
      sentence: "10 天内本来就有 50% 会下单；短信再有 8.3% 下单就回本。",
      basis: "n = 5 位顾客；本来会下单：4 位顾客，2025年3月22日 至 2025年3月31日，95% 区间 15.0%–85.0%",
    });
  });

  it("says what could be seen, where there are enough", async () => {
    const many = Array.from({ length: 200 }, (_, at) => [
      order(`c${at}`, "2025-02-01", 10),
      ...(at < 40 ? [order(`c${at}`, "2025-03-25", 10)] : []),
    ]).flat();
    const more = { control_share: 0.5, incentive: 0 };
    const result = await planOf(duckdb, more, march, {}, many);
    const told = campaignPlan.headline(result, paramsOf(more), tellingOf("en", march));
    expect(told.sentence).toBe("20% order within 10 days anyway; SMS pays once another 10% do.");
    expect(told.basis).toMatch(/; no rise smaller than 18% could be seen$/);
  });

  it("says why nothing pays, or what is not known", async () => {
    expect(await sentence({ incentive: 20 })).toBe(
      "No response pays: an order of €40.00 leaves €20.00, no more than the incentive of €20.00.",
    );
    expect(await sentence({ margin: 0, incentive: 0 })).toBe(
      "No response pays: an order of €40.00 leaves €0.00.",
    );
    expect(await sentence({ margin: null })).toBe(
      "50% order within 10 days anyway; type the margin to see when a campaign pays.",
    );
    // 18 are left of an order; 16 in 18 is beyond the half that would not order anyway.
    expect(await sentence({ channels: [{ channel: "other", name: "Pigeon", unit_cost: 15 }] })).toBe(
      "50% order within 10 days anyway; no channel pays even if all the others do: an order of €40.00 leaves €20.00.",
    );
    expect(await sentence({ channels: [{ channel: "email", unit_cost: 0 }], incentive: 0 })).toBe(
      "50% order within 10 days anyway; E-mail costs nothing, so that any further order pays.",
    );
    expect(await sentence({ windows_back: 9 })).toBe(
      "How many order anyway, and take the incentive, is not known: nobody had ordered before 1 Jan 2025, or the orders do not cover the days from then to 10 Jan 2025.",
    );
    expect(await sentence({ windows_back: 9, incentive: 0 })).toBe(
      "How many order anyway is not known; SMS pays once another 2.5% do.",
    );
    expect(await sentence({ control_share: 0.9 })).toBe(
      "Nobody is left to be contacted: no channel reaches anyone who is not held back.",
    );
    const early = contextAt("2025-01-01");
    expect((await said("en", {}, early)).sentence).toBe("Nobody on this list has ordered yet.");
    expect((await said("zh-Hans", { incentive: 20 })).sentence).toBe(
      "响应再多也不回本：一单 €40.00 只剩 €20.00，不超过优惠的 €20.00。",
    );
  });
});

describe("the chart", () => {
  it("has a bar a channel and a point a window, in each language and width", async () => {
    const result = await planOf(duckdb);
    for (const locale of ["en", "zh-Hans"] as const)
      for (const width of [300, 560, 984]) {
        const view = campaignPlan.chart(result, paramsOf(), { ...tellingOf(locale, march), width });
        expect(view.figures.map(({ id, stops }) => [id, stops.length])).toEqual([
          ["channels", 2],
          ["windows", 8],
        ]);
        for (const { x, width: wide } of view.figures.flatMap(({ stops }) => stops))
          expect(x + wide).toBeLessThanOrEqual(width + 0.01);
      }
  });

  it("speaks every mark", async () => {
    const result = await planOf(duckdb);
    const linesOf = (locale: Locale) =>
      campaignPlan
        .chart(result, paramsOf(), { ...tellingOf(locale, march), width: 984 })
        .figures.map(({ stops }) => stops.map(({ lines }) => lines));
    const [channels, windows] = linesOf("en");
    expect(channels).toEqual([
      [
        "SMS",
        "pays at 8.3% more of the contacted",
        "4.4% to 12%, as those who order anyway vary (95%)",
        "3 customers contacted, 2 held back",
        "cost €1.50, €0.50 a contact",
        "at 10% more: profit +€0.90",
        "no rise could be seen",
      ],
      [
        "Pigeon",
        "pays at no response",
        "3 customers contacted, 2 held back",
        "cost €45.00, €15.00 a contact",
        "at 10% more: profit −€42.60",
        "no rise could be seen",
      ],
    ]);
    expect(windows!.at(-1)).toEqual([
      "22 Mar 2025 to 31 Mar 2025",
      "50% ordered",
      "2 of 4 customers from before",
      "95% interval 15.0%–85.0%",
      "the base window",
    ]);
    expect(linesOf("zh-Hans")[0]![0]).toEqual([
      "短信",
      "触达的人再有 8.3% 下单就回本",
      "按本来会下单的波动，4.4% 至 12%（95%）",
      "触达 3 位顾客，对照组 2 位",
      "成本 €1.50，每次 €0.50",
      "额外 10% 下单时利润 +€0.90",
      "再大的提升也看不出来",
    ]);
  });

  it("says what it rests on", async () => {
    const tableOf = async (more: object) =>
      campaignPlan.chart(await planOf(duckdb, more), paramsOf(more), {
        ...tellingOf("en", march),
        width: 984,
      }).table!;
    const table = await tableOf({});
    expect(table.rows).toEqual([
      ["Customers", "5"],
      ["Order anyway", "50%"],
      ["Average order", "€40.00"],
      ["Margin", "50%"],
      ["Incentive", "€2.00"],
      ["Share held back", "40%"],
    ]);
    expect(table.notes).toEqual(["The costs of a contact are assumed until you type yours."]);
    expect((await tableOf({ windows_back: 2, margin: null })).notes).toEqual([
      "The costs of a contact are assumed until you type yours.",
      "Nobody ordered in the base window, as on a list of customers who have not ordered of late: choose an earlier one.",
      "The margin is not known: type one, or import the costs of the products.",
    ]);
  });

  it("has nothing to show of a list of nobody", async () => {
    const early = contextAt("2025-01-01");
    const result = await planOf(duckdb, {}, early);
    expect(campaignPlan.chart(result, paramsOf(), { ...tellingOf("en", early), width: 984 })).toEqual({
      figures: [],
    });
  });
});

it("is refused where nobody is known, or no amount", () => {
  const reasonOf = (facts: object) => campaignPlan.check!(paramsOf(), tellingOf("en", march, facts))?.reason;
  expect(reasonOf({})).toBeUndefined();
  expect(reasonOf({ has_customer_key: false })).toBe("These orders name no customer.");
  expect(reasonOf({ customers: 0 })).toBe("These orders name no customer.");
  expect(reasonOf({ filled: ["ordered_at", "customer_key"] })).toBe(
    "No net amount could be read in these orders.",
  );
});
