/** SQL in coloured pieces, line by line. */
import { tokenize, type Token } from "./lexer.ts";

/** What a piece is shown as; `plain` has no colour. */
export type PieceRole = "plain" | "keyword" | "string" | "number" | "comment" | "function" | "parameter";

/** A piece of one line; the texts of a line's pieces together are the line. */
export interface Piece {
  readonly text: string;
  readonly role: PieceRole;
}

const keywords = new Set(
  (
    "all and any array as asc at between both by case cast collate cross day days desc describe distinct else end " +
    "escape except exclude exists extract false fetch filter first following for from full group grouping having " +
    "hour if ignore ilike in inner intersect interval into is isnull join last lateral leading left like limit " +
    "materialized minute month months natural not notnull null nulls offset on only or order outer over partition " +
    "pivot positional preceding qualify quarter range recursive replace respect rollup row rows sample second select " +
    "semi sets similar some struct table then tie to trailing true try_cast unbounded union unnest unpivot using " +
    "values week when where window with within year years"
  ).split(" "),
);

const types = new Set(
  "bigint boolean date decimal double float hugeint integer smallint time timestamp tinyint varchar".split(
    " ",
  ),
);

const roles: Partial<Record<Token["kind"], PieceRole>> = {
  comment: "comment",
  string: "string",
  number: "number",
  parameter: "parameter",
};

/** Keywords that are functions too, when a parenthesis follows at once. */
const callable = new Set(
  "first last replace year quarter month week day hour minute second left right".split(" "),
);

function roleOf(token: Token, next: Token | undefined): PieceRole {
  const role = roles[token.kind];
  if (role) return role;
  if (token.kind !== "word") return "plain";
  const word = token.text.toLowerCase();
  const reserved = keywords.has(word) || types.has(word);
  if (next?.text === "(" && (!reserved || callable.has(word))) return "function";
  return reserved ? "keyword" : "plain";
}

/** The lines of a text of SQL, whole or broken, each as pieces with their roles; an empty line has no pieces. */
export function highlightLines(sql: string): readonly (readonly Piece[])[] {
  const tokens = tokenize(sql);
  const lines: Piece[][] = [[]];
  tokens.forEach((token, index) => {
    const role = roleOf(token, tokens[index + 1]);
    token.text.split("\n").forEach((text, part) => {
      if (part > 0) lines.push([]);
      if (text !== "") lines.at(-1)!.push({ text, role });
    });
  });
  return lines;
}
