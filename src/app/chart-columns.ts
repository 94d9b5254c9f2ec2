/** Bars, lines, areas and dots over an x that runs along: values, numbers or time. */
import { along, axisHeight, grid, labelsWidth, type Along } from "./chart-axis.ts";
import { isOpen, stopAt, tokenOf, type Drawing, type Panel } from "./chart-panel.ts";
import { categoryOf, type ChartRow } from "./chart-rows.ts";
import { together, type Shapes } from "./chart-shapes.ts";

/** A mark with its place. */
interface Placed {
  readonly row: ChartRow;
  readonly x: number;
  readonly width: number;
  readonly order: number;
  /** Number of its series. */
  readonly series: number;
  /** Pixels of its lower and upper end; both are NaN without a figure. */
  readonly low: number;
  readonly high: number;
}

/** The marks of a panel with their places, by series and x; stacked ones stand on those of the series before. */
function placed(
  panel: Panel,
  drawing: Drawing,
  where: Along,
  y: (value: number) => number,
): readonly Placed[] {
  const { series, isStacked } = drawing;
  const number = new Map(series.map(({ key }, index) => [key, index]));
  const sums = new Map<number, number>();
  return panel.rows
    .flatMap((row) => {
      const at = where.at(row);
      return at
        ? [{ row, at, order: where.order(row), series: number.get(categoryOf(row, "colour").key) ?? 0 }]
        : [];
    })
    .sort((a, b) => a.series - b.series || a.order - b.order)
    .map(({ row, at, order, series: one }) => {
      const begin = isStacked ? (sums.get(order) ?? 0) : 0;
      if (row.y !== null) sums.set(order, begin + row.y);
      const end = row.y === null ? Number.NaN : begin + row.y;
      return {
        row,
        x: at.middle,
        width: at.width,
        order,
        series: one,
        low: y(row.y === null ? Number.NaN : begin),
        high: y(end),
      };
    });
}

const found = (marks: readonly Placed[]) => marks.filter(({ row }) => row.y !== null);

function bars(marks: readonly Placed[], drawing: Drawing): Partial<Shapes> {
  const { series, isStacked, observedThrough } = drawing;
  const beside = isStacked ? 1 : Math.max(1, series.length);
  return {
    boxes: found(marks).map(({ row, x, width, series: one, low, high }) => {
      const gap = width > 14 ? Math.min(8, width * 0.22) : width > 3 ? 1 : 0;
      const own = Math.max(0.5, (width - gap) / beside);
      return {
        x: x - (width - gap) / 2 + (isStacked ? 0 : one * own),
        y: Math.min(low, high),
        width: beside > 1 && own > 4 ? own - 1 : own,
        height: Math.abs(high - low),
        token: tokenOf(row, drawing),
        hatched: isOpen(row, observedThrough),
      };
    }),
  };
}

/** Runs of marks of one series without a missing period between them. */
function runs(marks: readonly Placed[]): readonly (readonly Placed[])[] {
  const all: Placed[][] = [];
  for (const mark of marks) {
    const last = all.at(-1)?.at(-1);
    const isNext =
      last !== undefined &&
      last.series === mark.series &&
      last.row.y !== null &&
      mark.row.y !== null &&
      (typeof last.row.x_end !== "string" || last.row.x_end.slice(0, 10) === String(mark.row.x).slice(0, 10));
    if (isNext) all.at(-1)!.push(mark);
    else all.push([mark]);
  }
  return all.filter(([first]) => first!.row.y !== null);
}

