/** campaign-plan counted by hand: every parameter, and the edges of the formula. */
import { beforeAll, describe, expect, it } from "vitest";
import { campaignPlan } from "../../../src/analyses/campaign-plan/analysis.ts";
import { contactFile, drawControl } from "../../../src/app/contact-file.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { given, march, order, planOf, shop } from "./support.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const near = (value: number) => expect.closeTo(value, 10) as number;

describe("a plan", () => {
  it("is that of the formula", async () => {
    const { rows, parts } = await planOf(duckdb);
    const { low, high } = wilsonInterval(2, 4)!;
    // Five customers, two held back; 320 in eight orders: 40 an order, 20 of it left, 18 with the incentive.
    expect(rows).toEqual([
      {
        channel: "sms",
        name: null,
        unit_cost: 0.5,
        customers: 5,
        reachable: null,
        control: 2,
        contacted: 3,
        cost: 1.5,
        base_rate: 0.5,
        n: 4,
        low: near(low),
        high: near(high),
        break_even: near((0.5 + 0.5 * 2) / (40 * 0.5 - 2)),
        break_even_low: near((0.5 + low * 2) / 18),
        break_even_high: near((0.5 + high * 2) / 18),
        expected_orders: near(0.3),
        expected_net_amount: near(12),
        expected_incentive: near(3 * 0.6 * 2),
        expected_profit: near(3 * (0.1 * 18 - 0.5 - 1)),
        detectable: null,
        complete: true,
      },
      expect.objectContaining({
        channel: "other",
        name: "Pigeon",
        cost: 45,
        break_even: near(16 / 18),
        expected_profit: near(3 * (1.8 - 15 - 1)),
      }),
    ]);
    expect(parts.totals).toEqual([
      {
        customers: 5,
        by_email: null,
        by_phone: null,
        base_from: "2025-03-22",
        base_to: "2025-03-31",
        n: 4,
        ordered: 2,
        base_rate: 0.5,
        low: near(low),
        high: near(high),
        orders: 8,
        average_order_value: 40,
        margin: 0.5,
        margin_measured: false,
      },
    ]);
    // The profit is what the additional orders leave, less every cost: the break-even is where it is nothing.
    for (const row of rows) {
      const spent = row.cost + row.expected_incentive!;
      expect(row.expected_net_amount! * 0.5 - spent).toBeCloseTo(row.expected_profit!, 10);
    }
    const even = await planOf(duckdb, { response_rate: rows[0]!.break_even! });
    expect(even.rows[0]!.expected_profit).toBeCloseTo(0, 10);
  });

  it("measures who orders anyway in every window since the orders began", async () => {
    const { parts } = await planOf(duckdb);
    expect(
      parts.windows.map(({ k, window_from, window_to, n, ordered }) => [
        k,
        window_from,
        window_to,
        n,
        ordered,
      ]),
    ).toEqual([
      [8, "2025-01-11", "2025-01-20", 1, 0],
      [7, "2025-01-21", "2025-01-30", 1, 0],
      // d begins on 1 February.
      [6, "2025-01-31", "2025-02-09", 1, 0],
      [5, "2025-02-10", "2025-02-19", 2, 0],
      [4, "2025-02-20", "2025-03-01", 2, 0],
      [3, "2025-03-02", "2025-03-11", 2, 0],
      [2, "2025-03-12", "2025-03-21", 2, 0],
      [1, "2025-03-22", "2025-03-31", 4, 2],
    ]);
    const earlier = await planOf(duckdb, { windows_back: 2 });
    expect(earlier.parts.totals[0]).toMatchObject({
      base_from: "2025-03-12",
      n: 2,
      ordered: 0,
      base_rate: 0,
    });
    // Nobody orders anyway: the contact alone has to be earned.
    expect(earlier.rows[0]!.break_even).toBeCloseTo(0.5 / 18, 10);
    // 1 to 10 January began before the orders did.
    const tooEarly = await planOf(duckdb, { windows_back: 9 });
    expect(tooEarly.rows[0]).toMatchObject({
      base_rate: null,
      n: 0,
      break_even: null,
      expected_profit: null,
      detectable: null,
      complete: false,
      cost: 1.5,
    });
    // A window as long as the response takes: 30 days from 2 March on, of a and d a alone.
    const month = await planOf(duckdb, { window_days: 30 });
    expect(month.parts.windows.map(({ k, n, ordered }) => [k, n, ordered])).toEqual([
      [2, 1, 0],
      [1, 2, 1],
    ]);
  });

  it("needs no base rate where nothing is given away", async () => {
    const { rows } = await planOf(duckdb, { windows_back: 9, incentive: 0 });
    expect(rows[0]).toMatchObject({
      break_even: near(0.5 / 20),
      break_even_low: near(0.5 / 20),
      break_even_high: near(0.5 / 20),
      expected_incentive: 0,
      expected_profit: near(3 * (0.1 * 20 - 0.5)),
      complete: false,
    });
  });

  it("knows nothing after the date, nor after the last day covered in full", async () => {
    const { parts } = await planOf(duckdb, {}, contextAt("2025-03-30", "2025-03-29"));
    expect(parts.totals[0]).toMatchObject({
      customers: 5,
      base_from: "2025-03-20",
      base_to: "2025-03-29",
      // c, d and a had ordered before 20 March; a orders on the 22nd.
      n: 3,
      ordered: 1,
      orders: 7,
    });
  });

  it("is of the list alone", async () => {
    await duckdb.build(shop);
    await duckdb.run(
      "create or replace table chosen as select customer_key from customers where customer_id in ('b', 'c', 'f')",
    );
    const listed = { ...given, list: { list: "chosen" } };
    const { parts } = await duckdb.analyse(campaignPlan, listed, march);
    expect(parts.totals[0]).toMatchObject({
      customers: 2,
      n: 2,
      ordered: 1,
      orders: 3,
      average_order_value: 40,
    });
    // One customer: none is held back, and nothing could be shown.
    await duckdb.run("delete from chosen where customer_key <> 2");
    const one = await duckdb.analyse(campaignPlan, listed, march);
    expect(one.rows[0]).toMatchObject({
      customers: 1,
      control: 0,
      contacted: 1,
      base_rate: 1,
      detectable: null,
    });
    await duckdb.run("delete from chosen");
    const none = await duckdb.analyse(campaignPlan, listed, march);
    expect(none.rows[0]).toMatchObject({
      customers: 0,
      contacted: 0,
      cost: 0,
      base_rate: null,
      break_even: null,
      expected_orders: 0,
      detectable: null,
    });
  });

  it("has no break-even where an order leaves no more than the incentive, or nothing", async () => {
    for (const more of [{ incentive: 20 }, { incentive: 50 }, { margin: 0 }]) {
      const { rows } = await planOf(duckdb, more);
      expect(rows.map(({ break_even, break_even_low }) => [break_even, break_even_low])).toEqual([
        [null, null],
        [null, null],
      ]);
      expect(rows[0]!.expected_profit!).toBeLessThan(0);
    }
    const owing = shop.map((each) => ({ ...each, amount: -each.amount }));
    const { rows, parts } = await planOf(duckdb, {}, march, {}, owing);
    expect(parts.totals[0]!.average_order_value).toBe(-40);
    expect(rows[0]).toMatchObject({ break_even: null, expected_net_amount: near(-12) });
  });

  it("expects no more to respond than would not order anyway", async () => {
    const { rows } = await planOf(duckdb, { response_rate: 0.9 });
    expect(rows[0]).toMatchObject({ expected_orders: near(1.5), expected_incentive: near(6) });
  });

  it("costs nothing through a channel that costs nothing", async () => {
    const { rows } = await planOf(duckdb, { channels: [{ channel: "email", unit_cost: 0 }], incentive: 0 });
    expect(rows[0]).toMatchObject({ cost: 0, break_even: 0, expected_profit: near(6) });
  });

  it("holds back the share that is asked, rounded", async () => {
    const split = async (control_share: number) => {
      const { control, contacted } = (await planOf(duckdb, { control_share })).rows[0]!;
      return [control, contacted];
    };
    expect(await split(0)).toEqual([0, 5]);
    expect(await split(0.09)).toEqual([0, 5]);
    expect(await split(0.1)).toEqual([1, 4]);
    expect(await split(0.9)).toEqual([5, 0]);
  });
});

