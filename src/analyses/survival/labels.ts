/** The labels of the parameters of survival and their choices. */
import { m, type Messages } from "../../messages/messages.ts";
import type { SurvivalParams } from "./params.ts";

const paramLabels = {
  purchase: m.survival_param_purchase,
  show: m.survival_param_show,
  split_by: m.survival_param_split_by,
  groups: m.survival_param_groups,
  at_days: m.survival_param_at_days,
  horizon_days: m.survival_param_horizon_days,
  known_new: m.survival_param_known_new,
} as const satisfies Record<keyof SurvivalParams, unknown>;

const choiceLabels: Readonly<Record<string, Readonly<Record<string, typeof m.survival_split_none>>>> = {
  show: {
    returned: m.survival_show_returned,
    survival: m.survival_show_survival,
    hazard: m.survival_show_hazard,
  },
  split_by: {
    none: m.survival_split_none,
    channel: m.survival_split_channel,
    campaign: m.survival_split_campaign,
    country: m.survival_split_country,
    region: m.survival_split_region,
    city: m.survival_split_city,
    coupon: m.survival_split_coupon,
    payment_method: m.survival_split_payment_method,
    product: m.survival_split_product,
    category: m.survival_split_category,
  },
};

/** The label of a parameter. */
export const paramLabel = (name: keyof SurvivalParams, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; a choice without one is its own label. */
export const choiceLabel = (name: string, choice: string, messages: Messages): string =>
  choiceLabels[name]?.[choice]?.({}, messages) ?? choice;
