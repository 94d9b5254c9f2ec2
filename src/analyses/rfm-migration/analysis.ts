/** RFM migration: who moved from which segment to which, and how the segments grew. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { checkScoring } from "../rfm/check.ts";
import { fieldLabel, paramLabel } from "../rfm/labels.ts";
import { bind } from "../rfm/params.ts";
import { withShared } from "../rfm/shared-sql.ts";
import { choiceLabel } from "../rfm/words.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { members } from "./members.ts";
import { withMoves } from "./moves.ts";
import { params, type MigrationParams } from "./params.ts";
import sql from "./query.sql?raw";
import { columns, fresh, outside, parts } from "./result.ts";

function check(params: MigrationParams, telling: Telling): Unanswerable {
  const refused = checkScoring(params, telling);
  if (refused) return refused;
  const { messages, context } = telling;
  if (params.from !== null && params.from >= context.as_of)
    return {
      reason: m.migration_refuse_from(
        { from: messages.date(params.from), date: messages.date(context.as_of) },
        messages,
      ),
    };
  const taken = params.segments.find(({ name }) => [fresh, outside].includes(name.trim()));
  return params.scheme === "eleven" && taken
    ? { reason: m.migration_refuse_name({ name: taken.name.trim() }, messages) }
    : null;
}

/**
 * Segments of the same customers on two dates, and the sizes of the segments on a series of dates. Scores and segments are
 * those of rfm, each date by its own cuts; no date knows what came after it.
 */
export const rfmMigration: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "rfm-migration",
  sql: withShared(withMoves(sql)),
  params,
  columns,
  parts,
  members,
  bind,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.migration_title({}, messages),
  question: (messages) => m.migration_question({}, messages),
  paramLabel: (name, messages) => {
    if (name === "from") return m.migration_param_from({}, messages);
    if (name === "step") return m.migration_param_step({}, messages);
    return name === "dates" ? m.migration_param_dates({}, messages) : paramLabel(name, messages);
  },
  choiceLabel: (name, choice, messages) => {
    if (name !== "step") return choiceLabel(choice, messages);
    return choice === "month" ? m.migration_month({}, messages) : m.migration_quarter({}, messages);
  },
  fieldLabel,
  rowMark: ({ from_segment, to_segment, customers }) => (customers > 0 ? { from_segment, to_segment } : null),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
