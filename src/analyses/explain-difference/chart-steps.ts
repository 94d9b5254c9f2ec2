/** Rows of two steps, one under the other: what both charts of explain-difference are drawn with. */
import * as Plot from "@observablehq/plot";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { gridTicks, plainText, quietText, tickText, token } from "../chart-theme.ts";

/** A row: from `start` by `mix`, and on by `rate`; both null is a level of its own. */
export interface StepRow {
  readonly name: string;
  readonly start: number;
  readonly mix: number | null;
  readonly rate: number | null;
  /** Beside the bars. */
  readonly note: string;
}

/** The places of the rows in pixels. */
export interface StepLayout {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly top: (index: number) => number;
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
}

const head = 26;
const foot = 22;
const bar = 10;

/** The end of a row's second step. */
export const endOf = ({ start, mix, rate }: StepRow): number => start + (mix ?? 0) + (rate ?? 0);

/** Even ticks over a span that may lie on both sides of zero. */
function ticksOver(low: number, high: number): readonly number[] {
  const [step] = gridTicks(high - low, 4);
  if (step === undefined) return [low];
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Where the rows stand in a figure of this width. */
export function layoutOf(rows: readonly StepRow[], width: number): StepLayout {
  const narrow = width < 560;
  const longest = Math.max(0, ...rows.map(({ name }) => labelWidth(name))) + 12;
  const left = Math.min(longest, narrow ? Math.max(104, Math.floor(width * 0.34)) : 190);
  const right = Math.max(0, ...rows.map(({ note }) => labelWidth(note))) + 10;
  const values = rows.flatMap((row) => [row.start, row.start + (row.mix ?? 0), endOf(row)]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  const [from, to] = [low - span * 0.04, high + span * 0.04];
  const rowHeight = 32;
  return {
    left,
    width,
    rowHeight,
    height: head + rows.length * rowHeight + foot,
    top: (index) => head + index * rowHeight,
    x: (value) => left + ((value - from) / (to - from)) * (width - left - right),
    ticks: ticksOver(from, to),
  };
}

interface Bar {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

const bars = (rows: readonly StepRow[], layout: StepLayout, which: "mix" | "rate"): readonly Bar[] =>
  rows.flatMap((row, index) => {
    const size = row[which];
    if (size === null) return [];
    const start = which === "mix" ? row.start : row.start + (row.mix ?? 0);
    const [a, b] = [layout.x(start), layout.x(start + size)];
    const y = layout.top(index) + layout.rowHeight / 2 + (which === "mix" ? -bar - 0.5 : 0.5);
    // A step of nothing is still to be seen.
    return [{ x1: Math.min(a, b), x2: Math.max(a, b, Math.min(a, b) + 1), y }];
  });

/** The marks of the rows: grid, names, both steps, what joins them, and the notes. */
export function stepMarks(
  rows: readonly StepRow[],
  layout: StepLayout,
  tickLabel: (value: number) => string,
): readonly Plot.Markish[] {
  const { top, x, left, rowHeight, height, ticks } = layout;
  const middle = (index: number) => top(index) + rowHeight / 2;
  const levels = rows.flatMap((row, index) =>
    row.mix === null ? [{ x: x(row.start), y: middle(index) }] : [],
  );
  const joints = rows.flatMap((row, index) => {
    const next = rows[index + 1];
    return next && Math.abs(next.start - endOf(row)) < 1e-9 * Math.max(1, Math.abs(next.start))
      ? [
          {
            x: x(endOf(row)),
            y1: middle(index) + (row.mix === null ? 0 : bar),
            y2: middle(index + 1) - (next.mix === null ? 0 : bar),
          },
        ]
      : [];
  });
  const fill = (which: "mix" | "rate", colour: string) =>
    Plot.rect(bars(rows, layout, which), {
      x1: "x1",
      x2: "x2",
      y1: "y",
      y2: (each: Bar) => each.y + bar,
      fill: token(colour),
    });
  return [
    Plot.ruleX(ticks.map(x), { y1: head - 4, y2: height - foot, stroke: token("chart-grid") }),
    ...ticks.map((tick) =>
      Plot.text([tickLabel(tick)], {
        x: () => x(tick),
        y: () => height - foot + 12,
        textAnchor: "middle",
        ...tickText,
      }),
    ),
    Plot.ruleX(joints, { x: "x", y1: "y1", y2: "y2", stroke: token("ink-3") }),
    fill("mix", "cat-2"),
    fill("rate", "accent"),
    Plot.dot(levels, { x: "x", y: "y", r: 5, fill: token("ink") }),
    Plot.text(rows, {
      x: () => 0,
      y: (_: StepRow, index: number) => middle(index),
      text: ({ name }: StepRow) => fitLabel(name, left - 8),
      textAnchor: "start",
      ...plainText,
    }),
    Plot.text(rows, {
      x: () => layout.width,
      y: (_: StepRow, index: number) => middle(index),
      text: "note",
      textAnchor: "end",
      ...quietText,
    }),
  ];
}
