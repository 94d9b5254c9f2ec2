/** The labels of the parameters and their choices. */
import { m, type Messages } from "../../messages/messages.ts";

type Text = (inputs: object, messages: Messages) => string;

const paramLabels = {
  what: m.difference_param_what,
  measure: m.difference_param_measure,
  period: m.difference_param_period,
  cohort_0: m.difference_param_cohort_0,
  cohort_1: m.difference_param_cohort_1,
  k: m.difference_param_k,
  clock: m.difference_param_clock,
  return: m.difference_param_return,
  from_0: m.difference_param_from_0,
  to_0: m.difference_param_to_0,
  from_1: m.difference_param_from_1,
  to_1: m.difference_param_to_1,
  dimension: m.difference_param_dimension,
  min_group: m.difference_param_min_group,
} as const;

const choices: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  what: { retention: m.difference_what_retention, range: m.difference_what_range },
  measure: {
    repeat_rate: m.difference_measure_repeat_rate,
    average_order_value: m.difference_measure_average_order_value,
    net_amount_per_customer: m.difference_measure_net_amount_per_customer,
    orders_per_customer: m.difference_measure_orders_per_customer,
    margin_per_customer: m.difference_measure_margin_per_customer,
  },
  period: {
    day: m.chart_period_day,
    week: m.chart_period_week,
    month: m.chart_period_month,
    quarter: m.chart_period_quarter,
    year: m.chart_period_year,
  },
  clock: { calendar: m.difference_clock_calendar, age: m.difference_clock_age },
  return: {
    in: m.difference_return_in,
    on_or_after: m.difference_return_on_or_after,
    by: m.difference_return_by,
  },
  dimension: {
    all: m.difference_dimension_all,
    channel: m.difference_dimension_channel,
    campaign: m.difference_dimension_campaign,
    country: m.difference_dimension_country,
    region: m.difference_dimension_region,
    city: m.difference_dimension_city,
    coupon: m.difference_dimension_coupon,
    payment_method: m.difference_dimension_payment_method,
    first_category: m.difference_dimension_first_category,
    first_product: m.difference_dimension_first_product,
    customer_kind: m.difference_dimension_customer_kind,
  },
};

/** The label of a parameter. */
export const paramLabel = (name: keyof typeof paramLabels, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (name: string, choice: string, messages: Messages): string =>
  choices[name]?.[choice]?.({}, messages) ?? choice;

/** The name of a dimension. */
export const dimensionName = (dimension: string, messages: Messages): string =>
  choiceLabel("dimension", dimension, messages);
