/** The notebook's filter in words, and the days that a click chooses. */
import { addDays } from "../base/calendar.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { DateClause, FilterClause, FilterDimension, FilterReading } from "../notebook/filter.ts";

const dimensions = {
  product: m.filter_dimension_product,
  category: m.filter_dimension_category,
  channel: m.filter_dimension_channel,
  campaign: m.filter_dimension_campaign,
  country: m.filter_dimension_country,
  region: m.filter_dimension_region,
  city: m.filter_dimension_city,
  coupon: m.filter_dimension_coupon,
  payment_method: m.filter_dimension_payment_method,
} as const;

const readings = {
  orders: m.filter_reading_orders,
  first: m.filter_reading_first,
  any: m.filter_reading_any,
  all: m.filter_reading_all,
} as const;

const hints = {
  orders: m.filter_reading_orders_hint,
  first: m.filter_reading_first_hint,
  any: m.filter_reading_any_hint,
  all: m.filter_reading_all_hint,
} as const;

/** The name of a dimension. */
export const dimensionName = (dimension: FilterDimension, messages: Messages): string =>
  dimensions[dimension]({}, messages);

/** The name of a reading, and what it keeps. */
export function readingWords(reading: FilterReading, messages: Messages) {
  return { name: readings[reading]({}, messages), hint: hints[reading]({}, messages) };
}

/** What stands for a value; null is an order without one. */
export const valueName = (value: string | null, messages: Messages): string =>
  value ?? m.filter_none({}, messages);

/** A date clause as a span of days. */
export function daysWords({ from, to }: Omit<DateClause, "by">, messages: Messages): string {
  if (from !== null && to !== null)
    return m.filter_days({ from: messages.date(from), to: messages.date(to) }, messages);
  if (from !== null) return m.filter_days_from({ from: messages.date(from) }, messages);
  return to === null
    ? m.filter_days_all({}, messages)
    : m.filter_days_to({ to: messages.date(to) }, messages);
}

/** Values that a token names; more are counted. */
const valuesNamed = 2;

/** A clause as a token says it: what is asked, and the answer. `names` gives a product's name for its id. */
export function clauseWords(
  clause: FilterClause,
  messages: Messages,
  names: ReadonlyMap<string, string> = new Map(),
): { readonly about: string; readonly value: string } {
  const unless = (not: boolean, value: string) => (not ? m.filter_not({ value }, messages) : value);
  if (clause.by === "date")
    return { about: m.filter_token_date({}, messages), value: daysWords(clause, messages) };
  if (clause.by === "list")
    return { about: m.filter_token_list({}, messages), value: unless(clause.not, clause.list) };
  const dimension = dimensionName(clause.dimension, messages);
  const tokens = {
    orders: m.filter_token_orders,
    first: m.filter_token_first,
    any: m.filter_token_any,
    all: m.filter_token_all,
  };
  const shown = clause.values.map((value) =>
    valueName(value === null ? null : (names.get(value) ?? value), messages),
  );
  const rest = shown.length - valuesNamed;
  const value =
    rest > 0
      ? m.filter_more(
          { values: messages.list(shown.slice(0, valuesNamed)), rest, shown_rest: messages.integer(rest) },
          messages,
        )
      : messages.list(shown);
  return { about: tokens[clause.reading]({ dimension }, messages), value: unless(clause.not, value) };
}

/** Spans of days that one click chooses, each ending at `asOf` or with a year. */
export function dayPresets(asOf: string, messages: Messages) {
  const last = (days: number) => ({
    label: m.filter_last_days({ shown: messages.integer(days) }, messages),
    from: addDays(asOf, 1 - days),
    to: asOf,
  });
  const year = Number(asOf.slice(0, 4));
  const before = String(year - 1).padStart(4, "0");
  return [
    last(30),
    last(90),
    last(365),
    { label: m.filter_this_year({}, messages), from: `${asOf.slice(0, 4)}-01-01`, to: asOf },
    { label: m.filter_last_year({}, messages), from: `${before}-01-01`, to: `${before}-12-31` },
  ] as const;
}
