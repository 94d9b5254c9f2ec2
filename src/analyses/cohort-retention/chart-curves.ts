/** The retention curves: cohorts in grey, the two that the story is about by name, the pooled line with its band. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { chartTheme, gridTicks, narrowBelow, tickText, token } from "../chart-theme.ts";
import { toSummary } from "./captions.ts";
import { fitText } from "./chart-layout.ts";
import type { Line } from "./lines.ts";
import { markOf } from "./mark.ts";
import { maybeOutlier } from "./outlier.ts";
import type { CohortParams, HeatRow } from "./rows.ts";
import { axisName, cellLines, cellText, headName, isShare, unitName } from "./words.ts";

/** A curve: its complete points, and the colour and name of those that carry one. */
interface Curve {
  readonly line: Line;
  readonly points: readonly HeatRow[];
  readonly colour: string | null;
}

/** A pooled line stops where fewer cohorts remain. */
const fewestCohorts = 3;

/** As many groups as one chart colours. */
const mostGroups = 6;

const complete = (line: Line): readonly HeatRow[] =>
  line.cells.filter(
    ({ value, complete: ended, cohorts }) =>
      value !== null && ended && (cohorts === null || cohorts >= fewestCohorts),
  );

function toCurves(lines: readonly Line[], params: CohortParams): readonly Curve[] {
  if (params.split_by !== "none")
    return lines
      .slice(0, mostGroups)
      .map((line, index) => ({ line, points: complete(line), colour: `cat-${index + 1}` }));
  const named = new Map<Line, string>();
  const outlier = params.measure === "customers" ? maybeOutlier(lines, 1) : null;
  if (outlier && complete(outlier.line).length >= 2) {
    const below = outlier.row.value! < outlier.pooled.value!;
    const other = oppositeOf(lines, below);
    if (other) named.set(other, below ? "cat-3" : "cat-2");
    named.set(outlier.line, below ? "cat-2" : "cat-3");
  }
  return lines.map((line) => ({
    line,
    points: complete(line),
    colour: line.pooled ? "accent" : (named.get(line) ?? null),
  }));
}

/** The best complete cohort (or the worst) of period 1, of those with at least two points. */
function oppositeOf(lines: readonly Line[], best: boolean): Line | undefined {
  const first = (line: Line) => complete(line)[0]?.value ?? 0;
  return lines
    .filter((line) => !line.pooled && !line.truncated && complete(line).length >= 2 && line.customers >= 20)
    .toSorted((a, b) => (best ? first(b) - first(a) : first(a) - first(b)))[0];
}

/** The first k and multiples of an even step, at most about `fits` of them. */
function axisTicks(last: number, fits: number): readonly number[] {
  const step = [1, 2, 3, 4, 6, 12, 13, 26, 52].find((size) => last / size <= fits) ?? Math.ceil(last / fits);
  const multiples = Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step);
  return step <= 2 ? [1, ...multiples.filter((k) => k > step)] : [1, ...multiples];
}

/** Moves labels apart that would overlap: y in pixels by curve, in the order of the plot. */
function spread(
  places: readonly { readonly curve: Curve; readonly y: number }[],
  gap: number,
  bottom: number,
) {
  const sorted = places.toSorted((a, b) => a.y - b.y);
  const result = new Map<Curve, number>();
  let last = -Infinity;
  for (const { curve, y } of sorted) {
    last = Math.max(y, last + gap);
    result.set(curve, last);
  }
  const over = last - bottom;
  if (over > 0) for (const [curve, y] of result) result.set(curve, y - over);
  return result;
}

