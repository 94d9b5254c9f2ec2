/** The reminders as events of a calendar: one for each day on which some fall, with its products and customers. */
import type { CalendarEvent } from "../../base/icalendar.ts";
import { m } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { PartRow, ReplenishmentResult } from "./result.ts";
import { customersWords, productsWords, remindersWords } from "./words.ts";

function productLines(row: PartRow<"agenda">, { messages }: Telling): readonly string[] {
  const reminders = remindersWords(row.reminders, messages);
  if (row.product_name === null) return [m.replenish_event_others({ reminders }, messages)];
  const customers = (row.first_customers ?? "").split("\n");
  const more = row.reminders - customers.length;
  return [
    m.replenish_event_product({ product: row.product_name, reminders }, messages),
    ...customers,
    ...(more > 0 ? [m.replenish_event_more({ customers: customersWords(more, messages) }, messages)] : []),
  ];
}

/** All-day events by day. */
export function calendar({ parts }: ReplenishmentResult, telling: Telling): readonly CalendarEvent[] {
  const { messages } = telling;
  const days = [...new Set(parts.agenda.map(({ day }) => day))];
  const ofDays = days.map((day) => ({ day, rows: parts.agenda.filter((row) => row.day === day) }));
  return ofDays.map(({ day, rows }) => ({
    uid: `replenishment-${day}@regulars`,
    day,
    hour: null,
    summary: m.replenish_event(
      {
        customers: customersWords(rows[0]!.day_customers, messages),
        products: productsWords(rows[0]!.day_products, messages),
      },
      messages,
    ),
    description: rows.map((row) => productLines(row, telling).join("\n")).join("\n\n"),
  }));
}
