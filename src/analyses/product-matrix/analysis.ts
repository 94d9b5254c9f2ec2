/** product-matrix: what each product does for the shop. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { members } from "./members.ts";
import { params, type MatrixParams } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, parts, withCustomers } from "./result.ts";

function check({ level, earns_by, earns_threshold }: MatrixParams, telling: Telling): Unanswerable {
  const { facts, messages } = telling;
  const has = (column: string) => facts.filled.includes(`order_lines.${column}`);
  const because = (reason: string) => ({ reason });
  if (!facts.has_customer_key || facts.customers === 0)
    return because(m.matrix_refuse_customer({}, messages));
  if (level === "product" && !has("product_id")) return because(m.matrix_refuse_product({}, messages));
  if (level === "category" && !has("category")) return because(m.matrix_refuse_category({}, messages));
  if (!has("net_amount")) return because(m.matrix_refuse_amount({}, messages));
  if (earns_threshold !== null && earns_by !== "net_amount" && !has("cost_amount"))
    return because(m.matrix_refuse_cost({}, messages));
  return null;
}

/** Products (or categories) by the customers that they win, bring back, and by what they earn. */
export const productMatrix: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "product-matrix",
  sql: withCustomers(sql),
  params,
  columns,
  parts,
  members,
  // One row per product; the chart and the headline read the parts, which are whole.
  rowLimit: 1000,
  needs: ["ordered_at", "customer_key"],
  check,
  title: (messages) => m.matrix_title({}, messages),
  question: (messages) => m.matrix_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: ({ product_id, won }) => (won > 0 ? { product_id } : null),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
