/** lifetime-value: how many orders are still to come from each customer, and what they are worth. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { params } from "./params.ts";
import { columns, fit, members, parts, sql } from "./result.ts";
import { markLabel, modelName } from "./words.ts";

type Word = (inputs: object, messages: Messages) => string;

const labels = {
  model: m.ltv_param_model,
  unit: m.ltv_param_unit,
  horizon: m.ltv_param_horizon,
  discount_rate: m.ltv_param_discount_rate,
  holdout_share: m.ltv_param_holdout_share,
} as const;

const units: Readonly<Record<string, Word>> = { week: m.ltv_unit_week, day: m.ltv_unit_day };

const check = (_params: object, { facts, messages }: Telling): Unanswerable =>
  facts.customers === 0 ? { reason: m.ltv_refuse_customer({}, messages) } : null;

/** Lifetime value. Parameters: params.ts; rows and parts: result.ts; what is fitted: fit.ts. Guests are in no figure. */
export const lifetimeValue: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "lifetime-value",
  sql,
  params,
  columns,
  parts,
  members,
  fit,
  rowLimit: 1000,
  needs: ["customer_key", "ordered_at"],
  check,
  title: (messages) => m.ltv_title({}, messages),
  question: (messages) => m.ltv_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (name, choice, messages) =>
    name === "unit" ? (units[choice]?.({}, messages) ?? choice) : modelName(choice),
  rowMark: ({ customer_id }) => ({ customer_id }),
  markLabel,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
