/** The care calendar as events: one for each day and reason, of holidays and the shop's own events for each of them. */
import type { CalendarEvent } from "../../base/icalendar.ts";
import { m } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { CareResult } from "./result.ts";
import { customersWords, holidayWords, reasonWords } from "./words.ts";

/** Events by day, at the hour of most of their customers, all day where the orders tell no hours. */
export function calendar({ parts }: CareResult, { messages }: Telling): readonly CalendarEvent[] {
  return parts.agenda.map(({ date, hour, reason, occasion, customers, first_customers }) => {
    const count = customersWords(customers, messages);
    const listed = first_customers.split("\n");
    const more = customers - listed.length;
    const name = reason === "holiday" ? holidayWords(occasion ?? "", messages) : occasion;
    return {
      uid: `care-${date}-${reason}${occasion === null ? "" : `-${encodeURIComponent(occasion)}`}@regulars`,
      day: date,
      hour,
      summary:
        name === null
          ? m.care_event({ reason: reasonWords(reason, messages), customers: count }, messages)
          : m.care_event_occasion({ occasion: name, customers: count }, messages),
      description: [
        ...listed,
        ...(more > 0 ? [m.care_event_more({ customers: customersWords(more, messages) }, messages)] : []),
      ].join("\n"),
    };
  });
}
