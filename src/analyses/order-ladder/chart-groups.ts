/** The ladders of the groups of a split: a line for each, the share that goes on by x. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel } from "../chart-label.ts";
import { gridTicks, inPixels, narrowBelow, quietText, tickText, token } from "../chart-theme.ts";
import type { LadderParams } from "./params.ts";
import type { Rung } from "./result.ts";
import { groupName, rungLines, shownShare, stepName } from "./words.ts";

/** A group's line: its rungs that have a share. */
interface Line {
  readonly place: number;
  readonly name: string;
  readonly points: readonly (Rung & { readonly rate: number })[];
}

const labelGap = 17;

function toLines(rungs: readonly Rung[], { messages }: ChartFrame): readonly Line[] {
  const places = [...new Set(rungs.map(({ place }) => place))];
  return places.flatMap((place) => {
    const own = rungs.filter((rung) => rung.place === place);
    const points = own.filter((rung): rung is Rung & { readonly rate: number } => rung.rate !== null);
    return points.length === 0 ? [] : [{ place, name: groupName(own[0]!, messages), points }];
  });
}

/** Heights for the labels of the lines, moved apart where they would overlap, within the plot. */
function labelHeights(ends: readonly number[], bottom: number): readonly number[] {
  const order = ends.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y);
  const heights = [...ends];
  let last = -Infinity;
  for (const { y, index } of order) heights[index] = last = Math.max(y, last + labelGap);
  const over = Math.max(0, last - bottom);
  return heights.map((y) => y - over);
}

function summaryOf(lines: readonly Line[], { messages }: ChartFrame): string {
  if (lines.length === 0) return m.ladder_summary_none({}, messages);
  const points = lines.map(({ name, points: [first] }) =>
    m.ladder_summary_group({ group: name, share: shownShare(first!.rate, messages) }, messages),
  );
  return m.ladder_summary_groups({ points: messages.list(points) }, messages);
}

/** The figure: at most six lines by name, and how many groups are not drawn. */
export function groupsFigure(rungs: readonly Rung[], params: LadderParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const lines = toLines(rungs, frame);
  const narrow = width < narrowBelow;
  const [height, top, bottom, right] = [290, 26, 34, narrow ? 96 : 170];
  const last = Math.max(2, ...lines.flatMap(({ points }) => points.map(({ x }) => x)));
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(({ rate }) => rate)));
  const ceiling = highest > 0 ? highest * 1.06 : 1;
  const xOf = (x: number) => 44 + ((x - 1) / (last - 1)) * (width - right - 52);
  const yOf = (rate: number) => height - bottom - (rate / ceiling) * (height - bottom - top);
  const ticks = gridTicks(ceiling);
  const heights = labelHeights(
    lines.map(({ points }) => yOf(points.at(-1)!.rate)),
    height - bottom,
  );
  const colour = ({ place }: Line) => `cat-${place}`;
  const hidden = Math.max(0, (rungs[0]?.groups ?? 0) - lines.length);
  const more = hidden > 0 ? [m.ladder_hidden({ n: hidden, shown: messages.integer(hidden) }, messages)] : [];
  const steps = Array.from({ length: last }, (_, index) => index + 1);
  return {
    id: "groups",
    title: m.ladder_figure_groups({}, messages),
    subtitle: [m.ladder_subtitle_groups({}, messages), ...more].join(messages.locale === "en" ? " " : ""),
    summary: summaryOf(lines, frame),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(ticks.map(yOf), { x1: 0, x2: width - right, stroke: token("chart-grid") }),
        Plot.ruleY([yOf(0)], { x1: 0, x2: width - right, stroke: token("chart-axis") }),
        Plot.text(ticks, {
          x: 0,
          y: (tick: number) => yOf(tick) - 7,
          text: (tick: number) =>
            tick === ticks.at(-1) ? messages.percent(tick) : messages.number(tick * 100, 1),
          textAnchor: "start",
          ...tickText,
        }),
        Plot.text(
          steps.filter((x) => !narrow || x <= 4 || x % 2 === 0),
          {
            x: xOf,
            y: () => height - bottom + 14,
            text: (x: number) => (narrow ? messages.integer(x) : stepName({ x }, messages)),
            ...tickText,
          },
        ),
        Plot.text([m.ladder_axis({}, messages)], {
          x: () => 0,
          y: () => height - 5,
          text: (text: string) => text,
          textAnchor: "start",
          ...quietText,
        }),
        ...lines.toReversed().flatMap((line) => [
          Plot.line(line.points, {
            x: ({ x }: Rung) => xOf(x),
            y: ({ rate }: Rung) => yOf(rate!),
            stroke: token(colour(line)),
            strokeWidth: 2,
          }),
          Plot.dot(line.points, {
            x: ({ x }: Rung) => xOf(x),
            y: ({ rate }: Rung) => yOf(rate!),
            r: 3.5,
            fill: token(colour(line)),
            stroke: token("paper"),
          }),
        ]),
        Plot.text(lines, {
          x: ({ points }: Line) => xOf(points.at(-1)!.x) + 10,
          y: (_: Line, index: number) => heights[index]!,
          text: ({ name, points }: Line) => fitLabel(name, width - xOf(points.at(-1)!.x) - 12, 12),
          textAnchor: "start",
          fontWeight: 560,
          fill: { value: (line: Line) => token(`${colour(line)}-text`), scale: null },
          stroke: token("paper"),
          strokeWidth: 4,
        }),
      ],
    },
    stops: lines.flatMap(({ points }, row) =>
      points.map((rung): ChartStop => ({
        row,
        column: rung.x - 1,
        x: xOf(rung.x) - 8,
        y: yOf(rung.rate) - 8,
        width: 16,
        height: 16,
        lines: rungLines(rung, params, frame),
        who: { split: rung.split, x: rung.x, mature: true, went_on: true },
      })),
    ),
  };
}
