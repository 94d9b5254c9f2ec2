/** The sizes of the segments on a series of dates, as stacked bars. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { fitLabel, labelsApart, labelWidth } from "../chart-label.ts";
import { gridTicks, hatchFill, inPixels, nameStretch, plainText, tickText, token } from "../chart-theme.ts";
import { shownShare } from "../rfm/words.ts";
import { colourOf } from "./colours.ts";
import type { MigrationParams } from "./params.ts";
import type { MigrationResult, Size } from "./result.ts";
import { customers, placeName } from "./words.ts";

const side = { left: 44, top: 12, bottom: 24 };
const height = 300;

interface Block extends Size {
  readonly column: number;
  readonly row: number;
  readonly y1: number;
  readonly y2: number;
}

/** The bars, as wide as the frame: time to the right, segments in the scheme's order from the top. */
export function sizesFigure(
  { parts }: MigrationResult,
  params: MigrationParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const dates = [...new Set(parts.sizes.map(({ date }) => date))];
  const totals = dates.map((date) =>
    parts.sizes.reduce((sum, row) => sum + (row.date === date ? row.customers : 0), 0),
  );
  const most = Math.max(1, ...totals);
  const right = width < 600 ? 0 : 170;
  const room = height - side.top - side.bottom;
  const y = (n: number) => side.top + room - (n / most) * room;
  const step = (width - side.left - right) / Math.max(dates.length, 1);
  const x = (column: number) => side.left + column * step;
  const blocks = dates.flatMap((date, column) => {
    let above = totals[column]!;
    return parts.sizes
      .filter((row) => row.date === date)
      .map((row, index): Block => {
        const block = { ...row, column, row: index, y1: y(above), y2: y(above - row.customers) };
        above -= row.customers;
        return block;
      });
  });
  const held = blocks.filter((block) => block.customers > 0);
  const last = labelsApart(
    held.filter(({ column }) => column === dates.length - 1),
    ({ y1, y2 }) => (y1 + y2) / 2,
    ({ customers: n }) => n,
  );
  // A Chinese date is wider than its characters by the space that the browser sets around figures.
  const dateWidth = (date: string) => labelWidth(messages.date(date), 12) * 1.1;
  const labelSpace = Math.max(...dates.map(dateWidth)) + 8;
  const every = Math.max(1, Math.ceil(labelSpace / step));
  // Without a margin the last label ends where the bars do.
  const tickAt = (date: string, column: number) =>
    Math.min(x(column) + step / 2, width - dateWidth(date) / 2);
  const ticks = dates.flatMap((date, column) =>
    (dates.length - 1 - column) % every === 0 ? [{ date, column }] : [],
  );
  const ends = {
    x1: ({ column }: Block) => x(column) + 1,
    x2: ({ column }: Block) => x(column + 1) - 1,
    y1: "y1",
    y2: "y2",
  };
  const isOpen = held.some(({ complete }) => !complete);
  return {
    id: "sizes",
    title: m.migration_figure_sizes({}, messages),
    subtitle: m.migration_figure_sizes_subtitle({}, messages),
    summary: m.migration_summary_sizes(
      {
        from: messages.date(dates[0]!),
        to: messages.date(dates.at(-1)!),
        first: customers(totals[0]!, messages),
        last: customers(totals.at(-1)!, messages),
      },
      messages,
    ),
    legend: isOpen
      ? [{ label: m.migration_legend_open({}, messages), token: "mark-muted", hatched: true }]
      : [],
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(gridTicks(most, 4).map(y), {
          x1: side.left,
          x2: width - right,
          stroke: token("chart-grid"),
        }),
        Plot.text(gridTicks(most, 4), {
          x: () => side.left - 6,
          y: (tick: number) => y(tick),
          text: (tick: number) => messages.integer(tick),
          textAnchor: "end",
          ...tickText,
        }),
        Plot.rect(held, {
          ...ends,
          fill: {
            value: ({ segment, complete }: Block) =>
              complete ? token(colourOf(segment, params)) : hatchFill,
            scale: null,
          },
          stroke: token("paper"),
          strokeWidth: 1,
        }),
        Plot.text(ticks, {
          x: ({ date, column }: { date: string; column: number }) => tickAt(date, column),
          y: () => height - 8,
          text: ({ date }: { date: string }) => messages.date(date),
          textAnchor: "middle",
          ...tickText,
        }),
        Plot.text(right > 0 ? last : [], {
          x: () => width - right + 6,
          y: ({ y1, y2 }: Block) => (y1 + y2) / 2,
          text: ({ segment, customers: n }: Block) =>
            fitLabel(
              `${placeName(segment, params, messages)} ${messages.integer(n)}`,
              right - 8,
              12,
              nameStretch,
            ),
          textAnchor: "start",
          ariaLabel: () => "name",
          ...plainText,
        }),
      ],
    },
    stops: held.map((block) => ({
      row: block.row,
      column: block.column,
      x: x(block.column),
      y: block.y1,
      width: step,
      height: Math.max(block.y2 - block.y1, 3),
      lines: [
        m.migration_stop_size(
          { segment: placeName(block.segment, params, messages), date: messages.date(block.date) },
          messages,
        ),
        customers(block.customers, messages),
        block.share === null
          ? m.migration_stop_open({}, messages)
          : m.rfm_stop_share({ share: shownShare(block.share, messages) }, messages),
      ],
      who: { date: block.date, segment: block.segment },
    })),
  };
}
