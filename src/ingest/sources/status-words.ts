/** Status vocabularies written as words: from a list by status to the table that a plan holds. */
import type { OrderStatus } from "../../orders/plan.ts";

/**
 * The table of statuses from lists of words apart by `|`, lower-case. A word with a Chinese comma or bracket stands with the
 * half-width one too, because exports write both.
 */
export function statusTable(
  words: Readonly<Partial<Record<OrderStatus, string>>>,
): Readonly<Record<string, OrderStatus>> {
  const table: Record<string, OrderStatus> = {};
  for (const [status, texts] of Object.entries(words))
    for (const text of texts.split("|")) {
      table[text] = status as OrderStatus;
      table[text.replaceAll("，", ",").replaceAll("（", "(").replaceAll("）", ")")] = status as OrderStatus;
    }
  return table;
}
