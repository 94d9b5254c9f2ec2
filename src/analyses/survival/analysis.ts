/** survival: how long until a customer buys again, counting those who have not yet. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { splitColumn } from "../first-order.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { members } from "./members.ts";
import { params, type SurvivalParams } from "./params.ts";
import { columns, parts, sql } from "./result.ts";

function check({ split_by }: SurvivalParams, { messages, facts }: Telling): Unanswerable {
  if (facts.customers === 0) return { reason: m.survival_check_empty({}, messages) };
  if (split_by === "none" || facts.filled.includes(splitColumn(split_by))) return null;
  return {
    reason: m.survival_check_split({ column: choiceLabel("split_by", split_by, messages) }, messages),
  };
}

/** The curve of Kaplan and Meier. `split_by` needs its column; everything else dates and known customers. */
export const survival: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "survival",
  sql,
  params,
  columns,
  parts,
  members,
  needs: ["customer_key", "ordered_at"],
  check,
  title: (messages) => m.survival_title({}, messages),
  question: (messages) => m.survival_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: ({ position, days }) => ({ position, days }),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
