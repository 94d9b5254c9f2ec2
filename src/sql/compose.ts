/** Puts a query in front of another one that reads it, so that both together are one statement that stands alone. */
import { isKeyword, isSignificant, tokenize, type Token } from "./lexer.ts";
import { referencesOf } from "./references.ts";
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

/** A query taken apart: what stands before `with`, its list of CTEs without that word, and the query that reads them. */
interface Listed {
  readonly opening: readonly Token[];
  readonly isRecursive: boolean;
  readonly list: readonly Token[];
  readonly query: readonly Token[];
}

/** The parts of a query that begins with a list of CTEs; null of one that does not. */
function listed(tokens: readonly Token[]): Listed | null {
  const start = tokens.findIndex(isSignificant);
  if (!isKeyword(tokens[start], "with")) return null;
  const depth = depths(tokens);
  const next = (from: number) => tokens.findIndex((token, index) => index >= from && isSignificant(token));
  const first = next(start + 1);
  const isRecursive = isKeyword(tokens[first], "recursive");
  // The list ends with the first body that no comma follows; other parentheses stand before `as`.
  const end = tokens.findIndex((token, index) => {
    if (depth[index] !== 0 || token.kind !== "symbol" || token.text !== ")") return false;
    const after = tokens[next(index + 1)];
    return after?.text !== "," && !isKeyword(after, "as") && !isKeyword(after, "using");
  });
  if (end < 0) return null;
  return {
    opening: trimmed(tokens.slice(0, start)),
    isRecursive,
    list: trimmed(tokens.slice((isRecursive ? first : start) + 1, end + 1)),
    query: trimmed(tokens.slice(end + 1)),
  };
}

const lower = (names: readonly string[]) => names.map((name) => name.toLowerCase());

/**
 * The parts of `main` where its CTEs may stand beside `name` and those of `part`: there no name means anything else.
 * DuckDB copies a WITH inside a CTE for each CTE beside it, so that nested ones take many times as long to plan.
 */
function besides(main: readonly Token[], part: string, name: string): Listed | null {
  const parts = listed(main);
  if (!parts) return null;
  const inMain = referencesOf(textOf(main));
  const inPart = referencesOf(part);
  const own = lower(inMain.ctes);
  const others = new Set([name, ...lower(inPart.ctes), ...lower(inPart.tables)]);
  if (own.some((each) => others.has(each))) return null;
  // A recursive list makes a CTE that reads a table of its own name read itself.
  const readsNamesake = [inMain, inPart].some(({ ctes, tables }) =>
    lower(ctes).some((each) => lower(tables).includes(each)),
  );
  return readsNamesake ? null : parts;
}

/** The beginning of the statement: `main` as the CTE `name`, after its own CTEs where these stand beside it. */
function front(main: readonly Token[], beside: Listed | null, isRecursive: boolean, name: string): string {
  const words = `with${isRecursive || beside?.isRecursive ? " recursive" : ""}`;
  if (!beside) return `${words} ${name} as (\n${indented(main)}\n)`;
  const { opening, list, query } = beside;
  const said = opening.length > 0 ? `\n${textOf(opening)}\n` : list[0]?.kind === "comment" ? "\n" : " ";
  return `${words}${said}${textOf(list)},\n${name} as (\n${indented(query)}\n)`;
}

/**
 * One statement: `main` as the CTE `name`, then `part`, which reads it. Comments stay; the CTEs of `main` stand before
 * that one, or inside it where a name would mean something else; the part's own CTEs follow. The main query's last
 * `order by` is left out where it cannot change which rows there are.
 */
export function composePart(main: string, part: string, name = "result"): string {
  const body = unordered(trimmed(tokenize(main)));
  const tokens = trimmed(tokenize(part));
  const start = Math.max(tokens.findIndex(isSignificant), 0);
  const opening = textOf(tokens.slice(0, start));
  const beside = besides(body, part, name);
  if (!isKeyword(tokens[start], "with"))
    return `${opening}${front(body, beside, false, name)}\n${textOf(tokens.slice(start))}`;
  const after = tokens.slice(start + 1);
  const next = after.find(isSignificant);
  const isRecursive = isKeyword(next, "recursive");
  const rest = isRecursive ? after.slice(after.indexOf(next!) + 1) : after;
  return `${opening}${front(body, beside, isRecursive, name)},\n${textOf(trimmed(rest))}`;
}
