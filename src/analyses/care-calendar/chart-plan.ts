/** The coming days as a grid: a row for each reason, a column for each day or week, coloured by customers. */
import * as Plot from "@observablehq/plot";
import { addDays } from "../../base/calendar.ts";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, narrowBelow, plainText, tickText, token } from "../chart-theme.ts";
import { columnDays, type CareParams } from "./params.ts";
import type { CareResult } from "./result.ts";
import { customersWords, reasonWords } from "./words.ts";

const [head, rowHeight] = [26, 30];

/** The shade of a count: six steps, each from a fourth of the most of the one above it, as counts spread widely. */
function shadeOf(customers: number, most: number): number {
  const step = Math.floor(Math.log(most / customers) / Math.log(4));
  return Math.max(1, 6 - step);
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly reason: string;
  readonly from: string;
  readonly to: string;
  readonly customers: number;
}

/** Every place of the grid, empty ones too. */
function cellsOf({ parts }: CareResult, params: CareParams): readonly Cell[] {
  const step = columnDays(params);
  const { first_date, last_date } = parts.totals[0]!;
  const columns = Math.ceil(params.days / step);
  const known = new Map(parts.cells.map((cell) => [`${cell.reason} ${cell.column_from}`, cell.customers]));
  return parts.reasons.flatMap(({ reason }, row) =>
    Array.from({ length: columns }, (_, column) => {
      const from = addDays(first_date, column * step);
      const end = addDays(from, step - 1);
      return {
        row,
        column,
        reason,
        from,
        to: end < last_date ? end : last_date,
        customers: known.get(`${reason} ${from}`) ?? 0,
      };
    }),
  );
}

/** The figure, or null where nobody is to be written to. */
export function planFigure(result: CareResult, params: CareParams, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const cells = cellsOf(result, params);
  const peak = cells.reduce((best, cell) => (cell.customers > best.customers ? cell : best));
  if (peak.customers === 0) return null;
  const names = result.parts.reasons.map(({ reason }) => reasonWords(reason, messages));
  const narrow = width < narrowBelow;
  const longest = Math.max(...names.map((name) => labelWidth(name))) + 14;
  const left = Math.max(72, Math.min(longest, narrow ? width * 0.3 : 200));
  const columns = cells.filter(({ row }) => row === 0);
  const step = (width - left) / columns.length;
  const gap = step < 24 ? 1 : 2;
  const xOf = (column: number) => left + column * step;
  const yOf = (row: number) => head + row * rowHeight;
  const dated = ({ from, to }: Cell) =>
    from === to
      ? messages.date(from)
      : m.care_range({ from: messages.date(from), to: messages.date(to) }, messages);
  // A column is named by its day of the month, the first and each first of a month by its date where that has room.
  const every = Math.ceil(labelWidth("28") / Math.max(1, step - 4));
  const nameWidth = labelWidth(messages.date("2025-12-28"));
  const isNamed = ({ column, from }: Cell) =>
    column === 0 || (from.endsWith("-01") && xOf(column) + nameWidth <= width);
  const heads = columns.flatMap((cell) => {
    const x = xOf(cell.column);
    if (isNamed(cell)) return [{ x, text: messages.date(cell.from), anchor: "start" as const }];
    const last = columns.filter((each) => each.column < cell.column && isNamed(each)).at(-1)!;
    const next = columns.find((each) => each.column > cell.column && isNamed(each));
    const isFree =
      x > xOf(last.column) + nameWidth + 6 &&
      (!next || x + 16 < xOf(next.column)) &&
      (columnDays(params) === 1 || step > 30) &&
      cell.column % every === 0;
    return isFree ? [{ x, text: String(Number(cell.from.slice(8))), anchor: "start" as const }] : [];
  });
  const shown = (cell: Cell) => messages.integer(cell.customers);
  const stops = cells.map((cell): ChartStop => ({
    row: cell.row,
    column: cell.column,
    x: xOf(cell.column),
    y: yOf(cell.row),
    width: step,
    height: rowHeight,
    lines: [names[cell.row]!, dated(cell), customersWords(cell.customers, messages)],
    ...(cell.customers > 0 ? { who: { reason: cell.reason, column_from: cell.from } } : {}),
  }));
  return {
    id: "plan",
    title: columnDays(params) === 1 ? m.care_figure({}, messages) : m.care_figure_weeks({}, messages),
    subtitle: m.care_subtitle({}, messages),
    summary: m.care_summary(
      {
        customers: customersWords(result.parts.totals[0]!.customers, messages),
        most: messages.integer(peak.customers),
        date: dated(peak),
        reason: names[peak.row]!,
      },
      messages,
    ),
    stops,
    options: {
      ...inPixels(width, head + names.length * rowHeight + 2),
      marks: [
        Plot.text(heads, {
          x: "x",
          y: () => head - 14,
          text: "text",
          textAnchor: "start",
          ...tickText,
        }),
        Plot.text(names, {
          x: 0,
          y: (_: string, index: number) => yOf(index) + rowHeight / 2,
          text: (name: string) => fitLabel(name, left - 8),
          textAnchor: "start",
          ...plainText,
        }),
        Plot.rect(cells, {
          x1: ({ column }: Cell) => xOf(column) + gap / 2,
          x2: ({ column }: Cell) => xOf(column + 1) - gap / 2,
          y1: ({ row }: Cell) => yOf(row) + 1,
          y2: ({ row }: Cell) => yOf(row + 1) - 1,
          fill: {
            value: ({ customers }: Cell) =>
              customers === 0 ? token("chart-grid") : token(`seq-${shadeOf(customers, peak.customers)}`),
            scale: null,
          },
          fillOpacity: ({ customers }: Cell) => (customers === 0 ? 0.45 : 1),
        }),
        Plot.text(
          cells.filter((cell) => cell.customers > 0 && labelWidth(shown(cell), 11) + 4 < step),
          {
            x: ({ column }: Cell) => xOf(column) + step / 2,
            y: ({ row }: Cell) => yOf(row) + rowHeight / 2,
            text: shown,
            fontSize: 11,
            fill: {
              value: ({ customers }: Cell) => token(`seq-${shadeOf(customers, peak.customers)}-ink`),
              scale: null,
            },
          },
        ),
      ],
    },
  };
}
