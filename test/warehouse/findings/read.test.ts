import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { planImport } from "../../../src/ingest/plan.ts";
import { toShopifyExport } from "../../../src/lessons/sample-shop/shopify-file.ts";
import { simulateShop } from "../../../src/lessons/sample-shop/simulate.ts";
import { sampleSeed } from "../../../src/lessons/sample-shop/summary.ts";
import { readIdentity } from "../../../src/warehouse/identity/bench.ts";
import { discard, stage } from "../../../src/warehouse/load.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import type { Finding } from "../../../src/orders/receipt.ts";
import { readFindings } from "../../../src/warehouse/findings/read.ts";
import { dataFile } from "../../support/data.ts";
import { openTestEngine } from "../../support/engine.ts";
import { fileBlob, load, normalised, rows } from "../loading.ts";
import { cdnow, filePlan, id, number, onlineRetail, text, time, type Column } from "../plans.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** One order; `order` is its id, and what is left out is numbered or blank. */
interface Order {
  readonly at: string;
  readonly amount: number;
  readonly customer: string;
  readonly order?: string;
  readonly status?: string;
  readonly test?: string;
}

const columns: readonly Column[] = [
  ["Order", id, "order_id"],
  ["Date", time("%Y-%m-%d %H:%M"), "ordered_at"],
  ["Total", number, "net_amount"],
  ["Customer", id, "customer_id"],
  ["State", text, "status"],
  ["Test", text, "test"],
];

/**
 * A shop of sixty customers with three orders of 20 to 40 a day, at 10:00, 13:00 and 17:00, for a hundred days from
 * Wednesday 2025-01-01 on, Sundays closed: nothing is to be found in it.
 */
const quiet: readonly Order[] = Array.from({ length: 300 }, (_, index): Order => {
  const day = addDays("2025-01-01", Math.floor(index / 3));
  return {
    at: `${day} ${["10:00", "13:00", "17:00"][index % 3]!}`,
    amount: 20 + ((index * 7) % 21),
    customer: `c${index % 60}`,
  };
}).filter(({ at }) => new Date(`${at.slice(0, 10)}T00:00:00Z`).getUTCDay() !== 0);

async function findings(orders: readonly Order[]): Promise<readonly Finding[]> {
  const records = orders.map(({ at, amount, customer, order, status, test }, index) =>
    [order ?? `o${index + 1}`, at, amount.toFixed(2), customer, status ?? "paid", test ?? ""].join(","),
  );
  const file = `${columns.map(([name]) => name).join(",")}\n${records.join("\n")}\n`;
  const plan = filePlan(columns, orders.length, { statuses: { paid: "paid" }, currency: "EUR" });
  await load(engine, [[plan, file]]);
  return readFindings(engine);
}

/** Everything but the SQL, which is run instead: it lists as many orders as the finding says, or the days of a gap. */
async function told(found: readonly Finding[]) {
  for (const { kind, sql, orders, inputs } of found) {
    const listed = await rows(engine, sql);
    if (kind === "gap_in_days") expect(listed.length).toBe(inputs["n"]);
    else if (kind !== "duplicate_orders") expect(listed.length).toBe(orders);
  }
  return found.map(({ sql: _sql, ...rest }) => rest);
}

const between = (from: string, to: string) => (order: Order) =>
  order.at.slice(0, 10) < from || order.at.slice(0, 10) > to;

describe("a shop in which all is well", () => {
  it("has no findings, closed Sundays and all", async () => {
    expect(await findings(quiet)).toEqual([]);
  });

  it("has none with one order, and none without any", async () => {
    expect(await findings(quiet.slice(0, 1))).toEqual([]);
    expect(await findings([{ at: "2025-01-01 10:00", amount: 0, customer: "c1" }])).toEqual([]);
  });
});

describe("gaps in days", () => {
  it("are runs of days in which orders were to be expected, the Sunday between them not counted", async () => {
    const found = await findings(quiet.filter(between("2025-02-14", "2025-02-18")));
    expect(await told(found)).toEqual([
      {
        kind: "gap_in_days",
        level: "warn",
        key: "findings_gap_in_days",
        inputs: { n: 1, first: "2025-02-14", last: "2025-02-18", days: 5, expected: 12 },
        orders: 0,
        amount: null,
      },
    ]);
  });

  it("are none where so few were to be expected that none is no surprise", async () => {
    expect(await findings(quiet.filter(between("2025-02-17", "2025-02-19")))).toEqual([]);
  });

  it("are seen whole where months are missing", async () => {
    const [gap] = await findings(quiet.filter(between("2025-02-01", "2025-03-10")));
    expect(gap?.inputs).toEqual({ n: 1, first: "2025-02-01", last: "2025-03-10", days: 38, expected: 96 });
  });

  it("are looked for in ten years at most, so that a mistyped year costs nothing", async () => {
    const found = await findings([{ at: "1025-01-01 10:00", amount: 20, customer: "c1" }, ...quiet]);
    expect(found).toEqual([]);
  });
});

