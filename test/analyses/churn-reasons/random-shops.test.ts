/** churn-reasons against plain TypeScript on random shops, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Analysis } from "../../../src/analyses/analysis.ts";
import { abc } from "../../../src/analyses/abc/analysis.ts";
import { churnReasons } from "../../../src/analyses/churn-reasons/analysis.ts";
import { purchaseCycle } from "../../../src/analyses/purchase-cycle/analysis.ts";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay } from "../../support/random-shop.ts";
import type { ShopOrder, ShopReason } from "../../support/shop.ts";
import { horizonOf, precursorRows, reasonRows, type Ask } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const customers = "abcdefghijkl".split("");
const day = (least = 0, most = 179) => fc.integer({ min: least, max: most }).map((n) => addDays(firstDay, n));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const only = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const order = fc
  .record({
    customer: fc.constantFrom(...customers, null),
    at: day(),
    amount: fc.constantFrom(-3, 0, 10, 25, 80),
    discount: maybe(fc.constantFrom(0, 2)),
    coupon: fc.option(fc.constantFrom("MAY"), { nil: undefined, freq: 1 }),
    city: maybe(fc.constantFrom("Bonn", "Rome")),
    wait: maybe(fc.integer({ min: 0, max: 14 })),
    refund: maybe(fc.option(day(), { nil: null, freq: 4 })),
    lines: fc.subarray(["tea", "pot", "cup"]),
  })
  .map(
    ({ wait, refund, lines, at, ...each }) =>
      only({
        ...each,
        at,
        ...(wait !== undefined && { shipped: addDays(at, wait >> 1), delivered: addDays(at, wait) }),
        ...(refund !== undefined && { refunds: [{ at: refund, amount: 1 }] }),
        lines: lines.map((product) => ({ product, amount: 1 })),
      }) as ShopOrder,
  );
const shops = fc
  .array(order, { minLength: 20, maxLength: 70, size: "max" })
  .map((shop): readonly ShopOrder[] =>
    shop.map((each, index) => ({ ...each, id: `o${String(index + 1).padStart(3, "0")}` })),
  );
const reasons: fc.Arbitrary<readonly ShopReason[]> = fc.array(
  fc
    .record({
      customer: fc.constantFrom(...customers, "stranger"),
      reason: fc.constantFrom("price", " Too DEAR ", "late post", "why", "", null),
      at: maybe(day()),
      opened: maybe(day()),
      took: maybe(fc.integer({ min: 0, max: 10 })),
      severity: maybe(fc.constantFrom("low", "high")),
      satisfaction: maybe(fc.constantFrom(1, 2.5, 5)),
    })
    .map(
      ({ took, ...each }) =>
        only({
          ...each,
          ...(each.opened !== undefined && took !== undefined && { closed: addDays(each.opened, took) }),
        }) as ShopReason,
    ),
  { minLength: 15, maxLength: 40, size: "max" },
);
const asks: fc.Arbitrary<Ask> = fc.record({
  churned: fc.constantFrom("long_term", "short_or_long"),
  cycle_days: fc.constantFrom(7, 10.5, 20),
  short: fc.constantFrom(1, 2.5),
  long: fc.constantFrom(3, 4),
  per_customer: fc.constantFrom("latest", "every"),
  mapping: fc.constantFrom(
    [],
    [
      { text: "dear", category: "price" },
      { text: "LATE", category: "logistics" },
      { text: "late post", category: "service" },
    ],
  ),
  max_reasons: fc.constantFrom(1, 1, 2, 12),
  late_days: fc.constantFrom(2, 7),
  late_from: fc.constantFrom("ordered", "shipped"),
  min_group: fc.constantFrom(1, 2),
});
const days = fc.record({
  asOf: fc.integer({ min: 60, max: 185 }),
  unseen: fc.integer({ min: 0, max: 4 }),
  /** Where refunds are booked on their own day, segments and tiers go by what was known. */
  refunds: fc.constantFrom("reduce_original" as const, "at_refund_date" as const),
});

const rounded = <T extends object>(row: T): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      // The p-values of the statement are within 1.2e-7 of themselves.
      typeof value === "number" ? Number(value.toFixed(name.endsWith("_value") ? 6 : 9)) : (value as unknown),
    ]),
  );
