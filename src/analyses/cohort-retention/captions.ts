/** The words around the figures: subtitle, legend, and the sentence that sums them up. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { isOwnClock } from "./brackets.ts";
import type { Classes } from "./classes.ts";
import type { Line } from "./lines.ts";
import type { CohortParams, HeatRow, Totals } from "./rows.ts";
import { cellText, inPeriod, isShare, measureTitle, unitName, valueText } from "./words.ts";

/** The classes by their printed bounds, the first without a lower one where a value is negative, and the hatching. */
export function toLegend(
  classes: Classes,
  lowest: number,
  hatched: boolean,
  params: CohortParams,
  { messages }: ChartFrame,
): NonNullable<ChartFigure["legend"]> {
  const text = (value: number) => cellText(value, params, messages);
  const below = (bound: number) => (isShare(params) ? bound - 0.01 : bound);
  const range = (low: string, high: string) => (low === high ? low : m.chart_range({ low, high }, messages));
  const entries = [0, ...classes].map((low, index) => ({
    label:
      index === classes.length
        ? m.chart_at_least({ value: text(low) }, messages)
        : index === 0 && lowest < 0
          ? m.cohort_legend_below({ value: text(classes[0]!) }, messages)
          : range(text(low), text(below(classes[index]!))),
    token: `seq-${index + 1}`,
  }));
  if (!hatched) return entries;
  const label = isOwnClock(params)
    ? m.cohort_legend_not_over_age({}, messages)
    : m.cohort_legend_not_over({ period: params.period }, messages);
  return [...entries, { label, token: "hatch", hatched: true }];
}

/** The unit, then what is not drawn, then what the marked names mean. */
export function toSubtitle(
  lines: readonly Line[],
  totals: Totals,
  params: CohortParams,
  frame: ChartFrame,
): string {
  const { messages, facts } = frame;
  const drawn = lines.filter(({ pooled }) => !pooled).length;
  const hidden = (params.split_by === "none" ? totals.cohorts : totals.splits) - drawn;
  const inputs = { n: hidden, shown: messages.integer(hidden) };
  const notes: string[] = [];
  if (hidden > 0)
    notes.push(
      params.split_by === "none"
        ? m.cohort_earlier(inputs, messages)
        : m.cohort_other_splits(inputs, messages),
    );
  if (lines.some(({ truncated }) => truncated) && facts.first_ordered_on)
    notes.push(m.cohort_truncated({ date: messages.date(facts.first_ordered_on) }, messages));
  const unit = unitName(params, frame);
  return notes.length === 0
    ? unit
    : m.cohort_subtitle({ unit, notes: notes.join(messages.locale === "en" ? " " : "") }, messages);
}

const known = (line: Line): readonly HeatRow[] => line.cells.filter(({ value }) => value !== null);

/** One sentence: the pooled figures of the first, the sixth and the last k, or each group's of the first. */
export function toSummary(lines: readonly Line[], params: CohortParams, frame: ChartFrame): string {
  const { messages } = frame;
  const title = measureTitle(params, messages);
  const point = (row: HeatRow) => ({
    value: valueText(row.value!, params, frame, 0),
    when: inPeriod(row.k, params, messages),
  });
  const pooled = lines[0]?.pooled ? known(lines[0]) : [];
  const chosen = pooled.filter((_, index) => index === 0 || index === 5 || index === pooled.length - 1);
  const points =
    params.split_by === "none"
      ? chosen.map((row) => m.cohort_summary_point(point(row), messages))
      : lines.flatMap((line) =>
          known(line)
            .slice(0, 1)
            .map((row) => m.cohort_summary_group({ name: line.name, ...point(row) }, messages)),
        );
  if (points.length === 0) return m.cohort_summary_none({ title }, messages);
  const inputs = { title, points: messages.list(points) };
  return params.split_by === "none"
    ? m.cohort_summary(inputs, messages)
    : m.cohort_summary_split(inputs, messages);
}
