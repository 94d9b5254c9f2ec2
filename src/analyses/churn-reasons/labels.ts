/** The labels of churn-reasons' controls. */
import { m, type Messages } from "../../messages/messages.ts";
import { categories, type params } from "./params.ts";
import { categoryName } from "./words.ts";

type Word = (inputs: object, messages: Messages) => string;

const labels: Readonly<Record<keyof typeof params, Word>> = {
  churned: m.churn_reasons_param_churned,
  cycle_days: m.churn_reasons_param_cycle_days,
  short: m.churn_reasons_param_short,
  long: m.churn_reasons_param_long,
  per_customer: m.churn_reasons_param_per_customer,
  mapping: m.churn_reasons_param_mapping,
  max_reasons: m.churn_reasons_param_max_reasons,
  show_article: m.churn_reasons_param_show_article,
  late_days: m.churn_reasons_param_late_days,
  late_from: m.churn_reasons_param_late_from,
  min_group: m.churn_reasons_param_min_group,
};

const choices: Readonly<Record<string, Word>> = {
  long_term: m.churn_reasons_choice_long_term,
  short_or_long: m.churn_reasons_choice_short_or_long,
  latest: m.churn_reasons_choice_latest,
  every: m.churn_reasons_choice_every,
  ordered: m.churn_reasons_choice_ordered,
  shipped: m.churn_reasons_choice_shipped,
};

/** A parameter's label. */
export const paramLabel = (name: keyof typeof params, messages: Messages): string =>
  labels[name]({}, messages);

/** A choice's label. */
export const choiceLabel = (_name: string, choice: string, messages: Messages): string =>
  choices[choice]?.({}, messages) ?? choice;

/** A field of the mapping. */
export const fieldLabel = (_name: string, field: string, messages: Messages): string =>
  field === "text" ? m.churn_reasons_field_text({}, messages) : m.churn_reasons_field_category({}, messages);

/** A category in the mapping. */
export function fieldChoiceLabel(_name: string, _field: string, choice: string, messages: Messages): string {
  const known = categories.find((category) => category === choice);
  return known === undefined ? choice : categoryName(known, messages);
}