function lines(marks: readonly Placed[], drawing: Drawing): Partial<Shapes> {
  const { observedThrough } = drawing;
  const isDense = marks.length / Math.max(1, drawing.series.length) > 60;
  return together(
    runs(marks).map((run): Partial<Shapes> => {
      const token = tokenOf(run[0]!.row, drawing);
      const whole = run.filter(({ row }) => !isOpen(row, observedThrough));
      const open = run.slice(Math.max(0, whole.length - 1));
      const points = (some: readonly Placed[]) => some.map(({ x, high }) => [x, high] as const);
      return {
        strokes: [
          ...(whole.length > 1 ? [{ points: points(whole), token }] : []),
          ...(open.length > 1 && whole.length < run.length
            ? [{ points: points(open), token, faint: true }]
            : []),
        ],
        discs: run
          .filter(({ row }) => !isDense || isOpen(row, observedThrough) || run.length === 1)
          .map(({ row, x, high }) => ({
            x,
            y: high,
            radius: 2.5,
            token,
            hollow: isOpen(row, observedThrough),
          })),
      };
    }),
  );
}

function surfaces(marks: readonly Placed[], drawing: Drawing): Partial<Shapes> {
  const { observedThrough } = drawing;
  const all = runs(marks).map((run) => {
    const whole = run.filter(({ row }) => !isOpen(row, observedThrough));
    return { whole, open: whole.length < run.length ? run.slice(Math.max(0, whole.length - 1)) : [] };
  });
  const surface = (run: readonly Placed[], hatched: boolean) => ({
    points: run.map(({ x, low, high }) => [x, low, high] as const),
    token: tokenOf(run[0]!.row, drawing),
    hatched,
  });
  return {
    surfaces: all.flatMap(({ whole, open }) => [
      ...(whole.length > 1 ? [surface(whole, false)] : []),
      ...(open.length > 1 ? [surface(open, true)] : []),
    ]),
    discs: all
      .flatMap(({ whole, open }) => [
        ...(whole.length === 1 ? whole : []),
        ...(open.length === 1 ? open : []),
      ])
      .map(({ row, x, high }) => ({
        x,
        y: high,
        radius: 2.5,
        token: tokenOf(row, drawing),
        hollow: isOpen(row, observedThrough),
      })),
  };
}

const dots = (marks: readonly Placed[], drawing: Drawing): Partial<Shapes> => ({
  discs: found(marks).map(({ row, x, high }) => ({
    x,
    y: high,
    radius: marks.length > 1_000 ? 1.5 : marks.length > 200 ? 2.25 : 3,
    token: tokenOf(row, drawing),
    hollow: isOpen(row, drawing.observedThrough),
  })),
});

/** Lays out a panel of bars, lines, an area or dots. `ends` are the last marks of its series, for labels beside them. */
export function columns(
  panel: Panel,
  drawing: Drawing,
): {
  readonly shapes: Shapes;
  readonly ends: readonly { readonly key: string; readonly x: number; readonly y: number }[];
} {
  const { mark } = drawing.chart;
  const { low, high, ticks } = panel.extent;
  const bottom = panel.top + panel.height - axisHeight;
  const left = panel.left + labelsWidth(ticks, drawing);
  const y = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - panel.top);
  const where = along(drawing, left, panel.left + panel.width, bottom + 14, mark === "bar");
  const marks = placed(panel, drawing, where, y);
  const layout = { bar: bars, line: lines, area: surfaces, dot: dots, heat: bars }[mark];
  const isWide = mark === "bar" || mark === "area";
  const shapes = together([
    grid(panel, left, y, drawing),
    { labels: where.labels },
    layout(marks, drawing),
    {
      stops: marks.map(({ row, x, width, order, series, low: base, high: end }) => {
        const at = Number.isNaN(end) ? y(Math.max(low, Math.min(0, high))) : end;
        const box = isWide
          ? {
              x: x - width / 2,
              width,
              y: Math.min(at, Number.isNaN(base) ? at : base),
              height: Math.abs(at - (Number.isNaN(base) ? at : base)),
            }
          : { x: x - 5, width: 10, y: at - 5, height: 10 };
        return stopAt(row, drawing, { row: panel.firstRow + series, column: order }, box);
      }),
    },
  ]);
  const ends = drawing.series.flatMap(({ key }, index) => {
    const last = found(marks).findLast(({ series }) => series === index);
    return last ? [{ key, x: last.x, y: mark === "area" ? (last.low + last.high) / 2 : last.high }] : [];
  });
  return { shapes, ends };
}
