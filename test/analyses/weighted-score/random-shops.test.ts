/** The weighted score against its plain reference, on random shops. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { weightedScore } from "../../../src/analyses/weighted-score/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";
import { runKept } from "./kept.ts";
import { dropped, reference, type Question } from "./reference.ts";

// Shops of some twenty orders and more, so that a tier has several members.
fc.configureGlobal({ baseSize: "medium" });

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const attributes = {
  a: { turnover: 3.5, cooperation: "2", note: "x" },
  b: { turnover: 1, cooperation: null, note: null },
  c: { turnover: null, cooperation: "5", note: "y" },
  d: { turnover: 3.5, cooperation: "1", note: "z" },
  e: { turnover: -2, cooperation: "4", note: null },
};
const names = [
  "recency_days",
  "orders",
  "order_days",
  "net_amount",
  "average_order_value",
  "profit",
  "items",
  "discount_share",
  "median_gap_days",
  "tenure_days",
  "turnover",
  "cooperation",
];
const measures = (minLength: number, maxLength: number) =>
  fc.uniqueArray(
    fc.record({
      measure: fc.constantFrom(...names),
      direction: fc.constantFrom("higher" as const, "lower" as const),
      weight: fc.constantFrom(0, 1, 1, 2, 0.5, 3),
    }),
    { minLength, maxLength, selector: ({ measure }) => measure },
  );
const questions = (...length: readonly [number, number]): fc.Arbitrary<Question> =>
  fc
    .record({
      measures: measures(...length),
      normalisation: fc.constantFrom("percentile_rank" as const, "min_max" as const, "z_score" as const),
      missing: fc.constantFrom("no_score" as const, "other_weights" as const),
      cuts: fc.constantFrom([0.2, 0.5] as const, [0.4, 0.8] as const),
      asOf: fc.constantFrom("2024-07-15", "2025-03-01"),
    })
    .map((question) =>
      // The weights of which all are 0 are refused.
      question.measures.some(({ weight }) => weight > 0)
        ? question
        : { ...question, measures: question.measures.map((each) => ({ ...each, weight: 1 })) },
    );
const shops = randomShops({ orders: 30, customers: 7 }).chain((shop) =>
  fc
    .array(fc.tuple(fc.nat(shop.length - 1), fc.constantFrom("2024-06-01", "2024-12-24", null)), {
      maxLength: 4,
    })
    .map((refunds) =>
      shop.map((order, index) => {
        const own = refunds.filter(([at]) => at === index).map(([, at]) => ({ at, amount: 5 }));
        return own.length > 0 ? { ...order, refunds: own } : order;
      }),
    ),
);
const policies = fc.constantFrom("reduce_original" as const, "at_refund_date" as const);

it("every random shop has the scores, tiers and drop-outs of the definition", async () => {
  await fc.assert(
    fc.asyncProperty(shops, policies, questions(1, 5), async (shop, refunds, question) => {
      const more = { refunds, attributes };
      await duckdb.build(shop, more);
      const given = {
        measures: question.measures,
        normalisation: question.normalisation,
        missing: question.missing,
        tier_cuts: question.cuts,
      };
      const context = contextAt(question.asOf, question.asOf, { refund_policy: refunds });
      const want = reference(shop, more, question);
      const { rows, parts } = await runKept(duckdb, given, context);
      expect(rows.map(({ customer_id, tier }) => [customer_id, tier])).toEqual(
        want.map(({ customer, tier }) => [customer, tier]),
      );
      rows.forEach((row, index) => {
        const { score, values, normalised } = want[index]!;
        expect(row["rank"]).toBe(score === null ? null : index + 1);
        const pairs: (readonly [unknown, number | null])[] = [
          [row["score"], score],
          ...question.measures.flatMap(({ measure }, at) => [
            [row[`value_${measure}`], values[at]!] as const,
            [row[`normalised_${measure}`], normalised[at]!] as const,
          ]),
        ];
        for (const [got, expected] of pairs)
          if (expected === null) expect(got).toBeNull();
          else expect(got).toBeCloseTo(expected, 7);
      });
      const moves = parts.sensitivity;
      const gone = question.measures.map((_, at) => [
        dropped(want, question, at, 0.8),
        dropped(want, question, at, 1.2),
      ]);
      const n = want.filter(({ tier }) => tier === "A").length;
      expect(moves.filter(({ move }) => move !== "any").map(({ n: all, stays }) => [all, stays])).toEqual(
        n === 0 ? [] : gone.flat().map((list) => [n, n - list.length]),
      );
      expect(moves.at(-1)).toMatchObject({ move: "any", n, stays: n - new Set(gone.flat(2)).size });
    }),
    { seed: 12, numRuns: 30 },
  );
});

it("eight measures of many customers drop out whom a full ranking drops, ties by id", async () => {
  const dropOuts: number[] = [];
  await fc.assert(
    fc.asyncProperty(
      randomShops({ orders: 90, customers: 26, days: 60 }),
      questions(8, 8),
      async (shop, asked) => {
        // Scored by what is known, so that nearly everyone has a score.
        const question: Question = {
          ...asked,
          missing: "other_weights",
          cuts: [0.4, 0.8],
          asOf: "2024-07-15",
        };
        await duckdb.build(shop, { attributes });
        const given = {
          measures: question.measures,
          normalisation: question.normalisation,
          missing: question.missing,
          tier_cuts: question.cuts,
        };
        const want = reference(shop, { attributes }, question);
        const { parts } = await runKept(duckdb, given, contextAt(question.asOf));
        const n = want.filter(({ tier }) => tier === "A").length;
        const gone = question.measures.flatMap((_, at) => [
          dropped(want, question, at, 0.8),
          dropped(want, question, at, 1.2),
        ]);
        const each = n === 0 ? [] : gone.map((list) => [n, n - list.length]);
        expect(parts.sensitivity.map(({ n: all, stays }) => [all, stays])).toEqual([
          ...each,
          [n, n - new Set(gone.flat()).size],
        ]);
        dropOuts.push(new Set(gone.flat()).size);
      },
    ),
    { seed: 8, numRuns: 12 },
  );
  // Many shops have someone who drops out, some have several.
  expect(dropOuts.filter((count) => count > 0).length).toBeGreaterThan(5);
  expect(Math.max(...dropOuts)).toBeGreaterThan(1);
});

it("the customers behind a drop-out are those of the reference, and its weights do not depend on their unit", async () => {
  await fc.assert(
    fc.asyncProperty(shops, async (shop) => {
      await duckdb.build(shop);
      const question: Question = {
        measures: [
          { measure: "recency_days", direction: "lower", weight: 1 },
          { measure: "orders", direction: "higher", weight: 1 },
          { measure: "net_amount", direction: "higher", weight: 1 },
        ],
        normalisation: "percentile_rank",
        missing: "no_score",
        cuts: [0.2, 0.5],
        asOf: "2025-03-01",
      };
      const context = contextAt("2025-03-01");
      const params = parseParams(weightedScore.params, {});
      const want = reference(shop, {}, question);
      const keys = [...new Set(want.map(({ customer }) => customer))].sort();
      const gone = [
        ...new Set([0, 1, 2].flatMap((at) => [0.8, 1.2].flatMap((by) => dropped(want, question, at, by)))),
      ];
      const behind = await duckdb.rows(membersSql(weightedScore, params, context, { move: "any" }));
      const all = await duckdb.rows("select customer_key, customer_id from customers");
      expect(keys.every((id) => all.some(({ customer_id }) => customer_id === id))).toBe(true);
      expect(
        behind.map(
          ({ customer_key }) => all.find((each) => each["customer_key"] === customer_key)!["customer_id"],
        ),
      ).toEqual(gone.sort());
      const tenfold = { measures: question.measures.map((each) => ({ ...each, weight: 10 })) };
      const rows = async (given: object) =>
        duckdb.rows(statements(weightedScore as never, { ...given }, context).sql);
      expect(await rows(tenfold)).toEqual(await rows({}));
    }),
    { seed: 5, numRuns: 3 },
  );
});
