/** DuckDB's errors with the statement, the place in it, and the names that DuckDB offers instead. */
import { RegularsError } from "../base/error.ts";

/** What {@link QueryError} knows besides its message. */
export interface QueryErrorDetail {
  readonly sql: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly candidates: readonly string[];
  readonly hint?: string;
  readonly cause?: unknown;
}

/** A statement that was refused or failed. The message is DuckDB's first clause, such as `Binder Error: …`. */
export class QueryError extends RegularsError {
  /** The statement, as it was given. */
  readonly sql: string;
  /** The line of the error, from 1; null where DuckDB names no place. */
  readonly line: number | null;
  /** The character in the line, from 1, counted in UTF-16 units; null where DuckDB names no place. */
  readonly column: number | null;
  /** Names that exist and resemble the unknown one, best first. */
  readonly candidates: readonly string[];

  constructor(message: string, detail: QueryErrorDetail) {
    const { hint, cause } = detail;
    super(message, { ...(hint === undefined ? {} : { hint }), ...(cause === undefined ? {} : { cause }) });
    this.sql = detail.sql;
    this.line = detail.line;
    this.column = detail.column;
    this.candidates = detail.candidates;
  }
}

interface Place {
  readonly line: number | null;
  readonly column: number | null;
}

const nowhere: Place = { line: null, column: null };

/** Line and column of an offset in UTF-16 units. */
function placeOf(sql: string, offset: number): Place {
  const before = sql.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Columns of a terminal that a character takes, as DuckDB counts them when it sets its caret. */
function widthOf(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u.test(
    character,
  )
    ? 2
    : 1;
}

/** The place under DuckDB's caret: `LINE 2: ...a shortened line...` and below it spaces up to `^`. */
function caretPlace(text: string, sql: string, linesBefore: number): Place {
  const found = /^LINE (\d+): (.*)\n( *)\^/m.exec(text);
  if (!found) return nowhere;
  const line = Number(found[1]) - linesBefore;
  const source = sql.split("\n")[line - 1];
  if (source === undefined) return nowhere;
  const shown = found[2]!;
  const target = found[3]!.length - `LINE ${found[1]}: `.length;
  let [at, width] = [0, 0];
  for (const character of shown) {
    if (width >= target) break;
    at += character.length;
    width += widthOf(character);
  }
  const fragment = shown.replace(/^\.\.\./, "").replace(/\.\.\.$/, "");
  const start = source.startsWith(shown) ? 0 : source.indexOf(fragment) - (shown.startsWith("...") ? 3 : 0);
  return { line, column: Math.max(start + at, 0) + 1 };
}

/** Names of the engine's own catalogue and of kept results, which resemble a table's name by chance only. */
const isInternal = (name: string) => /^(pg_|information_schema\.|duckdb_|sqlite_|pragma_|kept\.)/.test(name);

function candidatesIn(text: string): readonly string[] {
  const named = /(?:Candidate bindings: |Did you mean )(.*)/.exec(text)?.[1] ?? "";
  const signatures = /Candidate functions:\n((?:\t.*\n?)*)/.exec(text)?.[1] ?? "";
  return [
    ...[...named.matchAll(/"((?:[^"]|"")+)"/g)].map((match) => match[1]!).filter((name) => !isInternal(name)),
    ...signatures.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()])),
  ];
}

/** The first clause of DuckDB's text, without what is kept apart: place, candidates. */
const clauseOf = (text: string) =>
  text
    .split(/\n\s*\n|\nLINE |\nCandidate|\n\tCandidate|\nDid you mean/)[0]!
    .replace(/\s+/g, " ")
    .trim();

interface JsonError {
  readonly exception_type: string;
  readonly exception_message: string;
  readonly position?: string;
}

function maybeJson(text: string): JsonError | undefined {
  if (!text.startsWith('{"exception_type"')) return undefined;
  return JSON.parse(text) as JsonError;
}

/**
 * What DuckDB threw, as a {@link QueryError} of `sql`. `prefix` is text of our own that ran in front of it.
 * Parser errors come as JSON with a position in characters; the others draw a caret under the line.
 */
export function toQueryError(thrown: unknown, sql: string, prefix = ""): QueryError {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const json = maybeJson(text);
  const message = json ? `${json.exception_type} Error: ${json.exception_message}` : text;
  const position = json?.position === undefined ? undefined : Number(json.position) - [...prefix].length;
  const place =
    position === undefined
      ? caretPlace(message, sql, prefix.split("\n").length - 1)
      : placeOf(sql, [...sql].slice(0, Math.max(position, 0)).join("").length);
  return new QueryError(clauseOf(message), {
    sql,
    ...place,
    candidates: candidatesIn(message),
    cause: thrown,
  });
}
