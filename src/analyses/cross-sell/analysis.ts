/** cross-sell: what goes with what was bought, and to whom it can be offered. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { markOf, members } from "./members.ts";
import { params, type CrossParams } from "./params.ts";
import { columns, parts, sql } from "./result.ts";

function check({ level, within }: CrossParams, { facts, messages }: Telling): Unanswerable {
  const has = (column: string) => facts.filled.includes(`order_lines.${column}`);
  if (level === "product" && !has("product_id")) return { reason: m.cross_refuse_product({}, messages) };
  if (level === "category" && !has("category")) return { reason: m.cross_refuse_category({}, messages) };
  if (within === "days" && (!facts.has_customer_key || facts.customers === 0))
    return { reason: m.cross_refuse_customer({}, messages) };
  return null;
}

/** Pairs of products (or categories) that are bought together, and whom to offer the second. Rows and parts: result.ts. */
export const crossSell: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "cross-sell",
  sql,
  params,
  columns,
  parts,
  members,
  // One row per pair; the headline reads a part, which is whole.
  rowLimit: 1000,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.cross_title({}, messages),
  question: (messages) => m.cross_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: markOf,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
