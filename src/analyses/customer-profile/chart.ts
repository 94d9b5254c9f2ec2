/** The charts of customer-profile: a table-chart for each dimension, and what stands out. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { chartFigure } from "./chart-dimension.ts";
import { differencesOf } from "./differences.ts";
import { markOf } from "./members.ts";
import type { ProfileParams } from "./params.ts";
import type { ProfileResult, ProfileRow } from "./result.ts";
import { dimensionName, shownShare, valueName } from "./words.ts";

/** Differences that the small table lists. */
const listed = 12;

/** Where two figures stand side by side. */
const besideFrom = 760;

function standsOut(beyond: readonly ProfileRow[], frame: ChartFrame): SideTable {
  const { messages } = frame;
  const shown = beyond.slice(0, listed);
  const points = ({ share, share_all }: ProfileRow) => {
    const difference = 100 * ((share ?? 0) - share_all);
    return `${difference > 0 ? "+" : ""}${messages.number(difference, 1)}`;
  };
  return {
    head: [
      m.profile_table_what({}, messages),
      m.profile_table_share({}, messages),
      m.profile_table_all({}, messages),
      m.profile_table_difference({}, messages),
    ],
    rows: shown.map((row) => [
      m.profile_mark(
        { dimension: dimensionName(row.dimension, messages), value: valueName(row, frame) },
        messages,
      ),
      shownShare(row.share ?? 0, messages),
      shownShare(row.share_all, messages),
      points(row),
    ]),
    numeric: [1, 2, 3],
    notes: [
      shown.length === 0
        ? m.profile_table_none({}, messages)
        : m.profile_table_note({ shown: messages.integer(listed) }, messages),
    ],
    who: shown.map((row) => (row.customers > 0 ? markOf(row) : undefined)),
  };
}

/** A figure for each dimension in the order of the rows; none where nobody is profiled. */
export function chart({ rows }: ProfileResult, params: ProfileParams, frame: ChartFrame): ChartView {
  const [any] = rows;
  if (!any || any.n === 0) return { figures: [] };
  const { compared, beyond } = differencesOf(rows, params);
  const dimensions = [...new Set(rows.map(({ dimension }) => dimension))];
  const share = frame.width >= besideFrom && dimensions.length > 1 ? 0.5 : 1;
  const width = share === 1 ? frame.width : Math.floor((frame.width - 40) / 2);
  const figures = dimensions.map((dimension) =>
    chartFigure(
      rows.filter((row) => row.dimension === dimension),
      new Set(beyond),
      { ...frame, width },
      share,
      params.list?.list ?? null,
    ),
  );
  return { figures, ...(compared > 0 && { table: standsOut(beyond, frame) }) };
}
