/** The matrix: of each segment of the first date, the share that is in each segment now. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, nameStretch, plainText, quietText, tickText, token } from "../chart-theme.ts";
import type { MigrationParams } from "./params.ts";
import type { MigrationResult, Move } from "./result.ts";
import { moveLines } from "./stop-lines.ts";
import { placeName } from "./words.ts";

const rowHeight = 25;
/** Lower bounds of the classes of share from the second on. */
const bounds = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7];
const namesFrom = 720;

/** The class goes by the figure that is printed, whole percent. */
const classOf = (share: number) =>
  1 + bounds.filter((bound) => Math.round(share * 100) >= bound * 100).length;

/** The matrix, as wide as the frame: rows from, columns to, both in the scheme's order. */
export function matrixFigure(
  { rows }: MigrationResult,
  params: MigrationParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const held = (segment: string, of: (row: Move) => string) =>
    rows.some((row) => of(row) === segment && row.customers > 0);
  const all = [...new Set(rows.flatMap(({ from_segment, to_segment }) => [from_segment, to_segment]))];
  const from = [...new Set(rows.map(({ from_segment }) => from_segment))].filter((name) =>
    held(name, (row) => row.from_segment),
  );
  const order = [...new Set(rows.map(({ to_segment }) => to_segment))];
  const to = order.filter((name) => held(name, (row) => row.to_segment) || from.includes(name));
  const cells = rows.filter(
    ({ from_segment, to_segment }) => from.includes(from_segment) && to.includes(to_segment),
  );
  const isWide = width >= namesFrom;
  const left = isWide ? 200 : 128;
  const top = isWide ? 96 : 30;
  const cellWidth = (width - left - (isWide ? 56 : 0)) / Math.max(to.length, 1);
  const x = (segment: string) => left + to.indexOf(segment) * cellWidth;
  const y = (segment: string) => top + from.indexOf(segment) * rowHeight;
  const number = (segment: string) => messages.integer(all.indexOf(segment) + 1);
  const customersOf = (segment: string) => rows.find((row) => row.from_segment === segment)!.n;
  const name = (segment: string) => {
    const words = placeName(segment, params, messages);
    const text = isWide ? words : to.includes(segment) ? `${number(segment)} ${words}` : words;
    const count = isWide ? messages.integer(customersOf(segment)) : "";
    return fitLabel(text, left - 14 - labelWidth(count), 12, nameStretch);
  };
  const share = ({ share: own }: Move) => own ?? 0;
  const shown = (cell: Move) => (cell.customers === 0 ? "" : messages.integer(Math.round(share(cell) * 100)));
  const place = {
    x1: ({ to_segment }: Move) => x(to_segment),
    x2: ({ to_segment }: Move) => x(to_segment) + cellWidth,
    y1: ({ from_segment }: Move) => y(from_segment),
    y2: ({ from_segment }: Move) => y(from_segment) + rowHeight,
  };
  const tone = (cell: Move, ink: "" | "-ink") =>
    token(cell.customers === 0 ? (ink ? "ink-3" : "paper-2") : `seq-${classOf(share(cell))}${ink}`);
  return {
    id: "matrix",
    title: m.migration_figure_matrix({}, messages),
    subtitle: m.migration_figure_matrix_subtitle({}, messages),
    summary: summaryOf(cells, params, frame),
    options: {
      ...inPixels(width, top + from.length * rowHeight + 4),
      marks: [
        Plot.text([m.migration_axis_from({}, messages)], {
          x: () => 0,
          y: () => top - 12,
          textAnchor: "start",
          ...quietText,
        }),
        Plot.text(to, {
          x: (segment: string) => x(segment) + cellWidth / 2 + (isWide ? -6 : 0),
          y: () => top - (isWide ? 8 : 12),
          text: (segment: string) =>
            isWide ? fitLabel(placeName(segment, params, messages), 120, 12, nameStretch) : number(segment),
          textAnchor: isWide ? "start" : "middle",
          rotate: isWide ? -40 : 0,
          ...(isWide ? { ariaLabel: () => "name" } : {}),
          ...(isWide ? plainText : tickText),
        }),
        Plot.text(from, {
          x: () => 0,
          y: (segment: string) => y(segment) + rowHeight / 2,
          text: name,
          textAnchor: "start",
          ariaLabel: () => "name",
          ...plainText,
        }),
        Plot.text(isWide ? from : [], {
          x: () => left - 8,
          y: (segment: string) => y(segment) + rowHeight / 2,
          text: (segment: string) => messages.integer(customersOf(segment)),
          textAnchor: "end",
          ...tickText,
        }),
        Plot.rect(cells, {
          ...place,
          inset: 0.5,
          fill: { value: (cell: Move) => tone(cell, ""), scale: null },
        }),
        Plot.rect(
          cells.filter(({ from_segment, to_segment }) => from_segment === to_segment),
          { ...place, inset: 1, fill: "none", stroke: token("ink"), strokeWidth: 1 },
        ),
        Plot.text(cells, {
          x: ({ to_segment }: Move) => x(to_segment) + cellWidth / 2,
          y: ({ from_segment }: Move) => y(from_segment) + rowHeight / 2,
          text: shown,
          fontSize: 12,
          fill: { value: (cell: Move) => tone(cell, "-ink"), scale: null },
        }),
      ],
    },
    stops: cells.map((cell) => ({
      row: from.indexOf(cell.from_segment),
      column: to.indexOf(cell.to_segment),
      x: x(cell.to_segment),
      y: y(cell.from_segment),
      width: cellWidth,
      height: rowHeight,
      lines: moveLines(cell, params, frame),
      ...(cell.customers > 0 && {
        who: { from_segment: cell.from_segment, to_segment: cell.to_segment },
      }),
    })),
  };
}

function summaryOf(cells: readonly Move[], params: MigrationParams, { messages }: ChartFrame): string {
  const items = cells
    .filter(({ from_segment, to_segment, n }) => from_segment === to_segment && n > 0)
    .map(({ from_segment, share, n }) =>
      m.migration_summary_stayed(
        {
          segment: placeName(from_segment, params, messages),
          share: messages.percent(share ?? 0, 0),
          n: messages.integer(n),
        },
        messages,
      ),
    );
  return m.migration_summary_matrix({ items: items.join(m.rfm_summary_join({}, messages)) }, messages);
}
