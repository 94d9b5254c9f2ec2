/** The first words of a new notebook. */
import { m, type Messages } from "../messages/messages.ts";
import type { OrderFacts } from "../orders/facts.ts";

/** Characters of Markdown in a file's name stand for themselves. */
const plain = (name: string): string => name.replace(/[\\`*_{}[\]<>()#+!|~]/g, "\\$&");

/** Returns the names of the files as one label. */
export function labelOf(names: readonly string[], messages: Messages): string {
  return messages.list([...new Set(names)]);
}

/** Returns title and text of a notebook over these orders, in the present language; later they are the user's own. */
export function beginningOf(
  facts: OrderFacts,
  names: readonly string[],
  messages: Messages,
): { readonly title: string; readonly text: string } {
  const title = m.app_new_title({}, messages);
  const files = labelOf(names.map(plain), messages);
  if (facts.first_ordered_on === null || facts.last_ordered_on === null)
    return { title, text: m.app_new_text_no_orders({ files }, messages) };
  const inputs = {
    orders: facts.orders,
    orders_shown: messages.integer(facts.orders),
    customers: facts.customers,
    customers_shown: messages.integer(facts.customers),
    from: messages.date(facts.first_ordered_on),
    to: messages.date(facts.last_ordered_on),
    files,
  };
  const text = facts.has_customer_key
    ? m.app_new_text(inputs, messages)
    : m.app_new_text_no_customers(inputs, messages);
  return { title, text };
}
