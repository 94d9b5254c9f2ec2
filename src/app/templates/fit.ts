/** Fits a template to the orders: what they can answer is kept, what they cannot is named with the reason. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Cell } from "../../notebook/document.ts";
import type { NewCell } from "../../notebook/edit.ts";
import type { OrderFacts } from "../../orders/facts.ts";
import type { Part, Template } from "./template.ts";

/** Cells with ids `c1`, `c2`, … in their order. */
const withIds = (cells: readonly NewCell[]): readonly Cell[] =>
  cells.map((cell, index) => ({ ...cell, id: `c${index + 1}` }) as Cell);

/** Why a part is left out, as a clause; null where the orders can answer it. */
function reason({ needs }: Part, facts: OrderFacts, messages: Messages): string | null {
  const missing = needs.filter((column) => !facts.filled.includes(column));
  if (missing.length === 0) return null;
  if (facts.orders === 0) return m.templates_no_orders({}, messages);
  if (missing.includes("customer_key")) return m.templates_no_customers({}, messages);
  return m.templates_no_columns({ columns: messages.list(missing) }, messages);
}

/**
 * Returns the cells of a template over orders with these facts. Parts that need what the orders have not are left out,
 * and a last text says which and why. `opening` stands before them.
 */
export function fitTemplate(
  template: Template,
  facts: OrderFacts,
  messages: Messages,
  opening: readonly NewCell[] = [],
): readonly Cell[] {
  const judged = template
    .parts(messages, facts)
    .map((part) => ({ part, why: reason(part, facts, messages) }));
  const kept = judged.flatMap(({ part, why }) => (why === null ? part.cells : []));
  const left = judged.flatMap(({ part, why }) =>
    why === null ? [] : [`- ${m.templates_left_out_line({ part: part.title, why }, messages)}`],
  );
  const note: readonly NewCell[] =
    left.length === 0
      ? []
      : [{ kind: "text", markdown: [`## ${m.templates_left_out({}, messages)}`, "", ...left].join("\n") }];
  return withIds([...opening, ...kept, ...note]);
}
