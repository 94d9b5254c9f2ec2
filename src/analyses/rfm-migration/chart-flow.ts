/** The flow: who moved from which segment to which, as bands as wide as their customers. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { fitLabel, labelsApart } from "../chart-label.ts";
import { inPixels, nameStretch, plainText, quietText, token } from "../chart-theme.ts";
import { colourOf } from "./colours.ts";
import { flowOf, type FlowBand, type FlowBar } from "./flow.ts";
import { firstDate, type MigrationParams } from "./params.ts";
import type { MigrationResult } from "./result.ts";
import { moveLines } from "./stop-lines.ts";
import { placeName } from "./words.ts";

const top = 26;
const height = 440;
const barWidth = 8;

/** The flow, as wide as the frame. */
export function flowFigure(
  { rows }: MigrationResult,
  params: MigrationParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, context, width } = frame;
  const isNarrow = width < 600;
  const margin = isNarrow ? 84 : 190;
  const gap = isNarrow ? 4 : 6;
  const flow = flowOf(rows, { top, height, gap });
  const x = { left: margin, right: width - margin };
  const [from, to] = [x.left + barWidth + 1, x.right - barWidth - 1];
  const name = ({ segment, customers }: FlowBar) => {
    const words = placeName(segment, params, messages);
    const text = isNarrow ? words : `${words} ${messages.integer(customers)}`;
    return fitLabel(text, margin - 10, 12, nameStretch);
  };
  const named = (bars: readonly FlowBar[]) =>
    labelsApart(
      bars.filter(({ customers }) => customers > 0),
      ({ y1, y2 }) => (y1 + y2) / 2,
      ({ customers }) => customers,
    );
  const outline = flow.bands.flatMap((band, index) => [
    { index, x: from, y1: band.from[0], y2: band.from[1] },
    { index, x: to, y1: band.to[0], y2: band.to[1] },
  ]);
  const stayed = ({ move }: FlowBand) => move.from_segment === move.to_segment;
  const fill = (index: number) => {
    const band = flow.bands[index]!;
    return token(stayed(band) ? "mark-muted" : colourOf(band.move.to_segment, params));
  };
  const bar = (bars: readonly FlowBar[], x1: number) =>
    Plot.rect(bars, {
      x1: () => x1,
      x2: () => x1 + barWidth,
      y1: "y1",
      y2: ({ y1, y2 }: FlowBar) => Math.max(y2, y1 + 1),
      fill: { value: ({ segment }: FlowBar) => token(colourOf(segment, params)), scale: null },
    });
  const label = (bars: readonly FlowBar[], at: number, textAnchor: "start" | "end") =>
    Plot.text(named(bars), {
      x: () => at,
      y: ({ y1, y2 }: FlowBar) => (y1 + y2) / 2,
      text: name,
      textAnchor,
      ariaLabel: () => "name",
      ...plainText,
    });
  return {
    id: "flow",
    title: m.migration_figure_flow({}, messages),
    subtitle: m.migration_figure_flow_subtitle({}, messages),
    summary: summaryOf(flow.bands, params, frame),
    options: {
      ...inPixels(width, top + height + 4),
      marks: [
        Plot.text([messages.date(firstDate(params, context.as_of))], {
          x: () => (isNarrow ? 0 : x.left + barWidth),
          y: () => 9,
          textAnchor: isNarrow ? "start" : "end",
          ...quietText,
        }),
        Plot.text([messages.date(context.as_of)], {
          x: () => (isNarrow ? width : x.right - barWidth),
          y: () => 9,
          textAnchor: isNarrow ? "end" : "start",
          ...quietText,
        }),
        ...flow.bands.map((_, index) =>
          Plot.areaY(
            outline.filter((point) => point.index === index),
            {
              x: "x",
              y1: "y1",
              y2: "y2",
              curve: "bump-x",
              fill: fill(index),
              fillOpacity: stayed(flow.bands[index]!) ? 0.28 : 0.5,
            },
          ),
        ),
        bar(flow.left, x.left),
        bar(flow.right, x.right - barWidth),
        label(flow.left, x.left - 6, "end"),
        label(flow.right, x.right + 6, "start"),
      ],
    },
    legend: legendOf(flow.bands, params, frame),
    stops: flow.bands.map((band) => ({
      row: band.row,
      column: band.column,
      x: x.left,
      y: band.from[0],
      width: (x.right - x.left) / 3,
      height: Math.max(band.from[1] - band.from[0], 4),
      lines: moveLines(band.move, params, frame),
      who: { from_segment: band.move.from_segment, to_segment: band.move.to_segment },
    })),
  };
}

/** One entry a colour: the sides that somebody moved to, and those who stayed. */
function legendOf(bands: readonly FlowBand[], params: MigrationParams, { messages }: ChartFrame) {
  const words: Readonly<Record<string, string>> = {
    accent:
      params.scheme === "quadrants" && params.pair === "frequency_monetary"
        ? m.migration_legend_often({}, messages)
        : m.migration_legend_recent({}, messages),
    "cat-3": m.migration_legend_between({}, messages),
    "cat-2":
      params.scheme === "quadrants" && params.pair === "frequency_monetary"
        ? m.migration_legend_seldom({}, messages)
        : m.migration_legend_quiet({}, messages),
  };
  const moved = new Set(
    bands
      .filter(({ move }) => move.from_segment !== move.to_segment)
      .map(({ move }) => colourOf(move.to_segment, params)),
  );
  const entries = Object.entries(words).filter(([colour]) => moved.has(colour));
  return [
    ...entries.map(([colour, label]) => ({ label, token: colour })),
    { label: m.migration_legend_stayed({}, messages), token: "mark-muted" },
  ];
}

function summaryOf(bands: readonly FlowBand[], params: MigrationParams, frame: ChartFrame): string {
  const { messages, context } = frame;
  const items = bands.slice(0, 6).map(({ move }) =>
    m.migration_summary_item(
      {
        from: placeName(move.from_segment, params, messages),
        to: placeName(move.to_segment, params, messages),
        n: messages.integer(move.customers),
      },
      messages,
    ),
  );
  return m.migration_summary_flow(
    {
      from: messages.date(firstDate(params, context.as_of)),
      to: messages.date(context.as_of),
      items: items.join(m.rfm_summary_join({}, messages)),
    },
    messages,
  );
}
