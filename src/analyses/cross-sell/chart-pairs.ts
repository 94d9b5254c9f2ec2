/** The chart of pairs: a line for each, its share with the interval, and the share among all orders as a tick. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop, Mark } from "../analysis.ts";
import { fitLabel, labelWidth, shareTicks } from "../chart-label.ts";
import { gridTicks, inPixels, nameStretch, plainText, quietText, tickText, token } from "../chart-theme.ts";
import {
  chanceWords,
  customersWords,
  isBeyondChance,
  ordersWords,
  pairName,
  pairsWords,
  shownLift,
  shownShare,
  type Pair,
} from "./words.ts";

/** A pair with what its mark says besides: who could be offered the second. */
export interface PairMark {
  readonly pair: Pair;
  readonly toOffer: number | null;
  readonly who: Mark | null;
}

/** What a figure of pairs is told about. */
export interface PairsFigure {
  readonly id: "pairs" | "next";
  readonly title: string;
  readonly subtitle: string;
  readonly marks: readonly PairMark[];
  /** How many pairs there are in all. */
  readonly all: number;
  /** Share of the column that the figure takes. */
  readonly share: number;
}

interface Drawn extends PairMark {
  readonly name: string;
  readonly isBeyond: boolean;
  /** The middle of the line, and of the name where that stands above it. */
  readonly y: number;
  readonly nameY: number;
}

const head = 20;
const lineHeight = 26;
/** Where a name stands above its line. */
const stackedHeight = 42;
const stackedBelow = 460;
const liftWidth = 48;

function stopLines({ pair, name, toOffer }: Drawn, id: PairsFigure["id"], { messages }: ChartFrame) {
  const compared = {
    base: shownShare(pair.base_rate, messages),
    lift: shownLift(pair.lift, messages),
    chance: chanceWords(pair, messages),
  };
  const of = { both: messages.integer(pair.orders_both), n: ordersWords(pair.n, messages) };
  return [
    name,
    m.cross_stop_rate(
      { rate: messages.percent(pair.confidence, 1), antecedent: pair.antecedent_name },
      messages,
    ),
    m.cross_stop_orders(of, messages),
    m.chart_interval({ low: messages.percent(pair.low, 1), high: messages.percent(pair.high, 1) }, messages),
    id === "next" ? m.cross_stop_next(compared, messages) : m.cross_stop_base(compared, messages),
    ...(toOffer === null
      ? []
      : [m.cross_stop_offer({ customers: customersWords(toOffer, messages) }, messages)]),
  ];
}

const summaryOf = (drawn: readonly Drawn[], all: number, { messages }: ChartFrame): string => {
  const [first] = drawn;
  if (!first) return m.cross_summary_none({}, messages);
  return m.cross_summary(
    {
      pairs: messages.integer(drawn.length),
      all: pairsWords(all, messages),
      name: first.name,
      rate: shownShare(first.pair.confidence, messages),
      base: shownShare(first.pair.base_rate, messages),
    },
    messages,
  );
};

function legendOf(drawn: readonly Drawn[], id: PairsFigure["id"], { messages }: ChartFrame) {
  return [
    ...(drawn.some(({ isBeyond }) => isBeyond)
      ? [{ label: m.cross_legend_beyond({}, messages), token: "accent-mark" }]
      : []),
    ...(drawn.some(({ isBeyond }) => !isBeyond)
      ? [{ label: m.cross_legend_chance({}, messages), token: "mark-muted" }]
      : []),
    {
      label: id === "next" ? m.cross_legend_next({}, messages) : m.cross_legend_base({}, messages),
      token: "cat-2",
    },
  ];
}

/** The figure, `frame.width` pixels wide. */
export function pairsFigure(asked: PairsFigure, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const stacked = width < stackedBelow;
  const step = stacked ? stackedHeight : lineHeight;
  const drawn = asked.marks.map((mark, index): Drawn => {
    const y = head + index * step + (stacked ? step - 12 : step / 2);
    return {
      ...mark,
      name: pairName(mark.pair, messages),
      isBeyond: isBeyondChance(mark.pair),
      y,
      nameY: stacked ? y - 17 : y,
    };
  });
  const longest = Math.max(0, ...drawn.map(({ name }) => labelWidth(name, 12, nameStretch))) + 14;
  const left = stacked ? 8 : Math.min(longest, width * 0.48);
  const right = width - liftWidth;
  const most = Math.max(0.01, ...drawn.map(({ pair }) => Math.max(pair.high, pair.base_rate)));
  const x = (value: number) => left + (value / most) * (right - left);
  const height = head + step * drawn.length + 4;
  const colour = ({ isBeyond }: Drawn) => token(isBeyond ? "accent-mark" : "mark-muted");
  const ticks = [0, ...gridTicks(most, right - left < 180 ? 2 : 3)];
  return {
    id: asked.id,
    title: asked.title,
    subtitle: asked.subtitle,
    summary: summaryOf(drawn, asked.all, frame),
    share: asked.share,
    legend: legendOf(drawn, asked.id, frame),
    stops: drawn.map((each, index): ChartStop => ({
      row: index,
      column: 0,
      x: 0,
      y: head + index * step,
      width,
      height: step,
      lines: stopLines(each, asked.id, frame),
      ...(each.who && { who: each.who }),
    })),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX(ticks, { x, y1: head - 4, y2: height, stroke: token("chart-grid") }),
        Plot.text(ticks, {
          x,
          y: 8,
          text: shareTicks(ticks, messages),
          ...tickText,
          fontSize: 11,
        }),
        Plot.ruleY(drawn, {
          x1: ({ pair }: Drawn) => x(pair.low),
          x2: ({ pair }: Drawn) => x(pair.high),
          y: "y",
          stroke: { value: colour, scale: null },
          strokeWidth: 2,
          strokeOpacity: 0.55,
        }),
        Plot.ruleX(drawn, {
          x: ({ pair }: Drawn) => x(pair.base_rate),
          y1: ({ y }: Drawn) => y - 7,
          y2: ({ y }: Drawn) => y + 7,
          stroke: token("cat-2"),
          strokeWidth: 2.5,
        }),
        Plot.dot(drawn, {
          x: ({ pair }: Drawn) => x(pair.confidence),
          y: "y",
          r: 5,
          fill: { value: colour, scale: null },
          stroke: token("paper"),
          strokeWidth: 1,
        }),
        Plot.text(drawn, {
          x: 0,
          y: "nameY",
          text: ({ name }: Drawn) => fitLabel(name, stacked ? width : left - 8, 12, nameStretch),
          textAnchor: "start",
          ariaLabel: () => "name",
          ...plainText,
        }),
        Plot.text(drawn, {
          x: width,
          y: "y",
          text: ({ pair }: Drawn) => m.cross_lift({ lift: shownLift(pair.lift, messages) }, messages),
          textAnchor: "end",
          ...quietText,
        }),
      ],
    },
  };
}
