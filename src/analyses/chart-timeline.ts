/** The time line of one customer: a dot for each day with an order, its area by money, and the time since the last. */
import * as Plot from "@observablehq/plot";
import { addDays, daysBetween, nextPeriod, periodStart, type Period } from "../base/calendar.ts";
import { m } from "../messages/messages.ts";
import type { ChartFigure, ChartStop, Telling } from "./analysis.ts";
import { labelWidth } from "./chart-label.ts";
import { inPixels, quietText, tickText, token } from "./chart-theme.ts";

/** A day of the customer; `orders` is 0 where only a refund is booked. */
export interface TimelineDay {
  readonly ordered_on: string;
  readonly orders: number;
  readonly net_amount: number;
}

/** What the line is drawn from: days ascending, and the customer's usual gap in days where one is known. */
export interface Timeline {
  readonly days: readonly TimelineDay[];
  readonly usualGap: number | null;
}

const height = 112;
const lineAt = 42;
const axisAt = 84;
const [least, most] = [3, 13];

/** Starts of periods from `first` to `last`, at most `count` of the shortest period that allows it. */
function ticksOf(first: string, last: string, count: number) {
  for (const period of ["day", "week", "month", "quarter", "year"] as const satisfies readonly Period[]) {
    const days: string[] = [];
    let day = periodStart(first, period);
    if (day < first) day = nextPeriod(day, period);
    for (; day <= last && days.length <= count; day = nextPeriod(day, period)) days.push(day);
    if (days.length <= count) return days.map((at) => ({ at, text: { at, period } }));
  }
  const years = daysBetween(first, last) / 365;
  const step = Math.ceil(years / count);
  const from = Number(first.slice(0, 4)) + 1;
  return Array.from({ length: Math.ceil(years / step) }, (_, index) => `${from + index * step}-01-01`)
    .filter((at) => at <= last)
    .map((at) => ({ at, text: { at, period: "year" as const } }));
}

/** The figure, `width` pixels wide. Empty days make an empty line up to the as-of date. */
export function timelineFigure({ days, usualGap }: Timeline, telling: Telling, width: number): ChartFigure {
  const { messages, context, facts } = telling;
  const last = context.as_of;
  const first = days[0]?.ordered_on ?? last;
  const [left, right] = [most + 2, width - most - 2];
  const span = Math.max(1, daysBetween(first, last));
  const x = (day: string) => left + (daysBetween(first, day) / span) * (right - left);
  const largest = Math.max(1e-9, ...days.map(({ net_amount }) => Math.abs(net_amount)));
  const radius = (amount: number) => Math.max(least, most * Math.sqrt(Math.abs(amount) / largest));
  const money = (amount: number) => messages.money(amount, facts.currency, { cents: true });
  const count = (n: number) => m.customer_card_orders({ n, shown: messages.integer(n) }, messages);
  const inDays = (n: number) => m.customers_days({ n, shown: messages.number(n, 1) }, messages);

  const ordered = days.filter(({ orders }) => orders > 0);
  const lastOrder = ordered.at(-1)?.ordered_on ?? null;
  const since = lastOrder === null ? 0 : daysBetween(lastOrder, last);
  const previous = new Map(ordered.slice(1).map((day, index) => [day, ordered[index]!.ordered_on]));
  const usualEnd = usualGap === null || lastOrder === null ? null : addDays(lastOrder, Math.round(usualGap));
  const isPast = usualEnd !== null && usualEnd <= last;

  const dots = [...days].sort((a, b) => Math.abs(b.net_amount) - Math.abs(a.net_amount));
  const gaps = ordered.slice(1).flatMap((day, index) => {
    const from = ordered[index]!.ordered_on;
    const text = m.customers_days_short(
      { shown: messages.integer(daysBetween(from, day.ordered_on)) },
      messages,
    );
    const room = x(day.ordered_on) - x(from) - radius(day.net_amount) - radius(ordered[index]!.net_amount);
    return room > labelWidth(text, 11) + 8 ? [{ x: (x(from) + x(day.ordered_on)) / 2, text }] : [];
  });
  const ticks = ticksOf(first, last, Math.max(2, Math.floor(width / 90)));

  const stops = days.map((day, index): ChartStop => {
    const before = previous.get(day);
    const size = 2 * radius(day.net_amount);
    return {
      row: 0,
      column: index,
      x: x(day.ordered_on) - size / 2,
      y: lineAt - size / 2,
      width: size,
      height: size,
      lines: [
        messages.date(day.ordered_on),
        money(day.net_amount),
        day.orders > 0 ? count(day.orders) : m.customer_card_refunded({}, messages),
        ...(before === undefined
          ? []
          : [m.customer_card_after({ days: inDays(daysBetween(before, day.ordered_on)) }, messages)]),
      ],
    };
  });
  const subtitle =
    lastOrder === null
      ? m.customer_card_line_none({ date: messages.date(last) }, messages)
      : since === 0
        ? m.customer_card_line_now({ date: messages.date(last) }, messages)
        : m.customer_card_line_since({ days: inDays(since), date: messages.date(last) }, messages);
  return {
    id: "timeline",
    title: m.customer_card_line({}, messages),
    subtitle,
    summary: m.customer_card_line_summary(
      { days: messages.integer(ordered.length), first: messages.date(first), last: messages.date(last) },
      messages,
    ),
    stops,
    legend: [
      { label: m.customer_card_legend_dot({}, messages), token: "accent-mark" },
      ...(isPast ? [{ label: m.customer_card_legend_usual({}, messages), token: "cat-2" }] : []),
    ],
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY([axisAt], { x1: 0, x2: width, stroke: token("rule-strong") }),
        Plot.ruleX(ticks, { x: ({ at }) => x(at), y1: axisAt, y2: axisAt + 4, stroke: token("chart-axis") }),
        Plot.text(
          ticks.filter(({ at }) => x(at) < width - 36),
          {
            x: ({ at }) => x(at),
            y: axisAt + 8,
            text: ({ text }) => messages.period(text.at, text.period),
            textAnchor: "start",
            lineAnchor: "top",
            dx: -2,
            ...tickText,
            fontSize: 11,
          },
        ),
        Plot.ruleY([lineAt], {
          x1: x(first),
          x2: x(lastOrder ?? last),
          stroke: token("rule-control"),
        }),
        // Not over yet: how long the open gap will be is not known.
        Plot.ruleY([lineAt], {
          x1: x(lastOrder ?? last),
          x2: x(last),
          stroke: token("hatch"),
          strokeWidth: 3,
          strokeDasharray: "3,3",
        }),
        Plot.ruleX([x(last)], { y1: lineAt - 24, y2: axisAt, stroke: token("ink-2") }),
        Plot.ruleX(isPast ? [x(usualEnd)] : [], {
          y1: lineAt - 16,
          y2: lineAt + 16,
          stroke: token("cat-2"),
          strokeWidth: 2,
        }),
        Plot.dot(dots, {
          x: ({ ordered_on }) => x(ordered_on),
          y: lineAt,
          r: ({ net_amount }) => radius(net_amount),
          fill: ({ net_amount }) => (net_amount < 0 ? token("paper") : token("accent-mark")),
          fillOpacity: 0.75,
          stroke: ({ net_amount }) => (net_amount < 0 ? token("bad-mark") : token("paper")),
          strokeWidth: 1.5,
        }),
        Plot.text(gaps, { x: "x", y: lineAt - 22, text: "text", ...quietText, fontSize: 11 }),
      ],
      r: { type: "identity" },
    },
  };
}
