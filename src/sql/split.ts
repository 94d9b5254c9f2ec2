/** Takes a script apart into its statements. */
import { isSignificant, tokenize } from "./lexer.ts";

/** The statements of a script, without the semicolons between them and the space around; comments stay. */
export function splitStatements(sql: string): readonly string[] {
  const statements: string[] = [];
  let [text, isEmpty] = ["", true];
  const finish = () => {
    if (!isEmpty) statements.push(text.trim());
    [text, isEmpty] = ["", true];
  };
  for (const token of tokenize(sql)) {
    if (token.kind === "symbol" && token.text === ";") {
      finish();
      continue;
    }
    text += token.text;
    if (isSignificant(token)) isEmpty = false;
  }
  finish();
  return statements;
}
