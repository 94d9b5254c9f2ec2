/** The labels of the overview's parameters and their choices. */
import { m, type Messages } from "../../messages/messages.ts";

const paramLabels = {
  range: m.overview_param_range,
  period: m.overview_param_period,
  from: m.overview_param_from,
  to: m.overview_param_to,
} as const;

const choiceLabels: Readonly<Record<string, Readonly<Record<string, typeof m.overview_title>>>> = {
  range: {
    last_1: m.overview_range_last_1,
    last_3: m.overview_range_last_3,
    last_6: m.overview_range_last_6,
    last_12: m.overview_range_last_12,
    all: m.overview_range_all,
    custom: m.overview_range_custom,
  },
  period: {
    day: m.chart_period_day,
    week: m.chart_period_week,
    month: m.chart_period_month,
    quarter: m.chart_period_quarter,
    year: m.chart_period_year,
  },
};

/** The label of a parameter. */
export const paramLabel = (name: keyof typeof paramLabels, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (name: string, choice: string, messages: Messages): string =>
  choiceLabels[name]?.[choice]?.({}, messages) ?? choice;
