/** Finds keys that an object of JSON has twice, of which a parser keeps the last, and names the later ones apart. */
import type { Plain } from "../flatten.ts";

/** Keys as the text has them: colons behind a closing quote. */
function keysWritten(text: string): number {
  let keys = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    while (before >= 0 && text.charCodeAt(before) <= 32) before--;
    if (text.charCodeAt(before) === 34) keys++;
  }
  return keys;
}

/** Keys that are left in a value. */
function keysKept(value: Plain): number {
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one: Plain) => sum + keysKept(one), 0);
  const inner = Object.values(value);
  return inner.reduce<number>((sum, one) => sum + keysKept(one), inner.length);
}

/** True where a text may have more keys than the value that it was parsed to. A text in a text may seem to have some. */
export const mayRepeatKeys = (text: string, value: Plain): boolean => keysWritten(text) > keysKept(value);

const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/** The text with every repeated key named `key_2`, `key_3`, …, and the keys that were; `text` is valid JSON. */
export function withoutRepeatedKeys(text: string): {
  readonly text: string;
  readonly repeated: ReadonlySet<string>;
} {
  const repeated = new Set<string>();
  const objects: Set<string>[] = [];
  const renamed = text.replace(tokens, (token: string, colon: string | undefined) => {
    if (token === "{") objects.push(new Set());
    else if (token === "}") objects.pop();
    else if (colon !== undefined) {
      const taken = objects.at(-1)!;
      const key = JSON.parse(token.slice(0, token.length - colon.length)) as string;
      let name = key;
      for (let n = 2; taken.has(name); n++) name = `${key}_${n}`;
      taken.add(name);
      if (name === key) return token;
      repeated.add(key);
      return `${JSON.stringify(name)}${colon}`;
    }
    return token;
  });
  return { text: renamed, repeated };
}
