import { expect, it } from "vitest";
import type { Mark } from "../../../src/analyses/analysis.ts";
import { churnStatus } from "../../../src/analyses/churn-status/analysis.ts";
import { handShop, typed } from "../../analyses/churn-status/hand-shop.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { look, type AnyRow } from "./behind.ts";

it("the customers behind every mark of churn-status are as many as it says", async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(handShop);
  const given = { ...typed, split_by: "channel" };
  const { rows, parts, view, behind } = await look(duckdb, churnStatus, given, contextAt("2024-06-30"));
  for (const row of rows)
    expect(await behind(churnStatus.rowMark!(row as never)!)).toBe(Number(row["customers"]));
  const ask = async (part: string, count: string, mark: (row: AnyRow) => AnyRow) => {
    expect(parts[part]!.length).toBeGreaterThan(3);
    const held = parts[part]!.filter((each) => Number(each[count]) > 0);
    for (const row of held.filter((_, index) => index % 3 === 0))
      expect([row, await behind(mark(row))]).toEqual([row, row[count]]);
  };
  await ask("series", "customers", ({ date, status }) => ({ date: date!, status: status! }));
  await ask("flows", "customers", ({ date_to, from_status, to_status }) => ({
    date: date_to!,
    from_status: from_status!,
    status: to_status!,
  }));
  await ask("groups", "churned", ({ dimension, position }) => ({
    dimension: dimension!,
    position: position!,
    churned: true,
  }));
  expect(await behind({ dimension: "orders", at_risk: true })).toBe(2);
  // The marks of the page are these, and one customer of the list is one.
  const shown = view();
  const marks: readonly Mark[] = [
    ...shown.figures.flatMap(({ stops }) => stops.map(({ who }) => who)),
    ...(shown.table?.who ?? []),
  ].filter((who) => who !== undefined);
  expect(marks.length).toBeGreaterThan(20);
  for (const mark of marks.filter((_, index) => index % 6 === 0))
    expect(await behind(mark)).toBeGreaterThan(0);
  const list = await look(duckdb, churnStatus, { ...given, rows: "customers" }, contextAt("2024-06-30"));
  expect(await list.behind(churnStatus.rowMark!(list.rows[0] as never)!)).toBe(1);
});

it("counts only what a filter counts, and tells who is new by the whole shop", async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(handShop);
  const counts = (rows: readonly AnyRow[]) => rows.map(({ customers }) => customers);
  const through = { clauses: [{ by: "date", from: null, to: "2024-05-31" }] } as const;
  const { rows } = await look(duckdb, churnStatus, typed, contextAt("2024-06-30"), through);
  const then = await look(duckdb, churnStatus, typed, contextAt("2024-05-31"));
  expect(counts(rows)).toEqual([1, 1, 1, 3, 0]);
  expect(rows).toEqual(then.rows);
  // From June on: ann is new; dan and gus, who began before, are not, though their first counted order is in June.
  const from = { clauses: [{ by: "date", from: "2024-06-01", to: null }] } as const;
  const june = await look(duckdb, churnStatus, typed, contextAt("2024-06-30"), from);
  expect(counts(june.rows)).toEqual([2, 1, 0, 0, 0]);
});
