/** cohort-retention: who comes back, by when they first bought. */
import { m } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { members } from "./members.ts";
import { parts } from "./parts.ts";
import customerPeriods from "./customer-periods.sql?raw";
import cells from "./query.sql?raw";
import { columns, params } from "./rows.ts";

/** The cohort table. `split_by` needs its column; everything else needs dates and known customers. */
export const cohortRetention: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "cohort-retention",
  sql: `${customerPeriods.trimEnd()},\n\n${cells}`,
  params,
  columns,
  parts,
  members,
  // Cohorts by day have a row for each pair of days; the chart and the headline read the parts, which are whole.
  rowLimit: 20_000,
  needs: ["customer_key", "ordered_at"],
  check({ split_by }, { messages, facts }) {
    if (facts.customers === 0) return { reason: m.cohort_check_empty({}, messages) };
    if (split_by === "none" || facts.filled.includes(split_by)) return null;
    return {
      reason: m.cohort_check_split({ column: choiceLabel("split_by", split_by, messages) }, messages),
    };
  },
  title: (messages) => m.cohort_title({}, messages),
  question: (messages) => m.cohort_question({}, messages),
  paramLabel,
  choiceLabel,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
