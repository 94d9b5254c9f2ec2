/** campaign-effect by hand: every option on a campaign of eight customers. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { newcombeInterval } from "../../../src/stats/newcombe.ts";
import { twoProportionsP } from "../../../src/stats/two-proportions.ts";
import { contextAt } from "../../support/analyse.ts";
import { openNativeEngine } from "../../support/native-engine.ts";
import { contact, effectOf, order, spring, springContacts } from "./support.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openNativeEngine(":memory:");
  return () => engine.close();
});

/** x of n on both sides as the row says them. */
const share = (measure: string, [x1, n1]: readonly [number, number], [x0, n0]: readonly [number, number]) => {
  const p0 = x0 / n0;
  const interval = newcombeInterval(x0, n0, x1, n1)!;
  const error = Math.sqrt(p0 * (1 - p0) * (1 / n0 + 1 / n1));
  return {
    measure,
    treated_n: n1,
    treated: expect.closeTo(x1 / n1, 12) as number,
    control_n: n0,
    control: expect.closeTo(p0, 12) as number,
    difference: expect.closeTo(x1 / n1 - p0, 12) as number,
    low: expect.closeTo(interval.low, 9) as number,
    high: expect.closeTo(interval.high, 9) as number,
    p_value: expect.closeTo(twoProportionsP(x0, n0, x1, n1)!, 9) as number,
    detectable: error > 0 ? (expect.closeTo(2.8015852181 * error, 8) as number) : null,
    complete: true,
    treated_count: x1,
    control_count: x0,
  };
};

const mean = (
  measure: string,
  [treated, treated_n, treated_count]: readonly [number, number, number],
  [control, control_n, control_count]: readonly [number, number, number],
) => ({
  measure,
  treated_n,
  treated: expect.closeTo(treated, 12) as number,
  control_n,
  control: expect.closeTo(control, 12) as number,
  difference: expect.closeTo(treated - control, 12) as number,
  low: null,
  high: null,
  p_value: null,
  detectable: null,
  complete: true,
  treated_count,
  control_count,
});

