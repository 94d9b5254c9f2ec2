import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { RecordScanner } from "../../src/ingest/scanner.ts";
import type { ScanDialect } from "../../src/ingest/scan-findings.ts";

const comma: ScanDialect = {
  delimiter: 44,
  quote: 34,
  carriageReturns: false,
  width: 3,
  leading: 1,
  hasHeader: true,
  padShort: false,
};

/** Scans a text in slices of the given size. */
function scan(text: string, dialect: Partial<ScanDialect> = {}, slice = 1_000_000): RecordScanner {
  const scanner = new RecordScanner({ ...comma, ...dialect });
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += slice) scanner.push(bytes.slice(from, from + slice), false);
  scanner.push(new Uint8Array(0), true);
  return scanner;
}

describe("the byte scanner", () => {
  it("counts records and physical lines across quoted line ends", () => {
    const scanner = scan('a,b,c\n1,"x\ny",2\n\n3,z,4\n');
    expect([scanner.counted, scanner.lines, scanner.headerLine, scanner.unusual]).toEqual([2, 5, 1, false]);
    expect(scanner.blank.lines).toEqual([4]);
  });

  it("contains an unclosed quote to its own line", () => {
    const scanner = scan('a,b,c\n1,"x,2\n3,y,4\n5,z,6\n');
    expect(scanner.counted).toBe(3);
    expect(scanner.cuts).toEqual([
      { record: 1, line: 2, start: 6, end: 13, text: '1,"x,2', reason: "unbalanced_quote" },
    ]);
    expect(scanner.ragged.count).toBe(0);
  });

  it("contains a quote that a later quoted field would close", () => {
    const scanner = scan('a,b,c\n1,"x,2\n3,"y, z",4\n');
    expect(scanner.cuts.map(({ line }) => line)).toEqual([2]);
    expect([scanner.counted, scanner.ragged.count]).toEqual([2, 0]);
  });

  it("keeps quotes inside a quoted field on one line and says so", () => {
    const scanner = scan('a,b,c\n1,"the "best" mug",2\n');
    expect([scanner.counted, scanner.repaired.lines, scanner.unusual]).toEqual([1, [2], true]);
  });

  it("finds short and long records, but not long ones whose spare fields are blank", () => {
    const scanner = scan("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n");
    expect([scanner.ragged.lines, scanner.counted, scanner.unusual]).toEqual([[2, 3], 4, true]);
  });

  it("finds repeated headers by their line", () => {
    const scanner = scan("a,b,c\n1,2,3\na,b,c\n4,5,6\n");
    expect(scanner.noData).toEqual([{ record: 2, line: 3, why: "repeated_header" }]);
  });

  it("divides records at lone carriage returns only where told to", () => {
    expect(scan("a,b,c\r1,2,3\r4,5,6", { carriageReturns: true }).counted).toBe(2);
    const feeds = scan("a,b,c\n1,x\ry,3\n");
    expect([feeds.counted, feeds.ragged.count, feeds.unusual]).toEqual([1, 0, true]);
  });

  it("divides fields at runs of blanks", () => {
    const scanner = scan(" 1  2 3\r\n 4  5 6\r\n", {
      delimiter: null,
      quote: null,
      leading: 0,
      hasHeader: false,
    });
    expect([scanner.counted, scanner.ragged.count]).toEqual([2, 0]);
  });

  it("refuses a line of more than 16 MiB", () => {
    expect(() => scan(`a,b,c\n${"x".repeat(17 * 1024 * 1024)}\n1,2,3\n`, {}, 1024 * 1024 * 4)).toThrow(
      "unsupported line length: line 2 is longer than a record can be",
    );
  });

  const field = fc.string({ unit: fc.constantFrom("a", "é", "茶", ",", ";", '"', "\n", "\r\n", " ", "1") });
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    );

  it("finds the records that PapaParse writes, whatever is in them and however the bytes are sliced", () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.integer({ min: 1, max: 64 }),
        (rows, delimiter, newline, quotes, slice) => {
          const text = Papa.unparse(rows, { delimiter, newline, quotes }) + newline;
          const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
          const scanner = scan(
            text,
            { delimiter: delimiter.charCodeAt(0), width: rows[0]!.length, leading: 0, hasHeader: false },
            slice,
          );
          expect([scanner.counted, scanner.ragged.count, scanner.cuts.length]).toEqual([filled.length, 0, 0]);
          expect(scanner.lines).toBe(text.split("\n").length - 1);
        },
      ),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it("finds every record of a text of many slices", () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1000, max: 50_000 }), (rows, slice) => {
        const own = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
        fc.pre(own.length > 0);
        const copies = Math.ceil(150_000 / Papa.unparse(own, { newline: "\n" }).length);
        const text = `${Papa.unparse(own, { newline: "\n" })}\n`.repeat(copies);
        const dialect = { width: own[0]!.length, leading: 0, hasHeader: false };
        const scanner = scan(text, dialect, slice);
        expect([scanner.counted, scanner.ragged.count]).toEqual([own.length * copies, 0]);
        expect(scanner.lines).toBe(text.split("\n").length - 1);
      }),
      { seed: 20260102, numRuns: 20 },
    );
  });
});
