import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { referencesOf } from "../../src/sql/references.ts";

let duckdb: DuckDBConnection;

beforeAll(async () => {
  duckdb = await (await DuckDBInstance.create(":memory:")).connect();
});

type Node = { readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** The tables in DuckDB's own tree of a statement; CTEs are left out where they can be seen. */
function tablesIn(value: unknown, scope: ReadonlySet<string>, found: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((each) => tablesIn(each, scope, found));
  if (!isNode(value)) return;
  if (value["type"] === "BASE_TABLE" || value["type"] === "SHOW_REF") {
    const name = value["table_name"];
    if (typeof name === "string" && name !== "" && !value["schema_name"] && !scope.has(name.toLowerCase()))
      found.add(name);
  }
  let inner = scope;
  const ctes = (
    value["cte_map"] as
      { readonly map?: readonly { readonly key: string; readonly value: Node }[] } | undefined
  )?.map;
  for (const { key, value: cte } of ctes ?? []) {
    const query = (cte["query"] as Node)["node"] as Node;
    const own = query["type"] === "RECURSIVE_CTE_NODE" ? new Set([...inner, key.toLowerCase()]) : inner;
    tablesIn(query, own, found);
    inner = new Set([...inner, key.toLowerCase()]);
  }
  for (const [key, each] of Object.entries(value)) if (key !== "cte_map") tablesIn(each, inner, found);
}

/** What DuckDB's own parser says; null where it does not take the text. */
async function said(sql: string): Promise<readonly string[] | null> {
  const rows = await (await duckdb.runAndReadAll("select json_serialize_sql($1::varchar)", [sql])).getRows();
  const tree = JSON.parse(String(rows[0]![0])) as { readonly error: boolean; readonly statements?: unknown };
  if (tree.error) return null;
  const found = new Set<string>();
  tablesIn(tree.statements, new Set(), found);
  return [...found].sort();
}

/** Queries of every shape that names tables, over few names, so that CTEs hide tables and other CTEs often. */
const { query } = fc.letrec<{ query: string; select: string; table: string; value: string }>((tie) => {
  const name = fc.constantFrom("a", "b", "c", "Orders", '"a"', '"d ""e"');
  const join = (...parts: readonly (string | fc.Arbitrary<string>)[]) =>
    fc
      .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
      .map((all) => all.join(""));
  return {
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(
        "x",
        "1",
        "'from a'",
        "extract(year from x)",
        "trim(from x)",
        "substring(x from 1 for 2)",
      ),
      fc.constantFrom(
        "x is distinct from y",
        "x is not distinct from y",
        "sum(x) over (partition by y)",
        "[1, 2]",
        "{'a': 1}",
      ),
      join("(", tie("query"), ")"),
      join("exists (", tie("query"), ")"),
      join("x in (", tie("query"), ")"),
      join("coalesce(", tie("value"), ", ", tie("value"), ")"),
    ),
    table: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      name,
      join(name, " as t"),
      join("main.", name),
      join("(", tie("query"), ") as s"),
      join("range(3) as r(n)"),
      join("lateral (", tie("query"), ") as l"),
      join("(", tie("table"), " join ", tie("table"), " on true)"),
      join(tie("table"), " left join ", tie("table"), " using (x, y)"),
      join("(values (1, ", tie("value"), ")) as v(n, m)"),
    ),
    select: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      join("select ", tie("value"), ", y from ", tie("table")),
      join(
        "select distinct ",
        tie("value"),
        " from ",
        tie("table"),
        ", ",
        tie("table"),
        " where ",
        tie("value"),
      ),
      join(
        "select ",
        tie("value"),
        " as from, 2 as z from ",
        tie("table"),
        " group by ",
        tie("value"),
        ", y having ",
        tie("value"),
      ),
      join("from ", tie("table"), ", ", tie("table"), " select ", tie("value"), ", y"),
      join("table ", name),
      join("values (", tie("value"), ")"),
      join("(", tie("query"), ")"),
    ),
    query: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tie("select"),
      join(tie("select"), " union all ", tie("select")),
      join(tie("select"), " except ", tie("select"), " order by ", tie("value"), ", 1 limit 3"),
      join("with ", name, " as (", tie("query"), ") ", tie("select")),
      join(
        "with ",
        name,
        "(x, y) as materialized (",
        tie("query"),
        "), k as (",
        tie("query"),
        ") ",
        tie("select"),
      ),
      join("with recursive r as (", tie("select"), " union all ", tie("select"), ") ", tie("select")),
    ),
  };
});

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
  "select * from 表格, naïve",
];

describe("the tables that a text of SQL refers to", () => {
  it.each(texts)("are those that DuckDB reads: %s", async (sql) => {
    expect([...referencesOf(sql).tables].sort()).toEqual(await said(sql));
  });

  it.each([
    // DuckDB does not tell the tree of a pivot whose columns come of the data.
    ["pivot t on a using sum(b)", ["t"]],
    ["from (pivot t on a, b using sum(c) group by d), u", ["t", "u"]],
    ["with p as (pivot t on a using sum(b)) from p, u", ["t", "u"]],
    ["select * from 'file.csv', t", ["t"]],
    ["", []],
    ["select * from", []],
    ["select * from (select * from t", ["t"]],
    ["from t, (((", ["t"]],
    ["))) from t", ["t"]],
  ])("are found where DuckDB says nothing: %s", (sql, tables) => {
    expect(referencesOf(sql).tables).toEqual(tables);
  });

  it("are those that DuckDB reads in any query", async () => {
    await fc.assert(
      fc.asyncProperty(query, async (sql) => {
        const told = await said(sql);
        // DuckDB tells no tree of some statements that it runs; the generator makes hardly any.
        fc.pre(told !== null);
        expect([...referencesOf(sql).tables].sort()).toEqual(told);
      }),
      { numRuns: 400 },
    );
  });

  it("take a text of brackets alone without end", () => {
    expect(referencesOf(`select ${"(".repeat(60_000)}from t`).tables).toEqual(["t"]);
  });
});

describe("what else a text of SQL refers to", () => {
  it("gives parameters outside texts and comments, and the names of its own CTEs", () => {
    const sql = `with a as (with b as (select $x) from b), "C d" as (select $Y, $x, '$z' /* $w */) from a`;
    expect(referencesOf(sql)).toEqual({ tables: [], parameters: ["x", "Y"], ctes: ["a", "C d"] });
  });
});
