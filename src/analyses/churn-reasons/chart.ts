/** The charts of churn-reasons: the reasons given, what went before leaving, and who gave reasons at all. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { drawnRows, precursorsFigure } from "./chart-precursors.ts";
import { reasonsFigure } from "./chart-reasons.ts";
import { markOf } from "./members.ts";
import type { ReasonsParams } from "./params.ts";
import type { ReasonRow, ReasonsResult } from "./result.ts";
import { customers, days, groupName, reasonName, shownShare } from "./words.ts";

/** Of each group of customers: how many left, how many gave a reason, and the one that most of them gave. */
function groupTable(result: ReasonsResult, params: ReasonsParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const groups = result.rows.filter(({ kind }) => kind === "any");
  // Where nobody gave a reason the columns of reasons would be zeros of a file that is not there.
  const columns = result.rows.some(({ kind }) => kind === "reason") ? 4 : 2;
  const first = ({ dimension, value }: ReasonRow) =>
    result.rows
      .filter((row) => row.kind === "reason" && row.dimension === dimension && row.value === value)
      .filter(({ customers: n }) => n > 0)
      .toSorted((a, b) => b.customers - a.customers)[0];
  return {
    head: [
      m.churn_reasons_head_group({}, messages),
      m.churn_reasons_head_churned({}, messages),
      m.churn_reasons_head_coverage({}, messages),
      m.churn_reasons_head_first({}, messages),
    ].slice(0, columns),
    rows: groups.map((row) => {
      const leading = first(row);
      return [
        groupName(row, messages),
        messages.integer(row.n),
        row.share === null ? "" : shownShare(row.share, messages),
        leading
          ? m.churn_reasons_first(
              { reason: reasonName(leading, messages), share: shownShare(leading.share!, messages) },
              messages,
            )
          : "",
      ].slice(0, columns);
    }),
    numeric: [1, 2].slice(0, columns - 1),
    who: groups.map((row) => markOf(row) ?? undefined),
    notes: notes(result, params, frame),
  };
}

function notes(result: ReasonsResult, params: ReasonsParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const about = result.parts.frame[0]!;
  const { precursors } = result.parts;
  const small = about.groups - precursors.length;
  const undrawn = precursors.length - drawnRows(precursors).length;
  return [
    m.churn_reasons_note_rule(
      { days: days(about.patience_days!, messages), cycle: messages.number(about.cycle_days!, 1) },
      messages,
    ),
    m.churn_reasons_note_association({}, messages),
    ...(small > 0
      ? [
          m.churn_reasons_note_small(
            {
              n: small,
              shown: messages.integer(small),
              least: customers(params.min_group, messages),
            },
            messages,
          ),
        ]
      : []),
    ...(undrawn > 0
      ? [m.churn_reasons_note_undrawn({ n: undrawn, shown: messages.integer(undrawn) }, messages)]
      : []),
    ...(params.show_article && result.rows.some(({ article_share }) => article_share !== null)
      ? [m.churn_reasons_note_article({}, messages)]
      : []),
  ];
}

/** The figures that have rows, and the table of groups; nothing where churn cannot be told. */
export function chart(result: ReasonsResult, params: ReasonsParams, frame: ChartFrame): ChartView {
  const about = result.parts.frame[0]!;
  if (about.churned === null || about.patience_days === null) return { figures: [] };
  const given = result.rows.filter(({ dimension, kind }) => dimension === "all" && kind !== "any");
  const drawn = drawnRows(result.parts.precursors);
  const figures: readonly ChartFigure[] = [
    ...(given.length > 0 ? [reasonsFigure(given, params, frame)] : []),
    ...(drawn.length > 0
      ? [precursorsFigure(drawn, result.parts.precursors.length, about.last_day!, frame)]
      : []),
  ];
  return { figures, ...(about.churned > 0 && { table: groupTable(result, params, frame) }) };
}
