/** The text of one statement without what does not belong to it. */
import { isSignificant, tokenize, type Token } from "./lexer.ts";

const isSemicolon = ({ kind, text }: Token) => kind === "symbol" && text === ";";

/** The tokens without the space around them and without the semicolons at the end, also those before a last comment. */
export function trimmed(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findLastIndex((token) => isSignificant(token) && !isSemicolon(token));
  const kept = tokens.filter((token, index) => index <= end || !isSemicolon(token));
  const first = kept.findIndex(({ kind }) => kind !== "space");
  const last = kept.findLastIndex(({ kind }) => kind !== "space");
  return first < 0 ? [] : kept.slice(first, last + 1);
}

/** The statement without the space around it and the semicolons at its end. */
export function statementText(sql: string): string {
  return trimmed(tokenize(sql))
    .map(({ text }) => text)
    .join("");
}
