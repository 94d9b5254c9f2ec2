/** RFM: customers scored by recency, frequency and money, and put into segments. */
import { m } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { chart } from "./chart.ts";
import { checkScoring } from "./check.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { fieldLabel, paramLabel, suggestions } from "./labels.ts";
import { members } from "./members.ts";
import { bind, params } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, parts } from "./result.ts";
import { withShared } from "./shared-sql.ts";
import { choiceLabel } from "./words.ts";

/**
 * RFM scores and segments. Rows, parts and the names that `segment` holds: result.ts and segments.ts. Guests are in no
 * figure; shares of money are of the net amount of known customers.
 */
export const rfm: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "rfm",
  sql: withShared(sql),
  params,
  columns,
  parts,
  members,
  rowLimit: 1000,
  bind,
  needs: ["ordered_at"],
  check: checkScoring,
  title: (messages) => m.rfm_title({}, messages),
  question: (messages) => m.rfm_question({}, messages),
  paramLabel,
  choiceLabel: (_name, choice, messages) => choiceLabel(choice, messages),
  fieldLabel,
  suggestions: (name, field) => suggestions(name, field),
  rowMark: ({ customer_id }) => ({ customer_id }),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
