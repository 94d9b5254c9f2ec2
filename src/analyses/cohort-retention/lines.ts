/** The lines of the triangle and of the curves: one per cohort or group, the pooled one first. */
import { m } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { CohortParams, HeatRow } from "./rows.ts";
import { cohortName, splitName } from "./words.ts";

/** One line of cells. */
export interface Line {
  readonly key: string;
  /** The full name, for tooltips and labels of curves. */
  readonly name: string;
  /** The name as its row prints it: the year only where it changes, * where some may not be new. */
  readonly label: string;
  readonly customers: number;
  readonly pooled: boolean;
  readonly truncated: boolean;
  /** True when customers may still join the cohort. */
  readonly open: boolean;
  /** Cells of k = 1, 2, … in order. */
  readonly cells: readonly HeatRow[];
}

function grouped<K>(rows: readonly HeatRow[], key: (row: HeatRow) => K): readonly [K, readonly HeatRow[]][] {
  const groups = new Map<K, HeatRow[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups];
}

const afterFirst = (rows: readonly HeatRow[]) => rows.filter(({ k }) => k >= 1);

/** The pooled row of each k, of the whole (no split). */
export const pooledRows = (rows: readonly HeatRow[]): readonly HeatRow[] =>
  rows.filter(({ cohort }) => cohort === null);

function groupLines(rows: readonly HeatRow[], telling: Telling): readonly Line[] {
  return grouped(rows, ({ split }) => split).map(([split, own], index) => ({
    key: `split-${index}`,
    name: splitName(own[0]!.split_name ?? split, telling.messages),
    label: splitName(own[0]!.split_name ?? split, telling.messages),
    customers: own[0]!.split_customers ?? 0,
    pooled: false,
    truncated: false,
    open: false,
    cells: afterFirst(own),
  }));
}

/** The lines in the order in which they are drawn: pooled, then cohorts by date; with a split, groups by size. */
export function toLines(rows: readonly HeatRow[], params: CohortParams, telling: Telling): readonly Line[] {
  if (params.split_by !== "none") return groupLines(pooledRows(rows), telling);
  const { messages } = telling;
  const byCohort = grouped(rows, ({ cohort }) => cohort);
  const cohorts = byCohort.flatMap(([cohort, own]) => (cohort === null ? [] : [{ cohort, own }]));
  const lines = cohorts.map(({ cohort, own }, index): Line => {
    const previous = cohorts[index - 1]?.cohort;
    const truncated = own[0]!.left_truncated;
    const short = previous?.slice(0, 4) === cohort.slice(0, 4);
    return {
      key: cohort,
      name: cohortName(cohort, params, messages),
      label: cohortName(cohort, params, messages, short) + (truncated ? " *" : ""),
      customers: own[0]!.cohort_customers,
      pooled: false,
      truncated,
      open: !own[0]!.complete,
      cells: afterFirst(own),
    };
  });
  const pooled = pooledRows(rows);
  if (pooled.length === 0) return lines;
  const first: Line = {
    key: "pooled",
    name: m.cohort_all_pooled({}, messages),
    label: m.cohort_all_pooled({}, messages),
    customers: pooled[0]!.cohort_customers,
    pooled: true,
    truncated: false,
    open: false,
    cells: afterFirst(pooled),
  };
  return [first, ...lines];
}
