/** The labels of the parameters and their choices. */
import { m, type Messages } from "../../messages/messages.ts";

const paramLabels = {
  level: m.cross_param_level,
  within: m.cross_param_within,
  days: m.cross_param_days,
  sort: m.cross_param_sort,
  audience: m.cross_param_audience,
  min_orders: m.cross_param_min_orders,
  min_support: m.cross_param_min_support,
  max_basket: m.cross_param_max_basket,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  product: m.cross_choice_product,
  category: m.cross_choice_category,
  order: m.cross_choice_order,
  days: m.cross_choice_days,
  lift: m.cross_choice_lift,
  confidence: m.cross_choice_confidence,
  orders_both: m.cross_choice_orders_both,
};

/** The label of a parameter. */
export const paramLabel = (name: keyof typeof paramLabels, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (_name: string, choice: string, messages: Messages): string =>
  choices[choice]?.({}, messages) ?? choice;
