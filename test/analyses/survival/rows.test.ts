import { beforeAll, describe, expect, it } from "vitest";
import { survival } from "../../../src/analyses/survival/analysis.ts";
import { testOf } from "../../../src/analyses/survival/words.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { aml, waltons, type GroupedLifetime } from "../../support/lifetimes.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (customer: string | null, at: string, channel?: string): ShopOrder => ({
  customer,
  at,
  amount: 10,
  ...(channel === undefined ? {} : { channel }),
});

/**
 * To 31 January: ann 2 days to her second purchase day and 5 to her third; bob twice on one day, never again: watched 29
 * days; cid 10 days; dan watched 6 days; eve began on the last day. A guest, and fay who began after the last day.
 */
const shop = [
  order("ann", "2025-01-01 09:00:00", "web"),
  order("ann", "2025-01-03 23:00:00", "app"),
  order("ann", "2025-01-06", "web"),
  order("bob", "2025-01-02 08:00:00", "web"),
  order("bob", "2025-01-02 18:00:00", "web"),
  order("cid", "2025-01-05", "app"),
  order("cid", "2025-01-15", "app"),
  order("dan", "2025-01-25", "app"),
  order("eve", "2025-01-31"),
  order(null, "2025-01-20", "web"),
  order("fay", "2025-02-01", "web"),
  order("dan", "2025-02-02", "app"),
];
const january = contextAt("2025-02-03", "2025-01-31");

const look = async (params: object, context = january) => {
  await duckdb.build(shop);
  return duckdb.analyse(survival, { ...params }, context);
};
const steps = (rows: Awaited<ReturnType<typeof look>>["rows"]) =>
  rows.map(({ days, n, events, censored, survival: left }) => [
    days,
    n,
    events,
    censored,
    Number(left.toFixed(6)),
  ]);

describe("the curve of six customers", () => {
  it("steps where somebody came back, and counts the others for as long as they were watched", async () => {
    const { rows } = await look({});
    expect(steps(rows)).toEqual([
      [0, 5, 0, 1, 1],
      [2, 4, 1, 0, 0.75],
      [6, 3, 0, 1, 0.75],
      [10, 2, 1, 0, 0.375],
      [29, 1, 0, 1, 0.375],
    ]);
    expect(rows.map(({ cumulative_hazard }) => cumulative_hazard)).toEqual([0, 0.25, 0.25, 0.75, 0.75]);
    // log–log by hand: ln 0.75 = −0.287682, Greenwood 1 / (4 · 3), 1.959964 · √(1/12) / 0.287682 = 1.966732.
    expect(rows[1]!.std_error).toBeCloseTo(0.75 * Math.sqrt(1 / 12), 12);
    expect(rows[1]!.low).toBeCloseTo(0.75 ** Math.exp(1.966732), 5);
    expect(rows[1]!.high).toBeCloseTo(0.75 ** Math.exp(-1.966732), 5);
    expect([rows[0]!.low, rows[0]!.high, rows[0]!.hazard_low]).toEqual([null, null, null]);
    expect(rows.every(({ split, position, others }) => split === null && position === 1 && !others)).toBe(
      true,
    );
  });

  it("waits for the third purchase day", async () => {
    const { rows } = await look({ purchase: 3 });
    expect(steps(rows)).toEqual([
      [0, 5, 0, 1, 1],
      [5, 4, 1, 0, 0.75],
      [6, 3, 0, 1, 0.75],
      [26, 2, 0, 1, 0.75],
      [29, 1, 0, 1, 0.75],
    ]);
  });

  it("tells customers apart by their first order, the largest group first, the unnamed by themselves", async () => {
    const { rows } = await look({ split_by: "channel" });
    expect(rows.map(({ position, split, days, n, events }) => [position, split, days, n, events])).toEqual([
      [1, "app", 6, 2, 0],
      [1, "app", 10, 1, 1],
      [2, "web", 2, 2, 1],
      [2, "web", 29, 1, 0],
      [3, null, 0, 1, 0],
    ]);
  });

  it("puts the groups beyond the largest together", async () => {
    const named = ["a", "a", "a", "b", "b", "c", "d"].map((city, index) => ({
      customer: `c${index}`,
      at: "2025-01-01",
      amount: 1,
      city,
    }));
    await duckdb.build([...named, { customer: "c6", at: "2025-01-08", amount: 1, city: "a" }]);
    const { rows } = await duckdb.analyse(survival, { split_by: "city", groups: 2 }, january);
    expect(
      rows.map(({ position, split, others, days, n, events }) => [position, split, others, days, n, events]),
    ).toEqual([
      [1, "a", false, 30, 3, 0],
      [2, "b", false, 30, 2, 0],
      [3, null, true, 7, 2, 1],
      [3, null, true, 30, 1, 0],
    ]);
  });

  it("has the table at round days, unknown where nobody was watched that long", async () => {
    const { parts } = await look({ at_days: [2, 3, 10, 29, 30] });
    expect(
      parts.at_days.map(({ days, n, events, censored, survival: left, complete }) => [
        days,
        n,
        events,
        censored,
        left,
        complete,
      ]),
    ).toEqual([
      [2, 4, 1, 1, 0.75, true],
      [3, 3, 1, 1, 0.75, true],
      [10, 2, 2, 2, 0.375, true],
      [29, 1, 2, 2, 0.375, true],
      [30, 0, 2, 3, null, false],
    ]);
  });

  it("has the days by which a share came back, null where the curve does not get there", async () => {
    const { parts } = await look({});
    expect(
      parts.quantiles.map(({ share, days, customers, events, longest_days }) => [
        share,
        days,
        customers,
        events,
        longest_days,
      ]),
    ).toEqual([
      [0.1, 2, 5, 2, 29],
      [0.25, 2, 5, 2, 29],
      [0.5, 10, 5, 2, 29],
      [0.75, null, 5, 2, 29],
      [0.9, null, 5, 2, 29],
    ]);
  });

  it("says how many may not be new, and leaves them out when asked, unless the beginning is typed", async () => {
    const long = contextAt("2025-06-30");
    expect((await look({}, long)).parts.notes).toEqual([
      { customers: 6, left_truncated: 6, observed: "2025-06-30" },
    ]);
    expect((await look({ known_new: true }, long)).rows).toEqual([]);
    const typed = { ...long, observed_from: "2025-01-01" };
    expect((await look({ known_new: true }, typed)).rows[0]!.n).toBe(6);
    expect((await look({ known_new: true }, typed)).parts.notes[0]!.left_truncated).toBe(0);
  });
});

