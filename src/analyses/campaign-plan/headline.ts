/** The headline of campaign-plan: how many more have to order for the cheapest channel to pay. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult, PlanRow, Totals } from "./result.ts";
import { channelName, customersWords, daysWords, orderMoney, reachedBreakEven, shownShare } from "./words.ts";

interface Paying {
  readonly row: PlanRow;
  readonly share: number;
}

/** The channel with the lowest break-even of those that reach anyone, the first of equals; null where none can pay. */
export function cheapest(rows: readonly PlanRow[]): Paying | null {
  const paying = rows.flatMap((row): readonly Paying[] => {
    const share = row.contacted > 0 ? reachedBreakEven(row) : null;
    return share === null ? [] : [{ row, share }];
  });
  return paying.toSorted((a, b) => a.share - b.share)[0] ?? null;
}

function basisOf({ rows }: PlanResult, totals: Totals, { messages }: Telling): string {
  const { n, base_rate, low, high } = totals;
  const parts = [m.plan_basis({ n: customersWords(totals.customers, messages) }, messages)];
  if (base_rate !== null && low !== null && high !== null)
    parts.push(
      m.plan_basis_base(
        {
          n: customersWords(n, messages),
          from: messages.date(totals.base_from),
          to: messages.date(totals.base_to),
          low: messages.percent(low, 1),
          high: messages.percent(high, 1),
        },
        messages,
      ),
    );
  const found = (cheapest(rows)?.row ?? rows[0])?.detectable ?? null;
  if (found !== null) parts.push(m.plan_basis_detectable({ share: shownShare(found, messages) }, messages));
  return parts.join(messages.locale === "en" ? "; " : "；");
}

/** How many order anyway, as a sentence's first clause. */
function anywayClause(totals: Totals, params: PlanParams, { messages }: Telling): string {
  if (totals.base_rate === null) return m.plan_clause_no_base({}, messages);
  const days = daysWords(params.window_days, messages);
  return m.plan_clause_anyway({ share: shownShare(totals.base_rate, messages), days }, messages);
}

function sentenceOf({ rows }: PlanResult, totals: Totals, params: PlanParams, telling: Telling): string {
  const { messages } = telling;
  if (totals.customers === 0) return m.plan_head_nobody({}, messages);
  const anyway = anywayClause(totals, params, telling);
  if (totals.average_order_value === null) return m.plan_head_no_orders({ anyway }, messages);
  if (totals.margin === null) return m.plan_head_no_margin({ anyway }, messages);
  const kept = totals.average_order_value * totals.margin;
  const words = { order: orderMoney(totals.average_order_value, telling), kept: orderMoney(kept, telling) };
  if (kept <= 0) return m.plan_head_nothing(words, messages);
  if (kept <= params.incentive)
    return m.plan_head_incentive({ ...words, incentive: orderMoney(params.incentive, telling) }, messages);
  if (totals.base_rate === null && params.incentive > 0)
    return m.plan_head_no_base(
      { from: messages.date(totals.base_from), to: messages.date(totals.base_to) },
      messages,
    );
  if (rows.every(({ contacted }) => contacted === 0)) return m.plan_head_nobody_left({}, messages);
  const best = cheapest(rows);
  if (best === null) return m.plan_head_never({ ...words, anyway }, messages);
  const channel = channelName(best.row, messages);
  if (best.share === 0) return m.plan_head_free({ anyway, channel }, messages);
  return m.plan_head({ anyway, channel, share: shownShare(best.share, messages) }, messages);
}

/** One sentence, and what it rests on. */
export function headline(result: PlanResult, params: PlanParams, telling: Telling): Headline {
  const totals = result.parts.totals[0]!;
  return { sentence: sentenceOf(result, totals, params, telling), basis: basisOf(result, totals, telling) };
}
