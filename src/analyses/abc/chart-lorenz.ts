/** The Lorenz curve: what share of the total the lower entities bring, against all bringing the same. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { inPixels, quietText, strongText, tickText, token } from "../chart-theme.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult } from "./result.ts";
import { counted, shownShare, whatOf } from "./words.ts";

/** A point of the curve: the share of the positive entities, from the least, and the share that they bring. */
export interface LorenzPoint {
  readonly entities: number;
  readonly value: number;
}

/** The points from (0, 0) to (1, 1), of the entities with a positive value; empty where there are none. */
export function lorenzPoints({ parts }: AbcResult): readonly LorenzPoint[] {
  const { positive } = parts.concentration[0]!;
  if (positive === 0) return [];
  const points = parts.curve
    .filter(({ value, rank }) => value > 0 && rank < positive)
    .map(({ rank, cumulative_share }) => ({
      entities: 1 - rank / positive,
      value: 1 - (cumulative_share ?? 0),
    }));
  return [{ entities: 1, value: 1 }, ...points, { entities: 0, value: 0 }].reverse();
}

const [top, foot] = [24, 40];

/** The figure, `width` pixels wide; null where no value is positive. */
export function lorenzFigure(
  result: AbcResult,
  params: AbcParams,
  frame: ChartFrame,
  width: number,
): ChartFigure | null {
  const { messages } = frame;
  const points = lorenzPoints(result);
  const { gini, top_20, positive } = result.parts.concentration[0]!;
  if (points.length === 0 || gini === null || top_20 === null) return null;
  const side = Math.min(width - 2, 260);
  const height = top + side + foot;
  const x = (value: number) => 1 + value * side;
  const y = (value: number) => top + (1 - value) * side;
  const text = (label: string, left: number, down: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => down, textAnchor: "start", ...quietText, ...options });
  const place = { x: (point: LorenzPoint) => x(point.entities), y: (point: LorenzPoint) => y(point.value) };
  const at = (entities: number): LorenzPoint =>
    points.find((point) => point.entities >= entities - 1e-9) ?? points.at(-1)!;
  const stops = Array.from({ length: 10 }, (_, column): ChartStop => {
    const point = at((column + 1) / 10);
    const shares = {
      share: messages.percent(point.entities, 1),
      value: messages.percent(point.value, 1),
    };
    return {
      row: 0,
      column,
      x: x(column / 10),
      y: top,
      width: side / 10,
      height: side,
      lines: [m.abc_stop_lorenz(shares, messages)],
    };
  });
  const words = { gini: messages.number(gini, 2), top: shownShare(top_20, messages) };
  return {
    id: "lorenz",
    title: m.abc_figure_lorenz({}, messages),
    subtitle: m.abc_figure_lorenz_subtitle({ what: whatOf(params, messages) }, messages),
    summary: m.abc_summary_lorenz({ all: counted(positive, params, messages), ...words }, messages),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY([0.5, 1].map(y), { x1: x(0), x2: x(1), stroke: token("chart-grid") }),
        Plot.areaY(points, { ...place, y1: y(0), y2: place.y, fill: token("accent-tint") }),
        Plot.link([0], {
          x1: x(0),
          x2: x(1),
          y1: y(0),
          y2: y(1),
          stroke: token("ink-3"),
          strokeDasharray: "2 3",
        }),
        Plot.line(points, { ...place, stroke: token("accent"), strokeWidth: 2 }),
        Plot.ruleY([y(0)], { x1: x(0), x2: x(1), stroke: token("chart-axis") }),
        text(m.abc_lorenz_equal({}, messages), x(0.5) - 8, y(0.5) - 8, { textAnchor: "end" }),
        text(m.abc_lorenz_gini({ gini: words.gini }, messages), x(0.97), y(0.1), {
          ...strongText,
          textAnchor: "end",
        }),
        ...[0.5, 1].map((tick) =>
          text(tick === 1 ? "100%" : "50", x(0), y(tick) - 8, {
            ...tickText,
            stroke: token("paper"),
            strokeWidth: 4,
          }),
        ),
        ...[0, 0.5, 1].map((tick) =>
          text(tick === 1 ? "100%" : String(tick * 100), x(tick), y(0) + 13, {
            ...tickText,
            textAnchor: tick === 0 ? "start" : tick === 1 ? "end" : "middle",
          }),
        ),
        text(
          params.entity === "product"
            ? m.abc_axis_share_product({}, messages)
            : m.abc_axis_share_customer({}, messages),
          x(0),
          y(0) + 32,
        ),
      ],
    },
    stops,
  };
}