describe("with customers held back", () => {
  it("counts everyone who was assigned, from the day of sending to the last day of the window", async () => {
    const { rows, parts } = await effectOf(engine, { placebo_dates: 0 });
    expect(rows).toEqual([
      share("conversion", [2, 5], [1, 3]),
      share("return_rate", [1, 3], [1, 3]),
      share("repurchase_rate", [1, 5], [0, 3]),
      mean("orders_per_customer", [3 / 5, 5, 2], [1 / 3, 3, 1]),
      mean("net_amount_per_customer", [16, 5, 2], [25 / 3, 3, 1]),
      mean("average_order_value", [80 / 3, 2, 2], [25, 1, 1]),
    ]);
    expect(parts.groups).toEqual([
      {
        campaign: "spring",
        matched: false,
        treated_assigned: 5,
        control_assigned: 3,
        treated_n: 5,
        control_n: 3,
        treated_open: 0,
        control_open: 0,
        too_early: 0,
        unmatched: 0,
        crossed: 0,
        unknown: 1,
        treated_so_far: 2,
        first_sent_on: "2025-03-10",
        last_sent_on: "2025-03-10",
        ends_on: "2025-03-19",
        control_share: 3 / 8,
        ratio_p: null,
      },
    ]);
    expect(parts.placebo).toEqual([]);
  });

  it("compares them the day before the sending", async () => {
    const { parts } = await effectOf(engine);
    // Contacted: a, b, d had ordered: 37, 33, 59 days before; e, f, g 28, 27, 9 days before.
    expect(
      parts.balance.map(({ dimension, treated_n, treated, control_n, control }) => ({
        dimension,
        treated_n,
        treated,
        control_n,
        control,
      })),
    ).toEqual([
      { dimension: "ordered_before", treated_n: 5, treated: 0.6, control_n: 3, control: 1 },
      { dimension: "recency_days", treated_n: 3, treated: 43, control_n: 3, control: 64 / 3 },
      { dimension: "orders", treated_n: 3, treated: 1, control_n: 3, control: 1 },
      { dimension: "net_amount", treated_n: 3, treated: 80 / 3, control_n: 3, control: 55 / 3 },
    ]);
    const [, recency, orders] = parts.balance;
    // Variances 196 and 114 1/3 (sample).
    expect(recency!.standardised).toBeCloseTo((43 - 64 / 3) / Math.sqrt((196 + 343 / 3) / 2), 10);
    expect(recency!.standardised_before).toBeCloseTo(recency!.standardised!, 12);
    expect(orders!.standardised).toBe(0);
    const recent = parts.distribution.filter(({ dimension }) => dimension === "recency_days");
    expect(recent.map(({ class: each, treated_n, control_n }) => [each, treated_n, control_n])).toEqual([
      [1, 1, 3],
      [3, 1, 0],
      [5, 1, 0],
    ]);
  });

  it("asks the same of the windows before", async () => {
    const { parts } = await effectOf(engine, { placebo_dates: 2 });
    const conversions = parts.placebo.filter(({ measure }) => measure === "conversion");
    expect(
      conversions.map(({ k, starts_on, ends_on, treated, control }) => ({
        k,
        starts_on,
        ends_on,
        treated,
        control,
      })),
    ).toEqual([
      // 18 to 27 February: nobody; 28 February to 9 March: g.
      { k: 2, starts_on: "2025-02-18", ends_on: "2025-02-27", treated: 0, control: 0 },
      { k: 1, starts_on: "2025-02-28", ends_on: "2025-03-09", treated: 0, control: 1 / 3 },
    ]);
  });

  it("adds up cost and profit", async () => {
    const profit = async (given: object) => (await effectOf(engine, given)).parts.profit[0]!;
    expect(await profit({})).toMatchObject({
      contacts: 5,
      contact_cost: 2.5,
      incentive_cost: 0,
      margin: null,
      profit: null,
    });
    const typed = await profit({ margin: 0.5, cost_per_contact: 0.2, incentive: 1.5 });
    // 5 × (16 − 25/3) = 38.33; half of it less 5 × 0.20 and 2 × 1.50.
    expect(typed).toMatchObject({ contact_cost: 1, incentive_cost: 3, margin: 0.5, margin_measured: false });
    expect(typed.net_amount).toBeCloseTo(115 / 3, 10);
    expect(typed.profit).toBeCloseTo(115 / 6 - 4, 10);
    expect(typed.profit_low).toBeNull();
  });

  it("measures the margin on orders with a known cost", async () => {
    const orders = [
      ...spring,
      order("g", "2025-03-02", 100, { cost: 40, shipping: 5, tax: 15 }),
      order("g", "2025-03-03", 100, { cost: 30, refunds: [{ at: "2025-03-05", amount: 20 }] }),
      order("g", "2025-04-02", 100, { cost: 1 }),
    ];
    const margin = async (more: object, context = contextAt("2025-04-01")) =>
      (await effectOf(engine, {}, orders, { contacts: springContacts, ...more }, context)).parts.profit[0]!
        .margin;
    // (100 − 60 + 80 − 30) / 180, whether refunds are in the order or on their day; goods hold no shipping and tax.
    expect(await margin({})).toBeCloseTo(0.5, 12);
    const booked = contextAt("2025-04-01", "2025-04-01", { refund_policy: "at_refund_date" });
    expect(await margin({ refunds: "at_refund_date" }, booked)).toBeCloseTo(0.5, 12);
    const goods = contextAt("2025-04-01", "2025-04-01", { amount_rule: "goods" });
    expect(await margin({}, goods)).toBeCloseTo(110 / 180, 12);
  });

  it("takes refunds off in the window they fall into where they are booked then", async () => {
    const orders = [
      ...spring,
      order("d", "2025-01-11", 100, { refunds: [{ at: "2025-03-11", amount: 60 }] }),
      order("b", "2025-01-12", 100, { refunds: [{ at: "2025-04-02", amount: 60 }] }),
    ];
    const booked = contextAt("2025-04-01", "2025-04-01", { refund_policy: "at_refund_date" });
    const more = { contacts: springContacts, refunds: "at_refund_date" as const };
    const { rows } = await effectOf(engine, {}, orders, more, booked);
    // 80 less 60, of five; d has not ordered for it.
    expect(rows[4]).toMatchObject({ treated: 4, treated_count: 2 });
    expect(rows[0]).toMatchObject({ treated: 0.4 });
  });

  it("checks the sizes of the groups against what was meant", async () => {
    const ratio = async (control_share: number) =>
      (await effectOf(engine, { control_share })).parts.groups[0]!.ratio_p;
    expect(await ratio(3 / 8)).toBeCloseTo(1, 9);
    // χ² = (3 − 4)² / (8 · ½ · ½) = 0.5
    expect(await ratio(0.5)).toBeCloseTo(0.4795001222, 8);
  });
});

