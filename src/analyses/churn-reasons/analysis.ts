/** churn-reasons: what customers who left said, and what was known of those who left before they did. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Mark, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, fieldChoiceLabel, fieldLabel, paramLabel } from "./labels.ts";
import { markOf, members } from "./members.ts";
import { bind, params, type ReasonsParams } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, parts } from "./result.ts";
import { withShared } from "./shared-sql.ts";
import { factorName, groupName, reasonName } from "./words.ts";

/** Columns of which one is enough: a reason, or something that can have been known before a customer left. */
const tells = [
  "reasons.reason",
  "reasons.severity",
  "reasons.satisfaction",
  "reasons.opened_at",
  "delivered_at",
  "refund_amount",
  "discount_amount",
  "coupon",
  "order_lines.product_id",
  "city",
];

function check(_params: ReasonsParams, { facts, messages }: Telling): Unanswerable {
  if (!facts.has_customer_key || facts.customers === 0)
    return { reason: m.churn_reasons_refuse_customer({}, messages) };
  if (!tells.some((column) => facts.filled.includes(column)))
    return { reason: m.churn_reasons_refuse_nothing({}, messages) };
  return null;
}

function markLabel(mark: Mark, _params: ReasonsParams, { messages }: Telling): string {
  const { dimension, value, kind, reason } = mark as Readonly<Record<string, string | null>>;
  if (kind === "factor")
    return m.churn_reasons_mark_factor(
      { factor: factorName({ factor: dimension!, value: value! }, messages) },
      messages,
    );
  return m.churn_reasons_mark_reason(
    {
      reason: reasonName({ kind: kind!, reason: reason ?? null }, messages),
      group: groupName({ dimension: dimension!, value: value ?? null }, messages),
    },
    messages,
  );
}

/** Reasons of churned customers, and precursors of churn. Rows and parts: result.ts. */
export const churnReasons: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "churn-reasons",
  sql: withShared(sql),
  params,
  columns,
  parts,
  members,
  bind,
  needs: ["ordered_at", "customer_key"],
  check,
  title: (messages) => m.churn_reasons_title({}, messages),
  question: (messages) => m.churn_reasons_question({}, messages),
  paramLabel,
  choiceLabel,
  fieldLabel,
  fieldChoiceLabel,
  rowMark: markOf,
  markLabel,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
