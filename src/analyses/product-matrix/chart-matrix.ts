/** The scatter of the product matrix: share of first orders by repurchase rate, the thresholds, and who is not judged. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { inPixels, quietText, tickText, token } from "../chart-theme.ts";
import { placeLabels, type Disc } from "./chart-labels.ts";
import { layout, shareTicks, ticksBetween } from "./chart-scales.ts";
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
  const most = Math.max(0, ...dots.map(({ first_order_share }) => first_order_share));
  const leader = dots.find(({ first_order_share, won }) => won > 0 && first_order_share === most);
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
  const yTicks = ticksBetween(at.floor, at.ceiling);
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
  const textBox = (label: string, x: number, y: number, end: boolean) => {
    const size = labelWidth(label, 13);
    return { left: end ? x - size : x, right: end ? x : x + size, top: y - 9, bottom: y + 9 };
  };
  const fieldPlaces = [
    { quadrant: "brings_back", x: edge, y: at.top + 4, end: true },
    { quadrant: "brings_in", x: edge, y: at.bottom - 10, end: true },
    { quadrant: "earns", x: 34, y: at.bottom - 27, end: false },
    { quadrant: "drags", x: 34, y: at.bottom - 10, end: false },
  ] as const;
  const taken = [
    ...fieldPlaces.map(({ quadrant, x, y, end }) => textBox(quadrantName(quadrant, messages), x, y, end)),
    ...(rateAt === null ? [] : [textBox(rateWords, 34, rateAt - 8, false)]),
    ...(shareAt === null ? [] : [textBox(shareWords, shareAt + (shareEnds ? -6 : 6), at.top - 2, shareEnds)]),
  ];
  // The headline's product is named before those with more money.
  const labels = placeLabels(
    placed.toSorted((a, b) => Number(b.dot === leader) - Number(a.dot === leader)),
    at.narrow ? 5 : 12,
    { left: 0, right: width, top: at.top, bottom: at.height },
    taken,
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
              text(shareWords, shareAt + (shareEnds ? -6 : 6), at.top - 2, {
                textAnchor: shareEnds ? "end" : "start",
                ...halo,
              }),
            ]),
        ...(rateAt === null ? [] : [text(rateWords, 34, rateAt - 8, halo)]),
        ...fieldPlaces.map(({ quadrant, x, y, end }) => field(quadrant, x, y, end)),
        ...(["start", "end", "middle"] as const).map((anchor) =>
          Plot.text(
            labels.filter((label) => label.anchor === anchor),
            { x: "x", y: "y", text: "text", textAnchor: anchor, ...quietText, fill: token("ink"), ...halo },
          ),
        ),
      ],
    },
    stops: stopsOf(placed, rate_threshold, params, frame),
  };
}
