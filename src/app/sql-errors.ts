/** An error of a person's own SQL: in words, with its place in the text and the changes that mend it. */
import { QueryError } from "../engine/query-error.ts";
import { m, type Messages } from "../messages/messages.ts";
import { isReserved } from "../sql/keywords.ts";
import { tokenize, type Token } from "../sql/lexer.ts";

/** A piece of the text: offsets in UTF-16 units, the end exclusive. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** A change of the text that may mend it. */
export interface SqlFix extends TextRange {
  readonly insert: string;
}

/** What is said of an error. */
export interface SqlFault {
  readonly text: string;
  readonly hint: string | undefined;
  /** The wrong word; null where the engine names no place. */
  readonly mark: TextRange | null;
  /** The place counted from 1; null where there is none. */
  readonly line: number | null;
  readonly column: number | null;
  readonly fixes: readonly SqlFix[];
  /** The ways in which a function can be called, where it was called in another. */
  readonly signatures: readonly string[];
}

type Say = (name: string, messages: Messages) => string;

/** What DuckDB says, and what we say. The name is the first group. */
const sayings: readonly (readonly [RegExp, Say])[] = [
  [
    /^Binder Error: Referenced column "(.*)" not found/,
    (name, messages) => m.editor_unknown_column({ name }, messages),
  ],
  [
    /^Binder Error: (?:Table|Values list) ".*" does not have a column named "(.*)"/,
    (name, messages) => m.editor_unknown_column({ name }, messages),
  ],
  [
    /^Catalog Error: Table with name (.*) does not exist/,
    (name, messages) => m.editor_unknown_table({ name }, messages),
  ],
  [
    /^Binder Error: Referenced table "(.*)" not found/,
    (name, messages) => m.editor_unknown_table({ name }, messages),
  ],
  [
    /^Catalog Error: \w+ Function with name (.*) does not exist/,
    (name, messages) => m.editor_unknown_function({ name }, messages),
  ],
  [/^unknown parameter: (.*)$/, (name, messages) => m.editor_unknown_value({ name: `$${name}` }, messages)],
  [
    /^Parser Error: syntax error at or near "(.*)"/,
    (name, messages) => m.editor_syntax({ word: name }, messages),
  ],
  [/^Parser Error: syntax error at end of input()/, (_, messages) => m.editor_syntax_end({}, messages)],
  [
    /^Binder Error: column "(.*)" must appear in the GROUP BY/,
    (name, messages) => m.editor_not_grouped({ name }, messages),
  ],
  [/^unsupported statement: (.*)$/, (word, messages) => m.editor_not_select({ word }, messages)],
  [/^missing statement()$/, (_, messages) => m.editor_no_statement({}, messages)],
  [
    /^Invalid Input Error: Cannot prepare multiple statements at once()/,
    (_, messages) => m.editor_many_statements({}, messages),
  ],
];

/** What we say of these says all that their hint says. */
const toldWhole = /^(unsupported|missing) statement/;

/** The offset of a line and a column, both from 1, held inside the text. */
export function offsetOf(sql: string, line: number, column: number): number {
  const lines = sql.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return Math.min(before + Math.min(column - 1, lines[line - 1]?.length ?? 0), sql.length);
}

/** The word at an offset; the last one of the text where the offset is at its end. */
function wordAt(tokens: readonly Token[], offset: number): Token | undefined {
  const solid = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
  return solid.find(({ start, text }) => start + text.length > offset) ?? solid.at(-1);
}

const withoutQuotes = ({ kind, text }: Token) =>
  kind === "quoted" ? text.slice(1, -1).replaceAll('""', '"') : text;

/** A name as SQL has to write it. */
export function writtenName(name: string): string {
  const bare = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !isReserved(name.toLowerCase());
  return bare ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The token that has the wrong name: at the place, or after it where the place is a qualifier's: `o.nope`. */
function wrongToken(tokens: readonly Token[], at: Token, name: string): Token | undefined {
  const isIt = (token: Token | undefined) =>
    token !== undefined && withoutQuotes(token).toLowerCase() === name.toLowerCase();
  if (isIt(at)) return at;
  const index = tokens.indexOf(at);
  const after = tokens.slice(index + 1, index + 4);
  return after.find(isIt);
}

/** What an error of a text of SQL is in words, where it is, and what may mend it. */
export function sqlFault(error: Error, sql: string, messages: Messages): SqlFault {
  const { line, column } = error instanceof QueryError ? error : { line: null, column: null };
  const candidates = error instanceof QueryError ? error.candidates : [];
  const said = sayings
    .map(([pattern, say]) => ({ found: pattern.exec(error.message), say }))
    .find(({ found }) => found !== null);
  const name = said?.found?.[1] ?? "";
  const tokens = tokenize(sql);
  const at = line === null ? undefined : wordAt(tokens, offsetOf(sql, line, column ?? 1));
  const wrong = at && (name === "" ? undefined : wrongToken(tokens, at, name));
  const marked = wrong ?? at;
  return {
    text: said ? said.say(name, messages) : error.message,
    hint:
      "hint" in error && typeof error.hint === "string" && !toldWhole.test(error.message)
        ? error.hint
        : undefined,
    mark: marked ? { from: marked.start, to: marked.start + marked.text.length } : null,
    line,
    column,
    fixes: wrong
      ? candidates
          .filter((candidate) => !candidate.includes("("))
          .map((candidate) => candidate.split(".").at(-1)!)
          .filter((candidate, index, all) => all.indexOf(candidate) === index)
          .slice(0, 3)
          .map((candidate) => ({
            from: wrong.start,
            to: wrong.start + wrong.text.length,
            insert: writtenName(candidate),
          }))
      : [],
    signatures: candidates.filter((candidate) => candidate.includes("(")),
  };
}

/** The text with every mention of a name (or of a `$name`) written as another one; strings and comments stay. */
export function withNameReplaced(sql: string, name: string, candidate: string): string {
  const isName = (token: Token) =>
    (token.kind === "word" || token.kind === "quoted" || token.kind === "parameter") &&
    withoutQuotes(token).toLowerCase() === name.toLowerCase();
  const written = candidate.startsWith("$") ? candidate : writtenName(candidate);
  return tokenize(sql)
    .map((token) => (isName(token) ? written : token.text))
    .join("");
}
