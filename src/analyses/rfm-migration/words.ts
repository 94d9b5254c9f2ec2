/** The words of RFM migration. */
import { m, type Messages } from "../../messages/messages.ts";
import { segmentName, type Naming } from "../rfm/words.ts";
import { fresh, outside } from "./result.ts";

/** The name of a segment, of those who are new, or of those outside. */
export function placeName(segment: string, naming: Naming, messages: Messages): string {
  if (segment === fresh) return m.migration_new({}, messages);
  if (segment === outside) return m.migration_outside({}, messages);
  return segmentName(segment, messages, naming);
}

/** `1,234 customers`. */
export function customers(n: number, messages: Messages): string {
  return m.rfm_n_customers({ n, shown: messages.integer(n) }, messages);
}
