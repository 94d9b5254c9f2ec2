/** The Pareto chart of many entities: the value of each above, the cumulative share below, on one axis of ranks. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { gridTicks, inPixels, narrowBelow, quietText, strongText, tickText, token } from "../chart-theme.ts";
import { cutsOf, type AbcParams } from "./params.ts";
import type { AbcResult, PartRow } from "./result.ts";
import { summaryOf } from "./summary.ts";
import { count, entityAxis, measureName, shownShare, shownValue, tierName, tierToken } from "./words.ts";

type Point = PartRow<"curve">;

/** Bands of the picture, in pixels from the top; the tall one is as high as the table and the curve beside it. */
const flat = { valueTop: 34, valueBottom: 144, shareTop: 196, shareBottom: 346, height: 384 };
const tall = { valueTop: 34, valueBottom: 224, shareTop: 276, shareBottom: 676, height: 714 };

/** The points of one tier, with the first of the next so that the areas meet. */
function stretches(points: readonly Point[]): readonly { tier: string; points: readonly Point[] }[] {
  const starts = points.flatMap((point, index) => (points[index - 1]?.tier === point.tier ? [] : [index]));
  return starts.map((start, index) => ({
    tier: points[start]!.tier,
    points: points.slice(start, (starts[index + 1] ?? points.length - 1) + 1),
  }));
}

/** One stop for every fortieth of the entities, at the point nearest below. */
function stopsOf(
  points: readonly Point[],
  n: number,
  params: AbcParams,
  frame: ChartFrame,
  x: (rank: number) => number,
  { valueTop, shareBottom }: typeof flat,
): readonly ChartStop[] {
  const { messages } = frame;
  const places = Array.from({ length: 40 }, (_, index) => Math.max(1, Math.round(((index + 1) * n) / 40)));
  return [...new Set(places)].map((place, column) => {
    const point = points.findLast(({ rank }) => rank <= place) ?? points[0]!;
    const left = column === 0 ? x(0) : x(places[column - 1]!);
    const lines = [
      m.abc_stop_point(
        {
          share: messages.percent(point.share_of_entities, 1),
          count: count(point.rank, params, messages),
        },
        messages,
      ),
      ...(point.cumulative_share === null
        ? []
        : [m.abc_stop_cumulative({ share: messages.percent(point.cumulative_share, 1) }, messages)]),
      `${measureName(params, messages)} ${shownValue(point.value, params, frame)}`,
      m.abc_stop_tier({ tier: tierName(point.tier, messages) }, messages),
    ];
    return {
      row: 0,
      column,
      x: left,
      y: valueTop,
      width: x(place) - left,
      height: shareBottom - valueTop,
      lines,
      who: { tier: point.tier },
    };
  });
}

