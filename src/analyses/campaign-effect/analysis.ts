/** campaign-effect: what contacted customers did that like ones, or those held back, did not. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { params, type EffectParams } from "./params.ts";
import { columns, fit, members, parts, sql } from "./result.ts";
import { markLabel, markOf } from "./words.ts";

const labels = {
  campaign: m.effect_param_campaign,
  window_days: m.effect_param_window_days,
  control: m.effect_param_control,
  cost_per_contact: m.effect_param_cost_per_contact,
  incentive: m.effect_param_incentive,
  margin: m.effect_param_margin,
  control_share: m.effect_param_control_share,
  placebo_dates: m.effect_param_placebo_dates,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  auto: m.effect_control_auto,
  assigned: m.effect_control_assigned,
  matched: m.effect_control_matched,
};

function check({ campaign }: EffectParams, { facts, messages }: Telling): Unanswerable {
  if (!facts.has_customer_key || facts.customers === 0)
    return { reason: m.effect_refuse_customer({}, messages) };
  const known = facts.campaigns ?? [];
  if (campaign !== null && known.length > 0 && !known.includes(campaign))
    return { reason: m.effect_refuse_campaign({ campaign }, messages) };
  return null;
}

/** The effect of a campaign. Parameters: params.ts; rows and parts: result.ts. Guests are in no figure. */
export const campaignEffect: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "campaign-effect",
  sql,
  params,
  columns,
  parts,
  members,
  fit,
  needs: ["contacts.sent_at", "ordered_at", "customer_key"],
  check,
  title: (messages) => m.effect_title({}, messages),
  question: (messages) => m.effect_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choices[choice]?.({}, messages) ?? choice,
  suggestions: (name, _field, facts) => (name === "campaign" ? (facts.campaigns ?? []) : []),
  rowMark: markOf,
  markLabel: (mark, _params, telling) => markLabel(mark, telling),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
