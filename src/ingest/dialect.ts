/** Decides how a sample of text is divided into records and fields: every candidate is tried and the evidence compared. */
import type { Dialect, Evidence } from "../orders/plan.ts";
import { dateShape } from "./dates.ts";
import { escapes, pads, quotesSingly, returnsEndLines } from "./dialect-traits.ts";
import { findFixedColumns } from "./fixed-width.ts";
import { isKnownHeader } from "./header-words.ts";
import { numberShape } from "./numbers.ts";
import { isBlankRecord, readRecords, type RecordDialect } from "./readers/records.ts";

/** A dialect with what was seen under it. */
export interface DialectFound extends RecordDialect {
  /** As the plan names it. */
  readonly named: Dialect["delimiter"];
  readonly quote: '"' | "'" | null;
  readonly escape: "\\" | null;
  /** Fields of most records. */
  readonly width: number;
  readonly evidence: readonly Evidence[];
  /** True where the first line is not data but names the delimiter (`sep=;`). */
  readonly isNamedByFile: boolean;
  /** The sample's records under this dialect, blank ones included. */
  readonly records: readonly (readonly string[])[];
}

/** Records that the candidates are compared on. */
const comparedRecords = 400;

const common = [",", "\t", ";", "|"] as const;
const rare = ["^", "~", "\u0001", "\u001f"] as const;

const names: Readonly<Record<Dialect["delimiter"], string>> = {
  ",": "comma",
  "\t": "tab",
  ";": "semicolon",
  "|": "pipe",
  "^": "^",
  "~": "~",
  "\u0001": "U+0001",
  "\u001f": "U+001F",
  whitespace: "blanks",
  fixed: "positions",
};

/** The line end of a sample, as far as its characters tell: CR where lone ones outnumber LF outside quotes. */
function newlineOf(text: string): "\n" | "\r" {
  if (!text.includes("\r")) return "\n";
  let quoted = false;
  let feeds = 0;
  let returns = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === "\n") feeds++;
    else if (!quoted && char === "\r" && text[i + 1] !== "\n") returns++;
  }
  return returns > feeds ? "\r" : "\n";
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

/**
 * The width of the table among records, and the share that has it: the commonest width, or, where most lines have one
 * field and are words above or below a table, the commonest of the others, if these hold dates.
 */
function tableWidth(records: readonly (readonly string[])[]): { width: number; share: number } {
  const all = widthOf(records);
  if (all.width !== 1) return all;
  const wide = records.filter(({ length }) => length > 1);
  const { width } = widthOf(wide);
  const table = wide.filter(({ length }) => length === width);
  return table.length > 1 && hasValues(table) ? { width, share: table.length / records.length } : all;
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
  const { width, share } = tableWidth(records);
  if (width < 2) return { score: 0, width };
  const cells = records.filter((record) => record.length === width).flat();
  const typed = cells.filter(isTyped).length / cells.length;
  return { score: share * (0.25 + typed) * (1 + Math.log2(width) / 8), width };
}

interface Candidate {
  readonly named: Dialect["delimiter"];
  readonly dialect: RecordDialect;
  readonly score: number;
}

/** Rates a dialect on the first records. Blanks and positions divide prose too: they are believed less than a delimiter. */
function candidateOf(
  text: string,
  complete: boolean,
  named: Dialect["delimiter"],
  dialect: RecordDialect,
  skip: number,
): Candidate {
  const { records } = readRecords(text, dialect, complete, comparedRecords);
  const filled = records.filter((record) => !isBlankRecord(record)).slice(skip);
  const { score } = rate(filled);
  const trust =
    named === "whitespace"
      ? isEvenTable(filled)
        ? 0.6
        : 0
      : named === "fixed"
        ? hasValues(filled)
          ? 0.5
          : 0
        : 1;
  return { named, dialect, score: score * trust };
}

/** The delimiter that a first line `sep=;` names. */
const separatorLine = (text: string): Dialect["delimiter"] | null => {
  const named = /^sep=([,;|\t^~])\r?(\n|$)/i.exec(text)?.[1];
  return (named as Dialect["delimiter"] | undefined) ?? null;
};