describe("sudden changes", () => {
  it("are a month whose orders double", async () => {
    const doubled = quiet.flatMap((order) =>
      order.at < "2025-03-01"
        ? [order]
        : [order, { ...order, at: order.at.replace(":00", ":30"), customer: `${order.customer}b` }],
    );
    const found = await told(await findings(doubled));
    expect(found.map(({ key, inputs }) => [key, inputs])).toEqual([
      ["findings_sudden_change_orders", { day: "2025-02-27", before: 18, after: 36 }],
    ]);
  });

  it("are amounts of another unit", async () => {
    const cents = quiet.map((order) =>
      order.at < "2025-03-01" ? order : { ...order, amount: order.amount * 100 },
    );
    const found = await findings(cents);
    const change = found.find(({ kind }) => kind === "sudden_change");
    expect(change).toMatchObject({ key: "findings_sudden_change_amount", level: "warn" });
    expect(change?.inputs["day"]).toBe("2025-02-27");
  });
});

describe("single orders", () => {
  it("are reported that stand twice in one minute under two numbers", async () => {
    const twin = { ...quiet[4]!, order: "again" };
    const found = await told(await findings([...quiet, twin]));
    expect(found).toEqual([
      {
        kind: "duplicate_orders",
        level: "warn",
        key: "findings_duplicate_orders",
        inputs: { n: 1 },
        orders: 2,
        amount: (2 * twin.amount).toFixed(2),
      },
    ]);
  });

  it("are reported whose records are the same in every cell", async () => {
    const same = { ...quiet[4]!, order: "o5" };
    const found = await told(
      await findings([
        ...quiet.slice(0, 5),
        same,
        ...quiet.slice(5).map((order, index) => ({ ...order, order: `n${index}` })),
      ]),
    );
    expect(found.map(({ key, inputs, orders }) => [key, inputs, orders])).toEqual([
      ["findings_identical_records", { n: 1, file: "orders.csv" }, 1],
    ]);
  });

  it("are reported that are far above all others", async () => {
    const found = await told(
      await findings([...quiet, { at: "2025-02-03 11:00", amount: 500, customer: "c1" }]),
    );
    expect(found).toEqual([
      {
        kind: "outlier",
        level: "warn",
        key: "findings_outlier",
        inputs: { n: 1, largest_amount: "500.00", usual_amount: "27.00" },
        orders: 1,
        amount: "500.00",
      },
    ]);
  });

  it("are reported that are dated after the day of import", async () => {
    const found = await told(
      await findings([...quiet, { at: "2031-05-01 09:00", amount: 25, customer: "c1" }]),
    );
    expect(found.map(({ key, inputs, amount }) => [key, inputs, amount])).toContainEqual([
      "findings_future_date",
      { n: 1, latest: "2031-05-01" },
      "25.00",
    ]);
  });

  it("are reported that are marked as tests, and that read like tests", async () => {
    const marked = { at: "2025-02-03 11:00", amount: 25, customer: "c1", test: "yes" };
    const like = { at: "2025-02-03 11:00", amount: 26, customer: "test@shop.de" };
    const named = { at: "2025-02-03 11:30", amount: 27, customer: "contestant" };
    const found = await told(await findings([...quiet, marked, like, named]));
    expect(found.map(({ key, level, inputs, amount }) => [key, level, inputs, amount])).toEqual([
      ["findings_test_orders_like", "warn", { n: 1 }, "26.00"],
      ["findings_test_orders_marked", "info", { n: 1 }, "25.00"],
    ]);
  });

  it("are not taken for tests where the word is the shop's own", async () => {
    expect(await findings(quiet.map((order) => ({ ...order, customer: `${order.customer}-test` })))).toEqual(
      [],
    );
  });

  it("are reported whose state is a word that is not known", async () => {
    const found = await told(
      await findings([...quiet, { ...quiet[0]!, at: "2025-02-03 11:00", status: "On Hold?" }]),
    );
    expect(found.map(({ key, inputs, orders }) => [key, inputs, orders])).toEqual([
      ["findings_unknown_status", { n: 1, file: "orders.csv", words: "On Hold?" }, 1],
    ]);
  });
});

describe("one customer", () => {
  it("is reported with more than a fifth of the orders", async () => {
    const counter = quiet.map((order, index) =>
      index % 4 === 0 ? { ...order, customer: "Walk-in" } : order,
    );
    const found = await told(await findings(counter));
    expect(found.map(({ key, inputs }) => [key, inputs])).toEqual([
      ["findings_large_customer", { customer: "walk-in", amount_percent: 25, orders_percent: 25 }],
    ]);
  });

  it("is not, where there are fifty customers or fewer", async () => {
    const few = quiet.map((order, index) => ({
      ...order,
      customer: index % 4 === 0 ? "Walk-in" : `c${index % 20}`,
    }));
    expect(await findings(few)).toEqual([]);
  });
});

