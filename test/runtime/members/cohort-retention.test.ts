import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import type { CohortParams } from "../../../src/analyses/cohort-retention/rows.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { contextsWithin, richShops } from "../../analyses/cohort-retention/shops.ts";
import { look } from "./behind.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const days = 250;
const filters = fc.constantFrom<Filter>(
  { clauses: [] },
  { clauses: [] },
  { clauses: [{ by: "date", from: "2024-03-10", to: "2024-08-05" }] },
  { clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "orders", not: false }] },
);
const options: fc.Arbitrary<Partial<CohortParams>> = fc.record({
  period: fc.constantFrom("week", "month"),
  clock: fc.constantFrom("calendar", "age", "days"),
  return: fc.constantFrom("in", "on_or_after", "by"),
  split_by: fc.constantFrom("none", "channel", "product"),
  brackets: fc.constantFrom(null, null, [
    { from_day: 1, to_day: 15 },
    { from_day: 10, to_day: 61 },
  ]),
});

describe("the customers behind a row of the cohort table", () => {
  it("are as many as it says, and with those who did not order they are everyone at risk", async () => {
    await fc.assert(
      fc.asyncProperty(
        richShops({ days }),
        options,
        contextsWithin(days),
        filters,
        async (shop, params, context, filter) => {
          await duckdb.build(shop, { refunds: context.refund_policy as "at_refund_date" });
          const { rows, behind } = await look(duckdb, cohortRetention, params, context, filter);
          // Every ninth cell, and every pooled one: a query each.
          for (const row of rows.filter((each, index) => each["cohort"] === null || index % 9 === 0)) {
            const mark = cohortRetention.rowMark!(row as never)!;
            expect([row, await behind(mark)]).toEqual([row, row["customers"]]);
            if (row["complete"])
              expect([row, await behind({ ...mark, ordered: false })]).toEqual([
                row,
                Number(row["n"]) - Number(row["customers"]),
              ]);
          }
        },
      ),
      { seed: 11, numRuns: 12 },
    );
  });

  it("include who came back only after the windows that are over", async () => {
    // At 40 days the second window of 30 is not over; the order in it is later than window 1 all the same.
    await duckdb.build([
      { customer: "ann", at: "2024-01-01", amount: 1 },
      { customer: "ann", at: "2024-03-05", amount: 1 },
    ]);
    const context = { as_of: "2024-03-10", observed_through: "2024-03-10" };
    const { rows, behind } = await look(
      duckdb,
      cohortRetention,
      { clock: "age", return: "on_or_after" },
      { ...context, observed_from: "2023-01-01", week_start: "monday" },
    );
    const second = rows.find(({ k, cohort }) => k === 1 && cohort !== null)!;
    expect(second["customers"]).toBe(1);
    expect(await behind(cohortRetention.rowMark!(second as never)!)).toBe(1);
  });
});
