/** Words of the screens that are computed: sizes, times of opening, texts by key. */
import { m, type Messages } from "../messages/messages.ts";
import type { Evidence } from "../orders/plan.ts";

const units = ["B", "kB", "MB", "GB", "TB"] as const;

const powerOf = (bytes: number) => {
  let power = 0;
  while (bytes / 1000 ** power >= 999.5 && power < units.length - 1) power += 1;
  return power;
};

const inUnits = (bytes: number, power: number, messages: Messages) => {
  const value = bytes / 1000 ** power;
  return messages.number(value, power > 0 && value < 9.95 ? 1 : 0);
};

/** A size in decimal units, one decimal below ten of a unit: `18 MB`, `6.8 MB`, `0 B`. */
export function byteSize(bytes: number, messages: Messages): string {
  const power = powerOf(bytes);
  return `${inUnits(bytes, power, messages)} ${units[power]!}`;
}

/** How far a number of bytes is done, both in the unit of the total, which alone carries it: `4.1` and `6.8 MB`. */
export function byteProgress(
  done: number,
  total: number,
  messages: Messages,
): { readonly done: string; readonly total: string } {
  return { done: inUnits(done, powerOf(total), messages), total: byteSize(total, messages) };
}

/** When something was opened: `Today, 14:02` on the day of `now`, else the date, on the machine's clock. */
export function openedAt(time: number, now: number, messages: Messages): string {
  const [at, today] = [new Date(time), new Date(now)];
  const pad = (part: number) => String(part).padStart(2, "0");
  const day = (date: Date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return day(at) === day(today)
    ? m.first_today({ time: `${pad(at.getHours())}:${pad(at.getMinutes())}` }, messages)
    : messages.date(day(at));
}

/**
 * A text of a file without the characters that turn the direction of what follows: marks, embeddings, overrides and
 * isolates (Unicode Standard Annex 9). In a sentence they would turn our own words.
 */
export const withoutBidi = (text: string): string =>
  text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

type AnyMessage = (inputs: Readonly<Record<string, unknown>>, options: Messages) => string;

/** The message of a key that is known only at run time (evidence, warnings, refusals), or null where there is none. */
export function maybeMessage(
  key: string,
  inputs: Readonly<Record<string, unknown>>,
  messages: Messages,
): string | null {
  if (!Object.hasOwn(m, key)) return null;
  return withoutBidi((m as unknown as Readonly<Record<string, AnyMessage>>)[key]!(inputs, messages));
}

/** The texts of evidence, in its order; a reason without words in the message files stands as its key. */
export function evidenceTexts(evidence: readonly Evidence[], messages: Messages): readonly string[] {
  return evidence.map(({ key, inputs }) => maybeMessage(key, inputs ?? {}, messages) ?? key);
}

/** Texts in a row: a blank between them, after full-width punctuation none. */
export function inRow(texts: readonly string[]): string {
  return texts
    .filter((text) => text !== "")
    .reduce((row, text) => (row === "" || /[。！？；]$/.test(row) ? row + text : `${row} ${text}`), "");
}

/** A clause as a sentence: with a full stop where it has no end yet. */
export function asSentence(clause: string, messages: Pick<Messages, "locale">): string {
  const text = clause.trim();
  if (text === "" || /[.!?。！？…]$/.test(text)) return text;
  return text + (messages.locale === "zh-Hans" ? "。" : ".");
}

/** Clauses as one text, parted by semicolons. */
export function inClauses(clauses: readonly string[], messages: Pick<Messages, "locale">): string {
  return clauses.join(messages.locale === "zh-Hans" ? "；" : "; ");
}

/**
 * What an error says and what to do about it: by its message key (`key`, `inputs`; the hint under `<key>_hint`) where it
 * has one with words, else its own message and hint. Empty for none.
 */
export function errorText(error: Error | null, messages: Messages): string {
  if (error === null) return "";
  const { key, inputs, hint } = error as Error & {
    readonly key?: unknown;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly hint?: unknown;
  };
  const byKey = (suffix: string) =>
    typeof key === "string" ? maybeMessage(key + suffix, inputs ?? {}, messages) : null;
  const advice = byKey("_hint") ?? (typeof hint === "string" ? hint : "");
  return withoutBidi(inRow([byKey("") ?? error.message, advice].map((text) => asSentence(text, messages))));
}
