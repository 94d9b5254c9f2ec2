/** churn-status: who is active, at risk, short-term or long-term churned, and how that moves. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { bind, params, type ChurnParams } from "./params.ts";
import { columns, columnsOf, members, parts, sql } from "./result.ts";
import { markLabel } from "./words.ts";

function check({ split_by, short, long }: ChurnParams, { messages, facts }: Telling): Unanswerable {
  if (facts.customers === 0) return { reason: m.churn_check_empty({}, messages) };
  if (long <= short) return { reason: m.churn_check_long({}, messages) };
  if (split_by === "none" || facts.filled.includes(split_by)) return null;
  return {
    reason: m.churn_check_split({ column: choiceLabel("split_by", split_by, messages) }, messages),
  };
}

/** The status of each customer by the days since the last order, against the purchase cycle. Rows and parts: result.ts. */
export const churnStatus: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "churn-status",
  sql,
  params,
  columns,
  columnsOf,
  parts,
  members,
  rowLimit: 1000,
  bind,
  needs: ["customer_key", "ordered_at"],
  check,
  title: (messages) => m.churn_title({}, messages),
  question: (messages) => m.churn_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: (row) => {
    const { customer_id, status, customers } = row as Readonly<Record<string, string | number>>;
    if (customer_id !== undefined) return { customer_id };
    return Number(customers) > 0 ? { dimension: "orders", status: status! } : null;
  },
  markLabel: (mark, _params, telling) => markLabel(mark, telling),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
