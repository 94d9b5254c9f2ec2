/** The R package's own data set, scores and segments (references.md). */
import { beforeAll, describe, expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import type { RfmResult } from "../../../src/analyses/rfm/result.ts";
import { dataFile } from "../../support/data.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb, type NativeValue } from "../../support/native.ts";

const orders = dataFile("rfm_orders/rfm_data_orders.csv");
const reference = dataFile("rfm_orders/reference_rfm_orders_by_customer.csv");

const segments = [
  { name: "Champions", r: [5, 5], f: [5, 5], m: [5, 5] },
  { name: "Potential Loyalist", r: [3, 5], f: [3, 5], m: [2, 5] },
  { name: "Loyal Customers", r: [2, 4], f: [2, 4], m: [2, 4] },
  { name: "Promising", r: [3, 4], f: [1, 3], m: [3, 5] },
  { name: "New Customers", r: [4, 5], f: [1, 3], m: [1, 5] },
  { name: "Can't Lose Them", r: [1, 2], f: [3, 4], m: [4, 5] },
  { name: "At Risk", r: [1, 2], f: [2, 5], m: [4, 5] },
  { name: "Need Attention", r: [1, 3], f: [3, 5], m: [3, 5] },
  { name: "About To Sleep", r: [2, 3], f: [1, 3], m: [1, 4] },
  { name: "Lost", r: [1, 1], f: [1, 5], m: [1, 5] },
];

describe.skipIf(orders === null || reference === null)("the data of R's rfm package", () => {
  let got: RfmResult;
  let scores: readonly Readonly<Record<string, NativeValue>>[];

  beforeAll(async () => {
    const database = await NativeDuckDb.open();
    // One order per record: a customer's two orders of one day stay two.
    await database.build([]);
    await database.run(`
      insert into orders (order_id, source_id, customer_id, customer_key, ordered_at, net_amount)
      select row_number() over (), 1, customer_id, dense_rank() over (order by customer_id), order_date, revenue
      from read_csv('${orders}', all_varchar = true)`);
    got = await database.analyse(rfm, { method: "rfm_package", segments }, contextAt("2006-12-31"));
    scores = await database.rows(
      `select customer_id, cast(R as integer) as recency_days, cast(F as integer) as frequency, cast(M as double) as monetary,
        cast("r_1" as integer) as r, cast("f_1" as integer) as f, cast("m_1" as integer) as m, seg as segment
      from read_csv('${reference}', all_varchar = true, header = false, skip = 1,
        names = ['customer_id', 'R', 'F', 'M', 'r_1', 'f_1', 'm_1', 'seg'])
      order by customer_id`,
    );
  });

  it("has the package's thresholds", () => {
    const cuts = (dimension: string) =>
      got.parts.thresholds
        .filter((row) => row.dimension === dimension)
        .map(({ value }) => Number(Number(value).toFixed(9)));
    expect(cuts("recency")).toEqual([115, 181, 297.4, 482]);
    expect(cuts("frequency")).toEqual([4, 5, 6, 8]);
    expect(cuts("monetary")).toEqual([255.8, 382, 506.4, 666]);
  });

  it("has the package's values, scores and segment for each of 995 customers", () => {
    expect(got.rows).toHaveLength(995);
    expect(got.rows).toEqual(scores);
  });

  it("has the package's customers, orders and revenue in all ten segments", () => {
    const sums = got.parts.segments.map(({ segment, customers, net_amount }) => {
      const own = got.rows.filter((row) => row.segment === segment);
      return [segment, customers, own.reduce((sum, row) => sum + row.frequency, 0), net_amount];
    });
    expect(sums).toEqual([
      ["Champions", 35, 316, 31646],
      ["Potential Loyalist", 342, 2211, 204856],
      ["Loyal Customers", 170, 799, 76562],
      ["Promising", 9, 28, 4249],
      ["New Customers", 104, 329, 28837],
      ["Can't Lose Them", 47, 274, 32446],
      ["At Risk", 28, 216, 22227],
      ["Need Attention", 10, 57, 4562],
      ["About To Sleep", 102, 283, 23449],
      ["Lost", 148, 393, 35324],
      ["Others", 0, 0, 0],
    ]);
  });
});
