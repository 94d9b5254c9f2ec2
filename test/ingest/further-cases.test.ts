/** Cases of the hazards' kinds in workbooks, web pages, JSON and Parquet: the same eight orders, each with one trouble. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { openTestEngine } from "../support/engine.ts";
import { receiptOf, type ShortReceipt } from "../support/receipts.ts";
import { workbookOf, type WorkbookOf } from "../support/workbook.ts";

type Row = readonly (string | number)[];

const header = ["order_id", "order_date", "customer_email", "product", "qty", "amount", "status"];
const orders: readonly Row[] = [
  ["A1001", "2024-01-05", "ann@example.com", "Mug", 2, 19.9, "paid"],
  ["A1002", "2024-01-06", "bob@example.com", "Tea pot", 1, 45, "paid"],
  ["A1003", "2024-01-09", "ann@example.com", "Cup", 3, 12.3, "paid"],
  ["A1004", "2024-01-15", "cat@example.com", "Kettle", 1, 89.99, "paid"],
  ["A1005", "2024-02-01", "dan@example.com", "Spoons", 4, 27.6, "paid"],
  ["A1006", "2024-02-03", "bob@example.com", "Tray", 1, 33.25, "paid"],
  ["A1007", "2024-02-10", "eve@example.com", "Jug", 2, 58.4, "paid"],
  ["A1008", "2024-02-28", "ann@example.com", "Tea pot", 1, 45, "paid"],
];
const objects = orders.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));

/** What every case gives that is read without a word. */
const whole: ShortReceipt = {
  outcome: "load",
  records: 8,
  rows: 8,
  total: "331.44",
  customers: 5,
  orders: 8,
  skipped: [],
  rejected: [],
  warnings: [],
  currency: null,
};
const but = (changes: Partial<ShortReceipt>): ShortReceipt => ({ ...whole, ...changes });

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: string | number, style = 0): string => `<c s="${style}"><v>${value}</v></c>`;
const blank = (count: number): string => "<c/>".repeat(count);
const cell = (value: string | number): string => (typeof value === "number" ? number(value) : text(value));
const sheetRow = (line: number, cells: string): string => `<row r="${line}">${cells}</row>`;
const names = header.map(text).join("");
const serial = (day: string): number => Date.parse(day) / 86_400_000 + 25_569;

/** The orders as rows of a sheet; `at` writes single cells otherwise. */
const body = (
  at: (column: string, value: string | number, index: number) => string = (_, value) => cell(value),
) => orders.map((row, index) => row.map((value, i) => at(header[i]!, value, index)).join(""));
const sheet = (rows: readonly string[], first = 1): string =>
  [names, ...rows].map((cells, i) => sheetRow(first + i, cells)).join("");
const dates = (write: (day: string, index: number) => string): string =>
  sheet(body((column, value, i) => (column === "order_date" ? write(String(value), i) : cell(value))));
const amounts = (write: (amount: number, index: number) => string): string =>
  sheet(body((column, value, i) => (column === "amount" ? write(Number(value), i) : cell(value))));
const book =
  (data: string, options: WorkbookOf = {}) =>
  () =>
    workbookOf([{ data }], options);
const json = (value: unknown) => () =>
  Promise.resolve(new File([typeof value === "string" ? value : JSON.stringify(value)], "orders.json"));
const page = (html: string) => () => Promise.resolve(new File([html], "orders.xls"));
const asText = JSON.stringify(objects);

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

type Case = readonly [string, () => Promise<File>, ShortReceipt | string];