/** The candidates that a text gives reason to try, or the one that is told. */
function candidates(
  text: string,
  complete: boolean,
  only: Dialect["delimiter"] | null,
  skip: number,
): Candidate[] {
  const newline = newlineOf(text);
  const delimiters = only === null ? [...common, ...rare.filter((char) => text.includes(char))] : [only];
  const found = delimiters
    .filter((delimiter) => delimiter !== "whitespace" && delimiter !== "fixed")
    .map((delimiter) => candidateOf(text, complete, delimiter, { delimiter, quote: '"', newline }, skip));
  const unquoted = { delimiter: null, quote: null, newline } as const;
  if (only === null || only === "whitespace")
    found.push(candidateOf(text, complete, "whitespace", unquoted, skip));
  if (only === null || only === "fixed") {
    const lines = text.slice(0, 256 * 1024).split(/\r\n|\r|\n/);
    const columns = findFixedColumns(complete || lines.length < 2 ? lines : lines.slice(0, -1));
    for (const fixed of columns)
      found.push(candidateOf(text, complete, "fixed", { ...unquoted, ...fixed }, skip));
    if (only === "fixed" && columns.length === 0)
      found.push(candidateOf(text, complete, "fixed", { ...unquoted, starts: [0] }, skip));
  }
  return found;
}

/** A delimited dialect with what the text shows beside its delimiter: the other quote, escapes, padding, line ends. */
function withTraits(text: string, complete: boolean, dialect: RecordDialect): RecordDialect {
  if (dialect.delimiter === null)
    return returnsEndLines(text, complete, dialect) ? { ...dialect, newline: "\r" } : dialect;
  let found: RecordDialect = dialect;
  if (quotesSingly(text, complete, found)) found = { ...found, quote: "'" };
  if (returnsEndLines(text, complete, found)) found = { ...found, newline: "\r" };
  if (pads(text, complete, found)) found = { ...found, padded: true };
  if (escapes(text, complete, found)) found = { ...found, escape: "\\" };
  return found;
}

/**
 * The dialect of a sample of text. `complete` says whether the sample is the whole text; else its last record is left
 * out. `told` is the delimiter that a person chose. Null where no candidate divides it into two columns or more.
 */
export function detectDialect(
  text: string,
  complete: boolean,
  told: Dialect["delimiter"] | null = null,
): DialectFound | null {
  const named = separatorLine(text);
  const skip = named === null ? 0 : 1;
  const pick = (only: Dialect["delimiter"] | null) =>
    candidates(text, complete, only, skip).reduce((a, b) => (b.score > a.score ? b : a));
  const first = pick(told ?? named);
  // A line `sep=;` above a table of commas is wrong.
  const isWrong = first.score === 0 && told === null && named !== null;
  const best = isWrong ? pick(null) : first;
  const byFile = isWrong ? null : named;
  if (best.score === 0 && told === null) return null;
  const dialect = withTraits(text, complete, best.dialect);
  const { records } = readRecords(text, dialect, complete);
  const filled = records.filter((record) => !isBlankRecord(record)).slice(skip);
  const { width } = tableWidth(filled.slice(0, comparedRecords));
  if (width === 0) return null;
  const inputs = { delimiter: names[best.named], columns: width };
  const key =
    told !== null
      ? "evidence_delimiter_chosen"
      : byFile !== null
        ? "evidence_delimiter_named"
        : best.named === "fixed"
          ? "evidence_columns_fixed"
          : "evidence_delimiter_even";
  return {
    ...dialect,
    named: best.named,
    quote: dialect.quote as DialectFound["quote"],
    escape: dialect.escape ?? null,
    width,
    evidence: [
      { key, inputs },
      ...(dialect.quote === "'" ? [{ key: "evidence_quote_single" }] : []),
      ...(dialect.escape ? [{ key: "evidence_quote_escaped" }] : []),
    ],
    isNamedByFile: named !== null,
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

/** True where a column of the records is nearly all dates: aligned prose and lists have none. */
function hasValues(records: readonly (readonly string[])[]): boolean {
  const body = records.slice(1);
  const width = Math.max(0, ...records.map(({ length }) => length));
  return Array.from({ length: width }, (_, column) => column).some((column) => {
    const cells = body.map((record) => record[column] ?? "").filter((cell) => cell !== "");
    return (
      cells.length >= body.length * 0.5 &&
      cells.filter((cell) => dateShape(cell) !== null).length >= cells.length * 0.6
    );
  });
}
