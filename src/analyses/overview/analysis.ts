/** overview: the shop in figures, against the time before. */
import { addDays, periodEnd } from "../../base/calendar.ts";
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { members, orderedIn } from "./members.ts";
import kaplanMeier from "../kaplan-meier.sql?raw";
import figures from "./query.sql?raw";
import { columns, params, type OverviewParams } from "./rows.ts";
import spans from "./spans.sql?raw";
import { tiles } from "./tiles.ts";

/** Ranges of full periods need one; a typed range must not end before it begins. */
function check({ range, period, from, to }: OverviewParams, telling: Telling): Unanswerable {
  const { messages, facts, context } = telling;
  const { counted_from = null, counted_through = null } = context;
  const began = facts.first_ordered_on;
  if (facts.orders === 0 || began === null) return { reason: m.overview_check_empty({}, messages) };
  const first = counted_from !== null && counted_from > began ? counted_from : began;
  if (range === "all") return null;
  if (range === "custom")
    return (from ?? first) > (to ?? context.as_of) ? { reason: m.overview_check_dates({}, messages) } : null;
  const observed = [context.observed_through, context.as_of, counted_through ?? context.as_of].toSorted()[0]!;
  // Days of a period before the filter's first are not counted; before the shop's first there was nothing to count.
  const whole =
    first === began ? first : addDays(periodEnd(addDays(first, -1), period, context.week_start), 1);
  if (periodEnd(whole, period, context.week_start) <= observed) return null;
  return { reason: m.overview_check_full({ period, date: messages.date(observed) }, messages) };
}

/** The key figures of a range and of the range before it, and their series. */
export const overview: Analysis<typeof params, typeof columns, Record<never, never>> = {
  id: "overview",
  sql: `${spans.trim()},\n\n${figures.replace("/* kaplan-meier.sql */", kaplanMeier.trimEnd())}`,
  params,
  columns,
  parts: {},
  members,
  needs: ["ordered_at"],
  check,
  title: (messages) => m.overview_title({}, messages),
  question: (messages) => m.overview_question({}, messages),
  paramLabel,
  choiceLabel,
  rowMark: (row) => (row.customers > 0 ? orderedIn(row) : null),
  headline,
  chart: ({ rows }, _params, frame) => ({ tiles: tiles(rows, frame), figures: [] }),
  explain: { en: explainEn, "zh-Hans": explainZh },
};
