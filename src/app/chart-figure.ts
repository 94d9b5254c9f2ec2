/** A chosen chart as a figure: panels laid out, words, legend, and what it does not show said below it. */
import type { ChartFigure } from "../analyses/analysis.ts";
import { fitLabel, labelWidth } from "../analyses/chart-label.ts";
import { narrowBelow } from "../analyses/chart-theme.ts";
import { m } from "../messages/messages.ts";
import type { ResultRow } from "../runtime/state.ts";
import { axisOf } from "./chart-axis.ts";
import { columns } from "./chart-columns.ts";
import { heat, heatExtent, heatHeight, heatLegend } from "./chart-heat.ts";
import { plotOptions } from "./chart-marks.ts";
import { isOpen, type Drawing, type Panel } from "./chart-panel.ts";
import { rowBars, rowBarsHeight } from "./chart-row-bars.ts";
import {
  categories,
  categoryOf,
  categoryTokens,
  chartRow,
  type Category,
  type ChartRow,
} from "./chart-rows.ts";
import { figureExtent, spread, type Extent } from "./chart-scales.ts";
import { together, type Shapes } from "./chart-shapes.ts";
import { chartTitle, figureText, placeText, valueText, type ChartTelling } from "./chart-words.ts";
import { chartNotes } from "./chart-notes.ts";

/** What a chart is drawn from. */
export interface ChartRequest extends ChartTelling {
  /** The rows of `chartSql`. */
  readonly rows: readonly ResultRow[];
  readonly observedThrough: string | null;
  /** Width of its place, in CSS pixels. */
  readonly width: number;
}

/** A drawn chart; `notes` say what it leaves out, a sentence each. */
export interface ChartPicture {
  readonly figure: ChartFigure;
  readonly notes: readonly string[];
}

const panelGap = { x: 28, y: 26 };
const titleHeight = 22;

/** The ends of the axis of figures, the same in every panel. */
function extentOf(drawing: Drawing): Extent {
  const { rows, chart, isStacked } = drawing;
  const isBar = chart.mark === "bar" || chart.mark === "area";
  if (!isStacked)
    return figureExtent(
      rows.flatMap(({ y }) => (y === null ? [] : [y])),
      isBar,
    );
  const sums = new Map<string, number>();
  for (const row of rows) {
    const key = `${categoryOf(row, "facet").key} | ${row.x} ${row.x_others}`;
    sums.set(key, (sums.get(key) ?? 0) + (row.y ?? 0));
  }
  return figureExtent(sums.values(), true);
}

/** How many panels stand side by side. */
function across(panels: number, width: number): number {
  return Math.min(panels, width < 480 ? 1 : width < 820 ? 2 : 3);
}

type Layout = "rows" | "heat" | "columns";

const layoutOf = (drawing: Drawing): Layout =>
  drawing.chart.mark === "heat"
    ? "heat"
    : drawing.chart.mark === "bar" &&
        axisOf(drawing) === "values" &&
        drawing.rows.some(({ x }) => typeof x !== "number" && x !== null)
      ? "rows"
      : "columns";

function panelHeight(layout: Layout, drawing: Drawing, width: number, alone: boolean): number {
  if (layout === "rows") return rowBarsHeight(drawing);
  if (layout === "heat") return heatHeight(drawing);
  return alone ? (width < narrowBelow ? 240 : 300) : 180;
}

/** Names at the ends of the lines of a chart without panels; empty where they have no room or there is one line only. */
function endLabels(
  drawing: Drawing,
  width: number,
): { readonly names: ReadonlyMap<string, string>; readonly room: number } {
  const { mark, colour, facet } = drawing.chart;
  const direct = (mark === "line" || mark === "area") && colour !== null && facet === null && width >= 480;
  if (!direct) return { names: new Map(), room: 0 };
  const names = new Map(
    drawing.series.map((one) => [one.key, fitLabel(valueText(one, colour, drawing), 140)]),
  );
  return { names, room: Math.max(...[...names.values()].map((name) => labelWidth(name))) + 14 };
}

function drawPanel(
  layout: Layout,
  panel: Panel,
  drawing: Drawing,
  names: ReadonlyMap<string, string>,
): Partial<Shapes> {
  const body =
    layout === "rows"
      ? { shapes: rowBars(panel, drawing), ends: [] }
      : layout === "heat"
        ? { shapes: heat(panel, drawing), ends: [] }
        : columns(panel, drawing);
  const places = spread(
    body.ends.map(({ y }) => y),
    15,
    panel.top,
    panel.top + panel.height,
  );
  const title: Shapes["labels"] =
    panel.facet === null
      ? []
      : [
          {
            text: fitLabel(valueText(panel.facet, drawing.chart.facet, drawing), panel.width),
            x: panel.left,
            y: panel.top - titleHeight / 2 - 2,
            anchor: "start",
            look: "strong",
          },
        ];
  const right = panel.left + panel.width;
  const labels = body.ends.flatMap(({ key }, index): Shapes["labels"] => {
    const text = names.get(key);
    const token = drawing.tokens.get(key)?.text;
    return text === undefined
      ? []
      : [{ text, x: right + 8, y: places[index]!, anchor: "start", look: "plain", ...(token && { token }) }];
  });
  return together([body.shapes, { labels: title }, { labels }]);
}

