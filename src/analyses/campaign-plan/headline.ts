/** The headline of campaign-plan: how many more have to order for the cheapest channel to pay. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult, PlanRow, Totals } from "./result.ts";
import { channelName, customersWords, daysWords, shownShare, smallMoney } from "./words.ts";

/** The channel with the lowest break-even; null where none pays at any response. */
const cheapest = (rows: readonly PlanRow[]): PlanRow | null =>
  rows
    .filter(({ break_even }) => break_even !== null && break_even <= 1)
    .toSorted((a, b) => a.break_even! - b.break_even!)[0] ?? null;

function basisOf(totals: Totals, { messages }: Telling): string {
  const { base_n, base_rate, low, high } = totals;
  const n = customersWords(totals.customers, messages);
  if (base_rate === null || low === null || high === null) return m.plan_basis_list({ n }, messages);
  return m.plan_basis(
    {
      n,
      base: messages.integer(base_n),
      from: messages.date(totals.base_from),
      to: messages.date(totals.base_to),
      low: messages.percent(low, 1),
      high: messages.percent(high, 1),
    },
    messages,
  );
}

function sentenceOf({ rows }: PlanResult, totals: Totals, params: PlanParams, telling: Telling): string {
  const { messages } = telling;
  const days = daysWords(params.window_days, messages);
  if (totals.customers === 0) return m.plan_head_nobody({}, messages);
  if (totals.base_rate === null)
    return m.plan_head_no_base(
      { from: messages.date(totals.base_from), to: messages.date(totals.base_to) },
      messages,
    );
  const anyway = shownShare(totals.base_rate, messages);
  if (totals.average_order_value === null) return m.plan_head_no_orders({ anyway, days }, messages);
  if (totals.margin === null) return m.plan_head_no_margin({ anyway, days }, messages);
  const kept = totals.average_order_value * totals.margin;
  const order = smallMoney(totals.average_order_value, telling);
  if (kept <= params.incentive)
    return m.plan_head_incentive(
      { order, kept: smallMoney(kept, telling), incentive: smallMoney(params.incentive, telling) },
      messages,
    );
  const best = cheapest(rows);
  if (best === null) return m.plan_head_never({ order, kept: smallMoney(kept, telling) }, messages);
  const channel = channelName(best.channel, messages);
  const share = shownShare(best.break_even!, messages);
  return m.plan_head({ anyway, days, channel, share }, messages);
}

/** One sentence, and what it rests on. */
export function headline(result: PlanResult, params: PlanParams, telling: Telling): Headline {
  const totals = result.parts.totals[0]!;
  return { sentence: sentenceOf(result, totals, params, telling), basis: basisOf(totals, telling) };
}