describe("whom a channel reaches", () => {
  const channels = ["sms", "email", "phone", "private_message", "parcel_insert", "app_push", "other"].map(
    (channel) => ({ channel, unit_cost: 1 }),
  );
  const reach = async (addresses: readonly (readonly [string, string | null, string | null])[]) => {
    await duckdb.build(shop);
    for (const [id, email, phone] of addresses)
      await duckdb.run(
        `update customers set email = ${email === null ? "null" : `'${email}'`},
        phone = ${phone === null ? "null" : `'${phone}'`} where customer_id = '${id}'`,
      );
    return duckdb.analyse(campaignPlan, { ...given, channels, control_share: 0.5 }, march);
  };

  it("is who has the address that it needs, each address once", async () => {
    const { rows, parts } = await reach([
      ["a", "ann@shop.example", "+49 30 1"],
      ["b", " ANN@shop.example", null],
      ["c", "carl@shop.example", "+49 30 2"],
      ["d", "not an address", "+49 30 3"],
      ["f", "later@shop.example", "+49 30 4"],
    ]);
    expect(
      rows.map(({ reachable, control, contacted, cost }) => [reachable, control, contacted, cost]),
    ).toEqual([
      [3, 2, 1, 1],
      [2, 1, 1, 1],
      [3, 2, 1, 1],
      // The others need no address that the orders have.
      [null, 3, 2, 2],
      [null, 3, 2, 2],
      [null, 3, 2, 2],
      [null, 3, 2, 2],
    ]);
    expect(parts.totals[0]).toMatchObject({ customers: 5, by_email: 2, by_phone: 3 });
    // A file for a tool that takes e-mail addresses alone holds as many, and holds back as many.
    const contacts = await duckdb.rows(
      "select customer_id, email, phone, null as country from customers where customer_id <> 'f'",
    );
    const drawn = (ids: readonly string[]) => drawControl(ids, 0.5, "Spring");
    const file = await contactFile(contacts as never, "mailchimp", () => null, drawn);
    expect([file.held.size, file.written.length]).toEqual([rows[1]!.control, rows[1]!.contacted]);
  });

  it("is unknown where no customer so far has such an address", async () => {
    const { rows, parts } = await reach([
      ["a", null, "+49 30 1"],
      ["f", "later@shop.example", null],
    ]);
    expect(rows.slice(0, 2).map(({ reachable, contacted }) => [reachable, contacted])).toEqual([
      [1, 0],
      [null, 2],
    ]);
    expect(parts.totals[0]).toMatchObject({ by_email: null, by_phone: 1 });
  });
});

