import { beforeAll, expect, it } from "vitest";
import { lifetimeValue } from "../../../src/analyses/lifetime-value/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { givenFit } from "../../analyses/lifetime-value/given.ts";
import { look } from "./behind.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  const random = createRandom(4);
  await duckdb.build(
    Array.from({ length: 20 }, (_, index) => `c${index}`).flatMap((customer) => {
      const from = random.below(60);
      return Array.from({ length: 1 + random.below(9) }, (_, index) => ({
        customer,
        at: addDays("2024-01-01", from + index * (2 + random.below(12))),
        amount: 10 + random.below(90),
      }));
    }),
  );
});

it("the customers behind every field, bar and row of lifetime value are as many as it says", async () => {
  const fitted = { ...givenFit([0.9, 4, 0.3, 2]), check_values: null };
  const context = { ...contextAt("2024-06-30"), fitted };
  const { rows, parts, view, behind } = await look(duckdb, lifetimeValue, {}, context);
  expect(rows).toHaveLength(20);
  const { figures } = view();
  expect(figures.map(({ id }) => id)).toEqual(["standings", "weeks", "holdout"]);
  const marks = figures.flatMap(({ id, stops }) =>
    stops.flatMap(({ who, lines }) => {
      const count = lines.map((line) => /^(\d+) customers?$/.exec(line)?.[1]).find((each) => each);
      return who ? [{ id, who, count: Number(count) }] : [];
    }),
  );
  const total = (figure: string) =>
    marks.filter(({ id }) => id === figure).reduce((sum, { count }) => sum + count, 0);
  expect(total("standings")).toBe(20);
  expect(total("holdout")).toBe(parts["holdout"]!.at(-1)!["customers"]);
  // Each asks a statement of its own: every third does.
  for (const { who, count } of marks.filter((_, index) => index % 3 === 0))
    expect(await behind(who)).toBe(count);
  expect(await behind(lifetimeValue.rowMark!(rows[0] as never)!)).toBe(1);
});
