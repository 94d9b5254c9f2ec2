import { beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { decodeRows, plainRows } from "../../src/engine/rows.ts";
import type { ColumnSpecs } from "../../src/sql/columns.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const decode = async <C extends ColumnSpecs>(sql: string, columns: C) =>
  decodeRows(await engine.query(sql), columns);
const plain = async (sql: string) => plainRows(await engine.query(sql));

describe("decodeRows", () => {
  it("gives every kind of column, DECIMAL scaled", async () => {
    const sql = `
      select
          'a' as t,
          3::integer as i,
          9007199254740991::bigint as b,
          0.1::double as d,
          -1234.5678::decimal(18,4) as m,
          true as y,
          date '1969-12-31' as day,
          timestamp '1969-12-31 23:59:59.999' as at`;
    const columns = {
      t: { kind: "text" },
      i: { kind: "integer" },
      b: { kind: "integer" },
      d: { kind: "number" },
      m: { kind: "number" },
      y: { kind: "boolean" },
      day: { kind: "date" },
      at: { kind: "timestamp" },
    } as const;
    expect(await decode(sql, columns)).toEqual([
      {
        t: "a",
        i: 3,
        b: 9007199254740991,
        d: 0.1,
        m: -1234.5678,
        y: true,
        day: "1969-12-31",
        at: "1969-12-31T23:59:59",
      },
    ]);
  });

  it("keeps rows in order across batches, and null where it may be", async () => {
    const sql = "select i::integer as i, nullif(i % 2, 1)::integer as z from range(5000) t(i) order by i";
    const rows = await decode(sql, { i: { kind: "integer" }, z: { kind: "integer", nullable: true } });
    expect(rows).toEqual(Array.from({ length: 5000 }, (_, i) => ({ i, z: i % 2 === 0 ? 0 : null })));
  });

  it("gives no rows of an empty result, its types checked all the same", async () => {
    expect(await decode("select 1::integer as n where false", { n: { kind: "integer" } })).toEqual([]);
    await expect(decode("select 'a' as n where false", { n: { kind: "integer" } })).rejects.toThrow(
      "invalid result: n is Utf8, not integer",
    );
  });

  it.each<[string, ColumnSpecs, string]>([
    [
      "select 1 as a, 2 as b",
      { b: { kind: "integer" }, a: { kind: "integer" } },
      "columns are a, b, not b, a",
    ],
    ["select 1 as a", { a: { kind: "integer" }, b: { kind: "integer" } }, "columns are a, not a, b"],
    ["select sum(i) as n from range(3) t(i)", { n: { kind: "integer" } }, "n is HUGEINT, not integer"],
    ["select 1.5 as n", { n: { kind: "integer" } }, "n is Decimal[2e+1], not integer"],
    [
      "select 9007199254740993 as n",
      { n: { kind: "integer" } },
      "n of row 1 is 9007199254740993, which is no finite number",
    ],
    [
      "select unnest([1, null])::integer as n",
      { n: { kind: "integer" } },
      "n of row 2 is null, which it may not be",
    ],
    ["select 'nan'::double as n", { n: { kind: "number" } }, "n of row 1 is NaN, which is no finite number"],
    ["select 1 as n", { n: { kind: "text" } }, "n is Int32, not text"],
    ["select now() as n", { n: { kind: "timestamp" } }, "n is Timestamp<MICROSECOND, UTC>, not timestamp"],
  ])("refuses %s as %j", async (sql, columns, message) => {
    await expect(decode(sql, columns)).rejects.toThrow(`invalid result: ${message}`);
  });
});

describe("plainRows", () => {
  it("gives plain values of every type", async () => {
    const sql = `
      select
          9007199254740991::bigint as b, 9007199254740993::bigint as b2, sum(5) as h, 2::utinyint as u,
          -0.0001::decimal(18,4) as d, 90071992547409.93::decimal(38,2) as d2, 7::decimal(18,0) as d0,
          0.1::float::double as f, 'x' as t, true as y, null as z,
          date '2025-06-17' as day, timestamp '2025-06-17 01:02:03' as at, timestamp '2025-06-17 01:02:03.5' as at2,
          timestamptz '2025-06-17 01:02:03' as zoned, 'infinity'::date as never, time '01:02:03' as clock,
          [1, null] as l, [[date '2025-06-17'], []] as l2, {'a': 1.5, 'b': ['c']} as s,
          map {'k': 2::bigint} as m, 'a\\xFF'::blob as bytes,
          'f0e1d2c3-0000-4000-8000-000000000001'::uuid as id`;
    expect(await plain(sql)).toEqual([
      {
        b: 9007199254740991,
        b2: "9007199254740993",
        h: 5,
        u: 2,
        d: -0.0001,
        d2: Number("90071992547409.93"),
        d0: 7,
        f: 0.10000000149011612,
        t: "x",
        y: true,
        z: null,
        day: "2025-06-17",
        at: "2025-06-17T01:02:03",
        at2: "2025-06-17T01:02:03.500",
        zoned: "2025-06-17T01:02:03Z",
        never: "infinity",
        clock: "01:02:03",
        l: [1, null],
        l2: [["2025-06-17"], []],
        s: { a: 1.5, b: ["c"] },
        m: { k: 2 },
        bytes: "\\x61\\xFF",
        id: "f0e1d2c3-0000-4000-8000-000000000001",
      },
    ]);
  });

  it("gives a column whatever its name means to an object", async () => {
    const [row] = await plain('select 4 as "__proto__", 5 as "constructor"');
    expect(Object.entries(row!)).toEqual([
      ["__proto__", 4],
      ["constructor", 5],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it("keeps columns of one name apart", async () => {
    expect(await plain("select 1 as a, 2 as a, 3 as a_1")).toEqual([{ a: 1, a_2: 2, a_1: 3 }]);
  });

  it("says which type it cannot give", async () => {
    await expect(plain("select interval 3 day as pause")).rejects.toThrow(
      /^unsupported type: .* of column pause$/,
    );
  });
});