describe("money", () => {
  it("counts refunds on their own day where the shop does", async () => {
    const refunded = [
      order("a", "2025-01-05", 100, {
        refunds: [
          { at: "2025-03-01", amount: 10 },
          { at: "2025-04-02", amount: 50 },
        ],
      }),
      order("b", "2025-02-01", 100, { refunds: [{ at: null, amount: 30 }] }),
      order(null, "2025-02-01", 100, { refunds: [{ at: null, amount: 90 }] }),
    ];
    const at = contextAt("2025-03-31", "2025-03-31", { refund_policy: "at_refund_date" });
    const { parts } = await planOf(duckdb, {}, at, { refunds: "at_refund_date" }, refunded);
    expect(parts.totals[0]!.average_order_value).toBe((200 - 10 - 30) / 2);
    // Else they are off the order that they belong to.
    const off = await planOf(duckdb, {}, march, {}, refunded);
    expect(off.parts.totals[0]!.average_order_value).toBe((200 - 60 - 30) / 2);
  });

  it("measures the margin on the orders whose cost is known", async () => {
    const costed = [
      order("a", "2025-01-05", 100, { cost: 40 }),
      order("b", "2025-02-01", 100, { cost: 60 }),
      order("a", "2025-03-22", 40),
    ];
    const measured = await planOf(duckdb, { margin: null, incentive: 0 }, march, {}, costed);
    expect(measured.parts.totals[0]).toMatchObject({
      margin: 0.5,
      margin_measured: true,
      average_order_value: 80,
    });
    expect(measured.rows[0]!.break_even).toBeCloseTo(0.5 / 40, 10);
    const unknown = await planOf(duckdb, { margin: null });
    expect(unknown.parts.totals[0]).toMatchObject({ margin: null, average_order_value: 40 });
    expect(unknown.rows[0]).toMatchObject({
      break_even: null,
      expected_profit: null,
      expected_net_amount: near(12),
      base_rate: 0.5,
    });
  });
});

describe("the break-even", () => {
  it("is that of worked examples of direct mail", async () => {
    const evenOf = async (unit_cost: number, worth: number, margin: number) => {
      const orders = [order("a", "2025-01-05", worth), order("b", "2025-02-01", worth)];
      const more = { channels: [{ channel: "other", unit_cost }], margin, incentive: 0 };
      return (await planOf(duckdb, more, march, {}, orders)).rows[0]!.break_even!;
    };
    // postknock.com, Break-even response rate: postcards at $0.79, a job of $400: 0.2 %.
    expect(await evenOf(0.79, 400, 1)).toBeCloseTo(0.002, 4);
    // marketingprofs.com, Direct mail break-even formulas: $1 a piece, gross margin of $5: 20 %.
    expect(await evenOf(1, 10, 0.5)).toBeCloseTo(0.2, 12);
  });
});
