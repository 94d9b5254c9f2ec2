import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import type { ColumnReading, NumberReading, TimeReading } from "../../../src/orders/plan.ts";
import { literal } from "../../../src/sql/literal.ts";
import { numberOf } from "../../../src/warehouse/coerce/number.ts";
import { idOf, textOf } from "../../../src/warehouse/coerce/text.ts";
import { timeOf } from "../../../src/warehouse/coerce/time.ts";
import { readTexts } from "../../../src/warehouse/rows.ts";
import { openTestEngine } from "../../support/engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

function typed(reading: ColumnReading): string {
  switch (reading.kind) {
    case "text":
      return "c";
    case "id":
      return idOf("c", reading);
    case "number":
      return numberOf("c", reading);
    case "time":
      return timeOf("c", reading);
  }
}

/** What each cell becomes, null written as `∅`. */
async function read(cells: readonly string[], reading: ColumnReading): Promise<Record<string, string>> {
  const values = cells.map((cell, index) => `(${index}, ${literal(cell)})`).join(", ");
  const results = await readTexts(
    engine,
    `select coalesce(cast(${typed(reading)} as varchar), '∅') as value
from (select n, ${textOf("c")} as c from (values ${values}) as cells (n, c))
order by n`,
  );
  return Object.fromEntries(cells.map((cell, index) => [cell, results[index]!]));
}

const point: NumberReading = { kind: "number", decimal: ".", plain: true };
const comma: NumberReading = { kind: "number", decimal: ",", plain: false };

describe("amounts", () => {
  it("are read exactly where a point is decimal, and null where they are none", async () => {
    const cells = {
      "12.50": "12.5000",
      "-3": "-3.0000",
      " 1,234.56 ": "1234.5600",
      "1,00,000.5": "100000.5000",
      "$1,234.50": "1234.5000",
      "US$ 5": "5.0000",
      "19.99 EUR": "19.9900",
      "¥１２３．５": "123.5000",
      "45元": "45.0000",
      "12.00-": "-12.0000",
      "(12.00)": "-12.0000",
      "\u22127.25": "-7.2500",
      ".5": "0.5000",
      "1 234.5": "1234.5000",
      "12abc34": "∅",
      "1,2,3": "∅",
      "12,50": "∅",
      "1.2.3": "∅",
      "N/A": "∅",
      "-": "∅",
      NaN: "∅",
      "999999999999.9999": "999999999999.9999",
      "1000000000000": "∅",
      "99999999999999.9999": "∅",
    };
    expect(await read(Object.keys(cells), point)).toEqual(cells);
  });

  it("are read exactly where a comma is decimal", async () => {
    const cells = {
      "12,50": "12.5000",
      "1.234,56": "1234.5600",
      "1.234": "1234.0000",
      "1234": "1234.0000",
      "-1.234.567,8 €": "-1234567.8000",
      "1.5": "∅",
      "1 234,5": "1234.5000",
    };
    expect(await read(Object.keys(cells), comma)).toEqual(cells);
  });
});

it("ids stay text: formulas, apostrophes and tabs are taken off, digits are not", async () => {
  const cells = {
    '="00123"': "00123",
    "'0139": "0139",
    "\t2345678901234567890123": "2345678901234567890123",
    "17850.0": "17850",
    "1.50": "1.50",
    "A.0": "A.0",
    " #1001 ": "#1001",
    "\u3000": "∅",
    "=1+1": "=1+1",
    "1.23457E+17": "1.23457E+17",
  };
  expect(await read(Object.keys(cells), { kind: "id", dropPointZero: true })).toEqual(cells);
});

const stamps = (offset: TimeReading["offset"], timeZone: string | null): TimeReading => ({
  kind: "time",
  formats: ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"],
  offset,
  timeZone,
  hasTime: true,
});

describe("moments", () => {
  it("keep the clock beside their offset", async () => {
    const cells = {
      "2025-01-05 10:15:00 +0800": "2025-01-05 10:15:00",
      "2025-01-05T10:15:00Z": "2025-01-05 10:15:00",
      "2025-01-05": "2025-01-05 00:00:00",
      "2025-02-30": "∅",
      soon: "∅",
    };
    expect(await read(Object.keys(cells), stamps("wall", null))).toEqual(cells);
  });

  it("are moved to the store's zone by the platform's own zone data, summer time included", async () => {
    const cells = {
      "2025-03-30T00:59:59Z": "2025-03-30 01:59:59",
      "2025-03-30T01:00:00Z": "2025-03-30 03:00:00",
      "2025-07-01 12:00:00 -0430": "2025-07-01 18:30:00",
      "2025-12-31T23:30:00+00:00": "2026-01-01 00:30:00",
      "2025-07-01": "2025-07-01 00:00:00",
    };
    expect(await read(Object.keys(cells), stamps("convert", "Europe/Berlin"))).toEqual(cells);
  });

  it("are moved by half hours, and to a zone without summer time", async () => {
    const cells = { "2025-07-01T20:00:00Z": "2025-07-02 01:30:00" };
    expect(await read(Object.keys(cells), stamps("convert", "Asia/Kolkata"))).toEqual(cells);
  });

  it("take each format in turn and never guess the order of day and month", async () => {
    const cells = { "17/06/2025": "2025-06-17 00:00:00", "06/17/2025": "∅" };
    expect(
      await read(Object.keys(cells), {
        kind: "time",
        formats: ["%d/%m/%Y"],
        offset: "none",
        timeZone: null,
        hasTime: false,
      }),
    ).toEqual(cells);
  });
});
