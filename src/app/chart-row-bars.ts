/** Bars of named values: one under another, each with its name and its figure, so that long names have room. */
import { fitLabel, labelWidth } from "../analyses/chart-label.ts";
import { stopAt, tokenOf, type Drawing, type Panel } from "./chart-panel.ts";
import { categories, categoryOf, type Category, type ChartRow } from "./chart-rows.ts";
import { together, type Shapes } from "./chart-shapes.ts";
import { figureText, valueText } from "./chart-words.ts";

const thick = 18;
const thin = 14;
const apart = 8;

const sizeOf = (row: ChartRow) => Math.abs(row.y ?? 0);

/** The values in the order in which they stand: largest first, as the rows come where they are drawn as they are. */
export function barValues({ chart, rows }: Drawing): readonly Category[] {
  return categories(rows, "x", chart.aggregate === "none" ? undefined : sizeOf);
}

/** Pixels of one value. */
function rowHeight({ series, isStacked }: Drawing): number {
  return (isStacked || series.length < 2 ? thick : series.length * thin) + apart;
}

/** Pixels of a panel with all values of the chart. */
export function rowBarsHeight(drawing: Drawing): number {
  return barValues(drawing).length * rowHeight(drawing);
}

/** Lays out a panel; all panels show the same values in the same order. */
export function rowBars(panel: Panel, drawing: Drawing): Shapes {
  const { chart, series, isStacked } = drawing;
  const values = barValues(drawing);
  const height = rowHeight(drawing);
  const names = values.map((value) => valueText(value, chart.x, drawing));
  const nameWidth = Math.min(panel.width * 0.4, Math.max(...names.map((name) => labelWidth(name))) + 12);
  const { low, high } = panel.extent;
  const figures = panel.rows.map(({ y }) => (y === null ? "" : figureText(y, drawing)));
  const figureWidth = Math.max(0, ...figures.map((text) => labelWidth(text))) + 8;
  // Figures of negative bars stand left of them.
  const room = { left: low < 0 ? figureWidth : 0, right: high > 0 ? figureWidth : 0 };
  const left = panel.left + nameWidth + room.left;
  const right = Math.max(left + 20, panel.left + panel.width - room.right);
  const x = (value: number) => left + ((value - low) / (high - low)) * (right - left);
  const place = new Map(values.map((value, index) => [value.key, index]));
  const ends = new Map<number, number>();
  const parts = panel.rows.map((row): Partial<Shapes> => {
    const index = place.get(categoryOf(row, "x").key)!;
    const one = series.findIndex(({ key }) => key === categoryOf(row, "colour").key);
    const isGrouped = !isStacked && series.length > 1;
    const begin = isStacked ? (ends.get(index) ?? 0) : 0;
    const end = begin + (row.y ?? 0);
    ends.set(index, end);
    const box = {
      x: Math.min(x(begin), x(end)),
      y: panel.top + index * height + (isGrouped ? one * thin : 0),
      width: Math.abs(x(end) - x(begin)),
      height: isGrouped ? thin - 1 : thick,
    };
    return {
      boxes: row.y === null ? [] : [{ ...box, token: tokenOf(row, drawing) }],
      labels:
        row.y === null || isStacked
          ? []
          : [
              {
                text: figureText(row.y, drawing),
                x: row.y < 0 ? box.x - 6 : box.x + box.width + 6,
                y: box.y + box.height / 2,
                anchor: row.y < 0 ? "end" : "start",
                look: "tick",
              },
            ],
      stops: [
        stopAt(
          row,
          drawing,
          { row: panel.firstRow + index, column: Math.max(0, one) },
          { ...box, width: Math.max(box.width, 6) },
        ),
      ],
    };
  });
  return together([
    {
      labels: names.map((name, index) => ({
        text: fitLabel(name, nameWidth - 10),
        x: panel.left,
        y: panel.top + index * height + (height - apart) / 2,
        anchor: "start",
        look: "plain",
      })),
      rules: [
        {
          x1: x(0),
          y1: panel.top - 3,
          x2: x(0),
          y2: panel.top + values.length * height - apart + 3,
          look: "axis",
        },
      ],
    },
    ...parts,
    isStacked ? { labels: totals(panel, drawing, ends, x, height) } : {},
  ]);
}

/** The sums at the ends of stacked bars. */
function totals(
  { top }: Panel,
  drawing: Drawing,
  ends: ReadonlyMap<number, number>,
  x: (value: number) => number,
  height: number,
): Shapes["labels"] {
  return [...ends].map(([index, end]) => ({
    text: figureText(end, drawing),
    x: x(end) + 6,
    y: top + index * height + (height - apart) / 2,
    anchor: "start",
    look: "tick",
  }));
}
