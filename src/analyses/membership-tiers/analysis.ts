/** Membership tiers: what a ladder of tiers holds and costs, who is near the next one, and who moved. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { members } from "./members.ts";
import { movesFrom, noTier, notYet, params, type TierParams } from "./params.ts";
import { columns, parts, sql } from "./result.ts";

const labels = {
  ladder: m.membership_param_ladder,
  rule: m.membership_param_rule,
  window_days: m.membership_param_window_days,
  near_share: m.membership_param_near_share,
  moves_from: m.membership_param_moves_from,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  any: m.membership_choice_any,
  all: m.membership_choice_all,
};

const fields: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  tier: m.membership_field_tier,
  min_net_amount: m.membership_field_min_net_amount,
  min_orders: m.membership_field_min_orders,
  within_days: m.membership_field_within_days,
  discount_rate: m.membership_field_discount_rate,
};

function check(params: TierParams, { facts, messages, context }: Telling): Unanswerable {
  const because = (reason: string) => ({ reason });
  if (!facts.has_customer_key || facts.customers === 0)
    return because(m.membership_refuse_customer({}, messages));
  if (!facts.filled.includes("net_amount")) return because(m.membership_refuse_amount({}, messages));
  const names = params.ladder.map(({ tier }) => tier);
  const blank = names.findIndex((name) => name.trim() === "");
  if (blank >= 0) return because(m.membership_refuse_name({ row: messages.integer(blank + 1) }, messages));
  const reserved = names.find((name) => name === noTier || name === notYet);
  if (reserved !== undefined) return because(m.membership_refuse_reserved({ tier: reserved }, messages));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return because(m.membership_refuse_twice({ tier: twice }, messages));
  const from = movesFrom(params, context.as_of);
  if (from >= context.as_of) {
    const words = { date: messages.date(context.as_of), from: messages.date(from) };
    return because(m.membership_refuse_moves(words, messages));
  }
  return null;
}

/** Membership tiers. Parameters: params.ts; rows and parts: result.ts. Guests are in no figure. */
export const membershipTiers: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "membership-tiers",
  sql,
  params,
  columns,
  parts,
  members,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.membership_title({}, messages),
  question: (messages) => m.membership_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choices[choice]?.({}, messages) ?? choice,
  fieldLabel: (_name, field, messages) => fields[field]?.({}, messages) ?? field,
  rowMark: ({ tier, customers }) => (customers > 0 ? { tier } : null),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
