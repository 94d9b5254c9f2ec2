/** RFM: customers scored by recency, frequency and money, and put into segments. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { members } from "./members.ts";
import { bind, classesOf, params, type RfmParams } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, parts } from "./result.ts";

const labels = {
  scheme: m.rfm_param_scheme,
  method: m.rfm_param_method,
  monetary: m.rfm_param_monetary,
  frequency: m.rfm_param_frequency,
  recency_from: m.rfm_param_recency_from,
  window_days: m.rfm_param_window_days,
  segments: m.rfm_param_segments,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  eleven: m.rfm_choice_eleven,
  eight: m.rfm_choice_eight,
  quadrants: m.rfm_choice_quadrants,
  quintile: m.rfm_choice_quintile,
  mean: m.rfm_choice_mean,
  median: m.rfm_choice_median,
  rfm_package: m.rfm_choice_rfm_package,
  net_amount: m.rfm_choice_net_amount,
  average_order_value: m.rfm_choice_average_order_value,
  orders: m.rfm_choice_orders,
  days: m.rfm_choice_days,
  as_of: m.rfm_choice_as_of,
};

const choiceLabel = (choice: string, messages: Messages) => choices[choice]?.({}, messages) ?? choice;

function check(params: RfmParams, { facts, messages }: Telling): Unanswerable {
  if (!facts.has_customer_key || facts.customers === 0)
    return { reason: m.rfm_refuse_customer({}, messages) };
  if (!facts.filled.includes("net_amount")) return { reason: m.rfm_refuse_amount({}, messages) };
  if (params.scheme === "eleven" && classesOf(params.method) === 2) {
    const method = choiceLabel(params.method, messages);
    return { reason: m.rfm_refuse_eleven({ method }, messages) };
  }
  return null;
}

/**
 * RFM scores and segments. Rows, parts and the names that `segment` holds: result.ts and segments.ts. Guests are in no
 * figure; shares of money are of the net amount of known customers.
 */
export const rfm: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "rfm",
  sql,
  params,
  columns,
  parts,
  members,
  rowLimit: 1000,
  bind,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.rfm_title({}, messages),
  question: (messages) => m.rfm_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choiceLabel(choice, messages),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
