import { expect, it } from "vitest";
import type { AnyAnalysis } from "../../../src/analyses/analysis.ts";
import { customerProfile } from "../../../src/analyses/customer-profile/analysis.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { look } from "./behind.ts";

/** 40 customers on two channels; every third comes again, those of the list mostly by app. */
const shop: readonly ShopOrder[] = Array.from({ length: 40 }, (_, index): readonly ShopOrder[] => {
  const channel = index % 4 === 0 ? "web" : index % 4 === 1 ? "pos" : "app";
  const customer = `c${index}`;
  return [
    { customer, at: "2025-01-05", amount: 10 + index, channel },
    ...(index % 3 === 0 ? [{ customer, at: "2025-02-07", amount: 5, channel }] : []),
  ];
}).flat();

const web: Filter = {
  clauses: [{ by: "dimension", dimension: "channel", values: ["web", "app"], reading: "orders", not: false }],
};

it("of a list, as many customers stand behind each row, bar and difference as they say", async () => {
  const database = await NativeDuckDb.open();
  await database.build(shop);
  await database.run(`create table chosen as
    select customer_key from customers where try_cast(customer_id[2:] as integer) < 24`);
  const sizes: number[] = [];
  for (const filter of [{ clauses: [] }, web])
    for (const who of ["all", "repeat_customers", "best_20_percent"]) {
      const given = { who, list: { list: "chosen" } };
      const { rows, view, behind } = await look(
        database,
        customerProfile as unknown as AnyAnalysis,
        given,
        contextAt("2025-03-01"),
        filter,
      );
      sizes.push(rows[0]!["n"] as number);
      for (const row of rows) {
        const mark = customerProfile.rowMark!(row as never);
        expect(mark === null).toBe(row["customers"] === 0);
        if (mark) expect(await behind(mark)).toBe(row["customers"]);
      }
      const marks = view().figures.flatMap(({ stops }) =>
        stops.flatMap(({ who: mark }) => (mark ? [mark] : [])),
      );
      expect(marks).toHaveLength(rows.filter((row) => (row["customers"] as number) > 0).length);
    }
  // 24 of the list, every third again, the first ceil(4.8); without pos 18, of which 6 again, the first ceil(3.6).
  expect(sizes).toEqual([24, 8, 5, 18, 6, 4]);
});
