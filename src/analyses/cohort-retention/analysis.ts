/** cohort-retention: who comes back, by when they first bought. */
import { m } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { splitColumn } from "../first-order.ts";
import { bind, maybeEmptyBracket } from "./brackets.ts";
import brackets from "./brackets.sql?raw";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, fieldLabel, paramLabel } from "./labels.ts";
import { leadOf } from "./lead.ts";
import { markOf } from "./mark.ts";
import { members } from "./members.ts";
import { parts } from "./parts.ts";
import cells from "./query.sql?raw";
import { columns, params } from "./rows.ts";
import spans from "./spans.sql?raw";
import { joinCtes, perCustomer } from "./statement.ts";
import { isMargin } from "./words.ts";

/** The cohort table. `split_by` needs its column, a margin needs costs; the rest needs dates and known customers. */
export const cohortRetention: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "cohort-retention",
  sql: joinCtes(perCustomer, spans, brackets, cells),
  params,
  columns,
  parts,
  members,
  // Cohorts by day have a row for each pair of days; the chart and the headline read the parts, which are whole.
  rowLimit: 20_000,
  needs: ["customer_key", "ordered_at"],
  bind,
  check(chosen, { messages, facts }) {
    const { split_by } = chosen;
    const empty = maybeEmptyBracket(chosen);
    if (facts.customers === 0) return { reason: m.cohort_check_empty({}, messages) };
    if (empty !== null) return { reason: m.cohort_check_bracket({ row: messages.integer(empty) }, messages) };
    if (isMargin(chosen) && !facts.filled.includes("cost_amount"))
      return { reason: m.cohort_check_cost({}, messages) };
    if (split_by === "none" || facts.filled.includes(splitColumn(split_by))) return null;
    return {
      reason: m.cohort_check_split({ column: choiceLabel("split_by", split_by, messages) }, messages),
    };
  },
  title: (messages) => m.cohort_title({}, messages),
  question: (messages) => m.cohort_question({}, messages),
  paramLabel,
  choiceLabel,
  fieldLabel,
  rowMark: markOf,
  lead: leadOf,
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
