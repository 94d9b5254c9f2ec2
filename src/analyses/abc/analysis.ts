/** ABC: who, or what, brings most of the money, in tiers. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { chart } from "./chart.ts";
import { check } from "./check.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { members } from "./members.ts";
import { bind, params } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, parts } from "./result.ts";
import { withShared } from "./shared-sql.ts";

const labels = {
  entity: m.abc_param_entity,
  by: m.abc_param_by,
  cut: m.abc_param_cut,
  cumulative_cuts: m.abc_param_cumulative_cuts,
  headcount_cuts: m.abc_param_headcount_cuts,
  cost_per_order: m.abc_param_cost_per_order,
  service_cost_per_customer: m.abc_param_service_cost_per_customer,
  incentive_rate: m.abc_param_incentive_rate,
  period: m.abc_param_period,
  xyz_cuts: m.abc_param_xyz_cuts,
  stability: m.stability_param,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  customer: m.abc_choice_customer,
  product: m.abc_choice_product,
  category: m.abc_choice_category,
  channel: m.abc_choice_channel,
  country: m.abc_choice_country,
  net_amount: m.abc_choice_net_amount,
  profit: m.abc_choice_profit,
  quantity: m.abc_choice_quantity,
  orders: m.abc_choice_orders,
  cumulative: m.abc_choice_cumulative,
  headcount: m.abc_choice_headcount,
  day: m.abc_choice_day,
  week: m.abc_choice_week,
  month: m.abc_choice_month,
  quarter: m.abc_choice_quarter,
  year: m.abc_choice_year,
};

/**
 * ABC tiers of customers, products, categories, channels or countries. Customers are those with a key; amounts of products
 * and categories are their lines', as exported. Rows and parts: result.ts.
 */
export const abc: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "abc",
  sql: withShared(sql),
  params,
  columns,
  parts,
  members,
  rowLimit: 1000,
  bind,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.abc_title({}, messages),
  question: (messages) => m.abc_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choices[choice]?.({}, messages) ?? choice,
  rowMark: ({ entity_id }) => ({ entity_id }),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
