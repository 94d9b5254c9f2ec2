/** What is said when something went wrong. */
import { RegularsError } from "../base/error.ts";
import { m, type Messages } from "../messages/messages.ts";
import { IngestError } from "../orders/ingest-error.ts";

type Message = (inputs: Readonly<Record<string, string | number>>, messages: Messages) => string;

const stop = { en: ". ", "zh-Hans": "。" } as const;

/** What the browser refused to store, in words; null where the error is no such refusal. */
export function maybeStorageReason(error: Error, messages: Messages): string | null {
  const text = `${error.name} ${error.message}`;
  const tell = (clause: string, hint: string) => `${clause}${stop[messages.locale]}${hint}`;
  if (/QuotaExceeded|exceeded the quota|quota has been exceeded|No space left/i.test(text))
    return tell(m.storage_quota({}, messages), m.storage_quota_hint({}, messages));
  if (error instanceof RegularsError || !(error instanceof DOMException)) return null;
  if (error.name === "VersionError")
    return tell(m.storage_closed({}, messages), m.storage_closed_hint({}, messages));
  if (["SecurityError", "NotAllowedError", "InvalidStateError", "UnknownError"].includes(error.name))
    return tell(m.storage_refused({}, messages), m.storage_refused_hint({}, messages));
  return null;
}

/** Returns what an error says to people: its clause, and what to do; refusals of files in their language. */
export function reasonOf(error: Error, messages: Messages): string {
  const texts = m as unknown as Readonly<Record<string, Message | undefined>>;
  if (error instanceof IngestError) {
    const [clause, hint] = [texts[error.key], texts[`${error.key}_hint`]];
    if (clause && hint)
      return `${clause(error.inputs, messages)}${stop[messages.locale]}${hint(error.inputs, messages)}`;
  }
  const stored = maybeStorageReason(error, messages);
  if (stored !== null) return stored;
  const hint = error instanceof RegularsError ? error.hint : undefined;
  return hint === undefined ? error.message : `${error.message}. ${hint}`;
}
