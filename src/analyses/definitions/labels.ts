/** The labels of the parameters and their choices. */
import { m, type Messages } from "../../messages/messages.ts";

const paramLabels = {
  figure: m.def_param_figure,
  k: m.def_param_k,
  churn_days: m.def_param_churn_days,
  window_days: m.def_param_window_days,
  zone_hours: m.def_param_zone_hours,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  repeat_rate: m.def_figure_repeat_rate,
  retention: m.def_figure_retention,
  churn_rate: m.def_figure_churn_rate,
  customers: m.def_figure_customers,
  orders: m.def_figure_orders,
  net_amount: m.def_figure_net_amount,
  average_order_value: m.def_figure_average_order_value,
};

/** The label of a parameter. */
export const paramLabel = (name: keyof typeof paramLabels, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (_name: string, choice: string, messages: Messages): string =>
  choices[choice]?.({}, messages) ?? choice;
