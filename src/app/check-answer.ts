/** Whether a typed answer is the expected one. */

/** What the answer to a question is. */
export type Answer = number | string | boolean;

/** How an answer is given: typed as a number or a text, or chosen of true and false. */
export function answerKind(expected: Answer): "number" | "text" | "boolean" {
  return typeof expected === "string" ? "text" : (typeof expected as "number" | "boolean");
}

/** What came of an answer; `unread` is one that is no number. Neither counts as a try but `right` and `wrong`. */
export type Verdict = "right" | "wrong" | "empty" | "unread";

const hundreds = new Map([
  ["%", 0.01],
  ["‰", 0.001],
]);
const myriads = new Map([
  ["万", 1e4],
  ["萬", 1e4],
  ["亿", 1e8],
  ["億", 1e8],
]);

/** Whole part grouped in threes by one kind of sign, or not at all; then perhaps decimals after the other sign. */
const forms = [
  /^(?<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?<part>\d*))?$/,
  /^(?<whole>\d{1,3}(?:\.\d{3})+|\d*)(?:,(?<part>\d*))?$/,
] as const;

/**
 * Reads a number as people write it: full-width digits, a sign of a currency, spaces and apostrophes between
 * thousands, a comma or point by the rule that three digits after a comma are thousands and after a point decimals,
 * 万 and 亿. A percentage is both the share and the number before the sign. Empty where it is no number.
 */
export function readNumber(text: string): readonly number[] {
  const plain = text
    .normalize("NFKC")
    .replace(/[\u2212\u2013\ufe63]/g, "-")
    .replace(/\p{Sc}/gu, "")
    .replace(/(?<=\d)['\u2019_](?=\d{3})|\s/gu, "");
  const parts = /^(?<sign>[+-]?)(?<digits>[\d.,]*\d[\d.,]*)(?<unit>[%‰万萬亿億]?)$/u.exec(plain)?.groups;
  if (!parts) return [];
  const form = forms.map((each) => each.exec(parts["digits"]!)).find((match) => match !== null)?.groups;
  if (!form) return [];
  const size = Number(`${form["whole"]!.replace(/[.,]/g, "") || "0"}.${form["part"] || "0"}`);
  const value = parts["sign"] === "-" ? -size : size;
  const unit = parts["unit"]!;
  const share = hundreds.get(unit);
  return share === undefined ? [value * (myriads.get(unit) ?? 1)] : [value * share, value];
}

const yes = new Set(["true", "yes", "是", "对", "真", "1"]);
const no = new Set(["false", "no", "否", "不是", "不对", "错", "假", "0"]);

/** Letters without regard to case, width and spaces around and between words. */
const folded = (text: string): string => text.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();

/** What arithmetic in binary loses, relative to the larger number. */
const lost = 1e-9;

/**
 * Judges a typed answer. A number may be off by `tolerance`, bounds included; a text must be the same but for case,
 * width and spaces.
 */
export function checkAnswer(typed: string, expected: Answer, tolerance: number): Verdict {
  const text = folded(typed);
  if (text === "") return "empty";
  if (typeof expected === "string") return text === folded(expected) ? "right" : "wrong";
  if (typeof expected === "boolean")
    return yes.has(text) || no.has(text) ? (yes.has(text) === expected ? "right" : "wrong") : "unread";
  const numbers = readNumber(typed);
  if (numbers.length === 0) return "unread";
  const near = (value: number) =>
    Math.abs(value - expected) <= tolerance + lost * Math.max(Math.abs(value), Math.abs(expected));
  return numbers.some(near) ? "right" : "wrong";
}
