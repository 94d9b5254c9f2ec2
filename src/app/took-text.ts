/** How long a run took, as a cell's head says it. */
import { m, type Messages } from "../messages/messages.ts";

/** The text for a time in milliseconds: whole milliseconds, from a second on seconds with one decimal; at least 1 ms. */
export function tookText(milliseconds: number, messages: Messages): string {
  return milliseconds < 1_000
    ? m.notebook_milliseconds({ shown: messages.integer(Math.max(1, Math.round(milliseconds))) }, messages)
    : m.notebook_seconds({ shown: messages.number(milliseconds / 1_000, 1) }, messages);
}
