/** The labels of the parameters and their choices. */
import { m, type Messages } from "../../messages/messages.ts";

const paramLabels = {
  level: m.matrix_param_level,
  window_days: m.matrix_param_window_days,
  min_customers: m.matrix_param_min_customers,
  earns_by: m.matrix_param_earns_by,
  share_threshold: m.matrix_param_share_threshold,
  rate_threshold: m.matrix_param_rate_threshold,
  earns_threshold: m.matrix_param_earns_threshold,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  product: m.matrix_choice_product,
  category: m.matrix_choice_category,
  profit: m.matrix_choice_profit,
  margin: m.matrix_choice_margin,
  net_amount: m.matrix_choice_net_amount,
};

/** The label of a parameter. */
export const paramLabel = (name: keyof typeof paramLabels, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (_name: string, choice: string, messages: Messages): string =>
  choices[choice]?.({}, messages) ?? choice;
