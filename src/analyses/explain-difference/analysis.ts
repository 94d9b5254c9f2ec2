/** explain-difference: two cohorts or two ranges, their difference split exactly into who came and how they did. */
import { m } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { chart } from "./chart.ts";
import { check } from "./check.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { members } from "./members.ts";
import { bind, params } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, parts, withGroups } from "./result.ts";

/** The split of a difference by Kitagawa (1955). Rows and parts: result.ts. */
export const explainDifference: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "explain-difference",
  sql: withGroups(sql),
  params,
  columns,
  parts,
  members,
  bind,
  needs: ["ordered_at", "customer_key"],
  check,
  title: (messages) => m.difference_title({}, messages),
  question: (messages) => m.difference_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: ({ dimension, group_name, pooled, n_0, n_1 }) =>
    n_0 + n_1 === 0 ? null : { side: n_1 > 0 ? 1 : 0, dimension, group_name, pooled },
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
