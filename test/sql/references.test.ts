import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { referencesOf } from "../../src/sql/references.ts";

let duckdb: DuckDBConnection;

beforeAll(async () => {
  duckdb = await (await DuckDBInstance.create(":memory:")).connect();
});

/** What DuckDB's own parser says. */
const said = (sql: string) => [...duckdb.getTableNames(sql, false)].sort();

const texts = [
  "select 1",
  "select * from orders",
  "from orders",
  "FROM Orders SELECT a, b",
  "table orders",
  "select * from orders, customers c, products as p where a in (select x from refunds)",
  "select * from orders o join customers c on o.a = c.a, costs",
  "select * from orders left join customers using (customer_key) cross join products",
  'select * from "My ""own"" cell"',
  "select * from range(10), unnest([1, 2]) as u(x), orders",
  "select extract(year from ordered_at), trim(both 'x' from a), substring(b from 1 for 2) from t",
  "select trim(from a), overlay(a placing 'b' from 2) from t",
  "select a is distinct from b, c is not distinct from d from t where a is distinct from f",
  "select distinct from_day from t",
  "with a as (select * from t) select * from a",
  "with a as (select * from t), b as (select * from a, u) select * from b join v using (x)",
  "with recursive a as (select 1 as n union all select n + 1 from a, t where n < 5) select * from a",
  "select * from (with a as (select * from t) select * from a), a",
  "select (select max(x) from t where t.y = o.y) from o",
  "select * from ((a join b using (x)) join c using (x))",
  "select * from ((select 1 as x) union all (select x from t))",
  "select x from t union all select x from u except from v",
  "select x from t union table u",
  "(select x from t) order by x",
  "select exists(from t), array(select x from u), x in (from v) from w",
  "select * from t1 x, x.items",
  "from a: orders, b: customers",
  "select 1 as from from t",
  "select t.from from t",
  "select {'from': 1, 'x': [1, 2]} from t, u",
  "select [x for x in [1, 2]] from t, u",
  "select * from (values (1, 2)) v(a, b), t",
  "values (1, (select max(x) from t))",
  "pivot t on a using sum(b)",
  "from (pivot t on a using sum(b) group by c), u",
  "unpivot t on a, b into name n value v",
  "select * from t pivot (sum(b) for a in ('x', 'y')), u",
  "select * from (summarize t)",
  "select * from (summarize select * from t)",
  "select * from (describe t)",
  "select sum(x) over (partition by a order by b), count(*) filter (where c) from t window w as (order by d), v as ()",
  "select * from t tablesample (10%), u",
  "select * from t asof join u on t.a >= u.a positional join v",
  "select * from t, lateral (select * from u where u.a = t.a)",
  "-- from a\nselect 'from b', $$ from c $$ /* from d */ from t",
  "select * from t where x = any (select y from u) and z between 1 and (select max(z) from v)",
  "with a as materialized (select * from t), b(x, y) as not materialized (select * from u) select * from a, b",
  "with t as (select * from u) select * from t, main.t, t as x",
  "select case when a then (select 1 from t) else b end from u order by (select 2 from v) limit 3",
  "select * exclude (a) replace (b as c) from t, u",
  "select columns(x -> x like 'a%') from t",
  "select count(*) from t group by all having count(*) > (select n from u) qualify row_number() over () = 1",
  "select * from t using sample 10%",
  "select * from 'file.csv', t",
  "select * from 表格, naïve",
];

describe("the tables that a text of SQL refers to", () => {
  it.each(texts)("are those that DuckDB reads: %s", (sql) => {
    const found = referencesOf(sql).tables.map((name) => name).sort();
    expect(found).toEqual(said(sql));
  });
});
