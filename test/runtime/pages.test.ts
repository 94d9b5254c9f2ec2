import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { KeptResults } from "../../src/runtime/kept-results.ts";
import { columnNames, readPage, runFirst, type Relation } from "../../src/runtime/pages.ts";
import type { RowCondition, RowsRequest } from "../../src/runtime/state.ts";
import { openTestEngine } from "../support/engine.ts";
import { recordingEngine, type Asked } from "../support/recording-engine.ts";

let engine: Engine;
/** The same engine as one that keeps nothing. */
let without: Engine;
const log: Asked[] = [];
beforeAll(async () => {
  const real: DuckDbEngine = await openTestEngine();
  engine = recordingEngine(real, log);
  without = new Proxy(engine, {
    get: (target, name) => (name === "keeps" ? false : Reflect.get(target, name)),
  });
});
beforeEach(() => {
  log.length = 0;
});

const sql = `select
    range as n, range / 4 as q, if(range = 3, null, 'Text ' || range) as t, range % 2 = 0 as b,
    date '2025-01-01' + range::integer as d, timestamp '2025-01-01 12:00:00' + to_days(range::integer) as at
from range(10)`;

const relationOf = async (of: Engine, results: KeptResults): Promise<Relation> => {
  const { columns } = await runFirst(of, results, sql, 2, {});
  return { key: sql, sql, columns, first: [], total: null };
};

const request = (more: Partial<RowsRequest> = {}): RowsRequest => ({
  offset: 0,
  limit: 100,
  sort: null,
  where: [],
  ...more,
});

describe("pages of a result", () => {
  const cases: readonly (readonly [RowCondition["test"], string, string, readonly number[]])[] = [
    ["contains", "t", "TEXT 1", [1]],
    ["contains", "d", "01-02", [1]],
    ["equals", "t", "Text 4", [4]],
    ["at_least", "t", "Text 8", [8, 9]],
    ["equals", "n", " ５ ", [5]],
    ["at_least", "n", "8", [8, 9]],
    ["at_most", "q", "0.25", [0, 1]],
    ["at_most", "n", "−1", []],
    ["equals", "b", "Yes", [0, 2, 4, 6, 8]],
    ["equals", "b", "否", [1, 3, 5, 7, 9]],
    ["equals", "d", "2025-01-03", [2]],
    ["at_most", "d", "2025-01-03", [0, 1, 2]],
    ["equals", "at", "2025-01-03", [2]],
    ["at_most", "at", "2025-01-03", [0, 1, 2]],
    ["at_most", "at", "2025-01-03 11:59", [0, 1]],
    ["at_least", "at", "2025-01-09T12:00:00", [8, 9]],
    ["is_null", "t", "", [3]],
    ["is_not_null", "t", "", [0, 1, 2, 4, 5, 6, 7, 8, 9]],
  ];

  it.each(cases)(
    "keep the rows for which it holds, kept or not: %s %s %s",
    async (test, column, value, expected) => {
      for (const of of [engine, without]) {
        const results = new KeptResults(of);
        const page = await readPage(
          of,
          results,
          await relationOf(of, results),
          request({ where: [{ column, test, value }] }),
        );
        expect([page.rows.map(({ n }) => n), page.total]).toEqual([expected, expected.length]);
        results.clear();
      }
    },
  );

  it.each([
    ["n", "1,000", "invalid number: 1,000"],
    ["n", "1 or true", "invalid number: 1 or true"],
    ["b", "maybe", "invalid truth value: maybe"],
    ["d", "2025-02-30", "invalid date: 2025-02-30"],
    ["at", "2025-01-02 25:00", "invalid date: 2025-01-02 25:00"],
    ["m", "1", "unknown column: m"],
  ])("refuse what does not read as the column's type: %s %s", async (column, value, message) => {
    const results = new KeptResults(engine);
    const relation = await relationOf(engine, results);
    const where: readonly RowCondition[] = [{ column, test: "equals", value }];
    await expect(async () => readPage(engine, results, relation, request({ where }))).rejects.toThrow(
      message,
    );
  });

  it("sort with nulls last and what is alike in the statement's order, and cut any page of it", async () => {
    for (const of of [engine, without]) {
      const results = new KeptResults(of);
      const relation = await relationOf(of, results);
      const of2 = async (column: string, descending: boolean, offset: number, limit: number) =>
        (
          await readPage(of, results, relation, request({ sort: { column, descending }, offset, limit }))
        ).rows.map(({ n }) => n);
      expect(await of2("t", true, 7, 5)).toEqual([1, 0, 3]);
      expect(await of2("t", false, 0, 4)).toEqual([0, 1, 2, 4]);
      if (of === engine) expect(await of2("b", true, 3, 4)).toEqual([6, 8, 1, 3]);
      expect(await of2("n", true, 12, 4)).toEqual([]);
    }
  });

  it("run the statement once, whatever is asked of it, and again where the engine lost it", async () => {
    const results = new KeptResults(engine);
    const relation = await relationOf(engine, results);
    const sorted = request({ sort: { column: "t", descending: true }, limit: 2 });
    await readPage(engine, results, relation, request({ offset: 3 }));
    await readPage(engine, results, relation, sorted);
    await readPage(engine, results, relation, { ...sorted, offset: 2 });
    const runs = () => log.filter((asked) => asked.verb === "keep" && asked.sql === sql).length;
    const sorts = () => log.filter((asked) => asked.sql.includes('order by "t"')).length;
    expect([runs(), sorts()]).toEqual([1, 1]);
    await engine.drop(results.find(sql)!);
    expect((await readPage(engine, results, relation, sorted)).rows.map(({ n }) => n)).toEqual([9, 8]);
    expect([runs(), sorts()]).toEqual([2, 2]);
  });

  it("know the columns without running the statement", async () => {
    expect(await columnNames(engine, "select 1 as a, error('never') as b -- c", {})).toEqual(["a", "b"]);
  });
});

describe("the results that are kept", () => {
  it("stay within their budget, those asked for last", async () => {
    // Ten thousand BIGINTs are 80,000 bytes.
    const results = new KeptResults(engine, 200_000);
    const statement = (n: number) => `select range + ${n} as n from range(10000)`;
    const [one, two] = [await results.keep(statement(1)), await results.keep(statement(2))];
    expect(results.find(statement(1))).toBe(one);
    const three = await results.keep(statement(3));
    await engine.query("select 1");
    expect([one.isHere, two.isHere, three.isHere]).toEqual([true, false, true]);
    expect(await results.keep(statement(1))).toBe(one);
    expect(await results.keep(statement(1), { again: true })).not.toBe(one);
    expect(one.isHere).toBe(false);
    results.clear();
    expect(three.isHere).toBe(false);
  });

  it("are one where two ask the same at once", async () => {
    const results = new KeptResults(engine);
    const [a, b] = await Promise.all([results.keep(sql), results.keep(sql)]);
    expect(a).toBe(b);
    expect(a.isHere).toBe(true);
  });
});
