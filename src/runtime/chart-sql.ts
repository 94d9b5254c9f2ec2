/** The SELECT whose rows a chart draws: grouped, binned and cut to what a picture holds by SQL, never by the page. */
import { RegularsError } from "../base/error.ts";
import type { ChartSpec } from "../notebook/chart-spec.ts";
import type { ColumnKind, ColumnSpecs } from "../sql/columns.ts";
import { identifier } from "../sql/identifier.ts";

/** Marks that a chart draws of rows as they are (evenly thinned beyond it), and of rows put together. */
export const marksAtMost = { rows: 5_000, groups: 20_000 } as const;

/** Values of a channel that a chart tells apart; beyond it the smallest are one: "other". */
export const valuesAtMost = { x: 30, heatX: 60, colour: 6, heatRows: 30, facet: 12 } as const;

/** How a chart's x is laid out: `values` side by side, or on a scale of `numbers` or `time`. */
export type AxisKind = "values" | "numbers" | "time";

const isTime = (kind: ColumnKind) => kind === "date" || kind === "timestamp";
const isNumber = (kind: ColumnKind) => kind === "integer" || kind === "number";

/** Returns how the x of a chart is laid out, by its column's kind, the mark and the grain. */
export function axisKind({ mark, grain }: Pick<ChartSpec, "mark" | "grain">, kind: ColumnKind): AxisKind {
  if (isTime(kind)) return "time";
  if (!isNumber(kind)) return "values";
  return grain === "bins" || mark === "line" || mark === "area" || mark === "dot" ? "numbers" : "values";
}

function kindOf(columns: ColumnSpecs, column: string): ColumnKind {
  const spec = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (!spec)
    throw new RegularsError(`unknown column: ${column}`, {
      hint: `The columns are ${Object.keys(columns).join(", ")}.`,
    });
  return spec.kind;
}

/** Holds for days that a calendar of the page can show: not for infinity, and not before the year 1. */
const inCalendar = (name: string) => `cast(${name} as date) between date '0001-01-01' and date '9999-12-31'`;

/** A value as text, a number, a day or a moment: what rows of the page can hold. */
function plain(column: string, kind: ColumnKind): string {
  const name = identifier(column);
  if (isTime(kind)) return `case when ${inCalendar(name)} then cast(${name} as ${kind}) end`;
  // No picture has a place for infinity.
  if (isNumber(kind)) return `case when isfinite(cast(${name} as double)) then cast(${name} as double) end`;
  return `cast(${name} as varchar)`;
}

const sundays = "case when $week_start = 'sunday' then 1 else 0 end";

/** The day on which the period of a day or moment begins. */
function periodStart(column: string, grain: ChartSpec["grain"]): string {
  const name = identifier(column);
  const [before, after] = grain === "week" ? [` + ${sundays}`, ` - ${sundays}`] : ["", ""];
  const start = `cast(date_trunc('${grain}', cast(${name} as date)${before}) as date)${after}`;
  // Without the case DuckDB 1.4.3 believes that no period is null (https://github.com/duckdb/duckdb/issues/20371).
  return `case when ${inCalendar(name)} then ${start} end`;
}

const periodLength = {
  day: "interval 1 day",
  week: "interval 7 days",
  month: "interval 1 month",
  quarter: "interval 3 months",
  year: "interval 1 year",
} as const;

const aggregateOf = {
  count: "count(*)",
  sum: "sum(y)",
  mean: "avg(y)",
  median: "median(y)",
  min: "min(y)",
  max: "max(y)",
  distinct: "count(distinct y)",
} as const;

/** The y of a row; `distinct` counts any value, all else needs numbers, and true counts as 1. */
function yExpression(chart: ChartSpec, columns: ColumnSpecs): string {
  if (chart.aggregate === "count" || chart.y === null) return "1";
  const kind = kindOf(columns, chart.y);
  if (chart.aggregate === "distinct" || isNumber(kind)) return identifier(chart.y);
  if (kind === "boolean") return `cast(${identifier(chart.y)} as integer)`;
  throw new RegularsError(`unsupported y: ${chart.y} holds no numbers`, {
    hint: "Choose a column of numbers, or count the distinct values.",
  });
}

