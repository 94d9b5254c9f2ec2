/** Receipts of small files, each with one hazard of real exports: what differs from the whole ledger's receipt. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { stage } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { openTestEngine } from "../support/engine.ts";
import { plan } from "../support/files.ts";
import { cells, ledger, lines, one, textOf, withCells, type HazardCase } from "./hazard-kinds/case.ts";

/** What the receipt of the eight orders says where nothing is wrong. */
const whole = {
  outcome: "load",
  records: 8,
  rows_loaded: 8,
  amount_total: "331.44",
  customers: 5,
  orders: 8,
  guests: 0,
  rejected: [] as readonly number[],
  skipped: [] as readonly number[],
  /** `CODE lines`, or `CODE ×count` where a warning has no lines. */
  warnings: [] as readonly string[],
};

const again = (...change: readonly string[]) => textOf([...ledger, change]);
const third = (cell: string) => (own: string, row: number) => (row === 3 ? cell : own);
const stamps = (zone: (row: number) => string) => ({
  order_date: (day: string, row: number) => `${day}T08:30:00${zone(row)}`,
});
const zoned = (ids: (row: number) => string) => ({ order_id: (_: string, row: number) => ids(row) });

const cases: readonly (readonly [HazardCase, Partial<typeof whole> & Readonly<Record<string, unknown>>])[] = [
  [
    cells(
      "stamps with an offset and without",
      stamps((row) => (row % 2 === 1 ? "Z" : "")),
    ),
    { warnings: ["TZ_MIXED", "TZ_STATED"] },
  ],
  [
    cells(
      "stamps in UTC",
      stamps(() => "Z"),
    ),
    { warnings: ["TZ_STATED"] },
  ],
  [cells("a comma before the time", { order_date: (day) => `${day}, 08:30` }), {}],
  [cells("a no-break space before the time", { order_date: (day) => `${day}\u00a008:30` }), {}],
  [cells("stamps of digits alone", { order_date: (day) => `${day.replaceAll("-", "")}083000` }), {}],
  [
    cells("a date before there were shops", { order_date: third("1899-12-30") }),
    { warnings: ["OUT_OF_RANGE 5"] },
  ],
  [cells("the zero of Unix", { order_date: third("1970-01-01") }), { warnings: ["OUT_OF_RANGE 5"] }],
  [
    cells("an amount far from the others", { amount: third("8999.00") }),
    { amount_total: "9240.45", warnings: ["OUTLIER 5"] },
  ],
  [
    cells("an amount that no table holds", { amount: third("99999999999999.9999") }),
    { amount_total: "241.45", warnings: ["NON_NUMERIC_AMOUNT 5", "OUT_OF_RANGE 5"] },
  ],
  [
    cells("decimal commas and points in one column", { amount: third("89,99") }),
    { amount_total: "241.45", warnings: ["AMBIGUOUS_NUMBER", "NON_NUMERIC_AMOUNT 5"] },
  ],
  [
    cells("a currency beside each amount", { amount: (amount, row) => (row % 2 === 1 ? "$" : "€") + amount }),
    {
      amount_total: null as unknown as string,
      amount_by_currency: { EUR: "118.20", USD: "213.24" },
      warnings: ["MIXED_CURRENCY ×2"],
    },
  ],
  [
    cells(
      "ids that all lost the same digits",
      zoned(() => "1.23457E+17"),
    ),
    { warnings: ["CONFLICTING_DUPLICATES 3,4,5,6,7,8,9", "ID_PRECISION_LOST 2,3,4,5,6,7,8,9"] },
  ],
  [
    cells(
      "ids that lost digits, without a sign",
      zoned((row) => `1.2345${row}e17`),
    ),
    { warnings: ["ID_PRECISION_LOST 2,3,4,5,6,7,8,9"] },
  ],
  [
    one(
      "an order number with another amount",
      again("1003", "2024-01-09", "ann@example.com", "Cup, small", "3", "9.00", "paid"),
    ),
    { records: 9, rows_loaded: 9, amount_total: "340.44", warnings: ["CONFLICTING_DUPLICATES 10"] },
  ],
  [
    one(
      "an order number with another state",
      again("1003", "2024-01-09", "ann@example.com", "Cup, small", "3", "12.30", "cancelled"),
    ),
    { records: 9, rows_loaded: 9, amount_total: "343.74", warnings: ["CONFLICTING_DUPLICATES 10"] },
  ],
  [
    one(
      "a second product of an order",
      again("1003", "2024-01-09", "ann@example.com", "Lid", "1", "5.00", "paid"),
    ),
    { records: 9, rows_loaded: 9, amount_total: "336.44" },
  ],
  [
    one("a record twice", again(...ledger[2]!)),
    { records: 9, rows_loaded: 9, amount_total: "343.74", warnings: ["DUPLICATE_ROWS 10"] },
  ],
  [
    cells("accents in two spellings", {
      customer_email: (own, row) =>
        row === 0 || row === 7 ? "andr\u00e9@x.org" : row === 2 ? "andre\u0301@x.org" : own,
    }),
    {},
  ],
  [
    cells("words for nobody", { customer_email: (own, row) => ["N/A", "guest", "null"][row - 3] ?? own }),
    { customers: 3, guests: 3, warnings: ["NO_CUSTOMER 5,6,7"] },
  ],
  [
    lines("figures below the table without a word", (all) => [...all, ",,,,15,331.44,"]),
    { records: 9, skipped: [10], warnings: ["FOOTER_SKIPPED 10"] },
  ],
  [
    lines("the header again in capitals", (all) => [
      ...all.slice(0, 5),
      all[0]!.toUpperCase(),
      ...all.slice(5),
    ]),
    { records: 9, skipped: [6], warnings: ["REPEATED_HEADER_SKIPPED 6"] },
  ],
  [one("a wrong sep= line", `sep=;\n${textOf(ledger)}`), {}],
  [one("zeros that fill up the end", `${textOf(ledger)}${"\0".repeat(512)}`), { warnings: ["NUL_BYTES 10"] }],
  [one("two byte-order marks", `\ufeff\ufeff${textOf(ledger)}`), { warnings: ["INVISIBLE_CHARS 1"] }],
  [
    one(
      "a currency column with signs",
      textOf(
        withCells({}).map((record, row) => [...record, row % 2 === 1 ? "$" : "USD"]),
        {
          header: [
            "order_id",
            "order_date",
            "customer_email",
            "product",
            "qty",
            "amount",
            "status",
            "currency",
          ],
        },
      ),
    ),
    { currency: "USD" },
  ],
];

describe("a small file with one hazard", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openTestEngine();
  });

  for (const [{ id, files }, differs] of cases)
    it(`has the right receipt: ${id}`, async () => {
      const planned = await plan(files);
      for (const [name, bytes] of planned.bytes) await engine.attachFile(name, bytes);
      const { files: reports } = await readReports(await stage(engine, planned.plan));
      for (const name of planned.bytes.keys()) await engine.detachFile(name);
      const report = reports[0]!;
      const found = {
        ...report,
        rejected: report.rejected.map(({ line }) => line),
        skipped: report.skipped.map(({ line }) => line),
        warnings: report.warnings.map(({ code, lines: at, count }) =>
          at === undefined ? `${code}${count === undefined ? "" : ` ×${count}`}` : `${code} ${at.join(",")}`,
        ),
      };
      const wanted = { ...whole, ...differs };
      expect(
        Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key as keyof typeof found]])),
      ).toEqual(wanted);
    });

  it("is refused as one line too long where a megabyte has no line end", async () => {
    const { refused } = await plan([...one("endless", "a,".repeat(700_000)).files]);
    expect(refused.map(({ error_class }) => error_class)).toEqual(["LINE_TOO_LONG"]);
  });
});