const books: readonly Case[] = [
  [
    "days from 1904 without a date's format are told",
    book(
      dates((day) => number(serial(day) - 1462)),
      { date1904: true },
    ),
    but({ warnings: ["EPOCH_ASSUMED"] }),
  ],
  [
    "days among dates as text are read as the days they are",
    book(dates((day, i) => (i % 2 === 0 ? text(day) : number(serial(day))))),
    but({ warnings: ["EPOCH_ASSUMED"] }),
  ],
  [
    "a total without a word is no order",
    book(sheet(body()) + sheetRow(10, blank(5) + number(331.44))),
    but({ records: 9, skipped: [10], warnings: ["FOOTER_SKIPPED"] }),
  ],
  [
    "a table below is told, not loaded",
    book(
      sheet(body()) +
        sheetRow(12, text("Product") + text("Stock")) +
        ["Mug", "Tray"].map((name, i) => sheetRow(13 + i, text(name) + number(i))).join(""),
    ),
    but({ records: 11, skipped: [12, 13, 14], warnings: ["MULTIPLE_TABLES"] }),
  ],
  [
    "a table beside is told, not loaded, where it is longer too",
    book(
      sheetRow(1, names + blank(1) + text("Product") + text("Stock")) +
        body()
          .map((cells, i) => sheetRow(2 + i, cells + blank(1) + text(`P${i}`) + number(i)))
          .join("") +
        sheetRow(10, blank(8) + text("P8") + number(8)),
    ),
    but({ warnings: ["MULTIPLE_TABLES"] }),
  ],
  [
    "a blank column inside of a table parts nothing",
    book(
      [names, ...body()]
        .map((cells, i) => sheetRow(1 + i, cells + blank(1) + text(i === 0 ? "note" : `n${i}`)))
        .join(""),
    ),
    but({ warnings: ["EMPTY_HEADER"] }),
  ],
  [
    "a part's title above its repeated header is no order",
    book(sheet(body().slice(0, 4)) + sheetRow(6, text("February")) + sheet(body().slice(4), 7)),
    but({ records: 10, skipped: [6, 7], warnings: ["REPEATED_HEADER_SKIPPED", "FOOTER_SKIPPED"] }),
  ],
  [
    "an order's fields merged over its lines are the order's",
    book(sheet([body()[0]!, blank(3) + text("Cup") + number(1) + number(5) + text("paid"), body()[1]!])),
    but({ records: 3, rows: 3, total: "69.90", customers: 2, orders: 2 }),
  ],
  [
    "a currency of the cells' format is the amounts' currency",
    book(
      amounts((amount) => number(amount, 1)),
      { formats: ["_-* #,##0.00\\ [$€-407]_-"] },
    ),
    but({ currency: "EUR" }),
  ],
  [
    "formats of two currencies are never added up",
    book(
      amounts((amount, i) => number(amount, 1 + (i % 2))),
      {
        formats: ['"$"#,##0.00', "[$£-809]#,##0.00"],
      },
    ),
    but({ total: null, warnings: ["MIXED_CURRENCY"] }),
  ],
  [
    "a dollar sign of Canada is no American one",
    book(
      amounts((amount) => number(amount, 1)),
      { formats: ["[$$-1009]#,##0.00"] },
    ),
    but({ currency: "CAD" }),
  ],
  [
    "a cell that shares a text which is not there is told",
    book(
      sheet(
        body((column, value, i) => (column === "product" && i === 3 ? '<c t="s"><v>9</v></c>' : cell(value))),
      ),
    ),
    but({ warnings: ["ERROR_CELLS"] }),
  ],
];

const pages: readonly Case[] = [
  [
    "a table of a web page named .xls is read",
    page(
      `<html><body><table><tr><td colspan=7>Orders &amp; more</td><tr>${header.map((name) => `<th>${name}`).join("")}${orders
        .map((row) => `<tr>${row.map((value) => `<td>&nbsp;${value}</td>`).join("")}`)
        .join("")}</table>`,
    ),
    but({ records: 9, skipped: [1], warnings: ["PREAMBLE_SKIPPED"] }),
  ],
  [
    "a sign-in page laid out as a table is none",
    page(
      "<!DOCTYPE html><table><tr><td>User</td><td><input></td></tr><tr><td>Password</td><td></td></tr></table>",
    ),
    "WRONG_TYPE",
  ],
];

const documents: readonly Case[] = [
  [
    "orders by their id are records",
    json(Object.fromEntries(objects.map((one) => [one["order_id"], one]))),
    whole,
  ],
  [
    "an id that stands in the key alone is kept",
    json({ orders: Object.fromEntries(objects.map(({ order_id, ...rest }) => [order_id, rest])) }),
    whole,
  ],
  [
    "lists by column are records",
    json(Object.fromEntries(header.map((name, i) => [name, orders.map((row) => row[i])]))),
    whole,
  ],
  [
    "names beside rows are their names",
    json({ columns: header, index: orders.map((_, i) => i), data: orders }),
    whole,
  ],
  [
    "a repeated key keeps both values, the first under its name",
    json(asText.replaceAll('"status":"paid"', '"status":"paid","amount":1')),
    but({ warnings: ["DUPLICATE_HEADER"] }),
  ],
  [
    "a NaN is an amount that is none, not the end of its record",
    json(asText.replace("12.3,", "NaN,")),
    but({ total: "319.14", warnings: ["NON_NUMERIC_AMOUNT"] }),
  ],
  ["a document of blank lists has no rows", json({ orders: [] }), "NO_ROWS"],
  ["a list of numbers is no table", json([1, 2, 3]), "NOT_TABULAR"],
  [
    "single quotes are no JSON",
    json(asText.replaceAll('"', "'").replace("[{", "[ {")),
    "TRUNCATED_OR_CORRUPT",
  ],
];

describe.each([
  ["workbooks", books],
  ["web pages", pages],
  ["JSON", documents],
])("in %s", (_, cases) => {
  it.each(cases)("%s", async (_hazard, file, expected) => {
    expect(await receiptOf(engine, await file())).toEqual(expected);
  });
});

it("a workbook of charts has no rows; one without its shared texts is damaged", async () => {
  const chart =
    '<Relationships><Relationship Id="s1" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>';
  const charts = await workbookOf([{ data: "" }], { parts: { "xl/_rels/workbook.xml.rels": chart } });
  expect(await receiptOf(engine, charts)).toBe("NO_ROWS");
  const rels =
    '<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="y" Type="x/sharedStrings" Target="gone.xml"/></Relationships>';
  const without = await workbookOf([{ data: sheet(body()) }], {
    parts: { "xl/_rels/workbook.xml.rels": rels },
  });
  expect(await receiptOf(engine, without)).toBe("TRUNCATED_OR_CORRUPT");
});

it("Parquet that is encrypted from its first byte on is named as such", async () => {
  expect(await receiptOf(engine, new File(["PARE....................PARE"], "orders.parquet"))).toBe(
    "ENCRYPTED",
  );
});
