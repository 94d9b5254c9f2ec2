import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { customerProfile } from "../../../src/analyses/customer-profile/analysis.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";
import { profileOf } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const nth = (values: readonly (string | number | null)[]) => fc.constantFrom(...values);
const attributes = fc.record(
  Object.fromEntries(
    Array.from("abcdefghijkl", (id) => [
      id,
      fc.record({
        level: nth(["gold", "silver", null, "", "iron"]),
        points: fc.integer({ min: -3, max: 400 }),
        since: nth(["2021-03-04", "2022-12-31", null]),
        mail: fc.constant(`${id}@example.com`),
      }),
    ]),
  ),
);
const asked = fc.record({
  who: fc.constantFrom(...customerProfile.params.who.choices),
  days: fc.constantFrom(30, 120),
  order_of: fc.constantFrom(...customerProfile.params.order_of.choices),
  max_values: fc.constantFrom(1, 2, 20),
  // "z" is nobody.
  list: fc.option(fc.subarray([..."abcdefghijkl", "z"]), { nil: null }),
  asOf: fc.constantFrom("2024-04-30", "2024-09-15", "2025-02-28"),
});

/** The parameters as a notebook holds them; the list, if any, is stored under the name `chosen`. */
async function stored<T extends { readonly list: readonly string[] | null }>({ list, ...given }: T) {
  const names = ["", ...(list ?? [])].map((id) => `'${id}'`).join(", ");
  await duckdb.run(
    `create or replace table chosen as select customer_key from customers where customer_id in (${names})`,
  );
  return { ...given, list: list && { list: "chosen" } };
}

type Row = Readonly<Record<string, unknown>>;
const rounded = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row)
      .map(([name, value]) => [name, typeof value === "number" ? Number(value.toFixed(9)) + 0 : value])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
const keyOf = ({ dimension, kind, value }: Row) => `${String(dimension)} ${String(kind)} ${String(value)}`;
const sorted = (rows: readonly Row[]) => rows.map(rounded).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

describe("the profile of random shops", () => {
  it("is that of a second implementation over arrays, each dimension adds up, and so do the customers behind", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomShops({ customers: 12 }),
        attributes,
        asked,
        async (shop, files, { asOf, ...given }) => {
          await duckdb.build(shop, { attributes: files });
          const context = contextAt(asOf);
          const { rows } = await duckdb.analyse(customerProfile, await stored(given), context);
          const expected = profileOf(shop, files, { ...given, asOf });
          expect(sorted(rows)).toEqual(sorted(expected.map(({ behind: _, ...row }) => row)));
          for (const dimension of new Set(rows.map((row) => row.dimension))) {
            const own = rows.filter((row) => row.dimension === dimension);
            expect(own.reduce((sum, { customers }) => sum + customers, 0)).toBe(own[0]!.n);
            expect(own.reduce((sum, { customers_all }) => sum + customers_all, 0)).toBe(own[0]!.n_all);
          }
        },
      ),
      { seed: 24, numRuns: 20 },
    );
  });

  it("opens as many customers as each row says", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomShops({ customers: 12 }),
        attributes,
        asked,
        fc.nat(),
        async (shop, files, { asOf, ...given }, which) => {
          await duckdb.build(shop, { attributes: files });
          const params = parseParams(customerProfile.params, await stored(given));
          const rows = profileOf(shop, files, { ...given, asOf });
          // One row of each kind: a query each.
          for (const kind of ["value", "fifth", "others", "unknown"]) {
            const own = rows.filter((row) => row.kind === kind);
            const row = own[which % Math.max(1, own.length)];
            if (!row) continue;
            const mark = { dimension: row.dimension, value: row.value, kind };
            const sql = membersSql(customerProfile, params, contextAt(asOf), mark);
            const behind = await duckdb.rows(
              `select customer_id from customers join (${sql}) using (customer_key) order by customer_id`,
            );
            expect(behind.map(({ customer_id }) => customer_id)).toEqual(row.behind);
          }
        },
      ),
      { seed: 24, numRuns: 6 },
    );
  });

  it("of a past date is that of the orders up to it, in any order of rows", async () => {
    await fc.assert(
      fc.asyncProperty(randomShops({ customers: 12 }), asked, async (shop, { asOf, ...given }) => {
        await duckdb.build(shop);
        const whole = await duckdb.analyse(customerProfile, await stored(given), contextAt(asOf));
        const until = shop.filter(({ at }) => at.slice(0, 10) <= asOf);
        await duckdb.build([...until].reverse());
        const cut = await duckdb.analyse(customerProfile, await stored(given), contextAt(asOf));
        expect(cut.rows).toEqual(whole.rows);
      }),
      { seed: 25, numRuns: 8 },
    );
  });
});