/** ann began with tea, and a pot; ben and dan with a pot, renamed since, and again after as_of; cat with nothing named. */
const tea = { product: "T1", name: "Tea", amount: 1 };
const pot = { product: "P1", name: "Pot", category: "ware", amount: 1 };
const shelf: readonly ShopOrder[] = [
  { ...order("ann", "2025-01-01"), lines: [tea, pot] },
  { ...order("ann", "2025-01-11", "app"), lines: [{ product: "C1", category: "glass", amount: 1 }] },
  { ...order("ben", "2025-01-02"), lines: [pot] },
  { ...order("dan", "2025-01-03"), lines: [{ ...pot, name: "Blue pot" }] },
  { ...order("dan", "2025-01-09"), lines: [tea] },
  order("cat", "2025-01-04"),
  { ...order("eve", "2025-02-20"), lines: [{ ...pot, name: "New pot" }] },
  { ...order(null, "2025-01-05"), lines: [tea] },
];

describe("the curves by what was in the first order", () => {
  const steppedBy = async (params: object) => {
    await duckdb.build(shelf);
    const { rows, parts } = await duckdb.analyse(survival, { ...params }, january);
    return {
      rows: rows.map(({ position, split, days, n, events }) => [position, split, days, n, events]),
      names: parts.quantiles
        .filter(({ share }) => share === 0.5)
        .map(({ split, split_name, others }) => [split, split_name, others]),
    };
  };

  it("go by its first line's product, read by its latest name up to as_of", async () => {
    expect(await steppedBy({ split_by: "product" })).toEqual({
      rows: [
        [1, "P1", 6, 2, 1],
        [1, "P1", 29, 1, 0],
        [2, "T1", 10, 1, 1],
        [3, null, 27, 1, 0],
      ],
      names: [
        ["P1", "Blue pot", false],
        ["T1", "Tea", false],
        [null, null, false],
      ],
    });
  });

  it("go by the category of the first line that has one", async () => {
    expect(await steppedBy({ split_by: "category" })).toEqual({
      rows: [
        [1, "ware", 6, 3, 1],
        [1, "ware", 10, 2, 1],
        [1, "ware", 29, 1, 0],
        [2, null, 27, 1, 0],
      ],
      names: [
        ["ware", "ware", false],
        [null, null, false],
      ],
    });
  });

  it("have no name for the others together", async () => {
    expect((await steppedBy({ split_by: "product", groups: 2 })).names).toEqual([
      ["P1", "Blue pot", false],
      ["T1", "Tea", false],
      [null, null, true],
    ]);
  });

  it("keep the product of the true first order where a filter leaves that order out", async () => {
    await duckdb.build(shelf);
    const app: Filter = {
      clauses: [{ by: "dimension", dimension: "channel", values: ["app"], reading: "orders", not: false }],
    };
    const { sql } = statements(survival as never, { split_by: "product" }, january);
    const rows = await duckdb.rows(filtered(sql, app, january));
    expect(rows.map((row) => [row["split"], row["days"], row["events"]])).toEqual([
      ["P1", 28, 0],
      ["P1", 29, 0],
      ["T1", 10, 1],
      [null, 27, 0],
    ]);
  });
});

