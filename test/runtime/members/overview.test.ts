import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { overview } from "../../../src/analyses/overview/analysis.ts";
import { newIn, orderedIn, repeatedIn, returnedOf } from "../../../src/analyses/overview/members.ts";
import type { OverviewRow } from "../../../src/analyses/overview/rows.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { contextsWithin, richShops } from "../../analyses/cohort-retention/shops.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { look } from "./behind.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const filters = fc.constantFrom<Filter>(
  { clauses: [] },
  { clauses: [{ by: "date", from: "2024-02-10", to: "2024-07-05" }] },
  { clauses: [{ by: "dimension", dimension: "channel", values: ["web"], reading: "orders", not: false }] },
);

describe("the customers behind the overview", () => {
  it("are as many as each figure says, and the others as many as are left", async () => {
    await fc.assert(
      fc.asyncProperty(
        richShops({ days: 200 }),
        fc.constantFrom("last_1", "last_3", "all"),
        contextsWithin(200),
        filters,
        async (shop, range, context, filter) => {
          await duckdb.build(shop);
          const { rows, behind } = await look(duckdb, overview, { range }, context, filter);
          for (const each of rows.filter(({ span }, index) => span !== "period" || index % 4 === 0)) {
            const row = each as unknown as OverviewRow;
            const repeated = repeatedIn(row);
            const returned = returnedOf(row);
            expect([
              await behind(orderedIn(row)),
              await behind(newIn(row)),
              await behind({ ...newIn(row), is_new: false }),
              await behind(repeated),
              await behind({ ...repeated, repeated: false }),
              await behind(returned),
              await behind({ ...returned, returned: false }),
            ]).toEqual([
              row.customers,
              row.new_customers,
              row.returning_customers,
              row.repeat_customers,
              row.customers - row.repeat_customers,
              row.returned,
              row.began - row.returned,
            ]);
            expect(overview.rowMark!(row)).toEqual(row.customers > 0 ? orderedIn(row) : null);
          }
        },
      ),
      { seed: 13, numRuns: 8 },
    );
  });
});