function legendOf(
  layout: Layout,
  extent: Extent,
  drawing: Drawing,
  isDirect: boolean,
): NonNullable<ChartFigure["legend"]> {
  const { chart, series, tokens, rows, observedThrough, messages } = drawing;
  const colours =
    layout === "heat"
      ? heatLegend(extent, drawing)
      : chart.colour === null || isDirect
        ? []
        : series.map((one) => ({
            label: valueText(one, chart.colour, drawing),
            token: tokens.get(one.key)!.mark,
          }));
  const open = rows.some((row) => isOpen(row, observedThrough));
  return [
    ...colours,
    ...(open ? [{ label: m.cells_chart_open({}, messages), token: "hatch", hatched: true }] : []),
  ];
}

/** One sentence: what is drawn, how many marks, the highest and the lowest. */
function summaryOf(rows: readonly ChartRow[], drawing: Drawing, title: string): string {
  const { messages } = drawing;
  const found = rows.filter((row): row is ChartRow & { readonly y: number } => row.y !== null);
  const most = found.reduce<(typeof found)[number] | undefined>(
    (best, row) => (best && best.y >= row.y ? best : row),
    undefined,
  );
  const least = found.reduce<(typeof found)[number] | undefined>(
    (best, row) => (best && best.y <= row.y ? best : row),
    undefined,
  );
  if (!most || !least) return title;
  return m.cells_chart_summary(
    {
      title,
      count: found.length,
      shown: messages.integer(found.length),
      most: figureText(most.y, drawing),
      most_at: placeText(most, drawing),
      least: figureText(least.y, drawing),
      least_at: placeText(least, drawing),
    },
    messages,
  );
}

/** Returns the figure of a chart and its notes; null where no row has a figure and a place. */
export function chartPicture(request: ChartRequest): ChartPicture | null {
  const { chart, columns: specs, messages, currency, observedThrough, width } = request;
  const rows = request.rows.map(chartRow);
  if (rows.every(({ y }) => y === null)) return null;
  const size = (row: ChartRow) => Math.abs(row.y ?? 0);
  const series = categories(rows, "colour", size);
  const isAdditive =
    chart.aggregate === "sum" ||
    chart.aggregate === "count" ||
    (chart.aggregate === "none" && chart.colour === null);
  const isStacked =
    (chart.mark === "bar" || chart.mark === "area") && isAdditive && rows.every(({ y }) => (y ?? 0) >= 0);
  const drawing: Drawing = {
    chart,
    columns: specs,
    messages,
    currency,
    observedThrough,
    rows,
    series,
    tokens: categoryTokens(series),
    isStacked,
  };
  const facets: readonly (Category | null)[] =
    chart.facet === null ? [null] : categories(rows, "facet", size);
  const layout = layoutOf(drawing);
  const extent = layout === "heat" ? heatExtent(rows) : extentOf(drawing);
  const { names, room } = endLabels(drawing, width);
  const cols = across(facets.length, width - room);
  const own = (width - room - panelGap.x * (cols - 1)) / cols;
  const head = chart.facet === null ? 8 : titleHeight + 6;
  const high = panelHeight(layout, drawing, width, facets.length === 1);
  const lines = Math.ceil(facets.length / cols);
  const height = lines * (high + head) + (lines - 1) * panelGap.y + 4;
  const shapes = together(
    facets.map((facet, index) => {
      const line = Math.floor(index / cols);
      const panel: Panel = {
        left: (index % cols) * (own + panelGap.x),
        top: head + line * (high + head + panelGap.y),
        width: own,
        height: high,
        rows: facet === null ? rows : rows.filter((row) => categoryOf(row, "facet").key === facet.key),
        facet,
        firstRow: index * 1_000,
        extent,
      };
      return drawPanel(layout, panel, drawing, names);
    }),
  );
  const { title, subtitle } = chartTitle(drawing);
  return {
    figure: {
      id: "chart",
      title,
      subtitle,
      summary: summaryOf(rows, drawing, title),
      options: plotOptions(shapes, width, height),
      stops: shapes.stops,
      legend: legendOf(layout, extent, drawing, names.size > 0),
    },
    notes: chartNotes(rows, drawing),
  };
}
