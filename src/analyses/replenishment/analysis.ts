/** replenishment: who runs out of what, and on which days to remind them. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { calendar } from "./calendar.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { barDays, params, type ReplenishmentParams } from "./params.ts";
import { columns, members, parts, sql } from "./result.ts";
import { stateWords } from "./words.ts";

type Labels = Readonly<Record<string, (inputs: object, messages: Messages) => string>>;

const labels = {
  lead_max: m.replenish_param_lead_max,
  lead_min: m.replenish_param_lead_min,
  lasts: m.replenish_param_lasts,
  cycle_of: m.replenish_param_cycle_of,
  due_share: m.replenish_param_due_share,
  per_unit: m.replenish_param_per_unit,
  min_gaps: m.replenish_param_min_gaps,
  lapsed_after: m.replenish_param_lapsed_after,
  days_ahead: m.replenish_param_days_ahead,
} as const;

const choices: Labels = {
  returning: m.replenish_choice_returning,
  everyone: m.replenish_choice_everyone,
  where_it_matters: m.replenish_choice_where_it_matters,
  always: m.replenish_choice_always,
  never: m.replenish_choice_never,
};

const fields: Labels = {
  product: m.replenish_field_product,
  units_per_pack: m.replenish_field_units_per_pack,
  units_per_day: m.replenish_field_units_per_day,
};

function check(params: ReplenishmentParams, { facts, messages }: Telling): Unanswerable {
  if (!facts.has_customer_key || facts.customers === 0)
    return { reason: m.replenish_refuse_customer({}, messages) };
  if (params.lead_max < params.lead_min) {
    const leads = { max: messages.integer(params.lead_max), min: messages.integer(params.lead_min) };
    return { reason: m.replenish_refuse_lead(leads, messages) };
  }
  const named = params.lasts.map(({ product }) => product.trim()).filter((product) => product !== "");
  const twice = named.find((product, index) => named.indexOf(product) < index);
  if (twice !== undefined) return { reason: m.replenish_refuse_twice({ product: twice }, messages) };
  return null;
}

/** Replenishment. It needs lines with products, dates and known customers. Parameters: params.ts; rows: result.ts. */
export const replenishment: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "replenishment",
  sql,
  params,
  columns,
  parts,
  members,
  // One row per customer and product; the chart, the headline and the calendar read the parts, which are whole.
  rowLimit: 1000,
  bind: (given) => ({ bar_days: barDays(given) }),
  needs: ["customer_key", "ordered_at", "order_lines.product_id"],
  check,
  title: (messages) => m.replenish_title({}, messages),
  question: (messages) => m.replenish_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choices[choice]?.({}, messages) ?? choice,
  fieldLabel: (_name, field, messages) => fields[field]?.({}, messages) ?? field,
  markLabel: (mark, _params, { messages }) =>
    typeof mark["state"] === "string" && mark["product_id"] === undefined
      ? stateWords(mark["state"], messages)
      : null,
  headline,
  chart,
  calendar: (result, _params, telling) => calendar(result, telling),
  explain: { en: explainEn, "zh-Hans": explainZh },
};
