/** A chart as plain data: which columns of a result are drawn how. */

/** The shapes that a chart can have. */
export const chartMarks = ["bar", "line", "area", "dot", "heat"] as const;

/** What the y of all rows with the same x, colour and facet become; `none` draws every row. */
export const aggregates = ["none", "count", "sum", "mean", "median", "min", "max", "distinct"] as const;

/** How x is cut before rows are put together: not, into even intervals of numbers, or into periods of dates. */
export const chartGrains = ["none", "bins", "day", "week", "month", "quarter", "year"] as const;

/** A chart's encodings. Columns are names in the source's result; null where the channel is not used. */
export interface ChartSpec {
  readonly mark: (typeof chartMarks)[number];
  readonly x: string | null;
  /** Null with the aggregate `count`, which counts rows. */
  readonly y: string | null;
  /** With mark `heat` the rows of the picture. */
  readonly colour: string | null;
  /** One small chart for each value. */
  readonly facet: string | null;
  readonly aggregate: (typeof aggregates)[number];
  readonly grain: (typeof chartGrains)[number];
}

/** A chart of which nothing is chosen yet. */
export const emptyChart: ChartSpec = {
  mark: "bar",
  x: null,
  y: null,
  colour: null,
  facet: null,
  aggregate: "none",
  grain: "none",
};
