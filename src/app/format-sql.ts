/** Lays a statement out anew: one clause a line, four spaces. Loaded when first asked for. */
import { duckdb, formatDialect } from "sql-formatter";
import { isSignificant, tokenize } from "../sql/lexer.ts";

/** The tokens that mean something, and the comments, without regard to the space between them. */
function skeleton(sql: string): string {
  return tokenize(sql)
    .filter((token) => isSignificant(token) || token.kind === "comment")
    .map(({ kind, text }) => (kind === "comment" ? text.replace(/\s+/g, " ").trim() : text))
    .join("\u0000");
}

/**
 * The statement laid out anew; null where it is not understood, or where the layout would change more than space: no
 * token and no comment is lost, moved or written otherwise.
 */
export function formattedSql(sql: string): string | null {
  try {
    const text = formatDialect(sql, {
      dialect: duckdb,
      tabWidth: 4,
      keywordCase: "preserve",
      expressionWidth: 80,
      paramTypes: { custom: [{ regex: String.raw`\$[\p{L}_][\p{L}\p{M}\p{N}_]*` }] },
    });
    return skeleton(text) === skeleton(sql) ? text : null;
  } catch {
    // The formatter throws for what its grammar does not know; the text then stays as it is.
    return null;
  }
}
