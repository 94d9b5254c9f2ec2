/** Customer profile: who they are, by everything that is known of them, against all customers. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import { dimensionsOf, isDimension } from "./dimensions.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { markOf, members, valuesSql } from "./members.ts";
import { params, type ProfileParams } from "./params.ts";
import query from "./query.sql?raw";
import { columns } from "./result.ts";
import { markLabel } from "./words.ts";

const labels = {
  who: m.profile_param_who,
  list: m.profile_param_list,
  days: m.profile_param_days,
  order_of: m.profile_param_order_of,
  dimension: m.profile_param_dimension,
  max_values: m.profile_param_max_values,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  all: m.profile_who_all,
  repeat_customers: m.profile_who_repeat_customers,
  one_time_customers: m.profile_who_one_time_customers,
  new_customers: m.profile_who_new_customers,
  best_20_percent: m.profile_who_best_20_percent,
  lapsed_customers: m.profile_who_lapsed_customers,
  usual: m.profile_order_usual,
  first: m.profile_order_first,
  latest: m.profile_order_latest,
};

const choiceLabel = (choice: string, messages: Messages) => choices[choice]?.({}, messages) ?? choice;

function check({ dimension }: ProfileParams, { facts, messages }: Telling): Unanswerable {
  if (!facts.has_customer_key || facts.customers === 0)
    return { reason: m.profile_refuse_customer({}, messages) };
  const known = dimensionsOf(facts);
  if (dimension !== null && !(isDimension(dimension) && known.includes(dimension)))
    return { reason: m.profile_refuse_dimension({ dimension, known: messages.list(known) }, messages) };
  return null;
}

/** Rows: result.ts. Guests are in no figure. */
export const customerProfile: Analysis<typeof params, typeof columns, Record<never, never>> = {
  id: "customer-profile",
  sql: `${valuesSql},\n${query}`,
  params,
  columns,
  parts: {},
  members,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.profile_title({}, messages),
  question: (messages) => m.profile_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choiceLabel(choice, messages),
  suggestions: (name, _field, facts) => (name === "dimension" ? dimensionsOf(facts) : []),
  rowMark: (row) => (row.customers > 0 ? markOf(row) : null),
  markLabel: (mark, _params, telling) => markLabel(mark, telling),
  headline: (result, params, telling) =>
    headline(result, params, telling, choiceLabel(params.who, telling.messages)),
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
