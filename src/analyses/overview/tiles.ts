/** The tiles of the overview: each figure, its change against the range before, and its series. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Mark, Telling, Tile } from "../analysis.ts";
import { newIn, orderedIn, repeatedIn, returnedOf } from "./members.ts";
import type { OverviewRow } from "./rows.ts";

/** Periods that a series under a figure shows at most: the latest. */
const longestSeries = 24;

/** A share with its sign, `+46%` or `−1%`; null where there is nothing to compare with. */
export function changeText(
  now: number | null,
  before: number | null | undefined,
  messages: Messages,
): string | null {
  if (now === null || before === null || before === undefined || before <= 0) return null;
  const change = now / before - 1;
  const size = Math.abs(change);
  const sign = Math.round(size * 1000) === 0 ? "±" : change > 0 ? "+" : "−";
  return `${sign}${messages.percent(size, size < 0.005 ? 1 : 0)}`;
}

/** A difference of shares in percentage points with its sign. */
export function pointsText(
  now: number | null,
  before: number | null | undefined,
  messages: Messages,
): string | null {
  if (now === null || before === null || before === undefined) return null;
  const points = Math.round((now - before) * 1000) / 10;
  const sign = points > 0 ? "+" : points < 0 ? "−" : "±";
  return m.overview_points(
    { n: Math.abs(points), points: `${sign}${messages.number(Math.abs(points), 1)}` },
    messages,
  );
}

function daysText(now: number | null, before: number | null | undefined, messages: Messages): string | null {
  if (now === null || before === null || before === undefined) return null;
  const sign = now > before ? "+" : now < before ? "−" : "±";
  return m.overview_days(
    { n: Math.abs(now - before), days: `${sign}${messages.integer(Math.abs(now - before))}` },
    messages,
  );
}

function secondNote(row: OverviewRow, messages: Messages): string {
  if (row.began === 0) return m.overview_nobody_new({}, messages);
  const n = { n: messages.integer(row.began) };
  return row.median_days_to_second === null
    ? m.overview_median_none(n, messages)
    : m.overview_median(n, messages);
}

/** The range before, where the range reaches no further than the orders: else it is shorter than what it is held against. */
export function comparable(rows: readonly OverviewRow[], asOf: string): OverviewRow | undefined {
  const now = rows.find(({ span }) => span === "range");
  return now && now.ends_on <= asOf ? rows.find(({ span }) => span === "before") : undefined;
}

/** The six tiles of a range. */
export function tiles(rows: readonly OverviewRow[], { messages, facts, context }: Telling): readonly Tile[] {
  const now = rows.find(({ span }) => span === "range");
  if (!now) return [];
  const before = comparable(rows, context.as_of);
  const who = (customers: number, mark: Mark) => (customers > 0 ? { who: mark } : {});
  const series = rows.filter(({ span }) => span === "period").slice(-longestSeries);
  const spark = (value: (row: OverviewRow) => number | null) =>
    series.map((row) => (row.complete ? (value(row) ?? undefined) : null));
  const none = "–";
  return [
    {
      label: m.overview_net_amount({}, messages),
      value: messages.money(now.net_amount, facts.currency),
      change: changeText(now.net_amount, before?.net_amount, messages),
      note: null,
      spark: spark((row) => row.net_amount),
    },
    {
      label: m.overview_orders({}, messages),
      value: messages.integer(now.orders),
      change: changeText(now.orders, before?.orders, messages),
      note:
        now.orders_per_customer === null
          ? null
          : m.overview_per_customer({ value: messages.number(now.orders_per_customer, 2) }, messages),
      spark: spark((row) => row.orders),
      ...who(now.customers, orderedIn(now)),
    },
    {
      label: m.overview_new_customers({}, messages),
      value: messages.integer(now.new_customers),
      change: changeText(now.new_customers, before?.new_customers, messages),
      note: (now.left_truncated && now.new_customers > 0
        ? m.overview_maybe_not_new
        : m.overview_of_customers)({ n: messages.integer(now.customers) }, messages),
      spark: spark((row) => row.new_customers),
      ...who(now.new_customers, newIn(now)),
    },
    {
      label: m.overview_average_order({}, messages),
      value:
        now.average_order_value === null
          ? none
          : messages.money(now.average_order_value, facts.currency, { cents: true }),
      change: changeText(now.average_order_value, before?.average_order_value, messages),
      note: null,
      spark: spark((row) => row.average_order_value),
    },
    {
      label: m.overview_repeat({}, messages),
      value: now.repeat_rate === null ? none : messages.percent(now.repeat_rate, 1),
      change: pointsText(now.repeat_rate, before?.repeat_rate, messages),
      note: m.overview_of(
        { x: messages.integer(now.repeat_customers), n: messages.integer(now.n) },
        messages,
      ),
      spark: spark((row) => row.repeat_rate),
      ...who(now.repeat_customers, repeatedIn(now)),
    },
    {
      label: m.overview_second({}, messages),
      value: now.median_days_to_second === null ? none : messages.integer(now.median_days_to_second),
      change: daysText(now.median_days_to_second, before?.median_days_to_second, messages),
      note: secondNote(now, messages),
      spark: spark((row) => row.median_days_to_second),
      ...who(now.began, returnedOf(now)),
    },
  ];
}