/** Ranks the values of a channel; `kept` are those that are told apart, `others` how many are not. */
function ranked(channel: "x" | "colour" | "facet", atMost: number, order: string): string {
  return `chart_${channel} as (
    select
        ${channel} as value,
        row_number() over (order by ${order}, ${channel})
            <= case when count(*) over () > ${atMost} then ${atMost - 1} else ${atMost} end as kept,
        count(*) over () - ${atMost - 1} as others
    from chart_rows
    where ${channel} is not null
    group by ${channel}
)`;
}

/** Even intervals of a round length, at most about thirty of them; whole numbers are not cut. */
function binned(isWhole: boolean): string {
  return `chart_extent as (
    select
        min(x) as low,
        ${isWhole ? "greatest(1, " : "("}case when max(x) > min(x) then (max(x) - min(x)) / 20 else 1 end) as length
    from chart_rows
),
-- the length is 1, 2 or 5 times a power of ten
chart_step as (
    select
        power(10, floor(log10(length))) * case
            when length / power(10, floor(log10(length))) < 1.5 then 1
            when length / power(10, floor(log10(length))) < 3.5 then 2
            when length / power(10, floor(log10(length))) < 7.5 then 5
            else 10
        end as step
    from chart_extent
)`;
}

interface Channels {
  readonly axis: AxisKind;
  readonly xKind: ColumnKind;
  readonly folded: readonly ("x" | "colour" | "facet")[];
}

/** The columns that both kinds of chart start their last select with; `r` are the rows. */
function channelColumns({ folded }: Channels): {
  readonly values: readonly string[];
  readonly joins: string;
} {
  const values = (["colour", "facet"] as const).flatMap((channel) =>
    folded.includes(channel)
      ? [
          `case when chart_${channel}.kept then r.${channel} end as ${channel}`,
          `case when not chart_${channel}.kept then chart_${channel}.others else 0 end as ${channel}_others`,
        ]
      : [`r.${channel} as ${channel}`, `0 as ${channel}_others`],
  );
  const joins = folded
    .map((channel) => `\n    left join chart_${channel} on chart_${channel}.value = r.${channel}`)
    .join("");
  return { values, joins };
}

function grouped(chart: ChartSpec, channels: Channels, with_: readonly string[]): string {
  const { axis, folded } = channels;
  const { values, joins } = channelColumns(channels);
  const bins = chart.grain === "bins";
  const x = folded.includes("x")
    ? [
        "case when chart_x.kept then r.x end as x",
        "case when not chart_x.kept then chart_x.others else 0 end as x_others",
      ]
    : [bins ? "floor(r.x / step) * step as x" : "r.x as x", "0 as x_others"];
  const end = bins
    ? "x + (select step from chart_step)"
    : axis === "time" && chart.grain !== "none"
      ? `cast(x + ${periodLength[chart.grain as keyof typeof periodLength]} as date)`
      : "cast(null as double)";
  return `with ${with_.join(",\n")},
chart_marks as (
    select
        ${[...x, ...values].join(",\n        ")},
        r.y as y
    from chart_rows as r${joins}${bins ? "\n    cross join chart_step" : ""}
)
select
    x,
    ${end} as x_end,
    cast(coalesce(x_others, 0) as integer) as x_others,
    colour,
    cast(coalesce(colour_others, 0) as integer) as colour_others,
    facet,
    cast(coalesce(facet_others, 0) as integer) as facet_others,
    cast(${aggregateOf[chart.aggregate as keyof typeof aggregateOf]} as double) as y,
    cast(${chart.aggregate === "count" ? "count(*)" : "count(y)"} as bigint) as n,
    cast(count(*) over () as bigint) as marks,
    cast((select count(*) from chart_rows) as bigint) as rows_in_all,
    cast((select count(*) from chart_rows where x is null) as bigint) as rows_without_x
from chart_marks
${axis === "values" ? "" : "where x is not null\n"}group by all
order by x nulls last, x_others, colour nulls last, colour_others, facet nulls last, facet_others
limit ${marksAtMost.groups}`;
}