const close = (value: unknown, want: unknown) =>
  typeof value === "number" && typeof want === "number" && Math.abs(value - want) < 3e-6 ? want : value;
const keyed = <T extends { factor: string; value: string }>(rows: readonly T[]) =>
  rows
    .map(rounded)
    .toSorted((a, b) => (`${a["factor"]} ${a["value"]}` < `${b["factor"]} ${b["value"]}` ? -1 : 1));

const textMap = (rows: Awaited<ReturnType<typeof mainRows>>, key: string, value: string) =>
  new Map(rows.map((row) => [String(row[key]), String(row[value])]));

/** The rows of another analysis's main query by its defaults. */
const mainRows = (analysis: typeof rfm | typeof abc | typeof purchaseCycle, context: Context) =>
  duckdb.rows(statements(analysis as unknown as Analysis, {}, context).sql);

it("has the rows of the definition on every random shop", async () => {
  const met = { reasons: 0, tested: 0, others: 0 };
  await fc.assert(
    fc.asyncProperty(shops, reasons, asks, days, async (shop, given, ask, { asOf: at, unseen, refunds }) => {
      await duckdb.build(shop, { reasons: given, refunds });
      const asOf = addDays(firstDay, at);
      const observed = addDays(asOf, -unseen);
      const context = contextAt(asOf, observed, { refund_policy: refunds });
      const { rows, parts } = await duckdb.analyse(churnReasons, { ...ask }, context);
      const segments = await mainRows(rfm, context);
      const tiers = await mainRows(abc, context);
      const places = {
        segment: textMap(segments, "customer_id", "segment"),
        tier: textMap(tiers, "entity_id", "tier"),
      };
      const want = reasonRows(shop, given, ask, asOf, observed, places);
      expect(rows.map(({ article_share: _, ...row }) => rounded(row))).toEqual(want.map(rounded));
      const precursors = precursorRows(shop, given, ask, asOf, observed);
      const found = keyed(parts.precursors.map(({ name: _, ...row }) => row));
      const wanted = keyed(precursors.rows);
      expect(
        found.map((row, index) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              name.endsWith("_value") ? close(value, wanted[index]?.[name]) : value,
            ]),
          ),
        ),
      ).toEqual(wanted);
      const [frame] = parts.frame;
      const horizon = horizonOf(shop, ask, asOf, observed);
      expect([frame!.patience_days, frame!.at_risk, frame!.has_left, frame!.complete]).toEqual([
        horizon.patience,
        precursors.atRisk,
        precursors.left,
        horizon.lastDay !== null,
      ]);
      met.reasons += rows.some(({ kind }) => kind === "reason") ? 1 : 0;
      met.others += rows.some(({ kind }) => kind === "others") ? 1 : 0;
      met.tested += parts.precursors.length;
    }),
    { seed: 6, numRuns: 30 },
  );
  expect(met.reasons).toBeGreaterThan(15);
  expect(met.others).toBeGreaterThan(0);
  expect(met.tested).toBeGreaterThan(90);
}, 480_000);

it("is the same at a past date from the orders up to it, with a cycle that is computed, and from shuffled orders", async () => {
  await fc.assert(
    fc.asyncProperty(shops, reasons, days, async (shop, given, { asOf: at }) => {
      const asOf = addDays(firstDay, at);
      const context = contextAt(asOf);
      const ask = { min_group: 1 };
      await duckdb.build(shop, { reasons: given });
      const whole = await duckdb.analyse(churnReasons, ask, context);
      const [cycle] = await mainRows(purchaseCycle, context);
      expect(whole.parts.frame[0]!.cycle_days).toBe(cycle!["cycle_days"]);
      await duckdb.build([...shop].reverse(), { reasons: given });
      expect(await duckdb.analyse(churnReasons, ask, context)).toEqual(whole);
      const early = shop.filter(({ at: day }) => day <= asOf);
      await duckdb.build(early, { reasons: given });
      expect(await duckdb.analyse(churnReasons, ask, context)).toEqual(whole);
    }),
    { seed: 7, numRuns: 2 },
  );
}, 480_000);
