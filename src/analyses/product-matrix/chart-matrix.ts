/** The scatter of the product matrix: share of first orders by repurchase rate, the thresholds, and who is not judged. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { gridTicks, inPixels, narrowBelow, quietText, tickText, token } from "../chart-theme.ts";
import { placeLabels, type Disc } from "./chart-labels.ts";
import type { MatrixParams } from "./params.ts";
import type { MatrixResult, PartRow } from "./result.ts";
import { dotLines } from "./stops.ts";
import { summaryOf } from "./summary.ts";
import {
  counted,
  customers,
  isWithinChance,
  quadrantLook,
  quadrantName,
  quadrants,
  shownShare,
  within,
} from "./words.ts";

type Dot = PartRow<"dots">;

/** A dot at its place. */
interface Placed extends Disc {
  readonly dot: Dot;
  readonly pale: boolean;
}

/** Shares that an axis can name, from many to few. */
const shareTicks = [1, 0.75, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 0];
const stripHeight = 46;

/** The places of the picture in pixels; the x scale is a square root, so that small shares keep apart. */
function layout(result: MatrixResult, width: number) {
  const { dots, thresholds } = result.parts;
  const { share_threshold, rate_threshold } = thresholds[0]!;
  const narrow = width < narrowBelow;
  const judged = dots.filter(({ judged }) => judged);
  const strip = dots.length > judged.length ? stripHeight : 0;
  const [left, right, top, foot] = [14, 18, 30, 40];
  const height = (narrow ? 330 : 430) + strip;
  const bottom = height - foot - strip;
  const widest = Math.max(...dots.map((dot) => dot.first_order_share), share_threshold ?? 0) || 1;
  const highest = Math.max(...judged.map(({ rate }) => rate ?? 0), rate_threshold ?? 0) || 1;
  const ceiling = Math.min(1, highest * 1.12);
  const largest = Math.max(1e-9, ...dots.map(({ net_amount }) => net_amount));
  return {
    narrow,
    left,
    right,
    top,
    height,
    bottom,
    strip,
    ceiling,
    widest,
    x: (share: number) => left + Math.sqrt(Math.min(share / widest, 1)) * (width - left - right),
    y: (rate: number) => bottom - (Math.min(rate, ceiling) / ceiling) * (bottom - top),
    r: (amount: number) => Math.max(3.5, Math.sqrt(Math.max(amount, 0) / largest) * (narrow ? 11 : 15)),
  };
}

function stopsOf(
  placed: readonly Placed[],
  threshold: number | null,
  params: MatrixParams,
  frame: ChartFrame,
): readonly ChartStop[] {
  return quadrants
    .map((quadrant) =>
      placed.filter(({ dot }) => dot.quadrant === quadrant).toSorted((a, b) => a.x - b.x || a.y - b.y),
    )
    .filter((own) => own.length > 0)
    .flatMap((own, row) =>
      own.map(({ dot, x, y, r }, column): ChartStop => {
        const reach = Math.max(r, 6);
        const box = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
        const lines = dotLines(dot, threshold, params, frame);
        return { row, column, ...box, lines, ...(dot.won > 0 ? { who: { field: dot.field } } : {}) };
      }),
    );
}

