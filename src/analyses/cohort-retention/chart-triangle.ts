/** The heat map: a row per cohort with its new customers, a column per period, the pooled row first. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { hatchFill, inPixels, plainText, quietText, strongText, tickText, token } from "../chart-theme.ts";
import { fitText, toLayout, type Layout } from "./chart-layout.ts";
import { noteMarks, toNotes } from "./chart-notes.ts";
import { classOf, toClasses, type Classes } from "./classes.ts";
import { choiceLabel } from "./labels.ts";
import { markOf } from "./mark.ts";
import { toLegend, toSubtitle, toSummary } from "./captions.ts";
import type { Line } from "./lines.ts";
import type { CohortParams, HeatRow, Totals } from "./rows.ts";
import { axisName, cellLines, cellText, headName, measureTitle } from "./words.ts";

/** A drawn cell with its box. */
interface Box {
  readonly row: HeatRow;
  readonly line: Line;
  readonly lineIndex: number;
  readonly column: number;
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

function toBoxes(lines: readonly Line[], layout: Layout): readonly Box[] {
  return lines.flatMap((line, lineIndex) =>
    line.cells.flatMap((row) => {
      const column = layout.columns.indexOf(row.k);
      if (column < 0) return [];
      const x1 = layout.left + column * layout.cellWidth;
      const y1 = layout.rowTop[lineIndex]!;
      return [{ row, line, lineIndex, column, x1, x2: x1 + layout.cellWidth, y1, y2: y1 + layout.rowHeight }];
    }),
  );
}

/** True where nobody has been observed that long; a cell of no figure may also have nothing to divide by. */
const isOpen = ({ value, n }: HeatRow): boolean => value === null && n === 0;

const middle = (box: Box) => ({ x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 });

function cellMarks(boxes: readonly Box[], classes: Classes, params: CohortParams, frame: ChartFrame) {
  const known = boxes.filter(({ row }) => row.value !== null);
  const open = boxes.filter(({ row }) => isOpen(row));
  const empty = boxes.filter(({ row }) => row.value === null && !isOpen(row));
  const shade = (box: Box) => classOf(box.row.value!, classes, params);
  const edges = { x1: "x1", x2: "x2", y1: "y1", y2: "y2", inset: 0.5 } as const;
  const figures = (of: readonly Box[], weight: number) =>
    Plot.text(of, {
      x: (box: Box) => middle(box).x,
      y: (box: Box) => middle(box).y,
      text: (box: Box) => cellText(box.row.value!, params, frame.messages),
      fontSize: 12,
      fontWeight: weight,
      fill: { value: (box: Box) => token(`seq-${shade(box)}-ink`), scale: null },
    });
  return [
    Plot.rect(known, { ...edges, fill: { value: (box: Box) => token(`seq-${shade(box)}`), scale: null } }),
    Plot.rect(open, { ...edges, fill: hatchFill }),
    Plot.text(empty, {
      x: (box: Box) => middle(box).x,
      y: (box: Box) => middle(box).y,
      text: () => "–",
      ...quietText,
    }),
    figures(
      known.filter(({ line }) => !line.pooled),
      400,
    ),
    figures(
      known.filter(({ line }) => line.pooled),
      680,
    ),
  ];
}

function headMarks(layout: Layout, params: CohortParams, { messages }: ChartFrame) {
  const { top, left, barLeft, cellWidth, columns, narrow } = layout;
  const at = (x: number, y: number, text: string) =>
    Plot.text([text], { x: () => x, y: () => y, text: (d: string) => d, textAnchor: "start", ...quietText });
  return [
    Plot.text(columns, {
      x: (_: number, index: number) => left + (index + 0.5) * cellWidth,
      y: () => top - 8,
      text: (k: number) => headName(k, params, messages),
      ...tickText,
    }),
    at(left + 1, top - 29, axisName(params, messages)),
    at(
      0,
      top - 8,
      params.split_by === "none"
        ? m.cohort_first_order({}, messages)
        : choiceLabel("split_by", params.split_by, messages),
    ),
    at(barLeft, top - 8, narrow ? m.cohort_new({}, messages) : m.cohort_new_customers({}, messages)),
  ];
}

function nameMarks(lines: readonly Line[], layout: Layout, frame: ChartFrame) {
  const { left, barLeft, barWidth, rowHeight, rowTop } = layout;
  const largest = Math.max(1, ...lines.filter(({ pooled }) => !pooled).map(({ customers }) => customers));
  const indexes = lines.map((_, index) => index);
  const yOf = (index: number) => rowTop[index]! + rowHeight / 2;
  const name = (index: number) => {
    const { label, pooled } = lines[index]!;
    return fitText(pooled && layout.narrow ? m.cohort_all({}, frame.messages) : label, barLeft - 4);
  };
  const style = (index: number) => (lines[index]!.pooled ? strongText : plainText);
  return [
    ...indexes.map((index) =>
      Plot.text([index], { x: () => 0, y: yOf, text: name, textAnchor: "start", ...style(index) }),
    ),
    Plot.rect(
      indexes.filter((index) => !lines[index]!.pooled),
      {
        x1: () => barLeft,
        x2: (index: number) => barLeft + Math.max(1, (lines[index]!.customers / largest) * barWidth),
        y1: (index: number) => yOf(index) - 5,
        y2: (index: number) => yOf(index) + 5,
        fill: {
          value: (index: number) => (lines[index]!.open ? hatchFill : token("mark-muted")),
          scale: null,
        },
      },
    ),
    ...indexes.map((index) =>
      Plot.text([index], {
        x: () => left - 8,
        y: yOf,
        text: () => frame.messages.integer(lines[index]!.customers),
        textAnchor: "end",
        ...(lines[index]!.pooled ? strongText : quietText),
      }),
    ),
  ];
}

function toStops(boxes: readonly Box[], lines: readonly Line[], params: CohortParams, frame: ChartFrame) {
  const pooled = new Map(lines[0]?.pooled ? lines[0].cells.map((row) => [row.k, row]) : []);
  return boxes.map(({ row, line, lineIndex, column, x1, x2, y1, y2 }): ChartStop => ({
    row: lineIndex,
    column,
    x: x1,
    y: y1,
    width: x2 - x1,
    height: y2 - y1,
    lines: cellLines(line, row, line.pooled ? undefined : pooled.get(row.k), params, frame),
    who: markOf(row),
  }));
}

/** The heat map of these lines. */
export function triangle(
  lines: readonly Line[],
  totals: Totals,
  params: CohortParams,
  frame: ChartFrame,
): ChartFigure {
  const layout = toLayout(lines, params, frame);
  const boxes = toBoxes(lines, layout);
  const values = boxes.flatMap(({ row, line }) => (row.value === null || line.pooled ? [] : [row.value]));
  const classes = toClasses(values, params);
  return {
    id: "triangle",
    title: measureTitle(params, frame.messages),
    subtitle: toSubtitle(lines, totals, params, frame),
    summary: toSummary(lines, params, frame),
    options: {
      ...inPixels(layout.width, layout.height),
      marks: [
        ...cellMarks(boxes, classes, params, frame),
        ...headMarks(layout, params, frame),
        ...nameMarks(lines, layout, frame),
        ...noteMarks(toNotes(lines, layout, params, frame)),
      ],
    },
    stops: toStops(boxes, lines, params, frame),
    legend: toLegend(
      classes,
      boxes.some(({ row }) => isOpen(row)),
      params,
      frame,
    ),
  };
}