function rowByRow(channels: Channels, with_: readonly string[]): string {
  const { axis, folded } = channels;
  const { values, joins } = channelColumns(channels);
  const kept = folded.includes("x")
    ? "(r.x is null or chart_x.kept)"
    : axis === "values"
      ? "true"
      : "r.x is not null";
  return `with ${with_.join(",\n")},
chart_marks as (
    select
        r.x as x,
        ${values.join(",\n        ")},
        r.y as y,
        row_number() over (order by r.place) as place,
        count(*) over () as marks
    from chart_rows as r${joins}
    where ${kept}
)
select
    x,
    cast(null as double) as x_end,
    0 as x_others,
    colour,
    cast(coalesce(colour_others, 0) as integer) as colour_others,
    facet,
    cast(coalesce(facet_others, 0) as integer) as facet_others,
    cast(y as double) as y,
    cast(1 as bigint) as n,
    cast(marks as bigint) as marks,
    cast((select count(*) from chart_rows) as bigint) as rows_in_all,
    cast((select count(*) from chart_rows where x is null) as bigint) as rows_without_x
from chart_marks
where (place - 1) % greatest(1, cast(ceil(marks / ${marksAtMost.rows}) as bigint)) = 0
order by place`;
}

/** True where a chart says what is drawn: a source, x, y unless rows are counted, and the rows of a heat map. */
export function isChosen(source: string, { mark, x, y, colour, aggregate }: ChartSpec): boolean {
  return (
    source !== "" &&
    x !== null &&
    (y !== null || aggregate === "count") &&
    (mark !== "heat" || colour !== null)
  );
}

/**
 * Returns the SELECT over the table `source` whose rows a chart draws, or null where the chart does not yet say what is
 * drawn. One row per mark: `x` (of a period or an interval its beginning, and `x_end`, exclusive), `colour`, `facet`,
 * `y`, and `n`, the values behind it. Values beyond {@link valuesAtMost} are one, with null for a value and in
 * `…_others` how many they are, else 0; null with 0 is no value. `marks` are the marks in all, `rows_in_all` the rows
 * of the source and `rows_without_x` those without x, left out where x is a scale. It names `$week_start`.
 * With the aggregate `none` a mark is a row: beyond {@link marksAtMost} every second, third … row is drawn, and of an x
 * of values the first ones.
 * @throws RegularsError for a column that the source lacks or that cannot be drawn so.
 */
export function chartSql(source: string, chart: ChartSpec, columns: ColumnSpecs): string | null {
  const { mark, x, colour, facet, aggregate, grain } = chart;
  if (!isChosen(source, chart) || x === null) return null;
  const xKind = kindOf(columns, x);
  const axis = axisKind(chart, xKind);
  const isPeriod = grain !== "none" && grain !== "bins";
  if (isPeriod !== isTime(xKind) && isPeriod)
    throw new RegularsError(`unsupported grain: ${grain} of ${x}, which holds no dates`);
  if (grain === "bins" && !isNumber(xKind))
    throw new RegularsError(`unsupported grain: intervals of ${x}, which holds no numbers`);
  const isHeat = mark === "heat";
  const rows = aggregate === "none";
  const channel = (column: string | null) =>
    column === null ? "cast(null as varchar)" : plain(column, kindOf(columns, column));
  const channels: Channels = {
    axis,
    xKind,
    folded: [
      ...(axis === "values" ? (["x"] as const) : []),
      ...(colour === null ? [] : (["colour"] as const)),
      ...(facet === null ? [] : (["facet"] as const)),
    ],
  };
  const weight = aggregate === "sum" ? "sum(y) desc nulls last" : "count(*) desc";
  const parts = [
    `chart_rows as (
    select
        ${isPeriod && !rows ? periodStart(x, grain) : plain(x, xKind)} as x,
        ${channel(colour)} as colour,
        ${channel(facet)} as facet,
        ${yExpression(chart, columns)} as y${rows ? ",\n        row_number() over () as place" : ""}
    from ${identifier(source)}
)`,
    ...(grain === "bins" && !rows ? [binned(xKind === "integer")] : []),
    ...(channels.folded.includes("x")
      ? [ranked("x", isHeat ? valuesAtMost.heatX : valuesAtMost.x, rows ? "min(place)" : weight)]
      : []),
    ...(colour === null
      ? []
      : [ranked("colour", isHeat ? valuesAtMost.heatRows : valuesAtMost.colour, weight)]),
    ...(facet === null ? [] : [ranked("facet", valuesAtMost.facet, weight)]),
  ];
  return rows ? rowByRow(channels, parts) : grouped(chart, channels, parts);
}
