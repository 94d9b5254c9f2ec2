/** Recency and frequency of all customers as discs on a grid, with the four fields named outside the marks. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel } from "../chart-label.ts";
import { inPixels, quietText, tickText, token } from "../chart-theme.ts";
import { classesOf, type RfmParams } from "./params.ts";
import type { PartRow, RfmResult } from "./result.ts";
import { customers, fieldName, frequencyWords, shownShare } from "./words.ts";

type Disc = PartRow<"discs">;

const side = { left: 26, right: 4, top: 24, bottom: 40 };
/** Rows of the picture: 1 to 12 hold discs, the bands above and below hold the names of the fields. */
const rows = { low: -2.6, lowNarrow: -3.4, high: 15.4, count: 12 };

/** Radius of the largest disc where there is room, and the room for it at both ends. */
const largestRadius = 16;

/** Height of the band above the horizontal border, which holds its words and no marks. */
const borderBand = 20;

/** The place of the picture: pixels by days and by row; rows above `border` make room for its words. */
function scales(discs: readonly Disc[], width: number, border: number | null) {
  const narrow = width < 480;
  const height = narrow ? 380 : 452;
  const longest = Math.max(1, ...discs.map(({ days_to }) => days_to)) * 1.02;
  const [x0, x1] = [side.left + largestRadius, width - largestRadius];
  const low = narrow ? rows.lowNarrow : rows.low;
  const [y0, y1] = [height - side.bottom, side.top];
  return {
    narrow,
    height,
    longest,
    x: (days: number) => x0 + (1 - Math.sqrt(Math.min(Math.max(days, 0), longest) / longest)) * (x1 - x0),
    y: (row: number) =>
      y0 +
      ((row - low) / (rows.high - low)) * (y1 + borderBand - y0) -
      (border !== null && row > border ? borderBand : 0),
  };
}

/** The row at which a disc stands: its mean frequency, the open last row at 12. */
const rowOf = ({ mean_frequency, grid_row, step }: Disc) =>
  grid_row === rows.count ? rows.count : mean_frequency / step;

/**
 * Where the fields part. With two classes at the cut itself; with five between the scores 3 and 4, where whole numbers
 * that earn the score stand on its side.
 */
function borders(
  { parts }: RfmResult,
  params: RfmParams,
): { readonly days: number; readonly orders: number } | null {
  const { method } = params;
  const cut = (dimension: string, number: number) =>
    parts.thresholds.find((row) => row.dimension === dimension && row.cut === number)?.value;
  const two = classesOf(params) === 2;
  const days = cut("recency", two ? 1 : 2);
  const orders = cut("frequency", two ? 1 : 3);
  if (days === undefined || orders === undefined) return null;
  if (method === "quintile" || method === "custom")
    return { days: Math.floor(days) + 0.5, orders: Math.floor(orders) + 0.5 };
  if (method === "rfm_package") return { days: Math.ceil(days) - 0.5, orders: Math.ceil(orders) - 0.5 };
  return { days, orders };
}

const palette = (recent: boolean, often: boolean) =>
  recent
    ? often
      ? { mark: "accent", ink: "accent-text" }
      : { mark: "cat-3", ink: "cat-3-text" }
    : often
      ? { mark: "cat-2", ink: "cat-2-text" }
      : { mark: "mark-muted", ink: "ink-2" };

function stopOf(
  disc: Disc,
  n: number,
  params: RfmParams,
  frame: ChartFrame,
  x: number,
  y: number,
  r: number,
): ChartStop {
  const { messages } = frame;
  const low = messages.integer(disc.days_from);
  const high = messages.integer(disc.days_to);
  const [from, to] = [disc.frequency_from, disc.frequency_to];
  const frequency =
    from === to
      ? messages.integer(from)
      : m.rfm_stop_frequency({ low: messages.integer(from), high: messages.integer(to) }, messages);
  const lines = [
    fieldName(disc.recent, disc.often, messages),
    customers(disc.customers, messages),
    m.rfm_stop_share({ share: messages.percent(disc.customers / n, 1) }, messages),
    disc.days_from === disc.days_to
      ? m.rfm_stop_one_day({ low }, messages)
      : m.rfm_stop_days({ low, high }, messages),
    frequencyWords(to, params, messages, frequency),
  ];
  const reach = Math.max(r, 5);
  return {
    row: rows.count - disc.grid_row,
    column: 23 - disc.grid_column,
    x: x - reach,
    y: y - reach,
    width: 2 * reach,
    height: 2 * reach,
    lines,
    who: { grid_column: disc.grid_column, grid_row: disc.grid_row, recent: disc.recent, often: disc.often },
  };
}

/** The words at the two borders, such as `mean 165 days` and `F 4–5: from 3`. */
function borderWords(params: RfmParams, { messages }: ChartFrame, at: { days: number; orders: number }) {
  if (params.method === "mean" || params.method === "median") {
    const days = { value: messages.number(at.days, at.days < 10 ? 1 : 0) };
    const orders = { value: messages.number(at.orders, 1) };
    return params.method === "mean"
      ? [m.rfm_cut_mean_days(days, messages), m.rfm_cut_mean(orders, messages)]
      : [m.rfm_cut_median_days(days, messages), m.rfm_cut_median(orders, messages)];
  }
  const days = { value: messages.integer(Math.floor(at.days)) };
  const orders = { value: messages.integer(Math.ceil(at.orders)) };
  return classesOf(params) === 2
    ? [m.rfm_cut_high_days(days, messages), m.rfm_cut_high(orders, messages)]
    : [m.rfm_cut_score_days(days, messages), m.rfm_cut_score(orders, messages)];
}

