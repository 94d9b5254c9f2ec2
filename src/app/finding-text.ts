/** The words of a data quality finding, with its figures in the forms of the language. */
import { isDay } from "../base/calendar.ts";
import type { Messages } from "../messages/messages.ts";
import type { Finding } from "../orders/receipt.ts";
import { maybeMessage } from "./screen-text.ts";

/**
 * A finding in a sentence. Numbers stand in it grouped under their name with `_shown`, days as dates, and inputs whose name
 * ends in `amount` as money of `currency`.
 */
export function findingText({ key, inputs }: Finding, currency: string | null, messages: Messages): string {
  const shown = Object.entries(inputs).flatMap(([name, value]): (readonly [string, unknown])[] => {
    if (typeof value === "number")
      return [
        [name, value],
        [`${name}_shown`, messages.integer(value)],
      ];
    if (name.endsWith("amount")) return [[name, messages.money(Number(value), currency, { cents: true })]];
    return [[name, isDay(value) ? messages.date(value) : value]];
  });
  return maybeMessage(key, Object.fromEntries(shown), messages) ?? key;
}
