/** The labels of the parameters of care-calendar, their choices and their fields. */
import { m, type Messages } from "../../messages/messages.ts";
import type { CareParams } from "./params.ts";
import { audienceWords, holidayWords, reasonWords } from "./words.ts";

type Labels = Readonly<Record<string, (inputs: object, messages: Messages) => string>>;

const labels = {
  days: m.care_param_days,
  reasons: m.care_param_reasons,
  quiet_days: m.care_param_quiet_days,
  quiet_hours: m.care_param_quiet_hours,
  cycle: m.care_param_cycle,
  cycle_days: m.care_param_cycle_days,
  at_risk_from: m.care_param_at_risk_from,
  win_back: m.care_param_win_back,
  unpaid_days: m.care_param_unpaid_days,
  member_since: m.care_param_member_since,
  holidays: m.care_param_holidays,
  events: m.care_param_events,
  lasts: m.care_param_lasts,
  lead_max: m.care_param_lead_max,
  lead_min: m.care_param_lead_min,
} as const;

const choices: Labels = {
  computed: m.care_choice_computed,
  typed: m.care_choice_typed,
  all: m.care_choice_all,
  new: m.care_choice_new,
};

const fields: Labels = {
  reason: m.care_field_reason,
  from: m.care_field_from,
  to: m.care_field_to,
  holiday: m.care_field_holiday,
  audience: m.care_field_audience,
  date: m.care_field_date,
  name: m.care_field_name,
  product: m.care_field_product,
  units_per_pack: m.care_field_units_per_pack,
  units_per_day: m.care_field_units_per_day,
};

/** The label of a parameter. */
export const paramLabel = (name: keyof CareParams, messages: Messages): string => labels[name]({}, messages);

/** The label of a choice of a parameter. */
export const choiceLabel = (choice: string, messages: Messages): string =>
  choices[choice]?.({}, messages) ?? choice;

/** The label of a field of a table. */
export const fieldLabel = (field: string, messages: Messages): string =>
  fields[field]?.({}, messages) ?? field;

/** The label of a choice in a field of a table. */
export function fieldChoiceLabel(field: string, choice: string, messages: Messages): string {
  if (field === "reason") return reasonWords(choice, messages);
  return field === "holiday" ? holidayWords(choice, messages) : audienceWords(choice, messages);
}
