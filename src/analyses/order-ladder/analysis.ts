/** order-ladder: of those who placed x orders, how many place the next one, and after how many days. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { splitColumn } from "../first-order.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { params } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, members, parts, stepsSql } from "./result.ts";

const labels = {
  mature_days: m.ladder_param_mature_days,
  max_orders: m.ladder_param_max_orders,
  split_by: m.ladder_param_split_by,
} as const;

const choices: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  none: m.ladder_split_none,
  channel: m.ladder_split_channel,
  campaign: m.ladder_split_campaign,
  country: m.ladder_split_country,
  region: m.ladder_split_region,
  city: m.ladder_split_city,
  coupon: m.ladder_split_coupon,
  payment_method: m.ladder_split_payment_method,
  product: m.ladder_split_product,
  category: m.ladder_split_category,
};

const choiceLabel = (choice: string, messages: Messages) => choices[choice]?.({}, messages) ?? choice;

/** The order ladder. It needs dates and known customers; a split needs its column. Rows: result.ts. */
export const orderLadder: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "order-ladder",
  sql: `${stepsSql},\n\n${sql}`,
  params,
  columns,
  parts,
  members,
  // A split by city has many rows; the chart and the headline read a part, which is whole.
  rowLimit: 5000,
  needs: ["customer_key", "ordered_at"],
  check({ split_by }, { messages, facts }) {
    if (facts.customers === 0) return { reason: m.ladder_refuse_customer({}, messages) };
    if (split_by === "none" || facts.filled.includes(splitColumn(split_by))) return null;
    return { reason: m.ladder_refuse_split({ column: choiceLabel(split_by, messages) }, messages) };
  },
  title: (messages) => m.ladder_title({}, messages),
  question: (messages) => m.ladder_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choiceLabel(choice, messages),
  rowMark: ({ split, x, n }) => (n > 0 ? { split, x, mature: true } : null),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