/** The picture, `width` pixels wide; the largest disc fits its place in the grid. */
export function discsFigure(
  result: RfmResult,
  params: RfmParams,
  frame: ChartFrame,
  width: number,
  share: number,
): ChartFigure {
  const { messages } = frame;
  const { discs } = result.parts;
  const n = discs.reduce((sum, disc) => sum + disc.customers, 0);
  const step = discs[0]?.step ?? 1;
  const at = borders(result, params);
  const row = at ? Math.min(Math.max(at.orders / step, 0.5), rows.count + 0.5) : 0;
  const { narrow, height, longest, x, y } = scales(discs, width, at ? row : null);
  const largest = Math.max(1, ...discs.map((disc) => disc.customers));
  const radius = (disc: Disc) => Math.sqrt(disc.customers / largest) * (narrow ? 12 : largestRadius);
  const text = (label: string, left: number, top: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => top, textAnchor: "start", ...quietText, ...options });
  const days = [1095, 730, 540, 365, 180, 90, 30, 7, 0].filter((tick) => tick < longest * 0.98);
  const dayTicks = days.filter((tick, index) => index === 0 || Math.abs(x(tick) - x(days[index - 1]!)) > 26);
  const highest = Math.max(0, ...discs.map((disc) => disc.grid_row));
  const frequencyTicks = [1, 3, 6, 9, 12].filter((tick) => tick <= Math.max(highest, 1));
  const fields = result.parts.fields.filter(({ pair }) => pair === "recency_frequency");
  const band = (recent: boolean, often: boolean) => {
    const field = fields.find(
      ({ first_high, second_high }) => first_high === recent && second_high === often,
    );
    if (!field || !at) return [];
    const left = recent ? x(at.days) + 7 : side.left + 7;
    const room = (recent ? width : x(at.days)) - left - 4;
    const first = often ? y(15) : y(-0.2) + 8;
    const lines = [
      fieldName(recent, often, messages),
      customers(field.customers, messages),
      m.rfm_field_money({ share: shownShare(field.share_of_net_amount ?? 0, messages) }, messages),
    ];
    return lines.map((line, index) =>
      text(fitLabel(line, room, index === 0 ? 13 : 12), left, first + index * 16, {
        fill: token(index === 0 ? palette(recent, often).ink : "ink-2"),
        fontWeight: index === 0 ? 640 : 400,
        fontSize: index === 0 ? 13 : 12,
      }),
    );
  };
  const summary = fields
    .map(({ first_high, second_high, customers: own, share_of_net_amount }) =>
      m.rfm_summary_item(
        {
          name: fieldName(first_high, second_high, messages),
          n: customers(own, messages),
          share: shownShare(share_of_net_amount ?? 0, messages),
        },
        messages,
      ),
    )
    .join(m.rfm_summary_join({}, messages));
  const [daysWords, ordersWords] = at ? borderWords(params, frame, at) : ["", ""];
  const foot = height - side.bottom;
  const placed = { x: (disc: Disc) => x(disc.mean_days), y: (disc: Disc) => y(rowOf(disc)) };
  const borderRight = at ? x(at.days) > width * 0.7 : false;
  return {
    id: "discs",
    title: m.rfm_figure_discs({}, messages),
    subtitle: m.rfm_figure_discs_subtitle({}, messages),
    summary: m.rfm_summary_discs({ customers: customers(n, messages), fields: summary }, messages),
    share,
    options: {
      ...inPixels(width, height),
      r: { type: "identity" },
      marks: [
        Plot.ruleX(at ? [x(at.days)] : [], { y1: side.top, y2: foot, stroke: token("ink-2") }),
        Plot.ruleY(at ? [y(row)] : [], { x1: side.left, x2: width, stroke: token("ink-2") }),
        Plot.dot(discs, {
          ...placed,
          r: radius,
          fill: { value: (disc: Disc) => token(palette(disc.recent, disc.often).mark), scale: null },
          stroke: token("paper"),
          strokeWidth: 0.75,
          sort: { channel: "r", reverse: true },
        }),
        Plot.ruleX(dayTicks.map(x), { y1: foot, y2: foot + 4, stroke: token("chart-axis") }),
        ...dayTicks.map((tick) =>
          text(messages.integer(tick), x(tick), foot + 14, {
            ...tickText,
            textAnchor: tick === 0 ? "end" : "middle",
          }),
        ),
        ...frequencyTicks.map((tick) =>
          text(
            tick === rows.count
              ? `${messages.integer((rows.count - 1) * step + 1)}+`
              : messages.integer(tick * step),
            side.left - 6,
            y(tick),
            { ...tickText, textAnchor: "end" },
          ),
        ),
        text(
          params.frequency === "days" ? m.rfm_axis_days({}, messages) : m.rfm_axis_orders({}, messages),
          0,
          8,
        ),
        text(
          narrow ? m.rfm_axis_recency_short({}, messages) : m.rfm_axis_recency({}, messages),
          side.left,
          height - 6,
        ),
        text(m.rfm_axis_recent({}, messages), width - side.right, height - 6, { textAnchor: "end" }),
        text(daysWords!, at ? x(at.days) : 0, 8, { textAnchor: borderRight ? "end" : "middle" }),
        text(ordersWords!, side.left + 2, y(row) - 9),
        ...band(false, true),
        ...band(true, true),
        ...band(false, false),
        ...band(true, false),
      ],
    },
    stops: discs.map((disc) =>
      stopOf(disc, n, params, frame, x(disc.mean_days), y(rowOf(disc)), radius(disc)),
    ),
  };
}