describe("the last day", () => {
  const busy = quiet.flatMap((order) =>
    [0, 1, 2].map((more) => ({
      ...order,
      at: order.at.replace(":00", `:0${more}`),
      customer: `${order.customer}-${more}`,
    })),
  );
  const last = "2025-04-10";

  it("is reported where it ends hours before the same weekday did", async () => {
    const found = await told(await findings(busy.filter(({ at }) => at <= `${last} 10:59`)));
    expect(found.map(({ key, level, inputs }) => [key, level, inputs])).toEqual([
      ["findings_partial_last_day", "info", { day: last, ends: "10:02", later: 6 }],
    ]);
  });

  it("is not, where little was to be expected after it", async () => {
    expect(await findings(busy.filter(({ at }) => at <= `${last} 13:59`))).toEqual([]);
  });
});

describe("the sample shop", () => {
  it("has no findings that it does not deserve", async () => {
    const file = new File([toShopifyExport(simulateShop(sampleSeed))], "sample.csv");
    const { plan, bytes } = await planImport([file], {}, { importedOn: "2025-07-01", timeZone: "UTC" });
    for (const [name, blob] of bytes) await engine.attachFile(name, blob);
    const staged = await stage(engine, plan);
    const found = await readFindings(staged);
    const bench = await readIdentity(staged, plan.rules);
    await discard(engine);
    for (const [name] of bytes) await engine.detachFile(name);
    expect(found.map(({ key, inputs, orders }) => [key, inputs, orders])).toEqual([]);
    expect(bench).toMatchObject({ found: 0, shared: [] });
  });
});

describe("public data", () => {
  it.skipIf(!dataFile("online_retail/online_retail.csv"))(
    "of UCI Online Retail: bank holidays, wholesale orders, and a last day that ends at noon",
    async () => {
      await load(engine, [[onlineRetail, await fileBlob(dataFile("online_retail/online_retail.csv")!)]]);
      const found = await readFindings(engine);
      expect(await told(found)).toEqual([
        {
          kind: "gap_in_days",
          level: "warn",
          key: "findings_gap_in_days",
          inputs: { n: 6, first: "2010-12-24", last: "2011-01-03", days: 11, expected: 406 },
          orders: 0,
          amount: null,
        },
        {
          kind: "duplicate_orders",
          level: "warn",
          key: "findings_duplicate_orders",
          inputs: { n: 1 },
          orders: 2,
          amount: "66.00",
        },
        {
          kind: "outlier",
          level: "warn",
          key: "findings_outlier",
          inputs: { n: 6, largest_amount: "168469.60", usual_amount: "303.83" },
          orders: 6,
          amount: "419916.21",
        },
        {
          kind: "partial_last_day",
          level: "info",
          key: "findings_partial_last_day",
          inputs: { day: "2011-12-09", ends: "12:50", later: 44 },
          orders: 44,
          amount: "200920.60",
        },
        {
          kind: "duplicate_orders",
          level: "info",
          key: "findings_identical_records",
          inputs: { n: 5268, file: "online_retail.csv" },
          orders: 1933,
          amount: "41755.54",
        },
      ]);
      // Christmas, Easter, the royal wedding and three bank holidays of England.
      expect((await rows(engine, found[0]!.sql)).map((row) => row["first_day"])).toEqual([
        "2010-12-24",
        "2011-04-22",
        "2011-04-29",
        "2011-05-02",
        "2011-05-30",
        "2011-08-29",
      ]);
    },
    60_000,
  );

  it.skipIf(!dataFile("cdnow_sample/CDNOW_sample.txt"))(
    "of CDNOW: new customers that end after one quarter, and identical records",
    async () => {
      const lines = (await readFile(dataFile("cdnow_sample/CDNOW_sample.txt")!, "utf8")).trim().split("\r\n");
      await load(engine, [
        [
          cdnow,
          normalised(
            lines.map((line) => line.trim().split(/\s+/)),
            1,
          ),
        ],
      ]);
      const found = await readFindings(engine);
      expect(
        (await told(found)).map(({ key, level, inputs, orders }) => [key, level, inputs, orders]),
      ).toEqual([
        // Its customers were all won in the first quarter of 1997.
        ["findings_sudden_change_orders", "warn", { day: "1997-04-02", before: 298, after: 80 }, 321],
        ["findings_identical_records", "info", { n: 21, file: "CDNOW_sample.txt" }, 40],
      ]);
    },
  );
});
