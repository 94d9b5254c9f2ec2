/** The smallest rise that a control group shows: the SQL against its twin, published figures, and the power it is meant to have. */
import { beforeAll, expect, it } from "vitest";
import { campaignPlan } from "../../../src/analyses/campaign-plan/analysis.ts";
import { chiSquareTail } from "../../../src/stats/incomplete-gamma.ts";
import { detectableRise } from "../../../src/stats/two-proportions.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { march, paramsOf } from "./support.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** What is found with `customers` of whom `ordered` order anyway, and `share` of them are held back. */
async function foundOf(customers: number, ordered: number, share: number): Promise<number | null> {
  await duckdb.build([]);
  await duckdb.run(`
    insert into orders (order_id, customer_key, ordered_at, net_amount)
    select 'a' || c, c, timestamp '2025-02-01', 10 from range(1, ${customers + 1}) as t (c);
    insert into orders (order_id, customer_key, ordered_at, net_amount)
    select 'b' || c, c, timestamp '2025-03-25', 10 from range(1, ${ordered + 1}) as t (c);
    insert into customers (customer_id, customer_key, first_ordered_at)
    select 'c' || c, c, timestamp '2025-02-01' from range(1, ${customers + 1}) as t (c);
  `);
  const { rows } = await duckdb.analyse(campaignPlan, paramsOf({ control_share: share }), march);
  expect(rows[0]).toMatchObject({ customers, n: customers, control: Math.round(customers * share) });
  return rows[0]!.detectable;
}

/** The normal distribution below `z`, by the chi-square's tail. */
const below = (z: number) => (z < 0 ? 0.5 * chiSquareTail(z * z, 1) : 1 - 0.5 * chiSquareTail(z * z, 1));

/** The power of the two-sided test at 5 % of `rise` over `p`, written as power (not solved for a size or a rise). */
function powerOf(p: number, control: number, contacted: number, rise: number): number {
  const pooled = (p * control + (p + rise) * contacted) / (control + contacted);
  const apart = Math.sqrt(pooled * (1 - pooled) * (1 / control + 1 / contacted));
  const own = Math.sqrt((p * (1 - p)) / control + ((p + rise) * (1 - p - rise)) / contacted);
  return below((rise - 1.959963984540054 * apart) / own);
}

it("is the difference that published sizes are for", async () => {
  // Stata, power twoproportions .18 .10, power(.8): N = 590, of whom in half 10 % order; the nearest whole number of them.
  expect(Math.abs((await foundOf(590, 59, 0.5))! - 0.08)).toBeLessThan(0.0002);
  // statsmodels, samplesize_proportions_2indep_onetail(0.003, 0.02, 0.8): 36,693 in each group.
  expect(Math.abs((await foundOf(73_386, 1468, 0.5))! - 0.003)).toBeLessThan(0.000001);
});

it("has the power that it is said to have, and is its twin's, with groups of any sizes", async () => {
  for (const [customers, ordered, share] of [
    [100, 50, 0.5],
    [1000, 30, 0.1],
    [1000, 0, 0.1],
    [1000, 900, 0.3],
    [5000, 1250, 0.05],
    [5000, 1250, 0.9],
  ] as const) {
    const control = customers * share;
    const found = (await foundOf(customers, ordered, share))!;
    expect(found).toBeCloseTo(detectableRise(ordered / customers, control, customers - control)!, 9);
    expect(powerOf(ordered / customers, control, customers - control, found)).toBeCloseTo(0.8, 6);
  }
});

it("is none where even everybody ordering would not be seen, or there is no control group", async () => {
  expect(await foundOf(10, 8, 0.2)).toBeNull();
  expect(powerOf(0.8, 2, 8, 0.2)).toBeLessThan(0.8);
  expect(await foundOf(1000, 100, 0)).toBeNull();
  expect(await foundOf(1000, 1000, 0.5)).toBeNull();
});
