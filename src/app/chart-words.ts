/** What a chosen chart says: names of values, figures with their units, titles. */
import { m, type Messages } from "../messages/messages.ts";
import type { ChartSpec } from "../notebook/chart-spec.ts";
import type { ColumnSpec, ColumnSpecs } from "../sql/columns.ts";
import type { Category, ChartRow } from "./chart-rows.ts";
import { dayOf } from "./chart-scales.ts";

/** What the words of a chart are made of. */
export interface ChartTelling {
  readonly chart: ChartSpec;
  /** The source's columns. */
  readonly columns: ColumnSpecs;
  readonly messages: Messages;
  readonly currency: string | null;
}

type Period = "day" | "week" | "month" | "quarter" | "year";

const isPeriod = (grain: ChartSpec["grain"]): grain is Period => grain !== "none" && grain !== "bins";

/** The kind and unit of the figures that a chart draws. */
export function figureColumn({ chart, columns }: ChartTelling): ColumnSpec {
  if (chart.aggregate === "count" || chart.aggregate === "distinct" || chart.y === null)
    return { kind: "integer", unit: "count" };
  const { kind = "number", unit } = columns[chart.y] ?? {};
  if (kind === "boolean")
    return chart.aggregate === "sum" ? { kind: "integer", unit: "count" } : { kind: "number", unit: "share" };
  const isWhole = kind === "integer" && chart.aggregate !== "mean" && chart.aggregate !== "median";
  return { kind: isWhole ? "integer" : "number", ...(unit && { unit }) };
}

/** A figure with its unit. */
export function figureText(value: number, telling: ChartTelling): string {
  const { messages, currency } = telling;
  const { unit } = figureColumn(telling);
  if (unit === "share") return messages.percent(value, 1);
  if (unit === "money") return messages.money(value, currency, { cents: Math.abs(value) < 100 });
  return messages.number(value, Math.abs(value) < 1 ? 4 : 2);
}

/** A figure at a tick; the unit stands on the top one only. */
export function tickText(value: number, isTop: boolean, telling: ChartTelling): string {
  const { messages, currency } = telling;
  const { unit } = figureColumn(telling);
  if (unit === "share")
    return isTop ? messages.percent(value, value % 0.01 === 0 ? 0 : 1) : messages.number(value * 100, 1);
  if (unit === "money" && isTop) return messages.money(value, currency, { cents: value % 1 !== 0 });
  return messages.number(value, 4);
}

/** The name of a value of x, colour or facet. */
export function valueText(
  { value, others }: Pick<Category, "value" | "others">,
  column: string | null,
  { columns, messages, currency }: ChartTelling,
): string {
  if (others > 0) return m.cells_chart_others({ count: others, shown: messages.integer(others) }, messages);
  if (value === null) return m.cells_chart_none({}, messages);
  const spec = column === null ? undefined : columns[column];
  if (typeof value === "number") {
    if (spec?.unit === "share") return messages.percent(value, 1);
    if (spec?.unit === "money") return messages.money(value, currency, { cents: value % 1 !== 0 });
    return messages.number(value, 4);
  }
  if (spec?.kind === "boolean")
    return value === "true" ? m.cells_true({}, messages) : m.cells_false({}, messages);
  if (spec?.kind === "date") return messages.date(value.slice(0, 10));
  if (spec?.kind === "timestamp") {
    const time = value.slice(11, 16);
    const day = messages.date(value.slice(0, 10));
    return time === "" || time === "00:00" ? day : `${day} ${time}`;
  }
  return value;
}

/** What stands at x: the name of its period, its interval, or its value. */
export function placeText(row: ChartRow, telling: ChartTelling): string {
  const { chart, messages } = telling;
  const { x, x_end: end } = row;
  if (typeof x === "string" && typeof end === "string" && isPeriod(chart.grain))
    return messages.period(x.slice(0, 10), chart.grain);
  if (typeof x === "number" && typeof end === "number")
    return m.cells_chart_interval({ low: messages.number(x, 4), high: messages.number(end, 4) }, messages);
  return valueText({ value: x, others: row.x_others }, chart.x, telling);
}

/** The name of a tick of time. */
export function timeText(at: number, period: "day" | "month" | "year", messages: Messages): string {
  return messages.period(dayOf(at), period);
}

/** The name of the figures: `sum of net_amount`. */
export function figureName({ chart, messages }: Pick<ChartTelling, "chart" | "messages">): string {
  const y = chart.y ?? "";
  switch (chart.aggregate) {
    case "none":
      return y;
    case "count":
      return m.cells_chart_count({}, messages);
    case "sum":
      return m.cells_chart_sum({ y }, messages);
    case "mean":
      return m.cells_chart_mean({ y }, messages);
    case "median":
      return m.cells_chart_median({ y }, messages);
    case "min":
      return m.cells_chart_min({ y }, messages);
    case "max":
      return m.cells_chart_max({ y }, messages);
    case "distinct":
      return m.cells_chart_distinct({ y }, messages);
  }
}

const grainText = (grain: Period, messages: Messages): string =>
  ({
    day: m.cells_chart_by_day,
    week: m.cells_chart_by_week,
    month: m.cells_chart_by_month,
    quarter: m.cells_chart_by_quarter,
    year: m.cells_chart_by_year,
  })[grain]({}, messages);

/** The title of a chart, and the line below it with grain, unit, colours and panels. */
export function chartTitle(telling: ChartTelling): { readonly title: string; readonly subtitle: string } {
  const { chart, messages, currency } = telling;
  const { unit } = figureColumn(telling);
  const parts = [
    ...(isPeriod(chart.grain) && chart.aggregate !== "none" ? [grainText(chart.grain, messages)] : []),
    ...(unit === "money" && currency
      ? [currency]
      : unit === "share"
        ? ["%"]
        : unit === "days"
          ? [m.cells_chart_days({}, messages)]
          : []),
    ...(chart.colour === null || chart.mark === "heat"
      ? []
      : [m.cells_chart_colours({ column: chart.colour }, messages)]),
    ...(chart.facet === null ? [] : [m.cells_chart_facets({ column: chart.facet }, messages)]),
  ];
  const by =
    chart.mark === "heat" && chart.colour !== null
      ? messages.list([chart.x ?? "", chart.colour])
      : (chart.x ?? "");
  const name = figureName(telling);
  return {
    title: m.cells_chart_title(
      // The name of a column stays as it is.
      {
        y: name === chart.y ? name : name.charAt(0).toLocaleUpperCase(messages.locale) + name.slice(1),
        x: by,
      },
      messages,
    ),
    subtitle: parts.join(m.cells_chart_join({}, messages)),
  };
}
