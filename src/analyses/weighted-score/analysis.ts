/** Weighted score: customers ranked by several measures at once, each with its weight. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Analysis } from "../analysis.ts";
import { chart } from "./chart.ts";
import { check, offeredMeasures } from "./check.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { members } from "./members.ts";
import { bind, params } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, columnsOf, parts } from "./result.ts";
import { measureName } from "./words.ts";

type Word = (inputs: object, messages: Messages) => string;

const labels = {
  measures: m.score_param_measures,
  normalisation: m.score_param_normalisation,
  missing: m.score_param_missing,
  tier_cuts: m.score_param_tier_cuts,
} as const;

const choices: Readonly<Record<string, Word>> = {
  percentile_rank: m.score_choice_percentile_rank,
  min_max: m.score_choice_min_max,
  z_score: m.score_choice_z_score,
  no_score: m.score_choice_no_score,
  other_weights: m.score_choice_other_weights,
  higher: m.score_choice_higher,
  lower: m.score_choice_lower,
};

const fields: Readonly<Record<string, Word>> = {
  measure: m.score_field_measure,
  direction: m.score_field_direction,
  weight: m.score_field_weight,
};

const choiceLabel = (choice: string, messages: Messages) => choices[choice]?.({}, messages) ?? choice;

/** Weighted score. Parameters: params.ts; rows and parts: result.ts. Guests are in no figure. */
export const weightedScore: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "weighted-score",
  sql,
  params,
  columns,
  columnsOf,
  parts,
  members,
  rowLimit: 1000,
  bind,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.score_title({}, messages),
  question: (messages) => m.score_question({}, messages),
  paramLabel: (name, messages) => labels[name]({}, messages),
  choiceLabel: (_name, choice, messages) => choiceLabel(choice, messages),
  fieldLabel: (_name, field, messages) => fields[field]?.({}, messages) ?? field,
  fieldChoiceLabel: (_name, _field, choice, messages) => choiceLabel(choice, messages),
  suggestions: (name, field, facts) =>
    name === "measures" && field === "measure" ? offeredMeasures(facts) : [],
  suggestionLabel: (_name, _field, measure, messages) => measureName(measure, messages),
  rowMark: ({ customer_id }) => ({ customer_id }),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
