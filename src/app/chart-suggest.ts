/** The chart that a source gets at first. */
import { emptyChart, type ChartSpec } from "../notebook/chart-spec.ts";
import type { ColumnSpec, ColumnSpecs } from "../sql/columns.ts";

/** Columns whose values are names of things, whatever their type. */
const isKey = (name: string) => /(^|_)(id|key|hash)$/i.test(name) || /^(source|record)_/i.test(name);

/** Figures of which a sum says nothing. */
const isMeasure = ({ unit, kind }: ColumnSpec) =>
  unit === "share" || unit === "score" || unit === "days" || kind === "boolean";

/**
 * Returns a chart that shows something of a result with these columns: figures over time, else by name, else against
 * each other, else how many rows there are. Nothing is chosen where there is no column.
 */
export function suggestChart(columns: ColumnSpecs): ChartSpec {
  const all = Object.entries(columns);
  const named = all.filter(([name]) => !isKey(name));
  const first = (...kinds: readonly ColumnSpec["kind"][]) =>
    named.find(([, { kind }]) => kinds.includes(kind));
  const time = first("timestamp", "date");
  const name = first("text", "boolean");
  const numbers = named.filter(([, { kind }]) => kind === "integer" || kind === "number");
  // What was paid tells more than other money, and money more than a number of lines.
  const figure =
    numbers.find(([name]) => name === "net_amount") ??
    numbers.find(([, { unit }]) => unit === "money") ??
    numbers[0];
  const put = (y: typeof figure): Pick<ChartSpec, "y" | "aggregate"> =>
    y ? { y: y[0], aggregate: isMeasure(y[1]) ? "mean" : "sum" } : { y: null, aggregate: "count" };
  if (time)
    return {
      ...emptyChart,
      ...put(figure),
      mark: "line",
      x: time[0],
      grain: time[1].kind === "timestamp" ? "month" : "none",
    };
  if (name) return { ...emptyChart, ...put(figure), x: name[0] };
  if (numbers.length > 1) return { ...emptyChart, mark: "dot", x: numbers[0]![0], y: numbers[1]![0] };
  if (numbers[0]) return { ...emptyChart, x: numbers[0][0], aggregate: "count", grain: "bins" };
  return all[0] ? { ...emptyChart, x: all[0][0], aggregate: "count" } : emptyChart;
}
