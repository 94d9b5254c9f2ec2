/** A heat map: x along, colour down, the figure as shade and, where it fits, as a number. */
import { fitLabel, labelWidth } from "../analyses/chart-label.ts";
import { axisHeight } from "./chart-axis.ts";
import { isOpen, stopAt, type Drawing, type Panel } from "./chart-panel.ts";
import { categories, categoryOf, type ChartRow } from "./chart-rows.ts";
import { figureExtent } from "./chart-scales.ts";
import { together, type Shapes } from "./chart-shapes.ts";
import { figureText, placeText, tickText, valueText } from "./chart-words.ts";

const rowHeight = 25;

/** Pixels of a panel. */
export function heatHeight({ series }: Drawing): number {
  return series.length * (rowHeight + 1) + axisHeight;
}

/**
 * Seven classes of a length of two digits that hold every figure, from zero on where none is below; where all figures are
 * the same, that figure is both ends.
 */
export function heatExtent(rows: readonly ChartRow[]): Panel["extent"] {
  const figures = new Set(rows.flatMap(({ y }) => (y === null ? [] : [Number(y.toPrecision(3))])));
  const [only = 0] = figures;
  if (figures.size <= 1) return { low: only, high: only, ticks: [] };
  const { low: least, high: most } = figureExtent(
    rows.flatMap(({ y }) => (y === null ? [] : [y])),
    false,
  );
  const raw = (most - least) / 7;
  const unit = 10 ** (Math.floor(Math.log10(raw)) - 1);
  const step = Math.ceil(raw / unit - 1e-9) * unit;
  const low = Math.floor(least / unit + 1e-9) * unit;
  return { low, high: low + 7 * step, ticks: [] };
}

/** The class where there is only one. */
const onlyShade = 4;

/** The class of a figure, 1 to 7, in equal steps between the ends. */
function shade(value: number, { low, high }: Panel["extent"]): number {
  if (low === high) return onlyShade;
  return Math.max(1, Math.min(7, 1 + Math.floor(((value - low) / (high - low)) * 7)));
}

/** The classes as legend entries, lowest first. */
export function heatLegend(
  extent: Panel["extent"],
  drawing: Drawing,
): readonly { readonly label: string; readonly token: string }[] {
  const { low, high } = extent;
  if (low === high) return [{ label: figureText(low, drawing), token: `seq-${onlyShade}` }];
  return Array.from({ length: 7 }, (_, index) => ({
    label: figureText(Number((low + ((high - low) * index) / 7).toPrecision(12)), drawing),
    token: `seq-${index + 1}`,
  }));
}

/** Lays out a panel. */
export function heat(panel: Panel, drawing: Drawing): Shapes {
  const { series, chart, observedThrough, rows } = drawing;
  const named = series.map((value) => valueText(value, chart.colour, drawing));
  const nameWidth = Math.min(panel.width * 0.35, Math.max(0, ...named.map((name) => labelWidth(name))) + 10);
  // The rows come in the order of x.
  const values = categories(rows, "x");
  const first = new Map<string, ChartRow>();
  for (const row of rows) if (!first.has(categoryOf(row, "x").key)) first.set(categoryOf(row, "x").key, row);
  const place = new Map(values.map(({ key }, index) => [key, index]));
  const line = new Map(series.map(({ key }, index) => [key, index]));
  const left = panel.left + nameWidth;
  const step = (panel.left + panel.width - left) / Math.max(1, values.length);
  const labels = values.map(({ key }, index) => ({
    text: placeText(first.get(key)!, drawing),
    x: left + (index + 0.5) * step,
  }));
  const widest = Math.max(0, ...labels.map(({ text }) => labelWidth(text)));
  const every = Math.max(1, Math.ceil((Math.min(widest, 110) + 10) / step));
  return together([
    {
      labels: [
        ...named.map((name, index) => ({
          text: fitLabel(name, nameWidth - 8),
          x: panel.left,
          y: panel.top + index * (rowHeight + 1) + rowHeight / 2,
          anchor: "start" as const,
          look: "plain" as const,
        })),
        ...labels
          .filter((_, index) => index % every === 0)
          .map(({ text, x }) => ({
            text: fitLabel(text, Math.max(step * every - 8, 40)),
            x,
            y: panel.top + series.length * (rowHeight + 1) + 12,
            anchor: "middle" as const,
            look: "tick" as const,
          })),
      ],
    },
    ...panel.rows.map((row): Partial<Shapes> => {
      const [column, index] = [
        place.get(categoryOf(row, "x").key)!,
        line.get(categoryOf(row, "colour").key)!,
      ];
      const box = {
        x: left + column * step,
        y: panel.top + index * (rowHeight + 1),
        width: Math.max(0.5, step - 1),
        height: rowHeight,
      };
      const open = isOpen(row, observedThrough);
      const stop = stopAt(row, drawing, { row: panel.firstRow + index, column }, box);
      if (row.y === null) return { stops: [stop] };
      // The shade goes by the figure that is printed, so that equal figures look equal.
      const printed = Number(row.y.toPrecision(3));
      const name = `seq-${shade(printed, panel.extent)}`;
      const text = tickText(printed, false, drawing);
      const fits = !open && labelWidth(text) < step - 4;
      return {
        boxes: [{ ...box, token: name, hatched: open }],
        labels: fits
          ? [
              {
                text,
                x: box.x + box.width / 2,
                y: box.y + rowHeight / 2,
                anchor: "middle",
                look: "tick",
                token: `${name}-ink`,
                on: "mark",
              },
            ]
          : [],
        stops: [stop],
      };
    }),
  ]);
}
