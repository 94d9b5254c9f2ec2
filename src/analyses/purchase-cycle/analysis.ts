/** purchase-cycle: how many days pass between orders, of the store, a category or a product. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import gaps from "./gaps.sql?raw";
import { headline } from "./headline.ts";
import { params, type CycleParams } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, members, parts } from "./result.ts";

const labels = {
  level: m.cycle_param_level,
  statistic: m.cycle_param_statistic,
  weight: m.cycle_param_weight,
  exclude: m.cycle_param_exclude,
  detect_promotions: m.cycle_param_detect_promotions,
  min_gaps: m.cycle_param_min_gaps,
} as const;

const fields: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  from: m.cycle_field_from,
  to: m.cycle_field_to,
};

type Labels = Readonly<Record<string, (inputs: object, messages: Messages) => string>>;

const choices: Readonly<Record<string, Labels>> = {
  level: { store: m.cycle_choice_store, category: m.cycle_choice_category, product: m.cycle_choice_product },
  statistic: {
    p75: m.cycle_choice_p75,
    median: m.cycle_choice_median,
    mean: m.cycle_choice_mean,
    p90: m.cycle_choice_p90,
  },
  weight: { customer: m.cycle_choice_customer, gap: m.cycle_choice_gap },
  detect_promotions: {
    suggest: m.cycle_choice_suggest,
    exclude: m.cycle_choice_exclude,
    off: m.cycle_choice_off,
  },
};

function check({ level, exclude }: CycleParams, { facts, messages }: Telling): Unanswerable {
  if (facts.customers === 0) return { reason: m.cycle_refuse_customer({}, messages) };
  if (level === "product" && !facts.filled.includes("order_lines.product_id"))
    return { reason: m.cycle_refuse_product({}, messages) };
  if (level === "category" && !facts.filled.includes("order_lines.category"))
    return { reason: m.cycle_refuse_category({}, messages) };
  const turned = exclude.find(({ from, to }) => from !== null && to !== null && from > to);
  if (!turned) return null;
  const dates = { from: messages.date(turned.from!), to: messages.date(turned.to!) };
  return { reason: m.cycle_refuse_range(dates, messages) };
}

/** The purchase cycle. It needs dates and known customers; levels need their column. Rows and parts: result.ts. */
export const purchaseCycle: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "purchase-cycle",
  sql: `${gaps.trimEnd()},\n\n${sql}`,
  params,
  columns,
  parts,
  members,
  rowLimit: 5000,
  needs: ["customer_key", "ordered_at"],
  check,
  title: (messages) => m.cycle_title({}, messages),
  question: (messages) => m.cycle_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (name, choice, messages) => choices[name]?.[choice]?.({}, messages) ?? choice,
  fieldLabel: (_name, field, messages) => fields[field]?.({}, messages) ?? field,
  rowMark: ({ level_id, gaps: n }) => (n > 0 ? { level_id, still_open: false } : null),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
