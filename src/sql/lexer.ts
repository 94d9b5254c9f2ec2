/** A lexer of DuckDB's SQL, as fine as it must be to find `$name`, keywords and parentheses outside texts and comments. */

/** What a piece of SQL is. `quoted` is a "quoted" identifier, `word` a bare one or a keyword, `string` any text literal. */
export type TokenKind =
  "space" | "comment" | "string" | "quoted" | "word" | "number" | "parameter" | "symbol";

/** A piece of SQL; the texts of all tokens together are the SQL. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offset of the first character, in UTF-16 units. */
  readonly start: number;
}

/** DuckDB takes every character above ASCII for a letter, and `$` inside a word. */
const letter = "A-Za-z_\\u0080-\\uffff";

/** Tried in this order at each place; an unclosed text, identifier or comment runs to the end. */
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["space", /\s+/y],
  ["comment", /--[^\n\r]*/y],
  ["string", /[eE]'(?:[^'\\]|''|\\[^])*(?:'|$)/y],
  ["string", /'(?:[^']|'')*(?:'|$)/y],
  ["quoted", /"(?:[^"]|"")*(?:"|$)/y],
  ["string", new RegExp(`\\$((?:[${letter}][${letter}0-9]*)?)\\$[^]*?(?:\\$\\1\\$|$)`, "y")],
  ["parameter", new RegExp(`\\$[${letter}0-9]+`, "y")],
  ["word", new RegExp(`[${letter}][${letter}0-9$]*`, "y")],
  ["number", new RegExp(`[0-9][${letter}0-9$.]*`, "y")],
  ["symbol", /[^]/y],
];

/** The offset after the block comment that begins at `start`; comments nest. */
function endOfBlockComment(sql: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(sql); found; found = mark.exec(sql)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}

function tokenAt(sql: string, start: number): Token {
  if (sql.startsWith("/*", start))
    return { kind: "comment", text: sql.slice(start, endOfBlockComment(sql, start)), start };
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const found = pattern.exec(sql);
    if (found) return { kind, text: found[0], start };
  }
  throw new RangeError(`no token at ${start}`);
}

/** The tokens of a text of SQL, whole or broken: their texts joined are the text again. */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length;) {
    const token = tokenAt(sql, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

/** True for a token that means something to the engine: neither space nor comment. */
export function isSignificant({ kind }: Token): boolean {
  return kind !== "space" && kind !== "comment";
}

/** True where the token is this keyword, in any case. */
export function isKeyword(token: Token | undefined, keyword: string): boolean {
  return token?.kind === "word" && token.text.toLowerCase() === keyword;
}
