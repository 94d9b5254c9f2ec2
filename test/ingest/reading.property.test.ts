/** Random tables in random dialects, read back through the same inspection and engine as an import. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { readCells } from "../support/cells.ts";
import { openTestEngine } from "../support/engine.ts";
import { fileOf } from "../support/files.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

/** How a table is written. */
interface Written {
  readonly delimiter: string;
  readonly quote: '"' | "'";
  readonly quoting: "needed" | "all";
  readonly escape: "doubled" | "backslash";
  readonly newline: "\n" | "\r\n" | "\r";
  readonly padding: boolean;
  readonly hasHeader: boolean;
  readonly lastLineEnd: boolean;
  readonly mark: boolean;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
}

const encode = (text: string, { encoding, mark }: Written): Uint8Array<ArrayBuffer> => {
  const whole = mark || encoding !== "utf-8" ? `\ufeff${text}` : text;
  if (encoding === "utf-8") return new TextEncoder().encode(whole);
  const bytes = Buffer.from(whole, "utf16le");
  return new Uint8Array(encoding === "utf-16be" ? bytes.swap16() : bytes);
};

function write(table: readonly (readonly string[])[], how: Written): string {
  const { delimiter, quote, quoting, escape, newline, padding, lastLineEnd } = how;
  const cell = (text: string): string => {
    const needs =
      quoting === "all" ||
      text.includes(delimiter) ||
      text.includes(quote) ||
      /[\r\n]/.test(text) ||
      /^\s|\s$/.test(text);
    if (!needs && !(escape === "backslash" && text.includes("\\"))) return text;
    const inner =
      escape === "doubled"
        ? text.replaceAll(quote, quote + quote)
        : text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
    return quote + inner + quote;
  };
  const between = padding ? `${delimiter} ` : delimiter;
  return table.map((record) => record.map(cell).join(between)).join(newline) + (lastLineEnd ? newline : "");
}

const char = (newline: string) =>
  fc.constantFrom(
    "a",
    "B",
    "é",
    "茶",
    "ス",
    "한",
    "Ж",
    ",",
    ";",
    "\t",
    "|",
    '"',
    "'",
    "x",
    "7",
    "0",
    "-",
    ".",
    " ",
    newline,
    "😀",
  );

/** A text cell as shops have them: never only blanks around, so that padding stays padding. */
const textCell = (newline: string) =>
  fc.string({ unit: char(newline), maxLength: 9 }).map((text) => text.trim());

const dialect: fc.Arbitrary<Written> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|", "^", "~", "\u0001"),
  quote: fc.constantFrom<'"' | "'">('"', '"', '"', "'"),
  quoting: fc.constantFrom<"needed" | "all">("needed", "all"),
  escape: fc.constantFrom<"doubled" | "backslash">("doubled", "doubled", "backslash"),
  newline: fc.constantFrom<"\n" | "\r\n" | "\r">("\n", "\r\n", "\r"),
  padding: fc.constantFrom(false, false, true),
  hasHeader: fc.constantFrom(true, true, false),
  lastLineEnd: fc.boolean(),
  mark: fc.boolean(),
  encoding: fc.constantFrom<"utf-8" | "utf-16le" | "utf-16be">("utf-8", "utf-8", "utf-16le", "utf-16be"),
});

const header = ["order_id", "order_date", "customer", "product", "note", "amount"];
const day = fc
  .integer({ min: 0, max: 700 })
  .map((n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10));
const amount = fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));

const tableOf = (newline: string) =>
  fc
    .array(fc.tuple(day, textCell(newline), textCell(newline), textCell(newline), amount), {
      minLength: 4,
      maxLength: 25,
    })
    .map((rows) => rows.map(([date, ...rest], i) => [`A-${1000 + i}`, date, ...rest]));

const written = dialect.chain((how) => tableOf(how.newline).map((rows) => ({ how, rows })));

/** An apostrophe is a quote, and a backslash an escape, only where the file shows it: else the text is ambiguous and read as it stands. */
const showsItself = ({ how, rows }: { how: Written; rows: readonly (readonly string[])[] }): boolean => {
  const text = write(rows, how);
  if (how.quote === "'" && (how.quoting !== "all" || text.includes('"'))) return false;
  if (how.quote === '"' && how.quoting === "needed" && rows.flat().some((cell) => /^'/.test(cell)))
    return false;
  if (how.escape === "backslash" && !(how.quoting === "all" && text.includes(`\\${how.quote}`))) return false;
  return !(how.padding && how.quoting === "needed");
};

describe("a random table", () => {
  it("in a random dialect gives back exactly its cells", { timeout: 120_000 }, async () => {
    const readers = new Set<string>();
    await fc.assert(
      fc.asyncProperty(written.filter(showsItself), async ({ how, rows }) => {
        const text = write(how.hasHeader ? [header, ...rows] : rows, how);
        const { found, cells } = await readCells(engine, fileOf(encode(text, how)));
        readers.add(found.reader);
        expect(found.rejected).toEqual([]);
        expect(cells).toEqual(rows);
        expect(found.columns).toEqual(how.hasHeader ? header : header.map((_, i) => `column_${i + 1}`));
        expect(found.counted).toBe(rows.length);
      }),
      { seed: 20261122, numRuns: 250 },
    );
    expect([...readers].sort()).toEqual(["normalised", "original"]);
  });
});
