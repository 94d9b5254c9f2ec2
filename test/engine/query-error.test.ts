import { beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { QueryError } from "../../src/engine/query-error.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  await engine.define("create table orders (order_id varchar, ordered_at timestamp)");
});

const failure = async (sql: string): Promise<QueryError> => {
  const thrown = await engine.query(sql).then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(QueryError);
  return thrown as QueryError;
};

const long = `select ${"'x', ".repeat(60)}nope, ${"'y', ".repeat(60)}1 from orders`;

describe("a query's error", () => {
  it.each([
    ["an unknown column", "select order_idd\nfrom orders", 1, 8, "order_id"],
    [
      "an unknown column on a later line",
      "select\n    order_id,\n    oder_id\nfrom orders",
      3,
      5,
      "order_id",
    ],
    ["a word of the grammar", "select 1 as a\nform orders", 2, 1, undefined],
    ["an unexpected end", "select order_id from orders where", 1, 34, undefined],
    ["a syntax error after Chinese", "select '中文' as a, fo o.x from orders", 1, 23, undefined],
    ["an unknown column after Chinese", "select '中文' as a, nope from orders", 1, 19, undefined],
    ["an unknown column after an emoji", "select '👍' as a, nope from orders", 1, 19, undefined],
    ["an unknown table", "select 1 from order_s", 1, 15, "orders"],
    ["an unknown function", "select sume(1)", 1, 8, "sum"],
    ["a cell that cannot be cast while it runs", "select\n  'a'::integer as n", 2, 6, undefined],
    ["a place in a long line", long, 1, long.indexOf("nope") + 1, undefined],
  ])("has the place of %s", async (_, sql, line, column, candidate) => {
    const error = await failure(sql);
    expect({ sql: error.sql, line: error.line, column: error.column }).toEqual({ sql, line, column });
    if (candidate !== undefined) expect(error.candidates).toContain(candidate);
  });

  it("is one clause, without the place and the candidates", async () => {
    const error = await failure("select order_idd from orders");
    expect(error.message).toBe('Binder Error: Referenced column "order_idd" not found in FROM clause!');
    expect(error.cause).toBeInstanceOf(Error);
    expect((await failure("select 1 +")).message).toBe("Parser Error: syntax error at end of input");
  });

  it("offers the signatures of a function that exists", async () => {
    const error = await failure("select sum('a')");
    expect(error.candidates).toContain("sum(DOUBLE) -> DOUBLE");
    expect(error.message).toMatch(/^Binder Error: No function matches .*sum\(VARCHAR\)/);
  });

  it("has no place where DuckDB names none", async () => {
    const error = await failure("select error('boom') from range(3)");
    expect([error.message, error.line, error.column, error.candidates]).toEqual([
      "Invalid Input Error: boom",
      null,
      null,
      [],
    ]);
  });
});
