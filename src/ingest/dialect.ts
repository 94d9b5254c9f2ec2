/** Decides how a sample of text is divided into records and fields: every candidate is tried and the evidence compared. */
import type { Dialect, Evidence } from "../orders/plan.ts";
import { dateShape } from "./dates.ts";
import { isKnownHeader } from "./header-words.ts";
import { numberShape } from "./numbers.ts";
import { isBlankRecord, readRecords, type RecordDialect } from "./readers/records.ts";

/** A dialect with what was seen under it. */
export interface DialectFound {
  readonly delimiter: Dialect["delimiter"];
  readonly quote: '"' | null;
  /** Line ends as the records are divided; `\r` only where the text has no LF outside quotes. */
  readonly newline: "\n" | "\r";
  /** Fields of most records. */
  readonly width: number;
  readonly evidence: readonly Evidence[];
  /** The sample's records under this dialect, blank ones included. */
  readonly records: readonly (readonly string[])[];
}

/** Records that the candidates are compared on. */
const comparedRecords = 400;

const names = { ",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe", whitespace: "blanks" } as const;

/** The dialect as the record reader takes it. */
export const toRecordDialect = (found: {
  readonly delimiter: Dialect["delimiter"];
  readonly quote: Dialect["quote"];
  readonly newline: string;
}): RecordDialect => ({
  delimiter: found.delimiter === "whitespace" ? null : found.delimiter,
  quote: found.delimiter === "whitespace" ? null : found.quote,
  newline: found.newline === "\r" ? "\r" : "\n",
});

/** The line end of a sample: CR where no LF stands outside quotes. */
function newlineOf(text: string): "\n" | "\r" {
  if (!text.includes("\r")) return "\n";
  let quoted = false;
  let feeds = 0;
  let returns = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === "\n") feeds++;
    else if (!quoted && char === "\r") returns++;
  }
  return feeds === 0 && returns > 0 ? "\r" : "\n";
}

/** The commonest width of records, and the share of records that have it. Wide ones win a tie. */
function widthOf(records: readonly (readonly string[])[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let best = { width: 0, count: 0 };
  for (const [width, count] of counts)
    if (count > best.count || (count === best.count && width > best.width)) best = { width, count };
  return { width: best.width, share: records.length === 0 ? 0 : best.count / records.length };
}

const isTyped = (cell: string): boolean => {
  const text = cell.trim();
  return (
    text === "" ||
    numberShape(text) !== null ||
    dateShape(text) !== null ||
    isKnownHeader(text) ||
    /^[\w.+-]+@[\w.-]+$/.test(text) ||
    /^[\p{L}\p{N}#_-]{1,24}$/u.test(text)
  );
};

/** How well a candidate divides the records: even width, typed cells, and no delimiter left inside cells. */
function rate(records: readonly (readonly string[])[]): { score: number; width: number } {
  const { width, share } = widthOf(records);
  if (width < 2) return { score: 0, width };
  const cells = records.filter((record) => record.length === width).flat();
  const typed = cells.filter(isTyped).length / cells.length;
  return { score: share * (0.25 + typed) * (1 + Math.log2(width) / 8), width };
}

/** The delimiter that a first line `sep=;` names. */
const separatorLine = (text: string): Dialect["delimiter"] | null => {
  const named = /^sep=([,;|\t])\r?(\n|$)/i.exec(text)?.[1];
  return (named as Dialect["delimiter"] | undefined) ?? null;
};

/**
 * The dialect of a sample of text. `complete` says whether the sample is the whole text; else its last record is left
 * out. Null where no candidate divides it into two columns or more.
 */
export function detectDialect(text: string, complete: boolean): DialectFound | null {
  const newline = newlineOf(text);
  const named = separatorLine(text);
  const candidates: readonly Dialect["delimiter"][] =
    named === null ? [",", "\t", ";", "|", "whitespace"] : [named];
  const tried = candidates.map((delimiter) => {
    const dialect = toRecordDialect({ delimiter, quote: '"', newline });
    const { records } = readRecords(text, dialect, complete, comparedRecords);
    const filled = records.filter((record) => !isBlankRecord(record));
    const rated = rate(named === null ? filled : filled.slice(1));
    // Blanks divide prose too: they are believed only where every record is even and nearly every cell is a number.
    const penalty = delimiter === "whitespace" ? (isEvenTable(filled) ? 0.6 : 0) : 1;
    return { delimiter, width: rated.width, score: rated.score * penalty };
  });
  const best = tried.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score === 0) return null;
  const quote = best.delimiter === "whitespace" ? null : '"';
  const { records } = readRecords(text, toRecordDialect({ ...best, quote, newline }), complete);
  const key = named === null ? "evidence_delimiter_even" : "evidence_delimiter_named";
  return {
    delimiter: best.delimiter,
    quote,
    newline,
    width: best.width,
    evidence: [{ key, inputs: { delimiter: names[best.delimiter], columns: best.width } }],
    records,
  };
}

/** True where every record has the same number of cells, three or more, and each column is all numbers or dates. */
function isEvenTable(records: readonly (readonly string[])[]): boolean {
  const width = records[0]?.length ?? 0;
  if (width < 3 || records.some((record) => record.length !== width)) return false;
  const body = records.length > 1 ? records.slice(1) : records;
  return body.every((record) =>
    record.every((cell) => numberShape(cell) !== null || dateShape(cell) !== null),
  );
}
