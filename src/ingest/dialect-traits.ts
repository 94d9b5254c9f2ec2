/** What a text shows beside its delimiter: the quote it uses, escapes, blanks before quotes, and the ends of its lines. */
import { isBlankRecord, readRecords, type RecordDialect } from "./readers/records.ts";

type Records = readonly (readonly string[])[];

const filledRecords = (text: string, complete: boolean, dialect: RecordDialect): Records =>
  readRecords(text, dialect, complete).records.filter((record) => !isBlankRecord(record));

/** Share of the records that have the commonest width; 0 where that is one field. */
function evenness(records: Records): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  counts.delete(1);
  return records.length === 0 ? 0 : Math.max(0, ...counts.values()) / records.length;
}

/** Evenness under a dialect, with quotes doubled or escaped: which of the two is decided later. */
function evennessOf(text: string, complete: boolean, dialect: RecordDialect): number {
  const plain = evenness(filledRecords(text, complete, dialect));
  if (dialect.quote === null || !text.includes(`\\${dialect.quote}`)) return plain;
  return Math.max(plain, evenness(filledRecords(text, complete, { ...dialect, escape: "\\" })));
}

/** True where cells are quoted by apostrophes: several begin and end with one, and nearly none with one alone. */
export function quotesSingly(text: string, complete: boolean, dialect: RecordDialect): boolean {
  if (!text.includes("'")) return false;
  const plain = filledRecords(text, complete, dialect);
  const before = evenness(plain);
  const after = evennessOf(text, complete, { ...dialect, quote: "'" });
  if (after < before) return false;
  let whole = 0;
  let halves = 0;
  let double = 0;
  for (const cell of plain.flat()) {
    const bare = cell.trim();
    if (bare.startsWith('"')) double++;
    const [opens, closes] = [bare.startsWith("'"), bare.length > 1 && bare.endsWith("'")];
    if (opens && closes) whole++;
    else if (opens) halves++;
  }
  // A cell that an apostrophe begins and none ends is one that a quoted delimiter has cut, or an id kept from Excel.
  const cut = after > before ? 0 : halves;
  return whole >= 2 && whole > 4 * cut && double === 0;
}

/** True where a lone CR ends records too: there is no LF, or the records are more even so. */
export function returnsEndLines(text: string, complete: boolean, dialect: RecordDialect): boolean {
  if (dialect.newline === "\r" || !/\r(?!\n)/.test(complete ? text : text.replace(/\r$/, ""))) return false;
  const asData = filledRecords(text, complete, dialect);
  const asEnds = filledRecords(text, complete, { ...dialect, newline: "\r" });
  return asEnds.length > asData.length && evenness(asEnds) > evenness(asData);
}

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** True where blanks stand between delimiters and the quotes that open fields, and each such quote closes its field. */
export function pads(text: string, complete: boolean, dialect: RecordDialect): boolean {
  const { delimiter, quote } = dialect;
  if (delimiter === null || quote === null) return false;
  const blank = delimiter === "\t" ? " +" : "[ \\t]+";
  if (!new RegExp(`${escaped(delimiter)}${blank}${quote}`).test(text)) return false;
  const plain = filledRecords(text, complete, dialect);
  const before = evennessOf(text, complete, dialect);
  const after = evennessOf(text, complete, { ...dialect, padded: true });
  if (after !== before) return after > before;
  const opened = plain.flat().filter((cell) => /^\s+["']/.test(cell) && cell.trimStart().startsWith(quote));
  return (
    opened.length > 0 && opened.every((cell) => cell.trimEnd().length > 1 && cell.trimEnd().endsWith(quote))
  );
}

/**
 * True where a backslash escapes quotes or delimiters: it makes the records more even, or quotes inside fields are all
 * written behind one and none is doubled.
 */
export function escapes(text: string, complete: boolean, dialect: RecordDialect): boolean {
  const { delimiter, quote } = dialect;
  if (delimiter === null || quote === null || !text.includes("\\")) return false;
  if (!text.includes(`\\${quote}`) && !text.includes(`\\${delimiter}`)) return false;
  const plain = filledRecords(text, complete, dialect);
  const taken = filledRecords(text, complete, { ...dialect, escape: "\\" });
  const [before, after] = [evenness(plain), evenness(taken)];
  if (after !== before) return after > before;
  const end = `(?:[${delimiter === "\t" ? "\\t" : escaped(delimiter)}\\r\\n]|$)`;
  const inside = new RegExp(`\\\\${quote}(?!${end})`).test(text);
  const doubled = new RegExp(`[^${escaped(delimiter)}\\s\\\\${quote}]${quote}${quote}(?!${quote})`).test(
    text,
  );
  return inside && !doubled;
}