/** The figure of both panels, `width` pixels wide; high where `beside` something. */
export function curveFigure(
  result: AbcResult,
  params: AbcParams,
  frame: ChartFrame,
  beside: boolean,
): ChartFigure {
  const bands = beside ? tall : flat;
  const { messages, width } = frame;
  const points = result.parts.curve;
  const { n } = result.parts.concentration[0]!;
  const { valueTop, valueBottom, shareTop, shareBottom, height } = bands;
  const x = (rank: number) => 1 + (rank / n) * (width - 2);
  const high = Math.max(0, ...points.map(({ value }) => value)) || 1;
  const low = Math.min(0, ...points.map(({ value }) => value));
  const valueY = (value: number) => valueBottom - ((value - low) / (high - low)) * (valueBottom - valueTop);
  const shareY = (value: number) => shareBottom - Math.min(Math.max(value, 0), 1) * (shareBottom - shareTop);
  const cumulative = [{ rank: 0, cumulative_share: 0 }, ...points];
  const ends = points.filter((point, index) => {
    const next = points[index + 1];
    return next !== undefined && next.tier !== point.tier && next.tier !== "loss";
  });
  const text = (label: string, left: number, top: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => top, textAnchor: "start", ...quietText, ...options });
  const halo = { stroke: token("paper"), strokeWidth: 4 };
  const ticks = gridTicks(high, 2);
  const steps = width < narrowBelow ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1];
  const onPoint = {
    x: (point: { rank: number }) => x(point.rank),
    y: (point: { cumulative_share: number | null }) => shareY(point.cumulative_share ?? 0),
  };
  return {
    id: "curve",
    title: m.abc_figure_pareto({}, messages),
    subtitle: m.abc_figure_curve_subtitle({ measure: measureName(params, messages) }, messages),
    summary: summaryOf(result, params, messages),
    options: {
      ...inPixels(width, height),
      marks: [
        text(measureName(params, messages), 1, 10),
        Plot.ruleY(ticks.map(valueY), { x1: 1, x2: width, stroke: token("chart-grid") }),
        ...stretches(points).map(({ tier, points: own }) =>
          Plot.areaY(own, {
            x: (point: Point) => x(point.rank - 1),
            y1: valueY(0),
            y2: (point: Point) => valueY(point.value),
            curve: "step-after",
            fill: token(tierToken(tier, params)),
          }),
        ),
        Plot.ruleY([valueY(0)], { x1: 1, x2: width, stroke: token("chart-axis") }),
        ...ticks.map((tick) =>
          text(shownValue(tick, params, frame), width, valueY(tick) - 8, {
            ...tickText,
            ...halo,
            textAnchor: "end",
          }),
        ),
        text(m.abc_axis_cumulative({}, messages), 1, shareTop - 26),
        Plot.ruleY([0.5, 1].map(shareY), { x1: 1, x2: width, stroke: token("chart-grid") }),
        Plot.areaY(cumulative, { ...onPoint, y1: shareBottom, y2: onPoint.y, fill: token("accent-tint") }),
        Plot.link([0], {
          x1: x(0),
          x2: x(n),
          y1: shareY(0),
          y2: shareY(1),
          stroke: token("ink-4"),
          strokeDasharray: "2 3",
        }),
        Plot.ruleY(params.cut === "cumulative" ? cutsOf(params).map(shareY) : [], {
          x1: 1,
          x2: width,
          stroke: token("ink-3"),
          strokeDasharray: "2 3",
        }),
        Plot.line(cumulative, { ...onPoint, stroke: token("ink"), strokeWidth: 1.5 }),
        Plot.ruleX(ends, { x: onPoint.x, y1: valueTop, y2: shareBottom, stroke: token("ink-3") }),
        Plot.ruleY([shareBottom], { x1: 1, x2: width, stroke: token("chart-axis") }),
        ...[0.5, 1].map((tick) =>
          text(tick === 1 ? "100%" : "50", 1, shareY(tick) - 8, { ...tickText, ...halo }),
        ),
        Plot.dot(ends, { ...onPoint, r: 3.5, fill: token("ink") }),
        Plot.text(ends, {
          x: (point: Point) => x(point.rank) + 8,
          y: (point: Point) => shareY(point.cumulative_share ?? 0) + 12,
          text: (point: Point) =>
            m.abc_tier_end(
              {
                tier: tierName(point.tier, messages),
                share: shownShare(point.cumulative_share ?? 0, messages),
              },
              messages,
            ),
          textAnchor: "start",
          ...strongText,
          stroke: token("accent-tint"),
          strokeWidth: 3,
        }),
        ...steps.map((step) =>
          text(step === 1 ? "100%" : String(step * 100), x(step * n), shareBottom + 13, {
            ...tickText,
            textAnchor: step === 0 ? "start" : step === 1 ? "end" : "middle",
          }),
        ),
        text(entityAxis(params, messages), 1, shareBottom + 32),
      ],
    },
    stops: stopsOf(points, n, params, frame, x, bands),
  };
}