/** The scatter, as wide as the frame. */
export function matrixFigure(result: MatrixResult, params: MatrixParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const { dots, thresholds } = result.parts;
  const all = thresholds[0]!;
  const at = layout(result, width);
  const { rate_threshold, share_threshold } = all;
  const stripMiddle = at.height - 16;
  const placed = dots.map((dot): Placed => ({
    dot,
    name: dot.name,
    x: at.x(dot.first_order_share),
    y: dot.judged ? at.y(dot.rate ?? 0) : stripMiddle,
    r: Math.min(at.r(dot.net_amount), dot.judged ? Infinity : 9),
    pale: dot.judged && dot.products === 1 && isWithinChance(dot, rate_threshold),
  }));
  const text = (label: string, x: number, y: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => x, y: () => y, textAnchor: "start", ...quietText, ...options });
  const halo = { stroke: token("paper"), strokeWidth: 4 } as const;
  const edge = width - at.right;
  const yTicks = gridTicks(at.ceiling);
  const xTicks = shareTicks.filter((tick) => tick <= at.widest);
  const shownTicks = xTicks.filter(
    (tick, index) => index === 0 || xTicks.slice(0, index).every((other) => at.x(other) - at.x(tick) > 36),
  );
  const rateAt = rate_threshold === null ? null : at.y(rate_threshold);
  const shareAt = share_threshold === null ? null : at.x(share_threshold);
  const rateLabel = params.rate_threshold === null ? m.matrix_line_rate_average : m.matrix_line_rate;
  const rateWords =
    rate_threshold === null ? "" : rateLabel({ value: messages.percent(rate_threshold, 1) }, messages);
  const shareWords =
    share_threshold === null
      ? ""
      : m.matrix_line_share({ value: messages.percent(share_threshold, 1) }, messages);
  const shareEnds = shareAt !== null && shareAt > width / 2;
  const rateBox =
    rateAt === null
      ? []
      : [{ left: edge - labelWidth(rateWords), right: edge, top: rateAt - 16, bottom: rateAt }];
  const labels = placeLabels(
    placed,
    at.narrow ? 5 : 12,
    { left: 0, right: width, top: at.top, bottom: at.height },
    rateBox,
  );
  const field = (quadrant: (typeof quadrants)[number], x: number, y: number, end: boolean) =>
    text(quadrantName(quadrant, messages), x, y, {
      textAnchor: end ? "end" : "start",
      fill: token(quadrantLook(quadrant).ink),
      fontWeight: 640,
      fontSize: 13,
      ...halo,
    });
  const subtitle =
    dots.length < all.products
      ? m.matrix_figure_subtitle_many(
          {
            within: within(params, messages),
            n: counted(
              dots.filter(({ products }) => products > 1).reduce((sum, { products }) => sum + products, 0),
              params,
              messages,
            ),
          },
          messages,
        )
      : m.matrix_figure_subtitle({ within: within(params, messages) }, messages);
  return {
    id: "matrix",
    title: m.matrix_figure_title({}, messages),
    subtitle,
    summary: summaryOf(result, params, frame),
    legend: quadrants.map((quadrant) => ({
      label: quadrantName(quadrant, messages),
      token: quadrantLook(quadrant).mark,
    })),
    options: {
      ...inPixels(width, at.height),
      r: { type: "identity" },
      symbol: { type: "identity" },
      marks: [
        Plot.ruleY(yTicks.map(at.y), { x1: 0, x2: width, stroke: token("chart-grid"), strokeOpacity: 1 }),
        Plot.ruleY([at.bottom], { x1: 0, x2: width, stroke: token("chart-axis") }),
        Plot.ruleX(shareAt === null ? [] : [shareAt], {
          y1: at.top - 8,
          y2: at.bottom,
          stroke: token("ink-2"),
          strokeDasharray: "3 3",
        }),
        Plot.ruleY(rateAt === null ? [] : [rateAt], {
          x1: 0,
          x2: width,
          stroke: token("ink-2"),
          strokeDasharray: "3 3",
        }),
        ...(at.strip > 0
          ? [
              text(
                m.matrix_strip({ n: customers(params.min_customers, messages) }, messages),
                0,
                at.height - at.strip + 14,
              ),
            ]
          : []),
        Plot.dot(placed, {
          x: "x",
          y: "y",
          r: "r",
          symbol: (each: Placed) => quadrantLook(each.dot.quadrant).symbol,
          fill: { value: (each: Placed) => token(quadrantLook(each.dot.quadrant).mark), scale: null },
          fillOpacity: (each: Placed) => (each.pale ? 0.35 : 1),
          stroke: { value: (each: Placed) => token(quadrantLook(each.dot.quadrant).mark), scale: null },
          strokeWidth: 1,
          sort: { channel: "r", reverse: true },
        }),
        ...yTicks.map((tick) =>
          text(
            tick === yTicks.at(-1) ? messages.percent(tick) : messages.integer(Math.round(tick * 100)),
            0,
            at.y(tick) - 7,
            { ...tickText, ...halo },
          ),
        ),
        ...shownTicks.map((tick) =>
          text(shownShare(tick, messages), at.x(tick), at.bottom + 13, {
            ...tickText,
            textAnchor: tick === 0 ? "start" : "middle",
          }),
        ),
        text(m.matrix_axis_rate({ within: within(params, messages) }, messages), 0, 8),
        text(m.matrix_axis_share({}, messages), edge, at.bottom + 29, { textAnchor: "end" }),
        ...(shareAt === null
          ? []
          : [
              text(shareWords, shareAt + (shareEnds ? -6 : 6), at.bottom - 9, {
                textAnchor: shareEnds ? "end" : "start",
                ...halo,
              }),
            ]),
        ...(rateAt === null ? [] : [text(rateWords, edge, rateAt - 8, { textAnchor: "end", ...halo })]),
        field("brings_back", edge, at.top + 4, true),
        ...(rateAt !== null && at.bottom - rateAt > 60
          ? [
              field("brings_in", edge, rateAt + 14, true),
              field("earns", 30, rateAt + 14, false),
              field("drags", 30, rateAt + 31, false),
            ]
          : []),
        Plot.text(labels, {
          x: "x",
          y: "y",
          text: "text",
          textAnchor: "start",
          filter: ({ anchor }: { anchor: string }) => anchor === "start",
          ...quietText,
          fill: token("ink"),
          ...halo,
        }),
        Plot.text(labels, {
          x: "x",
          y: "y",
          text: "text",
          textAnchor: "end",
          filter: ({ anchor }: { anchor: string }) => anchor === "end",
          ...quietText,
          fill: token("ink"),
          ...halo,
        }),
      ],
    },
    stops: stopsOf(placed, rate_threshold, params, frame),
  };
}
