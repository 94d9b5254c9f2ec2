/** The labels of the parameters and their choices. */
import { m, type Messages } from "../../messages/messages.ts";

const paramLabels = {
  period: m.cohort_param_period,
  clock: m.cohort_param_clock,
  return: m.cohort_param_return,
  measure: m.cohort_param_measure,
  show: m.cohort_param_show,
  split_by: m.cohort_param_split_by,
  min_cohort: m.cohort_param_min_cohort,
  brackets: m.cohort_param_brackets,
} as const;

const fieldLabels: Readonly<Record<string, typeof m.cohort_all>> = {
  from_day: m.cohort_field_from_day,
  to_day: m.cohort_field_to_day,
};

const choiceLabels: Readonly<Record<string, Readonly<Record<string, typeof m.cohort_all>>>> = {
  period: {
    day: m.chart_period_day,
    week: m.chart_period_week,
    month: m.chart_period_month,
    quarter: m.chart_period_quarter,
    year: m.chart_period_year,
  },
  clock: { calendar: m.cohort_clock_calendar, age: m.cohort_clock_age, days: m.cohort_clock_days },
  return: { in: m.cohort_return_in, on_or_after: m.cohort_return_on_or_after, by: m.cohort_return_by },
  measure: {
    customers: m.cohort_measure_customers,
    orders: m.cohort_measure_orders,
    net_amount: m.cohort_measure_net_amount,
    cumulative_net_amount: m.cohort_measure_cumulative_net_amount,
    average_order_value: m.cohort_measure_average_order_value,
    margin: m.cohort_measure_margin,
    cumulative_margin: m.cohort_measure_cumulative_margin,
  },
  show: { rate: m.cohort_show_rate, value: m.cohort_show_value },
  split_by: {
    none: m.cohort_split_none,
    channel: m.cohort_split_channel,
    campaign: m.cohort_split_campaign,
    country: m.cohort_split_country,
    region: m.cohort_split_region,
    city: m.cohort_split_city,
    coupon: m.cohort_split_coupon,
    payment_method: m.cohort_split_payment_method,
    product: m.cohort_split_product,
    category: m.cohort_split_category,
  },
};

/** The label of a parameter. */
export const paramLabel = (name: keyof typeof paramLabels, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (name: string, choice: string, messages: Messages): string =>
  choiceLabels[name]?.[choice]?.({}, messages) ?? choice;

/** The label of a field of the brackets. */
export const fieldLabel = (_name: string, field: string, messages: Messages): string =>
  fieldLabels[field]?.({}, messages) ?? field;
