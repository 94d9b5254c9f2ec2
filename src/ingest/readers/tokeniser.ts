/**
 * Reads the rarer dialects of delimited text: quotes escaped by a backslash, blanks before an opening quote, and lines
 * that end in a lone CR beside other ends. Everything else is PapaParse's (`records.ts`).
 */
import type { RecordDialect, RecordsRead } from "./record-dialect.ts";

type Delimited = RecordDialect & { readonly delimiter: string };

/** One field and where it ended; null where the text ends within it. */
interface FieldRead {
  readonly cell: string;
  readonly end: number;
}

const isBlank = (char: string | undefined): boolean => char !== undefined && char <= " ";

/** Reads fields and records from one text. */
class Tokeniser {
  readonly #text: string;
  readonly #dialect: Delimited;
  readonly #last: boolean;

  constructor(text: string, dialect: Delimited, last: boolean) {
    this.#text = text;
    this.#dialect = dialect;
    this.#last = last;
  }

  /** Length of the line end at `at`, 0 where none is there. */
  lineEnd(at: number): number {
    const char = this.#text[at];
    if (char === "\n") return 1;
    if (char !== "\r") return 0;
    if (this.#text[at + 1] === "\n") return 2;
    return this.#dialect.newline === "\r" ? 1 : 0;
  }

  /** True where what stands at `at` could go on in the next piece. */
  #isCutOff(at: number): boolean {
    return !this.#last && at >= this.#text.length;
  }

  /** The field that begins at `from`. */
  field(from: number): FieldRead | null {
    const { quote, padded = false, delimiter } = this.#dialect;
    let at = from;
    if (padded)
      while (isBlank(this.#text[at]) && this.#text[at] !== delimiter && this.lineEnd(at) === 0) at++;
    if (this.#isCutOff(at)) return null;
    return quote !== null && this.#text[at] === quote ? this.#quoted(at + 1) : this.#bare(from);
  }

  #bare(from: number): FieldRead | null {
    const { delimiter, escape } = this.#dialect;
    const text = this.#text;
    let at = from;
    let escaped = false;
    while (at < text.length && text[at] !== delimiter && this.lineEnd(at) === 0) {
      if (text[at] === "\r" && this.#isCutOff(at + 1)) return null;
      if (escape && text[at] === escape && at + 1 < text.length) {
        escaped = true;
        at++;
      }
      at++;
    }
    if (this.#isCutOff(at) || (text[at] === "\r" && this.#isCutOff(at + 1))) return null;
    const raw = text.slice(from, at);
    if (!escaped) return { cell: raw, end: at };
    return { cell: raw === "\\N" ? "" : this.#unescaped(raw), end: at };
  }

  #quoted(from: number): FieldRead | null {
    const { quote, escape } = this.#dialect;
    const text = this.#text;
    let cell = "";
    let start = from;
    let at = from;
    for (;;) {
      while (at < text.length && text[at] !== quote && text[at] !== escape) at++;
      if (at >= text.length || this.#isCutOff(at + 1))
        return this.#last ? { cell: cell + this.#unescaped(text.slice(start)), end: text.length } : null;
      if (text[at] === escape) {
        at += 2;
        continue;
      }
      if (text[at + 1] === quote) {
        cell += this.#unescaped(text.slice(start, at + 1));
        at += 2;
        start = at;
        continue;
      }
      const end = this.#closing(at + 1);
      if (end === "cut off") return null;
      if (end !== null) return { cell: cell + this.#unescaped(text.slice(start, at)), end };
      at++;
    }
  }

  /** Where a field ends whose quote closed before `from`: at a delimiter or line end behind blanks; null where it goes on. */
  #closing(from: number): number | "cut off" | null {
    const { delimiter } = this.#dialect;
    const text = this.#text;
    let at = from;
    while (isBlank(text[at]) && text[at] !== delimiter && this.lineEnd(at) === 0) at++;
    if (this.#isCutOff(at) || (text[at] === "\r" && this.#isCutOff(at + 1))) return "cut off";
    return at >= text.length || text[at] === delimiter || this.lineEnd(at) > 0 ? at : null;
  }

  /** A backslash before a quote, a delimiter, a line end or itself is not data; before anything else it is. */
  #unescaped(raw: string): string {
    const { escape, quote, delimiter } = this.#dialect;
    if (!escape || !raw.includes(escape)) return raw;
    return raw.replace(/\\(\r\n|[\s\S])/g, (both, next: string) =>
      next === quote || next === delimiter || next === escape || /^[\r\n]/.test(next) ? next : both,
    );
  }
}

/** Reads the records of `text`; unless `last`, the record at its end is left for the next piece. */
export function tokenise(text: string, dialect: Delimited, last: boolean, limit = 0): RecordsRead {
  const tokeniser = new Tokeniser(text, dialect, last);
  const records: string[][] = [];
  let consumed = 0;
  while (consumed < text.length && (limit === 0 || records.length < limit)) {
    const record: string[] = [];
    let at = consumed;
    for (;;) {
      const field = tokeniser.field(at);
      if (field === null) return { records, consumed };
      record.push(field.cell);
      at = field.end;
      if (text[at] !== dialect.delimiter) break;
      at++;
    }
    const end = tokeniser.lineEnd(at);
    if (!last && (end === 0 || (text[at] === "\r" && at + 1 >= text.length))) return { records, consumed };
    records.push(record);
    consumed = at + end;
  }
  return { records, consumed: last && limit === 0 ? text.length : consumed };
}
