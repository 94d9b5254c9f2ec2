/** repurchase: who buys again, within a period, from one period to the next, and within days of the first order. */
import { m } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { members, orderedIn } from "./members.ts";
import { params } from "./params.ts";
import { columns, parts, sql } from "./result.ts";

/** Repurchase rates. Needs dates and known customers. */
export const repurchase: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "repurchase",
  sql,
  params,
  columns,
  parts,
  members,
  needs: ["customer_key", "ordered_at"],
  check: (_params, { messages, facts }) =>
    facts.customers === 0 ? { reason: m.repurchase_check_empty({}, messages) } : null,
  title: (messages) => m.repurchase_title({}, messages),
  question: (messages) => m.repurchase_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: orderedIn,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
