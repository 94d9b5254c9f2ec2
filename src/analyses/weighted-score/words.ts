/** The words of the weighted score: names of measures and tiers, values in their units. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import { isOrderMeasure, type OrderMeasure } from "./params.ts";

type Word = (inputs: object, messages: Messages) => string;

const names: Readonly<Record<OrderMeasure, Word>> = {
  recency_days: m.score_measure_recency_days,
  orders: m.score_measure_orders,
  order_days: m.score_measure_order_days,
  net_amount: m.score_measure_net_amount,
  average_order_value: m.score_measure_average_order_value,
  profit: m.score_measure_profit,
  items: m.score_measure_items,
  discount_share: m.score_measure_discount_share,
  median_gap_days: m.score_measure_median_gap_days,
  tenure_days: m.score_measure_tenure_days,
};

/** The name of a measure in the interface's language; a column of a customer file as it is. */
export function measureName(measure: string, messages: Messages): string {
  return isOrderMeasure(measure) ? names[measure]({}, messages) : measure;
}

/** A value of a measure in its unit; a column of a customer file has none. */
export function measureValue(value: number, measure: string, telling: Telling): string {
  const { messages } = telling;
  switch (measure) {
    case "net_amount":
    case "average_order_value":
    case "profit":
      return shownMoney(value, telling);
    case "discount_share":
      return messages.percent(value, 1);
    case "recency_days":
    case "median_gap_days":
    case "tenure_days":
      return m.score_stop_days({ shown: messages.number(value, 0) }, messages);
    default:
      return messages.number(value, Math.abs(value) < 100 ? 2 : 0);
  }
}

/** The name of a tier: `Tier A`, or that of those without a score. */
export function tierName(tier: string, messages: Messages): string {
  return tier === "none" ? m.score_tier_none({}, messages) : m.score_tier({ tier }, messages);
}

/** The colour token of a tier's marks: tiers are ordered, so they never take category colours. */
export function tierToken(tier: string): string {
  if (tier === "A") return "accent";
  if (tier === "B") return "seq-4";
  return tier === "C" ? "mark-muted" : "ink-4";
}

/** `1,234 customers`. */
export function customers(n: number, messages: Messages): string {
  return m.score_n_customers({ n, shown: messages.integer(n) }, messages);
}

/** A score, or a value on the common scale, with two decimals. */
export const shownScore = (value: number, messages: Messages): string =>
  messages.number(Math.abs(value) < 0.005 ? 0 : value, 2);

/** Money with cents below 100, whole above. */
export function shownMoney(value: number, { messages, facts }: Telling): string {
  return messages.money(value, facts.currency, { cents: Math.abs(value) < 100 && value !== 0 });
}

/** A share in whole percent, with one decimal below 1 %. */
export function shownShare(share: number, messages: Messages): string {
  return messages.percent(share, share !== 0 && Math.abs(share) < 0.00995 ? 1 : 0);
}
