import { beforeAll, describe, expect, it } from "vitest";
import { analyses } from "../../src/analyses/index.ts";
import type { ListSource } from "../../src/notebook/document.ts";
import { listSql } from "../../src/runtime/list-sql.ts";
import { contextAt } from "../support/analyse.ts";
import { NativeDuckDb } from "../support/native.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build([
    { customer: "ann", at: "2025-01-05", amount: 90 },
    { customer: "ann", at: "2025-02-05", amount: 10 },
    { customer: "ben", at: "2025-01-06", amount: 10 },
    { customer: "o'hara", at: "2025-03-07", amount: 300 },
  ]);
});

const context = contextAt("2025-03-31");
const keys = async (list: ListSource, more: Partial<Parameters<typeof listSql>[1]> = {}) =>
  (await duckdb.rows(listSql(list, { analyses, context, ...more }))).map((row) => row["customer_key"]);
const cell = { cohort: "2025-01-01", split: null, k: 1 };
const rule = (ordered: boolean, asOf: string | null = null): ListSource => ({
  by: "rule",
  rule: { analysis: "cohort-retention", params: {}, asOf, where: { ...cell, ordered } },
});

describe("a list of customers", () => {
  it("by a rule is who is behind the mark", async () => {
    expect([await keys(rule(true)), await keys(rule(false))]).toEqual([[1], [2]]);
  });

  it("by a rule looks back from its own date, else from the notebook's", async () => {
    const a: ListSource = {
      by: "rule",
      rule: { analysis: "abc", params: {}, asOf: null, where: { tier: "A" } },
    };
    const then: ListSource = { by: "rule", rule: { ...a.rule, asOf: "2025-02-28" } } as ListSource;
    expect([await keys(a), await keys(then)]).toEqual([[1, 3], [1]]);
  });

  it("reads all orders, whatever the notebook counts", async () => {
    const counted = { ...context, counted_from: "2025-03-01", counted_through: "2025-03-31" };
    expect(await keys(rule(true), { context: counted })).toEqual([1]);
  });

  it("of chosen customers has those that there are", async () => {
    expect(await keys({ by: "customers", customers: ["o'hara", "nobody", "ann"] })).toEqual([1, 3]);
    expect(await keys({ by: "customers", customers: [] })).toEqual([]);
  });

  it("by SQL is the SQL itself, or asked for its customer_id", async () => {
    const own = "select customer_key from customers where orders = 2";
    expect(listSql({ by: "sql", sql: own }, { analyses, context })).toBe(own);
    const ids: ListSource = { by: "sql", sql: "select customer_id from customers where orders = 1" };
    expect(await keys(ids, { columns: ["customer_id"] })).toEqual([2, 3]);
  });

  it("refuses the rule of an analysis that is not there", () => {
    const unknown: ListSource = { by: "rule", rule: { analysis: "nps", params: {}, asOf: null, where: {} } };
    expect(() => listSql(unknown, { analyses, context })).toThrow("unknown analysis: nps");
  });
});
