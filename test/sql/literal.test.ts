import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engine/duckdb.ts";
import { plainRows } from "../../src/engine/rows.ts";
import { identifier } from "../../src/sql/identifier.ts";
import { literal } from "../../src/sql/literal.ts";
import type { SqlValue } from "../../src/sql/query.ts";
import { openTestEngine } from "../support/engine.ts";

let engine: DuckDbEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const settings = { seed: 20250617, numRuns: 40 };

/** What DuckDB reads back of many literals, each as a row of its own. */
const readBack = async (literals: readonly string[]) => {
  const columns = literals.map((text, index) => `${text} as c${index}`);
  const [row] = plainRows(await engine.query(`select ${columns.join(", ")}`));
  return Object.values(row!);
};

const text = fc.string({ unit: "binary", maxLength: 20 }).filter((value) => !value.includes("\0"));
const date = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((value) => ({ date: value.toISOString().slice(0, 10) }));
const whole = fc.maxSafeInteger();
const double = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value))
  .map((value) => value + 0);

const expected = (value: SqlValue): unknown =>
  Array.isArray(value)
    ? value.map(expected)
    : typeof value === "object" && value !== null
      ? (value as { date: string }).date
      : value;

describe("literal", () => {
  it.each<[string, fc.Arbitrary<SqlValue>]>([
    ["whole numbers", whole],
    ["fractions", double],
    ["texts", text],
    ["dates", date],
    ["booleans", fc.boolean()],
    ["lists of texts", fc.array(text, { minLength: 1, maxLength: 4 })],
    ["lists of numbers with gaps", fc.array(fc.option(whole), { minLength: 1, maxLength: 4 })],
    [
      "lists of lists",
      fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    ],
  ])("is read back by DuckDB as it was: %s", async (_, arbitrary) => {
    const values = fc.sample(arbitrary, settings);
    expect(await readBack(values.map((value) => literal(value)))).toEqual(values.map(expected));
  });

  it("stands as one operand", async () => {
    expect(await readBack([`2-${literal(-1)}`, `${literal(-2)}**2`, `${literal(-128)}::tinyint`])).toEqual([
      3, 4, -128,
    ]);
  });

  it("makes DOUBLE of fractions and INTEGER of whole numbers", async () => {
    const types = [0.1, -0.25, 1e-7, 5, -5, 3_000_000_000].map((value) => `typeof(${literal(value)})`);
    expect(await readBack(types)).toEqual(["DOUBLE", "DOUBLE", "DOUBLE", "INTEGER", "INTEGER", "BIGINT"]);
  });

  it("writes what a person would", () => {
    const values: SqlValue[] = [
      5,
      -5,
      -0,
      0.8,
      -0.8,
      true,
      null,
      "it's",
      { date: "2025-06-17" },
      [1, -2],
      [["a"], []],
    ];
    expect(values.map(literal)).toEqual([
      "5",
      "(-5)",
      "0",
      "0.8e0",
      "(-0.8e0)",
      "true",
      "null",
      "'it''s'",
      "date '2025-06-17'",
      "[1, -2]",
      "[['a'], []]",
    ]);
  });

  it.each<[unknown, string]>([
    [NaN, "unsupported number: NaN"],
    [-Infinity, "unsupported number: -Infinity"],
    [2 ** 53, "unsupported number: 9007199254740992 exceeds 2^53"],
    ["a\0b", "unsupported text: it holds a NUL character"],
    ["\ud800", "unsupported text: it holds half a character"],
    [{ date: "2025-02-30" }, "invalid date: 2025-02-30"],
    [{ date: "2025-01-01'; drop table t; --" }, "invalid date: 2025-01-01'; drop table t; --"],
    [{}, "invalid date: undefined"],
    [[[["a"]]], "unsupported value: lists nest at most once"],
    [undefined, "unsupported value: a undefined"],
    [5n, "unsupported value: a bigint"],
    [() => 1, "unsupported value: a function"],
  ])("refuses what it cannot write: %s", (value, message) => {
    expect(() => literal(value as SqlValue)).toThrow(message);
  });
});

describe("identifier", () => {
  it("names a column whatever its characters", async () => {
    const names = fc.sample(
      text.filter((name) => name !== ""),
      settings,
    );
    for (const name of new Set(names))
      expect(plainRows(await engine.query(`select 1 as ${identifier(name)}`))).toEqual([{ [name]: 1 }]);
  });

  it("refuses no name and NUL", () => {
    expect(() => identifier("")).toThrow('invalid name: ""');
    expect(() => identifier("a\0")).toThrow("invalid name");
  });
});
