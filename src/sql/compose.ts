/** Puts a query in front of another one that reads it, so that both together are one statement that stands alone. */
import { isKeyword, isSignificant, tokenize, type Token } from "./lexer.ts";
import { trimmed } from "./trim.ts";

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join("");

/** Depth of parentheses and brackets before each token. */
function depths(tokens: readonly Token[]): readonly number[] {
  let depth = 0;
  return tokens.map(({ kind, text }) => {
    if (kind === "symbol" && /[)\]}]/.test(text)) depth--;
    const own = depth;
    if (kind === "symbol" && /[([{]/.test(text)) depth++;
    return own;
  });
}

/**
 * The tokens without the `order by` of the whole query. It stays where it decides which rows there are (`limit`,
 * `offset`, `using sample`, `distinct on`), not only how they stand.
 */
function unordered(tokens: readonly Token[]): readonly Token[] {
  const depth = depths(tokens);
  const top = tokens.map((token, index) => (depth[index] === 0 && isSignificant(token) ? token : null));
  const outer = top.filter((token) => token !== null);
  const at = outer.findLastIndex(
    (token, index) => isKeyword(token, "order") && isKeyword(outer[index + 1], "by"),
  );
  const decides = outer.some(
    (token, index) =>
      (isKeyword(token, "distinct") && isKeyword(outer[index + 1], "on")) ||
      (index > at && ["limit", "offset", "fetch", "using", "select"].some((word) => isKeyword(token, word))),
  );
  return at < 0 || decides ? tokens : trimmed(tokens.slice(0, top.indexOf(outer[at]!)));
}

/** The text indented by four spaces, texts of several lines left as they are. */
const indented = (tokens: readonly Token[]): string =>
  `    ${tokens.map(({ kind, text }) => (kind === "space" || kind === "comment" ? text.replace(/\n(?!\n)/g, "\n    ") : text)).join("")}`.replace(
    / +$/,
    "",
  );

/**
 * One statement: `main` as the CTE `result`, then `part`, which reads it. Comments stay; the part's own CTEs follow
 * `result`. The main query's last `order by` is left out where it cannot change which rows there are.
 */
export function composePart(main: string, part: string): string {
  const body = indented(unordered(trimmed(tokenize(main))));
  const tokens = trimmed(tokenize(part));
  const start = Math.max(tokens.findIndex(isSignificant), 0);
  const opening = textOf(tokens.slice(0, start));
  if (!isKeyword(tokens[start], "with"))
    return `${opening}with result as (\n${body}\n)\n${textOf(tokens.slice(start))}`;
  const after = tokens.slice(start + 1);
  const next = after.find(isSignificant);
  const recursive = isKeyword(next, "recursive");
  const rest = recursive ? after.slice(after.indexOf(next!) + 1) : after;
  const own = textOf(trimmed(rest));
  return `${opening}with ${recursive ? "recursive " : ""}result as (\n${body}\n),\n${own}`;
}