/** The curves of these lines, or null where no line has two complete points. */
export function curves(lines: readonly Line[], params: CohortParams, frame: ChartFrame): ChartFigure | null {
  const { width, messages } = frame;
  const drawn = toCurves(lines, params).filter(({ points }) => points.length > 0);
  if (!drawn.some(({ points }) => points.length >= 2)) return null;
  const narrow = width < narrowBelow;
  const split = params.split_by !== "none";
  const right = narrow ? 84 : 140;
  const height = narrow ? 230 : 250;
  const [top, bottom] = [18, 26];
  const last = Math.max(2, ...drawn.flatMap(({ points }) => points.map(({ k }) => k)));
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value!));
  const highest = Math.max(...values);
  const ceiling = highest > 0 ? highest * 1.08 : 1;
  // A margin may lie below zero.
  const floor = Math.min(0, ...values) * 1.08;
  const ticks = gridTicks(ceiling);
  const ticksAt = axisTicks(last, Math.floor((width - right) / 40));
  const yOf = (value: number) => top + ((ceiling - value) / (ceiling - floor)) * (height - top - bottom);
  const xOf = (k: number) => ((k - 1) / (last - 1)) * (width - right);
  const pooled = drawn.find(({ line }) => line.pooled);
  const band =
    pooled && params.measure === "customers" ? pooled.points.filter(({ low }) => low !== null) : [];
  const coloured = drawn.filter(({ colour }) => colour !== null);
  const labelAt = new Map<Curve, number>(coloured.map((curve) => [curve, yOf(curve.points.at(-1)!.value!)]));
  const ends = coloured.filter(({ points }) => points.at(-1)!.k > last * 0.7);
  for (const [curve, y] of spread(
    ends.map((curve) => ({ curve, y: labelAt.get(curve)! })),
    24,
    height - bottom,
  ))
    labelAt.set(curve, y);
  const labelOf = ({ line }: Curve) =>
    line.pooled && !narrow
      ? band.length > 0
        ? m.cohort_curves_band({}, messages)
        : m.cohort_curves_pooled({}, messages)
      : line.pooled
        ? m.cohort_all({}, messages)
        : fitText(line.name, right - 10);
  const labelTick = (tick: number) =>
    tick === ticks.at(-1) && isShare(params) ? messages.percent(tick) : cellText(tick, params, messages);
  const thick = ({ line }: Curve) => (line.pooled ? 2.5 : 2);
  return {
    id: "curves",
    title: m.cohort_curves_title({}, messages),
    subtitle: (split ? m.cohort_curves_split_subtitle : m.cohort_curves_subtitle)(
      { unit: unitName(params, frame), axis: axisName(params, messages) },
      messages,
    ),
    summary: toSummary(lines, params, frame),
    options: {
      ...chartTheme,
      width,
      height,
      marginLeft: 0,
      marginRight: right,
      marginTop: top,
      marginBottom: bottom,
      x: { type: "linear", domain: [1, last], label: null, axis: null },
      y: { type: "linear", domain: [floor, ceiling], axis: null },
      marks: [
        Plot.gridY(ticks, { stroke: token("chart-grid"), strokeOpacity: 1 }),
        Plot.ruleY([0], { stroke: token("chart-axis") }),
        // The first head begins where the axis does.
        ...[ticksAt.slice(0, 1), ticksAt.slice(1)].map((some, index) =>
          Plot.axisX(some, {
            tickSize: 0,
            label: null,
            tickFormat: (k: number) => headName(k, params, messages),
            textAnchor: index === 0 ? "start" : "middle",
            fill: token("chart-axis"),
          }),
        ),
        Plot.line(
          drawn.filter(({ colour }) => colour === null).flatMap(({ points }) => points),
          {
            x: "k",
            y: "value",
            z: "cohort",
            stroke: token("mark-muted"),
            strokeWidth: 1,
            strokeOpacity: 0.7,
          },
        ),
        Plot.areaY(band, { x: "k", y1: "low", y2: "high", fill: token("accent"), fillOpacity: 0.16 }),
        ...coloured.toReversed().flatMap((curve) => [
          Plot.line(curve.points, {
            x: "k",
            y: "value",
            stroke: token(curve.colour!),
            strokeWidth: thick(curve),
          }),
          Plot.dot(curve.line.pooled ? [] : curve.points.slice(-1), {
            x: "k",
            y: "value",
            fill: token(curve.colour!),
            r: 3,
          }),
          Plot.text(curve.points.slice(-1), {
            x: "k",
            y: "value",
            text: () => labelOf(curve),
            textAnchor: "start",
            dx: 7,
            dy: labelAt.get(curve)! - yOf(curve.points.at(-1)!.value!),
            fill: token(curve.line.pooled ? "accent-text" : `${curve.colour}-text`),
            fontWeight: curve.line.pooled ? 640 : 560,
            lineHeight: 1.25,
            stroke: token("paper"),
            strokeWidth: 4,
          }),
        ]),
        Plot.text(ticks, {
          y: (tick: number) => tick,
          frameAnchor: "left",
          textAnchor: "start",
          dy: -7,
          text: labelTick,
          ...tickText,
          stroke: token("paper"),
          strokeWidth: 4,
        }),
      ],
    },
    stops: drawn.flatMap(({ line, points }, row): readonly ChartStop[] =>
      points.map((point) => ({
        row,
        column: point.k - 1,
        x: xOf(point.k) - 6,
        y: yOf(point.value!) - 6,
        width: 12,
        height: 12,
        lines: cellLines(
          line,
          point,
          line.pooled ? undefined : pooled?.points.find(({ k }) => k === point.k),
          params,
          frame,
        ),
        who: markOf(point),
      })),
    ),
  };
}
