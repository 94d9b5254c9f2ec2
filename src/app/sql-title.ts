/** What a statement is called: the comment that stands before it. */
import { tokenize } from "../sql/lexer.ts";

/** Characters that a title has at most. */
const longest = 80;

/** The first line of the comment with which a statement begins, without its marks; null where it begins with none. */
export function sqlTitle(sql: string): string | null {
  const first = tokenize(sql).find(({ kind }) => kind !== "space");
  if (first?.kind !== "comment") return null;
  const line = first.text
    .replace(/^(--|\/\*)/, "")
    .replace(/\*\/$/, "")
    .split("\n")
    .map((each) => each.replace(/^[\s*-]+|[\s,;:.]+$/g, ""))
    .find((each) => each !== "");
  if (line === undefined) return null;
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}
