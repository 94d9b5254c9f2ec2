/** What can be chosen for a chart: which columns fit a channel, which marks, aggregates and grains go together. */
import { aggregates, chartGrains, chartMarks, type ChartSpec } from "../notebook/chart-spec.ts";
import type { ColumnKind, ColumnSpecs } from "../sql/columns.ts";

/** A channel that a column can be chosen for. */
export type Channel = "x" | "y" | "colour" | "facet";

/** A choice, and why it cannot be made as the chart stands. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly why: "line_needs_order" | "area_needs_parts" | null;
}

const isNumber = (kind: ColumnKind | undefined) => kind === "integer" || kind === "number";
const isTime = (kind: ColumnKind | undefined) => kind === "date" || kind === "timestamp";

const kindOf = (columns: ColumnSpecs, column: string | null): ColumnKind | undefined =>
  column !== null && Object.hasOwn(columns, column) ? columns[column]!.kind : undefined;

/** True where the aggregate puts parts together to a whole. */
const isAdditive = ({ aggregate }: ChartSpec) => aggregate === "sum" || aggregate === "count";

/** The columns that a channel can show, in the order of the source. */
export function columnChoices(channel: Channel, chart: ChartSpec, columns: ColumnSpecs): readonly string[] {
  const fits = (kind: ColumnKind): boolean => {
    if (channel === "x") return true;
    if (channel === "y") return chart.aggregate === "distinct" || isNumber(kind) || kind === "boolean";
    return kind === "text" || kind === "boolean" || kind === "integer";
  };
  return Object.entries(columns).flatMap(([name, { kind }]) => (fits(kind) ? [name] : []));
}

/** The marks; a line needs an x that has an order, an area of several colours needs parts of a sum. */
export function markChoices(chart: ChartSpec, columns: ColumnSpecs): readonly Choice<ChartSpec["mark"]>[] {
  const x = kindOf(columns, chart.x);
  const hasOrder = x === undefined || isNumber(x) || isTime(x);
  return chartMarks.map((value) => ({
    value,
    why:
      (value === "line" || value === "area") && !hasOrder
        ? "line_needs_order"
        : value === "area" && chart.colour !== null && !isAdditive(chart)
          ? "area_needs_parts"
          : null,
  }));
}

/** The aggregates; only some where no column has figures. */
export function aggregateChoices(columns: ColumnSpecs): readonly ChartSpec["aggregate"][] {
  const kinds = Object.values(columns).map(({ kind }) => kind);
  if (kinds.some((kind) => isNumber(kind) || kind === "boolean")) return aggregates;
  return ["count", "distinct"];
}

/** How x can be cut: dates into periods, numbers into intervals; rows as they are not at all. */
export function grainChoices(chart: ChartSpec, columns: ColumnSpecs): readonly ChartSpec["grain"][] {
  const x = kindOf(columns, chart.x);
  if (chart.aggregate === "none") return ["none"];
  if (isTime(x)) return chartGrains.filter((grain) => grain !== "bins");
  return isNumber(x) ? ["none", "bins"] : ["none"];
}

/**
 * Returns the chart with what was changed, and what no longer fits it put right: moments get a month as their grain,
 * figures that cannot be added up are dropped, a line over names becomes bars.
 */
export function changeChart(chart: ChartSpec, change: Partial<ChartSpec>, columns: ColumnSpecs): ChartSpec {
  let next: ChartSpec = { ...chart, ...change };
  // Who chooses figures while rows are counted wants the figures.
  if (change.y && next.aggregate === "count") next = { ...next, aggregate: "sum" };
  if (next.aggregate === "count") next = { ...next, y: null };
  if (next.y !== null && !columnChoices("y", next, columns).includes(next.y)) next = { ...next, y: null };
  if (!grainChoices(next, columns).includes(next.grain)) next = { ...next, grain: "none" };
  const isMoment = kindOf(columns, next.x) === "timestamp";
  const isNewlyCut = change.x !== undefined || chart.aggregate === "none";
  if (
    isMoment &&
    next.aggregate !== "none" &&
    next.grain === "none" &&
    isNewlyCut &&
    change.grain === undefined
  )
    next = { ...next, grain: "month" };
  const mark = markChoices(next, columns).find(({ value }) => value === next.mark)!;
  return mark.why === null ? next : { ...next, mark: mark.why === "area_needs_parts" ? "line" : "bar" };
}
