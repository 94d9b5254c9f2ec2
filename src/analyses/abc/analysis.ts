/** ABC: who, or what, brings most of the money, in tiers. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { cutsOf, params, type AbcParams } from "./params.ts";
import { members } from "./members.ts";
import sql from "./query.sql?raw";
import { columns, parts } from "./result.ts";

const labels = {
  entity: m.abc_param_entity,
  by: m.abc_param_by,
  cut: m.abc_param_cut,
  cumulative_cuts: m.abc_param_cumulative_cuts,
  headcount_cuts: m.abc_param_headcount_cuts,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  customer: m.abc_choice_customer,
  product: m.abc_choice_product,
  net_amount: m.abc_choice_net_amount,
  quantity: m.abc_choice_quantity,
  orders: m.abc_choice_orders,
  cumulative: m.abc_choice_cumulative,
  headcount: m.abc_choice_headcount,
};

function check(params: AbcParams, { facts, messages }: Telling): Unanswerable {
  const has = (column: string) => facts.filled.includes(column);
  const because = (reason: string) => ({ reason });
  const cuts = cutsOf(params);
  if (cuts.length !== 2) return because(m.abc_refuse_cuts({ n: messages.integer(cuts.length) }, messages));
  if (params.entity === "customer") {
    if (!facts.has_customer_key || facts.customers === 0) return because(m.abc_refuse_customer({}, messages));
    if (params.by === "quantity") return because(m.abc_refuse_quantity({}, messages));
    if (params.by === "net_amount" && !has("net_amount")) return because(m.abc_refuse_amount({}, messages));
    return null;
  }
  if (!has("order_lines.product_id")) return because(m.abc_refuse_product({}, messages));
  if (params.by === "net_amount" && !has("order_lines.net_amount"))
    return because(m.abc_refuse_line_amount({}, messages));
  if (params.by === "quantity" && !has("order_lines.quantity"))
    return because(m.abc_refuse_line_quantity({}, messages));
  return null;
}

/**
 * ABC tiers of customers or products. Customers are those with a key; a product's amounts are its lines', as exported.
 * Rows and parts: result.ts.
 */
export const abc: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "abc",
  sql,
  params,
  columns,
  parts,
  members,
  rowLimit: 1000,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.abc_title({}, messages),
  question: (messages) => m.abc_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choices[choice]?.({}, messages) ?? choice,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
