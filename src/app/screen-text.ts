/** Words of the screens that are computed: sizes, times of opening, texts by key. */
import { m, type Messages } from "../messages/messages.ts";
import type { Evidence } from "../orders/plan.ts";

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size in decimal units with two significant figures or more: `18 MB`, `6.8 MB`, `0 B`. */
export function byteSize(bytes: number, messages: Messages): string {
  let power = 0;
  let value = bytes;
  while (value >= 999.5 && power < units.length - 1) {
    value /= 1000;
    power += 1;
  }
  return `${messages.number(value, power > 0 && value < 9.95 ? 1 : 0)} ${units[power]!}`;
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

type AnyMessage = (inputs: Readonly<Record<string, unknown>>, options: Messages) => string;

/** The message of a key that is known only at run time (evidence, warnings, refusals), or null where there is none. */
export function maybeMessage(
  key: string,
  inputs: Readonly<Record<string, unknown>>,
  messages: Messages,
): string | null {
  if (!Object.hasOwn(m, key)) return null;
  return (m as unknown as Readonly<Record<string, AnyMessage>>)[key]!(inputs, messages);
}

/** The texts of evidence, in its order; a reason without words in the message files stands as its key. */
export function evidenceTexts(evidence: readonly Evidence[], messages: Messages): readonly string[] {
  return evidence.map(({ key, inputs }) => maybeMessage(key, inputs ?? {}, messages) ?? key);
}

/** Sentences in a row: a blank between them, in Chinese none. */
export function inRow(sentences: readonly string[], messages: Messages): string {
  return sentences.filter((sentence) => sentence !== "").join(messages.locale === "zh-Hans" ? "" : " ");
}
