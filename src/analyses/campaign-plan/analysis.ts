/** campaign-plan: what a campaign to a list costs by channel, and how many more have to order for it to pay. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { channelMark, markLabel, members } from "./members.ts";
import { params, type PlanParams } from "./params.ts";
import { columns, parts, sql } from "./result.ts";
import { kindName } from "./words.ts";

const labels = {
  list: m.plan_param_list,
  channels: m.plan_param_channels,
  window_days: m.plan_param_window_days,
  windows_back: m.plan_param_windows_back,
  response_rate: m.plan_param_response_rate,
  incentive: m.plan_param_incentive,
  margin: m.plan_param_margin,
  control_share: m.plan_param_control_share,
} as const;

const fields: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  channel: m.plan_field_channel,
  name: m.plan_field_name,
  unit_cost: m.plan_field_unit_cost,
};

function check(_params: PlanParams, { facts, messages }: Telling): Unanswerable {
  if (!facts.has_customer_key || facts.customers === 0)
    return { reason: m.plan_refuse_customer({}, messages) };
  if (!facts.filled.includes("net_amount")) return { reason: m.plan_refuse_amount({}, messages) };
  return null;
}

/** The plan of a campaign. Parameters: params.ts; rows and parts: result.ts. Guests are in no figure of the list. */
export const campaignPlan: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "campaign-plan",
  sql,
  params,
  columns,
  parts,
  members,
  needs: ["ordered_at", "customer_key"],
  check,
  title: (messages) => m.plan_title({}, messages),
  question: (messages) => m.plan_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice) => choice,
  fieldLabel: (_name, field, messages) => fields[field]?.({}, messages) ?? field,
  fieldChoiceLabel: (_name, _field, choice, messages) => kindName(choice, messages),
  rowMark: channelMark,
  markLabel,
  controlShare: ({ control_share }) => control_share,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
