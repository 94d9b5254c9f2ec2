/** One statement made of named SELECTs and the text of a person that reads them, with the way back to that text. */
import { RegularsError } from "../base/error.ts";
import { isKeyword, isSignificant, tokenize, type Token } from "./lexer.ts";
import { referencesOf } from "./references.ts";
import { trimmed } from "./trim.ts";

/** A named SELECT that stands in front of a statement. */
export interface Cte {
  readonly name: string;
  /** One SELECT without a semicolon; it may read those that stand before it. */
  readonly body: string;
}

/** A statement, complete. */
export interface Composed {
  readonly sql: string;
  /** The offset in the own text of what stands at an offset in `sql`; null where that is no part of it. */
  ownOffset(offset: number): number | null;
}

/** Text that grows, and knows which of it was copied from where. */
class Writer {
  text = "";
  readonly #copies: { readonly at: number; readonly from: number; readonly length: number }[] = [];

  write(text: string): void {
    this.text += text;
  }

  /** Writes what stands for `token`, apart from a word or text before it, into which it would melt. */
  copy(token: Token, values: Readonly<Record<string, string>>): void {
    const isNamed = token.kind === "parameter";
    const value = isNamed ? valueOf(token.text.slice(1), values) : token.text;
    if (isNamed && /['"\w]$/.test(this.text)) this.write(" ");
    this.#copies.push({ at: this.text.length, from: token.start, length: value.length });
    this.write(value);
  }

  ownOffset(offset: number): number | null {
    const copy = this.#copies.findLast(({ at }) => at <= offset);
    if (!copy || offset > copy.at + copy.length) return null;
    return copy.from + (copy.length === 0 ? 0 : offset - copy.at);
  }
}

function valueOf(name: string, values: Readonly<Record<string, string>>): string {
  const value = values[name.toLowerCase()];
  if (value === undefined) throw new RegularsError(`unknown parameter: ${name}`);
  return value;
}

const isSpace = ({ kind }: Token) => kind === "space";

const textTokens = (sql: string) => trimmed(tokenize(sql));

/** The text with its `$names` replaced by SQL; `values` are by name in lower case. @throws RegularsError for an unknown name. */
export function withValues(sql: string, values: Readonly<Record<string, string>>): string {
  const writer = new Writer();
  for (const token of textTokens(sql)) writer.copy(token, values);
  return writer.text;
}

/**
 * Puts named SELECTs in front of a text. The text stays byte for byte but for its `$names`; where it begins with a list of
 * CTEs of its own, the two lists become one, unless they share a name: then the text stands as a subquery, in which its
 * own names hide those in front.
 * @throws RegularsError for a `$name` without a value.
 */
export function composeStatement(
  ctes: readonly Cte[],
  sql: string,
  values: Readonly<Record<string, string>>,
): Composed {
  const writer = new Writer();
  const tokens = textTokens(sql);
  const copy = (some: readonly Token[]) => some.forEach((token) => writer.copy(token, values));
  const done = () => ({ sql: writer.text, ownOffset: (offset: number) => writer.ownOffset(offset) });
  if (ctes.length === 0) {
    copy(tokens);
    return done();
  }
  const list = ctes.map(({ name, body }) => `${name} as (\n${body}\n)`).join(",\n");
  const opening = tokens.findIndex(isSignificant);
  if (!isKeyword(tokens[opening], "with")) {
    writer.write(`with ${list}\n`);
    copy(tokens);
    return done();
  }
  const taken = new Set(referencesOf(sql).ctes.map((name) => name.toLowerCase()));
  if (ctes.some(({ name }) => taken.has(name.toLowerCase()))) {
    writer.write(`with ${list}\nfrom (\n`);
    copy(tokens);
    writer.write("\n)");
    return done();
  }
  const after = opening + 1;
  const next = tokens.findIndex((token, index) => index >= after && isSignificant(token));
  const isRecursive = isKeyword(tokens[next], "recursive");
  writer.write(`with ${isRecursive ? "recursive " : ""}${list},\n`);
  copy(tokens.slice(0, opening));
  const rest = tokens.slice(isRecursive ? next + 1 : after);
  copy(
    rest.slice(
      Math.max(
        rest.findIndex((token) => !isSpace(token)),
        0,
      ),
    ),
  );
  return done();
}
