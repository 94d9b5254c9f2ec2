import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { inspect } from "../../src/ingest/inspect.ts";
import { fileOf } from "../support/files.ts";

/** The records of a copy: number, line, and cells. */
const copied = async (body: Blob) => Papa.parse<string[]>(await body.text(), { skipEmptyLines: true }).data;

describe("the rewritten copy", () => {
  it("numbers records and lines, and leaves out what is no data or cannot be told apart", async () => {
    const text = [
      "Report of June",
      "",
      "order_id,order_date,amount",
      '1,2024-01-05,"1,5"',
      "",
      '2,2024-01-06,"a',
      'b"',
      "3,2024-01-07",
      "order_id,order_date,amount",
      '4,2024-01-08,"x',
      "5,2024-01-09,7",
      "Total,,8",
      "",
    ].join("\r\n");
    const found = await inspect(fileOf(text), "orders.csv");
    expect(await copied(found.body)).toEqual([
      ["1", "4", "1", "2024-01-05", "1,5"],
      ["2", "6", "2", "2024-01-06", "a\r\nb"],
      ["6", "11", "5", "2024-01-09", "7"],
    ]);
    expect(found.counted).toBe(7);
    expect(found.rejected).toEqual([
      { record: 3, line: 8, text: "3,2024-01-07", reason: "too_few_fields" },
      { record: 5, line: 10, text: '4,2024-01-08,"x', reason: "unbalanced_quote" },
    ]);
    expect(found.skipped).toEqual([
      { line: 1, why: "preamble" },
      { line: 9, why: "repeated_header" },
      { line: 12, why: "footer" },
    ]);
    expect(found.warnings).toEqual([
      { code: "PREAMBLE_SKIPPED", message: "lines before the table", count: 1, lines: [1] },
      { code: "UNBALANCED_QUOTE", message: "quotes that are never closed", count: 1, lines: [10] },
      { code: "RAGGED_ROWS", message: "records with too few or too many fields", count: 1, lines: [8] },
      { code: "REPEATED_HEADER_SKIPPED", message: "repetitions of the header", count: 1, lines: [9] },
      { code: "FOOTER_SKIPPED", message: "total rows or remarks", count: 1, lines: [12] },
    ]);
  });

  const encodings = [
    ["utf-16le", (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"))],
    ["utf-8", (text: string) => new TextEncoder().encode(`\ufeff${text}`)],
  ] as const;
  const cell = fc.string({ unit: fc.constantFrom("a", "é", "茶", ",", '"', "\n", "x", "7"), maxLength: 6 });

  it("holds every cell of a random table in a random dialect", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        fc.constantFrom(...encodings),
        async (cells, delimiter, newline, [, encode]) => {
          const rows = cells.map(([name, note], i) => [`A${i}`, "2024-01-05", name, note, "12.50"]);
          const header = ["order_id", "order_date", "product", "note", "amount"];
          // A blank line makes the file one that is rewritten.
          const text =
            `${Papa.unparse([header, ...rows], { delimiter, newline })}${newline},,,,${newline}`.replace(
              ",,,,",
              delimiter.repeat(4),
            );
          const found = await inspect(fileOf(encode(text)), "orders.csv");
          expect(found.reader).toBe("normalised");
          expect(found.columns).toEqual(header);
          expect((await copied(found.body)).map((record) => record.slice(2))).toEqual(rows);
          expect([found.counted, found.rejected]).toEqual([rows.length, []]);
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });
});
