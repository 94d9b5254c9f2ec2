/** What is spoken at a dot of the product matrix: what, rate, count, interval, comparison, money. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame } from "../analysis.ts";
import type { MatrixParams } from "./params.ts";
import type { PartRow } from "./result.ts";
import { counted, customers, isWithinChance, quadrantName, shownMoney, within } from "./words.ts";

type Dot = PartRow<"dots">;

function moneyLine({ net_amount, profit, margin }: Dot, frame: ChartFrame): string {
  const { messages } = frame;
  const amount = shownMoney(net_amount, frame);
  if (profit === null) return m.matrix_stop_money({ amount }, messages);
  const inputs = { amount, profit: shownMoney(profit, frame) };
  return margin === null
    ? m.matrix_stop_profit(inputs, messages)
    : m.matrix_stop_margin({ ...inputs, margin: messages.percent(margin, 1) }, messages);
}

function rateLines(
  dot: Dot,
  threshold: number | null,
  params: MatrixParams,
  { messages }: ChartFrame,
): readonly string[] {
  if (dot.won === 0) return [];
  if (dot.rate === null) return [m.matrix_stop_no_rate({}, messages)];
  const of = { n: dot.n, x: messages.integer(dot.customers), shown: messages.integer(dot.n) };
  const rate = messages.percent(dot.rate, 1);
  const lines = [
    m.matrix_stop_rate({ rate, within: within(params, messages) }, messages),
    m.chart_of_customers(of, messages),
  ];
  if (dot.low === null || dot.high === null) return lines;
  const interval = { low: messages.percent(dot.low, 1), high: messages.percent(dot.high, 1) };
  lines.push(m.chart_interval(interval, messages));
  if (!dot.judged) return [...lines, m.matrix_stop_few({}, messages)];
  if (threshold === null) return lines;
  const compared = {
    name:
      params.rate_threshold === null
        ? m.matrix_stop_average({}, messages)
        : m.matrix_stop_threshold({}, messages),
    value: messages.percent(threshold, 1),
    points: messages.number(Math.abs(dot.rate - threshold) * 100, 1),
    chance: isWithinChance(dot, threshold)
      ? m.chart_within_chance({}, messages)
      : m.chart_more_than_chance({}, messages),
  };
  const above = dot.rate >= threshold;
  return [
    ...lines,
    above ? m.chart_points_above(compared, messages) : m.chart_points_below(compared, messages),
  ];
}

/** The lines of a dot. A dot of several products gives their sums and no interval. */
export function dotLines(
  dot: Dot,
  threshold: number | null,
  params: MatrixParams,
  frame: ChartFrame,
): readonly string[] {
  const { messages } = frame;
  const share = messages.percent(dot.first_order_share, 1);
  return [
    dot.name ?? counted(dot.products, params, messages),
    quadrantName(dot.quadrant, messages),
    m.matrix_stop_share({ share, won: customers(dot.won, messages) }, messages),
    ...rateLines(dot, threshold, params, frame),
    ...(dot.won > dot.n && dot.n > 0
      ? [m.matrix_stop_open({ n: dot.won - dot.n, shown: messages.integer(dot.won - dot.n) }, messages)]
      : []),
    moneyLine(dot, frame),
  ];
}
