/** Parses JSON without losing a digit: numbers that a double would change come as their text. */
import { withoutExponent } from "../decimal-text.ts";
import type { Plain } from "../flatten.ts";

/** Numbers that a double may change, or that it writes with an exponent; texts like these are harmless. */
const suspicious = /[\d.]{16}|\d[eE][+-]?\d/;
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Numbers that some programs write and JSON does not have, outside of texts. */
const notNumbers = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** The value of a JSON text; NaN and Infinity, which Python writes, come as their text. @throws SyntaxError */
export function parseExactly(text: string): Plain {
  let value: Plain;
  try {
    value = JSON.parse(text) as Plain;
  } catch (error) {
    const named = text.replace(notNumbers, (token) => (token.startsWith('"') ? token : `"${token}"`));
    if (named === text) throw error;
    return parseExactly(named);
  }
  if (!suspicious.test(text)) return value;
  return JSON.parse(
    text.replace(tokens, (token) => {
      if (token.startsWith('"')) return token;
      const digits = token.replace(/[-.]|[eE].*$/g, "");
      return digits.length < 16 && !/[eE]/.test(token) ? token : `"${withoutExponent(token)}"`;
    }),
  ) as Plain;
}
