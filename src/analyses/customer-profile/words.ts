/** The words of customer-profile: dimensions and their values. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Mark, Telling } from "../analysis.ts";
import { attributePrefix, type OwnDimension } from "./dimensions.ts";
import type { ProfileRow } from "./result.ts";

type Word = (inputs: object, messages: Messages) => string;

const names: Readonly<Record<OwnDimension, Word>> = {
  price_band: m.profile_dim_price_band,
  usual_gap: m.profile_dim_usual_gap,
  weekday: m.profile_dim_weekday,
  hour: m.profile_dim_hour,
  favourite_category: m.profile_dim_favourite_category,
  channel: m.profile_dim_channel,
  country: m.profile_dim_country,
  region: m.profile_dim_region,
  city: m.profile_dim_city,
  campaign: m.profile_dim_campaign,
  coupon: m.profile_dim_coupon,
  payment_method: m.profile_dim_payment_method,
  age: m.profile_dim_age,
};

const gaps: Readonly<Record<string, Word>> = {
  to_7: m.profile_value_to_7,
  to_14: m.profile_value_to_14,
  to_30: m.profile_value_to_30,
  to_60: m.profile_value_to_60,
  to_90: m.profile_value_to_90,
  to_180: m.profile_value_to_180,
  to_365: m.profile_value_to_365,
  over_365: m.profile_value_over_365,
};

const weekdays: Readonly<Record<string, Word>> = {
  monday: m.profile_value_monday,
  tuesday: m.profile_value_tuesday,
  wednesday: m.profile_value_wednesday,
  thursday: m.profile_value_thursday,
  friday: m.profile_value_friday,
  saturday: m.profile_value_saturday,
  sunday: m.profile_value_sunday,
};

const ages: Readonly<Record<string, Word>> = {
  to_19: m.profile_value_to_19,
  from_70: m.profile_value_from_70,
};

/** The name of a dimension: of a column of the customer files its own. */
export function dimensionName(dimension: string, messages: Messages): string {
  if (dimension.startsWith(attributePrefix)) return dimension.slice(attributePrefix.length);
  return Object.hasOwn(names, dimension) ? names[dimension as OwnDimension]({}, messages) : dimension;
}

/** A value of a dimension in words, without the bounds of a band. */
function plainValue(dimension: string, value: string, messages: Messages): string {
  const words = { usual_gap: gaps, weekday: weekdays, age: ages }[dimension];
  if (words && Object.hasOwn(words, value)) return words[value]!({}, messages);
  if (dimension === "age") return value.replace("_", "–");
  if (dimension === "hour") {
    const to = String((Number(value) + 1) % 24).padStart(2, "0");
    return m.profile_value_hour({ from: value, to }, messages);
  }
  return value;
}

type Named = Pick<ProfileRow, "dimension" | "value" | "kind">;

/** What stands for all of a kind. */
function kindName({ dimension, kind }: Named, messages: Messages): string {
  if (kind === "others") return m.profile_value_others({}, messages);
  if (dimension === "usual_gap") return m.profile_value_no_gap({}, messages);
  return dimension === "coupon"
    ? m.profile_value_no_coupon({}, messages)
    : m.profile_value_unknown({}, messages);
}

/** The name of a row's value: a fifth by its amounts, money in the shop's currency. */
export function valueName(row: ProfileRow, { messages, facts }: Telling): string {
  if (row.value === null) return kindName(row, messages);
  if (row.band_from === null || row.band_to === null) return plainValue(row.dimension, row.value, messages);
  const shown = (amount: number) =>
    row.dimension === "price_band"
      ? messages.money(amount, facts.currency, { cents: Math.abs(amount) < 1000 })
      : messages.number(amount, 2);
  const [from, to] = [shown(row.band_from), shown(row.band_to)];
  return from === to ? from : m.profile_value_band({ from, to }, messages);
}

/** A mark in words: `Channel: web`. A fifth is named by its number, for its amounts are not in the mark. */
export function markLabel(mark: Mark, { messages }: Telling): string {
  const named = { dimension: String(mark["dimension"]), kind: String(mark["kind"]) };
  const { value = null } = mark;
  const words =
    typeof value === "string"
      ? named.kind === "fifth"
        ? m.profile_value_fifth({ n: value }, messages)
        : plainValue(named.dimension, value, messages)
      : kindName({ ...named, value: null }, messages);
  return m.profile_mark({ dimension: dimensionName(named.dimension, messages), value: words }, messages);
}

/** `1,234 customers`. */
export function customers(n: number, messages: Messages): string {
  return m.profile_customers({ n, shown: messages.integer(n) }, messages);
}

/** A share in whole percent, with one decimal below 10 %. */
export function shownShare(share: number, messages: Messages): string {
  return messages.percent(share, share !== 0 && share < 0.0995 ? 1 : 0);
}
