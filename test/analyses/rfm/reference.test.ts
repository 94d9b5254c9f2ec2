/** RFM against plain TypeScript in whole cents and days, on random shops, in native DuckDB. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import { elevenSegments } from "../../../src/analyses/rfm/segments.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";

interface Order {
  readonly customer: string;
  readonly day: number;
  readonly cents: number;
}

/** Whether a value is above a cut, for each cut of a method, by cross-multiplication: no fraction is ever rounded. */
function passed(values: readonly number[], value: number, method: string, unit: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (method === "mean") return Number(value * n > sorted.reduce((sum, each) => sum + each, 0));
  if (method === "median") {
    const [low, high] = [sorted[Math.floor((n - 1) / 2)]!, sorted[Math.ceil((n - 1) / 2)]!];
    return Number(2 * value > low + high);
  }
  return [1, 2, 3, 4].filter((fifth) => {
    const place = (n - 1) * fifth;
    const low = sorted[Math.floor(place / 5)]!;
    const cut = 5 * low + (place % 5) * ((sorted[Math.floor(place / 5) + 1] ?? low) - low);
    return method === "rfm_package" ? 5 * value >= cut + 5 * unit : 5 * value > cut;
  }).length;
}

function expected(orders: readonly Order[], method: string, scheme: string) {
  const ids = [...new Set(orders.map(({ customer }) => customer))].sort();
  const customers = ids.map((id) => {
    const own = orders.filter(({ customer }) => customer === id);
    return {
      id,
      days: 60 - Math.max(...own.map(({ day }) => day)),
      orders: own.length,
      cents: own.reduce((sum, { cents }) => sum + cents, 0),
    };
  });
  const two = method === "mean" || method === "median";
  const all = (of: (customer: (typeof customers)[number]) => number) => customers.map(of);
  return customers.map((customer) => {
    const late = passed(
      all(({ days }) => days),
      customer.days,
      method,
      1,
    );
    // high by the mean and the median is strictly fewer days: the mirror image of strictly more
    const early = passed(
      all(({ days }) => -days),
      -customer.days,
      method,
      1,
    );
    const r = two ? 1 + early : 5 - late;
    const f =
      1 +
      passed(
        all((each) => each.orders),
        customer.orders,
        method,
        1,
      );
    const m =
      1 +
      passed(
        all(({ cents }) => cents),
        customer.cents,
        method,
        100,
      );
    return {
      customer_id: customer.id,
      recency_days: customer.days,
      frequency: customer.orders,
      monetary: customer.cents / 100,
      r,
      f,
      m,
      segment: segmentOf(scheme, two ? 2 : 4, { r, f, m }),
    };
  });
}

function segmentOf(scheme: string, high: number, score: { r: number; f: number; m: number }): string {
  const held = ([low, top]: readonly [number, number], value: number) => low <= value && value <= top;
  if (scheme === "eleven")
    return elevenSegments.find(({ r, f, m }) => held(r, score.r) && held(f, score.f) && held(m, score.m))!
      .name;
  const code = (["r", "f", "m"] as const).map((name) => (score[name] >= high ? "H" : "L")).join("");
  return {
    HHH: "Important value",
    HLH: "Important development",
    LHH: "Important retention",
    LLH: "Important win-back",
    HHL: "General value",
    HLL: "General development",
    LHL: "General retention",
    LLL: "General win-back",
  }[code]!;
}

const shops = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"),
    day: fc.integer({ min: 0, max: 60 }),
    cents: fc.oneof(fc.integer({ min: -300, max: 3000 }), fc.constantFrom(100, 200)),
  }),
  { minLength: 1, maxLength: 50 },
);

const asks = fc.constantFrom(
  ["quintile", "eleven"],
  ["quintile", "eight"],
  ["mean", "eight"],
  ["median", "eight"],
  ["rfm_package", "eleven"],
);

it("every random shop has the scores and segments of the definition, and its parts hold everyone", async () => {
  const database = await NativeDuckDb.open();
  await database.build([]);
  const columns = "order_id, source_id, customer_id, customer_key, ordered_at, net_amount";
  await fc.assert(
    fc.asyncProperty(shops, asks, async (orders, [method, scheme]) => {
      const values = orders.map(({ customer, day, cents }, index) => {
        const at = `timestamp '2024-01-01 12:00:00' + to_days(${day})`;
        return `('o${index}', 1, '${customer}', ${customer.charCodeAt(0)}, ${at}, ${cents / 100})`;
      });
      await database.run(`delete from orders; insert into orders (${columns}) values ${values.join(", ")}`);
      const want = expected(orders, method!, scheme!);
      const got = await database.analyse(rfm, { method, scheme }, contextAt("2024-03-01"));
      expect(got.rows).toEqual(want);
      const total = (part: readonly { readonly customers: number }[]) =>
        part.reduce((sum, { customers }) => sum + customers, 0);
      expect([
        total(got.parts.segments),
        total(got.parts.grid),
        total(got.parts.discs),
        total(got.parts.fields),
      ]).toEqual([want.length, want.length, want.length, 3 * want.length]);
    }),
    { seed: 12, numRuns: 30 },
  );
});
