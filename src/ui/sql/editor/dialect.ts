/** DuckDB's SQL for CodeMirror: strings, comments and brackets. The colours come from our own lexer, which knows `$name`. */
import { SQLDialect } from "@codemirror/lang-sql";

/** Dollar-quoted texts, nested comments and `e'…'` are read as DuckDB reads them. */
export const duckdbDialect = SQLDialect.define({
  doubleDollarQuotedStrings: true,
  operatorChars: "*+-%<>!=&|~^/:@",
  specialVar: "",
  caseInsensitiveIdentifiers: true,
});
