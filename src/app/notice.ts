/** What is said when something went wrong. */
import { RegularsError } from "../base/error.ts";
import { m, type Messages } from "../messages/messages.ts";
import { IngestError } from "../orders/ingest-error.ts";

type Message = (inputs: Readonly<Record<string, string | number>>, messages: Messages) => string;

const stop = { en: ". ", "zh-Hans": "。" } as const;

/** Returns what an error says to people: its clause, and what to do; refusals of files in their language. */
export function reasonOf(error: Error, messages: Messages): string {
  const texts = m as unknown as Readonly<Record<string, Message | undefined>>;
  if (error instanceof IngestError) {
    const [clause, hint] = [texts[error.key], texts[`${error.key}_hint`]];
    if (clause && hint)
      return `${clause(error.inputs, messages)}${stop[messages.locale]}${hint(error.inputs, messages)}`;
  }
  const hint = error instanceof RegularsError ? error.hint : undefined;
  return hint === undefined ? error.message : `${error.message}. ${hint}`;
}
