/** The card of a customer in words. */
import { m, type Messages } from "../messages/messages.ts";

const statuses: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  paid: m.customer_card_status_paid,
  partially_refunded: m.customer_card_status_partially_refunded,
  refunded: m.customer_card_status_refunded,
  unpaid: m.customer_card_status_unpaid,
  cancelled: m.customer_card_status_cancelled,
};

/** The word for an order's status; empty where none is known, an unknown one as it is. */
export function statusWord(status: string | null, messages: Messages): string {
  return status === null ? "" : (statuses[status]?.({}, messages) ?? status);
}

/** `17 Jun 2025 10:32`, or the date alone at midnight, which is no time of day; the argument is `YYYY-MM-DDTHH:MM:SS`. */
export function momentWords(moment: string, messages: Messages): string {
  const [day, time = ""] = moment.split("T");
  const clock = time.slice(0, 5);
  return clock === "" || clock === "00:00" ? messages.date(day!) : `${messages.date(day!)} ${clock}`;
}
