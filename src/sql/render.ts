/** Puts values into the place of a text's `$name` parameters. */
import { RegularsError } from "../base/error.ts";
import { tokenize } from "./lexer.ts";
import { literal } from "./literal.ts";
import type { SqlValue } from "./query.ts";

/** The names of the `$name` parameters that a text of SQL holds, each once, in order of appearance. */
export function parameterNames(sql: string): readonly string[] {
  const names = tokenize(sql)
    .filter(({ kind }) => kind === "parameter")
    .map(({ text }) => text.slice(1));
  return [...new Set(names)];
}

/**
 * The SQL with each `$name` replaced by the literal of its value. `$x` in a text, a quoted identifier or a comment
 * stays, and so does every other byte. Values that the text does not name are ignored.
 * @throws RegularsError `unknown parameter: …` where a name has no value, and as `literal` does.
 */
export function render(sql: string, values: Readonly<Record<string, SqlValue>>): string {
  let rendered = "";
  for (const { kind, text } of tokenize(sql)) {
    if (kind !== "parameter") {
      rendered += text;
      continue;
    }
    const name = text.slice(1);
    if (!Object.hasOwn(values, name) || values[name] === undefined)
      throw new RegularsError(`unknown parameter: ${name}`);
    // A literal right after a text or a number would melt into it.
    rendered += (/['"\w]$/.test(rendered) ? " " : "") + literal(values[name]);
  }
  return rendered;
}
