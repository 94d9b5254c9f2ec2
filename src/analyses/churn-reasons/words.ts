/** The words of churn-reasons: groups, reasons, and what was known of customers. */
import { m, type Messages } from "../../messages/messages.ts";
import { segmentName } from "../rfm/words.ts";
import { categories, type Category } from "./params.ts";
import type { PartRow, ReasonRow } from "./result.ts";

type Word = (inputs: object, messages: Messages) => string;

const categoryNames: Readonly<Record<Category, Word>> = {
  forgot_shop: m.churn_reasons_category_forgot_shop,
  poor_experience: m.churn_reasons_category_poor_experience,
  more_choice: m.churn_reasons_category_more_choice,
  price: m.churn_reasons_category_price,
  habit: m.churn_reasons_category_habit,
  quality: m.churn_reasons_category_quality,
  service: m.churn_reasons_category_service,
  logistics: m.churn_reasons_category_logistics,
  privacy: m.churn_reasons_category_privacy,
  too_many_messages: m.churn_reasons_category_too_many_messages,
};

const dimensions: Readonly<Record<string, Word>> = {
  orders: m.churn_reasons_dimension_orders,
  segment: m.churn_reasons_dimension_segment,
  tier: m.churn_reasons_dimension_tier,
};

const factors: Readonly<Record<string, Word>> = {
  late_delivery: m.churn_reasons_factor_late_delivery,
  refund: m.churn_reasons_factor_refund,
  first_discount: m.churn_reasons_factor_first_discount,
};

const valued: Readonly<Record<string, (inputs: { value: string }, messages: Messages) => string>> = {
  first_product: m.churn_reasons_factor_first_product,
  city: m.churn_reasons_factor_city,
  severity: m.churn_reasons_factor_severity,
  satisfaction: m.churn_reasons_factor_satisfaction,
};

const handled: Readonly<Record<string, Word>> = {
  to_1: m.churn_reasons_handled_to_1,
  to_3: m.churn_reasons_handled_to_3,
  to_7: m.churn_reasons_handled_to_7,
  over_7: m.churn_reasons_handled_over_7,
  open: m.churn_reasons_handled_open,
};

/** The name of a category. */
export const categoryName = (category: Category, messages: Messages): string =>
  categoryNames[category]({}, messages);

/** The name of a row's reason: a category's, the user's own words, or that of all further ones. */
export function reasonName({ kind, reason }: Pick<ReasonRow, "kind" | "reason">, messages: Messages): string {
  if (kind === "any") return m.churn_reasons_any({}, messages);
  if (reason === null) return m.churn_reasons_others({}, messages);
  const known = categories.find((category) => category === reason);
  return known === undefined ? reason : categoryName(known, messages);
}

/** The name of a group of customers: all of them, by orders made, a segment or a tier. */
export function groupName(
  { dimension, value }: Pick<ReasonRow, "dimension" | "value">,
  messages: Messages,
): string {
  if (dimension === "orders") return m.churn_reasons_group_orders({ value: value ?? "" }, messages);
  if (dimension === "segment") return segmentName(value ?? "", messages);
  if (dimension === "tier")
    return value === "loss"
      ? m.churn_reasons_group_loss({}, messages)
      : m.churn_reasons_group_tier({ value: value ?? "" }, messages);
  return m.churn_reasons_group_all({}, messages);
}

/** What groups of a dimension are made by. */
export const dimensionName = (dimension: string, messages: Messages): string =>
  dimensions[dimension]?.({}, messages) ?? m.churn_reasons_group_all({}, messages);

/** What was known of customers: a factor with its value. */
export function factorName(
  { factor, value, name = null }: { factor: string; value: string; name?: string | null },
  messages: Messages,
): string {
  if (factor === "handling_time") return handled[value]?.({}, messages) ?? value;
  return valued[factor]?.({ value: name ?? value }, messages) ?? factors[factor]?.({}, messages) ?? value;
}

/** `3,949 customers`. */
export const customers = (n: number, messages: Messages): string =>
  m.churn_reasons_n_customer({ n, shown: messages.integer(n) }, messages);

/** `180 days`. */
export const days = (n: number, messages: Messages): string =>
  m.churn_reasons_n_day({ n, shown: messages.integer(n) }, messages);

/** A share in whole percent, with one decimal below 10 %. */
export const shownShare = (share: number, messages: Messages): string =>
  messages.percent(share, share !== 0 && share < 0.0995 ? 1 : 0);

/** True where the false-discovery rate holds 5 %. */
export const standsOut = ({ q_value }: Pick<PartRow<"precursors">, "q_value">): boolean =>
  q_value !== null && q_value <= 0.05;

/** A p- or q-value with two figures, `< 0.001` below. */
export const shownP = (p: number, messages: Messages): string =>
  p < 0.001 ? `< ${messages.number(0.001, 3)}` : messages.number(p, p < 0.1 ? 3 : 2);
