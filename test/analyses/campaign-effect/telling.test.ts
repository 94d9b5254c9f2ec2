/** What campaign-effect says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { campaignEffect } from "../../../src/analyses/campaign-effect/analysis.ts";
import type { EffectResult } from "../../../src/analyses/campaign-effect/result.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf, withFit } from "../../support/analyse.ts";
import { openNativeEngine } from "../../support/native-engine.ts";
import type { ShopContact, ShopOrder } from "../../support/shop.ts";
import { contact, effectOf, order, spring, springContacts } from "./support.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openNativeEngine(":memory:");
  return () => engine.close();
});

const context = contextAt("2025-04-01");
const params = (given: object) => parseParams(campaignEffect.params, { window_days: 10, ...given });
const said = (result: EffectResult, locale: Locale, given: object = {}) =>
  campaignEffect.headline(result, params(given), tellingOf(locale, context));

const id = (group: string, at: number) => `${group}${String(at).padStart(3, "0")}`;

/** `a` of 200 contacted and `b` of 200 others order; all had ordered once before, a month ago. */
function shopOf(a: number, b: number): { orders: readonly ShopOrder[]; contacts: readonly ShopContact[] } {
  const people = Array.from({ length: 200 }, (_, at) => at);
  const orders = ["t", "u"].flatMap((group) =>
    people.flatMap((at) => [
      order(id(group, at), "2025-02-10", 10 + (at % 7)),
      ...(at < (group === "t" ? a : b) ? [order(id(group, at), "2025-03-12", 20 + (at % 5))] : []),
    ]),
  );
  return {
    orders,
    contacts: people.map((at) => contact(id("t", at), "2025-03-10", "treated", { cost: 0.1 })),
  };
}

describe("the headline", () => {
  it("says what the campaign brought, with customers held back", async () => {
    const { orders, contacts } = shopOf(60, 30);
    const held = contacts.map(({ customer }) => contact(customer.replace("t", "u"), "2025-03-10", "control"));
    const result = await effectOf(engine, {}, orders, { contacts: [...contacts, ...held] }, context);
    expect(said(result, "en")).toEqual({
      sentence:
        "30.0% of the contacted ordered within 10 days, 15.0% of those held back: 15 points more because of the campaign.",
      basis:
        "n = 200 contacted and 200 held back; 95% interval of the difference +6.8 to +22.9 points, p < 0.001; no effect smaller than 10 points could have been seen",
    });
    expect(said(result, "zh-Hans")).toEqual({
      sentence: "触达组 10 天内有 30.0% 下单，对照组 15.0%：活动多带来 15 个百分点。",
      basis:
        "n = 触达 200 位，对照 200 位；差别的 95% 区间 +6.8 至 +22.9 个百分点，p < 0.001；小于 10 个百分点的效果看不出来",
    });
  });

  it("says that a matched comparison is no experiment", async () => {
    const { orders, contacts } = shopOf(60, 30);
    const result = await effectOf(engine, {}, orders, { contacts }, context);
    expect(said(result, "en").sentence).toBe(
      "30.0% of the contacted ordered within 10 days, 15.0% of like customers who were not contacted. This is no experiment: how they differed before the campaign is not known.",
    );
    expect(said(result, "zh-Hans").sentence).toBe(
      "触达组 10 天内有 30.0% 下单，相似但没有触达的顾客 15.0%。这不是实验：活动之前两者差多少不得而知。",
    );
    const notes = campaignEffect.chart(result, params({}), { ...tellingOf("en", context), width: 984 }).table!
      .notes;
    expect(notes[0]).toMatch(/^No control group/);
  });

  it("says what is within chance, not over, or of nobody", async () => {
    const small = await effectOf(engine);
    expect(said(small, "en").sentence).toBe(
      "40.0% of the contacted ordered within 10 days, 33.3% of those held back: a difference within chance.",
    );
    const open = await effectOf(engine, {}, spring, undefined, contextAt("2025-03-15"));
    expect(said(open, "en").sentence).toBe(
      "The window of 10 days ends on 19 Mar 2025; so far 2 of 5 contacted customers have ordered.",
    );
    expect(said(open, "zh-Hans").sentence).toBe(
      "10 天的窗口到 2025年3月19日 结束；触达的 5 位顾客中，目前有 2 位下单。",
    );
    const nobody = await effectOf(engine, {}, spring, { contacts: [] });
    expect(said(nobody, "en").sentence).toBe("Nobody had been contacted by 1 Apr 2025.");
    const alone = await effectOf(engine, { control: "assigned" }, spring, {
      contacts: springContacts.filter(({ group }) => group === "treated"),
    });
    expect(said(alone, "en", { control: "assigned" }).sentence).toBe(
      "40.0% of the 5 contacted customers ordered within 10 days; there is nobody to compare them with.",
    );
  });
});

