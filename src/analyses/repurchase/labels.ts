/** The labels of the parameters of repurchase and their choices. */
import { m, type Messages } from "../../messages/messages.ts";
import type { RepurchaseParams } from "./params.ts";

const paramLabels = {
  period: m.repurchase_param_period,
  step: m.repurchase_param_step,
  customers_from: m.repurchase_param_customers_from,
  windows: m.repurchase_param_windows,
} as const satisfies Record<keyof RepurchaseParams, unknown>;

const choiceLabels: Readonly<Record<string, Readonly<Record<string, typeof m.repurchase_from_all>>>> = {
  period: {
    day: m.chart_period_day,
    week: m.chart_period_week,
    month: m.chart_period_month,
    quarter: m.chart_period_quarter,
    year: m.chart_period_year,
  },
  customers_from: {
    all: m.repurchase_from_all,
    new: m.repurchase_from_new,
    returning: m.repurchase_from_returning,
  },
};

/** The label of a parameter. */
export const paramLabel = (name: keyof RepurchaseParams, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (name: string, choice: string, messages: Messages): string =>
  choiceLabels[name]?.[choice]?.({}, messages) ?? choice;
