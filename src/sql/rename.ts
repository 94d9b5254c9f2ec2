/** Renames what a text of SQL refers to, and leaves every other byte as it is. */
import { identifier } from "./identifier.ts";
import { isReserved } from "./keywords.ts";
import { isKeyword, isSignificant, tokenize, type Token } from "./lexer.ts";
import { referencesOf } from "./references.ts";

/** A name that no text has, put in the place of a word to see how it is read. */
const probe = "__probe__";

const nameOf = ({ kind, text }: Token): string =>
  (kind === "quoted" ? text.slice(1, -1).replaceAll('""', '"') : text).toLowerCase();

const isName = (token: Token | undefined): token is Token =>
  token?.kind === "word" || token?.kind === "quoted";

/** The text with the tokens at these indexes put in other words. */
const withWords = (
  tokens: readonly Token[],
  at: ReadonlySet<number>,
  word: (token: Token) => string,
): string => tokens.map((token, index) => (at.has(index) ? word(token) : token.text)).join("");

const hasTable = (sql: string, name: string): boolean =>
  referencesOf(sql).tables.some((table) => table.toLowerCase() === name);

/** The indexes of the tokens that name the table `name` itself, not a CTE of that name. */
function tablePlaces(
  tokens: readonly Token[],
  candidates: readonly number[],
  name: string,
): readonly number[] {
  const places = candidates.filter((index) =>
    hasTable(
      withWords(tokens, new Set([index]), () => probe),
      probe,
    ),
  );
  return places.filter((index) =>
    hasTable(
      withWords(tokens, new Set(places.filter((other) => other !== index)), () => probe),
      name,
    ),
  );
}

/**
 * Returns the SQL with a table under another name: where it is read from, and where it qualifies a column
 * (`name.column`) unless an alias took its place. CTEs, columns, texts and comments of that name stay.
 */
export function renameTable(sql: string, from: string, to: string): string {
  const name = from.toLowerCase();
  if (!hasTable(sql, name)) return sql;
  const tokens = tokenize(sql);
  const significant = tokens.flatMap((token, index) => (isSignificant(token) ? [index] : []));
  const besides = (index: number, by: -1 | 1): Token | undefined =>
    tokens[significant[significant.indexOf(index) + by] ?? -1];
  const candidates = significant.filter(
    (index) => isName(tokens[index]) && nameOf(tokens[index]) === name && besides(index, -1)?.text !== ".",
  );
  const places = tablePlaces(tokens, candidates, name);
  const isAliased = (index: number) => {
    const next = besides(index, 1);
    return isKeyword(next, "as") || (isName(next) && (next.kind === "quoted" || !isReserved(nameOf(next))));
  };
  const qualifiers = places.some((index) => !isAliased(index))
    ? candidates.filter((index) => besides(index, 1)?.text === ".")
    : [];
  const word = ({ kind }: Token) => (kind === "quoted" ? identifier(to) : to);
  return withWords(tokens, new Set([...places, ...qualifiers]), word);
}

/** Returns the SQL with the parameter `$from` as `$to`. */
export function renameParameter(sql: string, from: string, to: string): string {
  const name = `$${from}`.toLowerCase();
  return tokenize(sql)
    .map(({ kind, text }) => (kind === "parameter" && text.toLowerCase() === name ? `$${to}` : text))
    .join("");
}
