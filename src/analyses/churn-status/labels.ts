/** The labels of the parameters of churn-status and their choices. */
import { m, type Messages } from "../../messages/messages.ts";
import type { ChurnParams } from "./params.ts";

type Label = (inputs: object, messages: Messages) => string;

const paramLabels = {
  cycle: m.churn_param_cycle,
  cycle_days: m.churn_param_cycle_days,
  short: m.churn_param_short,
  long: m.churn_param_long,
  at_risk_from: m.churn_param_at_risk_from,
  period: m.churn_param_period,
  dates: m.churn_param_dates,
  horizon_days: m.churn_param_horizon_days,
  split_by: m.churn_param_split_by,
  rows: m.churn_param_rows,
} as const satisfies Record<keyof ChurnParams, Label>;

const choiceLabels: Readonly<Record<string, Readonly<Record<string, Label>>>> = {
  cycle: { computed: m.churn_choice_computed, typed: m.churn_choice_typed },
  rows: { statuses: m.churn_choice_statuses, customers: m.churn_choice_customers },
  period: {
    month: m.churn_choice_month,
    quarter: m.churn_choice_quarter,
    year: m.churn_choice_year,
    week: m.churn_choice_week,
    day: m.churn_choice_day,
  },
  split_by: {
    none: m.churn_split_none,
    channel: m.churn_split_channel,
    campaign: m.churn_split_campaign,
    country: m.churn_split_country,
    region: m.churn_split_region,
    city: m.churn_split_city,
    coupon: m.churn_split_coupon,
    payment_method: m.churn_split_payment_method,
  },
};

/** The label of a parameter. */
export const paramLabel = (name: keyof ChurnParams, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (name: string, choice: string, messages: Messages): string =>
  choiceLabels[name]?.[choice]?.({}, messages) ?? choice;