describe("who counts, and when", () => {
  it("counts a customer once, from the first contact, contacted before held back on one day", async () => {
    const contacts = [
      ...springContacts,
      contact("a", "2025-03-12"),
      contact("e", "2025-03-11"),
      contact("f", "2025-03-10 20:00:00"),
      contact("b", "2025-03-01", "treated", { campaign: "winter" }),
    ];
    const { rows, parts } = await effectOf(engine, {}, spring, { contacts });
    expect(parts.groups[0]).toMatchObject({
      campaign: "spring",
      treated_assigned: 6,
      control_assigned: 2,
      crossed: 2,
    });
    expect(rows[0]).toMatchObject({ treated_n: 6, treated_count: 2, control_n: 2, control_count: 1 });
    // a's second contact costs, too; f's has no known cost, so that the sum has none.
    expect(parts.profit[0]).toMatchObject({ contacts: 7, contact_cost: null });
  });

  it("takes the campaign that was sent last by as_of, or the one asked for", async () => {
    const contacts = [
      ...springContacts,
      contact("b", "2025-02-01", "treated", { campaign: "winter" }),
      contact("f", "2025-02-01", "control", { campaign: "winter" }),
    ];
    const at = async (asOf: string, given: object) =>
      (await effectOf(engine, given, spring, { contacts }, contextAt(asOf))).parts.groups[0]!.campaign;
    expect(await at("2025-04-01", {})).toBe("spring");
    expect(await at("2025-03-09", {})).toBe("winter");
    expect(await at("2025-04-01", { campaign: "winter" })).toBe("winter");
    const { rows } = await effectOf(engine, { campaign: "winter" }, spring, { contacts });
    expect(rows[0]).toMatchObject({ treated_n: 1, treated: 1, control_n: 1, control: 0 });
  });

  it("leaves out who has a window that is not over, and says so", async () => {
    const open = await effectOf(engine, {}, spring, undefined, contextAt("2025-03-18"));
    expect(open.rows[0]).toEqual({
      measure: "conversion",
      treated_n: 0,
      treated: null,
      control_n: 0,
      control: null,
      difference: null,
      low: null,
      high: null,
      p_value: null,
      detectable: null,
      complete: false,
      treated_count: 0,
      control_count: 0,
    });
    expect(open.parts.groups[0]).toMatchObject({
      treated_open: 5,
      control_open: 3,
      treated_so_far: 2,
      ends_on: "2025-03-19",
    });
    expect((await effectOf(engine, {}, spring, undefined, contextAt("2025-03-19"))).rows[0]).toMatchObject({
      complete: true,
      treated_n: 5,
    });
    // The last day is covered in part.
    const partly = contextAt("2025-03-19", "2025-03-18");
    expect((await effectOf(engine, {}, spring, undefined, partly)).rows[0]!.complete).toBe(false);
  });

  it("keeps within the days that a filter counts, and the days of the orders", async () => {
    const within = contextAt("2025-04-01", "2025-04-01", { counted_from: "2025-03-11" });
    const { parts } = await effectOf(engine, {}, spring, undefined, within);
    expect(parts.groups[0]).toMatchObject({ too_early: 5, treated_n: 0, treated_open: 0 });
    const through = contextAt("2025-04-01", "2025-04-01", { counted_through: "2025-03-15" });
    expect((await effectOf(engine, {}, spring, undefined, through)).parts.groups[0]).toMatchObject({
      treated_open: 5,
      treated_n: 0,
    });
  });

  it("has six rows where nobody was contacted", async () => {
    const { rows, parts } = await effectOf(engine, {}, spring, { contacts: [] });
    expect(rows.map(({ complete, treated_n }) => [complete, treated_n])).toEqual(Array(6).fill([false, 0]));
    expect(parts.groups[0]).toMatchObject({ campaign: null, treated_assigned: 0 });
  });
});