describe("the curve under a filter", () => {
  const rowsUnder = async (filter: Filter, params: object = {}) => {
    await duckdb.build(shop);
    const clause = filter.clauses.find(({ by }) => by === "date") as
      { from?: string; to?: string } | undefined;
    const context = {
      ...contextAt("2025-02-03"),
      counted_from: clause?.from ?? null,
      counted_through: clause?.to ?? null,
    };
    const { sql } = statements(survival as never, params as Record<string, unknown>, context);
    return (await duckdb.rows(filtered(sql, filter, context))).map((row) => [
      row["split"],
      row["days"],
      row["n"],
      row["events"],
    ]);
  };

  it("counts purchase days that match, of everyone who began, in the group of the true first order", async () => {
    const web: Filter = {
      clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "orders", not: false }],
    };
    // ann's next day on the web is the 6th; cid and dan never; all watched to 3 February.
    expect(await rowsUnder(web)).toEqual([
      [null, 2, 6, 0],
      [null, 3, 5, 0],
      [null, 5, 4, 1],
      [null, 9, 3, 0],
      [null, 29, 2, 0],
      [null, 32, 1, 0],
    ]);
    expect((await rowsUnder(web, { split_by: "channel" })).filter(([split]) => split === "app")).toEqual([
      ["app", 9, 2, 0],
      ["app", 29, 1, 0],
    ]);
  });

  it("takes those who began within the counted days, watched to the last of them", async () => {
    expect(await rowsUnder({ clauses: [{ by: "date", from: "2025-01-05", to: "2025-01-31" }] })).toEqual([
      [null, 0, 3, 0],
      [null, 6, 2, 0],
      [null, 10, 1, 1],
    ]);
  });
});

/** A published data set as a shop: first purchases on one day apart by who they are, the second after the lifetime. */
const shopOf = (subjects: readonly GroupedLifetime[]): readonly ShopOrder[] =>
  subjects.flatMap(({ group, time, event }, index) => {
    // Who is censored began so late that the last day observed is that many days after.
    const began = event ? "2024-01-01" : addDays("2024-12-31", -time);
    const customer = `s${String(index).padStart(3, "0")}`;
    return [order(customer, began, group), ...(event ? [order(customer, addDays(began, time), group)] : [])];
  });
const year = contextAt("2024-12-31", "2024-12-31");

describe("published data as a shop", () => {
  it("gives R's curves, medians and log-rank test of aml", async () => {
    await duckdb.build(shopOf(aml));
    const result = await duckdb.analyse(survival, { split_by: "channel" }, year);
    const of = (split: string) =>
      result.rows
        .filter((row) => row.split === split && row.events > 0)
        .map(({ days, survival: left }) => [days, Number(left.toFixed(7))]);
    expect(of("Maintained")).toEqual([
      [9, 0.9090909],
      [13, 0.8181818],
      [18, 0.7159091],
      [23, 0.6136364],
      [31, 0.4909091],
      [34, 0.3681818],
      [48, 0.1840909],
    ]);
    const medians = result.parts.quantiles.filter(({ share }) => share === 0.5);
    expect(medians.map(({ split, days }) => [split, days])).toEqual([
      ["Nonmaintained", 23],
      ["Maintained", 31],
    ]);
    const test = testOf(result)!;
    expect(Math.abs(test.chiSquare - 3.3963887)).toBeLessThan(1e-6);
    expect(test.df).toBe(1);
    // R's survdiff prints expected 10.69 and 7.31.
    expect(
      result.parts.log_rank.map(({ split, observed, expected }) => [
        split,
        observed,
        Number(expected.toFixed(2)),
      ]),
    ).toEqual([
      ["Nonmaintained", 11, 7.31],
      ["Maintained", 7, 10.69],
    ]);
  });

  const subjects = waltons();
  it.skipIf(subjects === null)("gives the published medians and test of waltons", async () => {
    await duckdb.build(shopOf(subjects!));
    const all = await duckdb.analyse(survival, {}, year);
    expect(all.parts.quantiles.find(({ share }) => share === 0.5)).toMatchObject({
      days: 56,
      customers: 163,
      events: 156,
    });
    const split = await duckdb.analyse(survival, { split_by: "channel" }, year);
    const medians = split.parts.quantiles.filter(({ share }) => share === 0.5);
    expect(medians.map((row) => [row.split, row.days])).toEqual([
      ["control", 58],
      ["miR-137", 26],
    ]);
    expect(Math.abs(testOf(split)!.chiSquare - 122.2491256)).toBeLessThan(1e-6);
  });
});
