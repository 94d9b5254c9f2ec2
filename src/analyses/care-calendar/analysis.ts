/** care-calendar: whom to write to in the coming days, why, and at what hour. */
import { m } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { calendar } from "./calendar.ts";
import { chart } from "./chart.ts";
import { check } from "./check.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, fieldChoiceLabel, fieldLabel, paramLabel } from "./labels.ts";
import { bind, params } from "./params.ts";
import { columns, members, parts, sql } from "./result.ts";

/** The care calendar. A reason needs its column: lines for replenishment, birthdays, a column of the customer file. */
export const careCalendar: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "care-calendar",
  sql,
  params,
  columns,
  parts,
  members,
  // One row per contact; the chart, the headline and the calendar read the parts, which are whole.
  rowLimit: 1000,
  bind,
  needs: ["customer_key", "ordered_at"],
  check,
  title: (messages) => m.care_title({}, messages),
  question: (messages) => m.care_question({}, messages),
  paramLabel,
  choiceLabel: (_name, choice, messages) => choiceLabel(choice, messages),
  fieldLabel: (_name, field, messages) => fieldLabel(field, messages),
  fieldChoiceLabel: (_name, field, choice, messages) => fieldChoiceLabel(field, choice, messages),
  suggestions: (name, _field, facts) =>
    name === "member_since" ? (facts.attributes ?? []).map((attribute) => attribute.name) : [],
  headline,
  chart,
  calendar: (result, _params, telling) => calendar(result, telling),
  explain: { en: explainEn, "zh-Hans": explainZh },
};
