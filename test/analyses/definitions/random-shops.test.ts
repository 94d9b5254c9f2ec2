/** Every set of rules against a plain count on random shops, and the own rules against the other analyses. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import { definitions } from "../../../src/analyses/definitions/analysis.ts";
import type { DefinitionsParams } from "../../../src/analyses/definitions/params.ts";
import { overview } from "../../../src/analyses/overview/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import type { Spec } from "../../../src/analyses/definitions/result.ts";
import type { Analysis } from "../../../src/analyses/analysis.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { figureOf } from "./reference.ts";
import { buildRead, excludedBy, type ReadOrder } from "./shop.ts";

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
});

/** The specs of a figure. */
const specsOf = async (given: Readonly<Record<string, unknown>>, context: Context) =>
  (await database.rows(
    statements(definitions as unknown as Analysis, given, context).sql,
  )) as unknown as readonly Spec[];

const moment = fc
  .record({
    day: fc.integer({ min: 0, max: 260 }),
    time: fc.constantFrom("00:00:00", "03:00:00", "21:30:00"),
  })
  .map(({ day, time }) => `${addDays("2024-01-01", day)} ${time}`);
const orders: fc.Arbitrary<readonly ReadOrder[]> = fc
  .array(
    fc.record({
      customer: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, null),
      at: moment,
      kind: fc.constantFrom(
        "plain",
        "plain",
        "plain",
        "plain",
        "unpaid",
        "cancelled",
        "test",
        "zero",
        "part",
        "whole",
        "negative",
      ),
      amount: fc.integer({ min: 100, max: 9000 }),
      refundedAt: fc.option(moment),
    }),
    { minLength: 25, maxLength: 60, size: "max" },
  )
  .map((rows) =>
    rows.map(({ customer, at, kind, amount, refundedAt }, index): ReadOrder => {
      const plain = { id: `o${String(index).padStart(3, "0")}`, customer, at, before: amount / 100 };
      if (kind === "unpaid" || kind === "cancelled") return { ...plain, status: kind };
      if (kind === "test") return { ...plain, isTest: true };
      if (kind === "zero") return { ...plain, before: 0 };
      if (kind === "part") return { ...plain, refund: Math.floor(amount / 2) / 100, refundedAt };
      if (kind === "whole") return { ...plain, refund: amount / 100, refundedAt, status: "refunded" };
      if (kind === "negative") return { ...plain, before: -amount / 100, isUnattached: true };
      return plain;
    }),
  );
const figures = [
  "repeat_rate",
  "retention",
  "churn_rate",
  "customers",
  "orders",
  "net_amount",
  "average_order_value",
];
const asked = fc.record({
  figure: fc.constantFrom(...figures),
  k: fc.constantFrom(1, 3),
  churn_days: fc.constantFrom(30, 90),
  window_days: fc.constantFrom(60, 150),
});

it("each spec has the figure of a plain count, and n", async () => {
  let specs = 0;
  await fc.assert(
    fc.asyncProperty(orders, asked, async (read, given) => {
      await buildRead(database, read);
      const asOf = "2024-08-20";
      const observed = "2024-08-15";
      const params = parseParams(definitions.params, { ...given }) as DefinitionsParams;
      const rows = await specsOf({ ...given }, contextAt(asOf, observed));
      const counted = read.filter((order) => excludedBy(order) === null).map(({ at }) => at.slice(0, 10));
      const days = { asOf, observed, began: counted.toSorted()[0] ?? null };
      expect(rows.length).toBeLessThanOrEqual(256);
      expect(new Set(rows.map(({ spec_id }) => spec_id)).size).toBe(rows.length);
      for (const row of rows) {
        const expected = figureOf(read, row, params, days);
        expect([row.changed, row.n]).toEqual([row.changed, expected.n]);
        if (expected.value === null) expect([row.changed, row.value]).toEqual([row.changed, null]);
        else expect(row.value, row.changed).toBeCloseTo(expected.value, 8);
        const known = figureOf(read, { ...row, identity: "known" }, params, days);
        const hits = given.figure === "customers" ? known.n : Math.round((known.value ?? 0) * known.n);
        const isOfOrders = ["orders", "net_amount", "average_order_value"].includes(given.figure);
        expect([row.changed, row.customers]).toEqual([row.changed, isOfOrders ? null : hits]);
      }
      specs += rows.length;
    }),
    { seed: 22, numRuns: 6, endOnFailure: true },
  );
  expect(specs).toBeGreaterThan(100);
}, 120_000);

it("the own rules give what the other analyses say", async () => {
  await fc.assert(
    fc.asyncProperty(orders, async (read) => {
      await buildRead(database, read);
      const context = contextAt("2024-09-20", "2024-09-17");
      const own = async (figure: string) => {
        const rows = await specsOf({ figure, k: 2 }, context);
        return rows.find(({ spec_id }) => spec_id === 1)!;
      };
      const [all] = (await database.analyse(overview, { range: "all" }, context)).rows;
      const rate = await own("repeat_rate");
      expect([rate.value, rate.n, rate.low, rate.high]).toEqual([
        all!.repeat_rate,
        all!.n,
        all!.low,
        all!.high,
      ]);
      expect((await own("customers")).value).toBe(all!.customers);
      expect((await own("orders")).value).toBe(all!.orders);
      expect((await own("net_amount")).value).toBeCloseTo(all!.net_amount, 8);
      expect((await own("average_order_value")).value).toBeCloseTo(all!.average_order_value!, 8);
      const cohorts = await database.analyse(cohortRetention, { period: "month" }, context);
      const pooled = cohorts.rows.find(({ cohort, k }) => cohort === null && k === 2);
      const kept = await own("retention");
      expect([kept.value, kept.n]).toEqual([pooled?.value ?? null, pooled?.n ?? 0]);
    }),
    { seed: 5, numRuns: 2, endOnFailure: true },
  );
}, 120_000);