describe("the charts", () => {
  it("draw every measure, the balance, and the windows before", async () => {
    const { orders, contacts } = shopOf(60, 30);
    const held = contacts.map(({ customer }) => contact(customer.replace("t", "u"), "2025-03-10", "control"));
    const given = { margin: 0.4, control_share: 0.5 };
    const result = await effectOf(engine, given, orders, { contacts: [...contacts, ...held] }, context);
    for (const locale of ["en", "zh-Hans"] as const)
      for (const width of [360, 984]) {
        const view = campaignEffect.chart(result, params(given), { ...tellingOf(locale, context), width });
        expect(view.figures.map(({ id: name, stops }) => [name, stops.length])).toEqual([
          ["effect", 6],
          ["balance", 4],
          ["placebo", 3],
        ]);
      }
    const view = campaignEffect.chart(result, params(given), { ...tellingOf("en", context), width: 984 });
    expect(view.figures[0]!.stops[0]!.lines).toEqual([
      "Conversion",
      "contacted less control: +15 points",
      "contacted 30.0%, control 15.0%",
      "60 of 200 contacted, 30 of 200 control",
      "95% interval +6.8 to +22.9 points, p < 0.001",
      "more than chance",
      "no difference smaller than 10 points could have been seen",
    ]);
    expect(view.figures[1]!.summary).toBe(
      "The groups were alike the day before the sending: no difference above 0.1 standard deviations.",
    );
    expect(view.table!.rows[0]).toEqual(["Contacts", "200", ""]);
    // 200 × (60 · 22 − 30 · 22) / 200, each five orders worth 110.
    expect(view.table!.rows[1]!.slice(0, 2)).toEqual(["Net amount brought", "+€660"]);
    // 0.4 × 660 − 200 × 0.10
    expect(view.table!.rows[5]!.slice(0, 2)).toEqual(["Profit", "+€244"]);
    expect(view.table!.notes).toEqual(["Held back: 50.0% of the assigned, meant were 50.0% (p = 1)."]);
  });

  it("hatch what is not over", async () => {
    const open = await effectOf(engine, {}, spring, undefined, contextAt("2025-03-15"));
    const view = campaignEffect.chart(open, params({}), { ...tellingOf("en", context), width: 984 });
    expect(view.figures[0]!.legend).toEqual([{ label: "window not over", token: "hatch", hatched: true }]);
    expect(view.figures[0]!.stops[0]!.lines).toContain("not over yet");
  });
});

it("opens as many customers as each row counts", async () => {
  const { orders, contacts } = shopOf(60, 30);
  for (const control of ["assigned", "matched"]) {
    const more = {
      contacts: [...contacts, contact("u001", "2025-03-10", "control"), contact("stranger", "2025-03-10")],
    };
    const result = await effectOf(engine, { control }, orders, more, context);
    const fitted = await withFit(engine, campaignEffect, { window_days: 10, control }, context);
    for (const row of result.rows) {
      const mark = campaignEffect.rowMark!(row);
      if (mark === null) {
        expect(row.treated_count).toBe(0);
        continue;
      }
      const text = membersSql(campaignEffect, params({ control }), fitted, mark);
      expect((await engine.query(text)).numRows).toBe(row.treated_count);
    }
  }
});
