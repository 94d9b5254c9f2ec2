/** The headline of the overview: customers, orders and money of the range, against the range before. */
import { m } from "../../messages/messages.ts";
import type { Headline, Result, Telling } from "../analysis.ts";
import type { columns, OverviewParams, OverviewRow } from "./rows.ts";
import { comparable } from "./tiles.ts";

/** The range before in words: `the 6 months before`; days where the range was typed. */
function beforeName(
  now: OverviewRow,
  rows: readonly OverviewRow[],
  params: OverviewParams,
  { messages }: Telling,
): string {
  const days = (Date.parse(now.ends_on) - Date.parse(now.starts_on)) / 86_400_000 + 1;
  const periods = rows.filter(
    ({ span, starts_on }) => span === "period" && starts_on >= now.starts_on && starts_on <= now.ends_on,
  ).length;
  const n = params.range === "custom" ? days : periods;
  const period = params.range === "custom" ? "day" : params.period;
  return m.overview_before({ period, n, shown: messages.integer(n) }, messages);
}

function sentenceOf(now: OverviewRow, { messages, facts }: Telling): string {
  const inputs = {
    customers: messages.integer(now.customers),
    returning: messages.integer(now.returning_customers),
    repeated: messages.integer(now.repeat_customers),
    orders: messages.integer(now.orders),
    money: messages.money(now.net_amount, facts.currency),
    k: now.orders,
  };
  if (now.customers === 0) return m.overview_sentence_guests({ ...inputs, n: now.orders }, messages);
  // From the first order on nobody can have ordered before: "0 returning" would deny those who came back within it.
  const whole = facts.first_ordered_on !== null && now.starts_on <= facts.first_ordered_on;
  return (whole ? m.overview_sentence_whole : m.overview_sentence)({ ...inputs, n: now.customers }, messages);
}

function basisOf(
  rows: readonly OverviewRow[],
  now: OverviewRow,
  params: OverviewParams,
  telling: Telling,
): string {
  const { messages, facts, context } = telling;
  const before = comparable(rows, context.as_of);
  const beyond = now.ends_on > context.as_of;
  const dates = { from: messages.date(now.starts_on), to: messages.date(now.ends_on) };
  const notes = [
    before
      ? m.overview_basis_against(
          {
            ...dates,
            before_from: messages.date(before.starts_on),
            before_to: messages.date(before.ends_on),
          },
          messages,
        )
      : params.range === "all" || beyond
        ? m.overview_basis(dates, messages)
        : m.overview_basis_no_before(dates, messages),
  ];
  if (beyond) notes.push(m.overview_so_far({ date: messages.date(context.as_of) }, messages));
  if (context.refund_policy === "at_refund_date") notes.push(m.overview_refunds({}, messages));
  const open = rows.find(({ span, complete }) => span === "period" && !complete);
  if (open) {
    const name = messages.period(open.starts_on, params.period);
    const date = messages.date(open.starts_on);
    notes.push(m.overview_open({ period: params.period, name, date }, messages));
  }
  if (now.left_truncated && now.new_customers > 0 && facts.first_ordered_on !== null)
    notes.push(m.overview_truncated({ date: messages.date(facts.first_ordered_on) }, messages));
  return notes.reduce((a, b) => m.overview_join({ a, b }, messages));
}

/** The headline of a result. */
export function headline(
  { rows }: Result<typeof columns>,
  params: OverviewParams,
  telling: Telling,
): Headline {
  const { messages } = telling;
  const now = rows.find(({ span }) => span === "range");
  if (!now) return { sentence: m.overview_none({}, messages), basis: "" };
  const basis = basisOf(rows, now, params, telling);
  if (now.orders === 0) return { sentence: m.overview_none({}, messages), basis };
  const sentence = sentenceOf(now, telling);
  const before = comparable(rows, telling.context.as_of);
  if (!before || before.net_amount <= 0) return { sentence: m.overview_plain({ sentence }, messages), basis };
  const change = now.net_amount / before.net_amount - 1;
  const inputs = {
    sentence,
    share: messages.percent(Math.abs(change)),
    before: beforeName(now, rows, params, telling),
  };
  if (Math.abs(change) < 0.005) return { sentence: m.overview_same(inputs, messages), basis };
  return {
    sentence: change > 0 ? m.overview_more(inputs, messages) : m.overview_less(inputs, messages),
    basis,
  };
}
