import { beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { plainRows } from "../../src/engine/rows.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
  await engine.define("create table t as select 1 as a; create table checkpoint as select 2 as a");
});

describe("the gate", () => {
  it.each([
    "select a from t",
    "SELECT a FROM t;",
    "-- One row.\n/* all */ select a from t -- done",
    "with x as (select a from t) select a from x",
    "from t",
    "table t",
    "(select a from t)",
    "select * from (values (1)) v(a)",
  ])("lets a query through: %s", async (sql) => {
    expect(plainRows(await engine.query(sql))).toEqual([{ a: 1 }]);
  });

  it.each([
    "create table x as select 1",
    "create temp view v as select 1",
    "create temp table x as select 1",
    "create macro f() as 1",
    "create type e as enum ('a')",
    "create sequence s",
    "insert into t values (2)",
    "update t set a = 2",
    "delete from t",
    "truncate t",
    "merge into t using t as s on true when matched then delete",
    "alter table t rename to u",
    "comment on table t is 'x'",
    "drop table t",
    "set variable a = 1",
    "set threads = 2",
    "reset threads",
    "pragma version",
    "call pragma_version()",
    "copy (select 1) to 'import/x.csv'",
    "copy t from 'import/x.csv'",
    "export database 'import/'",
    "import database 'import/'",
    "attach ':memory:' as x",
    "detach memory",
    "use memory",
    "checkpoint",
    "force checkpoint",
    "vacuum",
    "analyze",
    "install json",
    "load json",
    "begin",
    "commit",
    "rollback",
    "prepare p as select 1",
    "execute p",
    "deallocate p",
    "explain select 1",
    "explain analyze select 1",
    "describe t",
    "show tables",
    "summarize t",
    "t",
    "with x as (delete from t returning a) from x",
    "select 1; drop table t",
    "select 1; select 2",
    "select 1 into x",
    "",
    "-- nothing",
    ";",
  ])("refuses what is not one query: %s", async (sql) => {
    await expect(engine.query(sql)).rejects.toMatchObject({ name: "QueryError", sql });
  });

  it("leaves nothing behind of what it refused", async () => {
    const sql = `
      select 'table' as kind, table_name as name from duckdb_tables()
      union all select 'view', view_name from duckdb_views() where not internal
      union all select 'variable', name from duckdb_variables()
      union all select 'statement', name from duckdb_prepared_statements()
      union all select 'database', database_name from duckdb_databases() where not internal
      order by all`;
    expect(plainRows(await engine.query(sql))).toEqual([
      { kind: "database", name: "kept" },
      { kind: "database", name: "memory" },
      { kind: "table", name: "checkpoint" },
      { kind: "table", name: "t" },
    ]);
    expect(plainRows(await engine.query("from t"))).toEqual([{ a: 1 }]);
  });

  it("says which word it does not take, and where", async () => {
    await expect(engine.query("-- Clean up.\n  drop table t")).rejects.toMatchObject({
      message: "unsupported statement: drop",
      line: 2,
      column: 3,
    });
    await expect(engine.query(" ")).rejects.toThrow("missing statement");
  });
});
