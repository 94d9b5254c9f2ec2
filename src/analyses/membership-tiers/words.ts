/** The words of the membership tiers: names, thresholds, counts and money as texts. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import { noTier, notYet, type TierParams } from "./params.ts";

type Word = (inputs: object, messages: Messages) => string;

/** Names that params.ts gives, in the interface's language. Names typed by the user are not among them. */
const known: Readonly<Record<string, Word>> = {
  Gold: m.membership_tier_gold,
  Silver: m.membership_tier_silver,
  Bronze: m.membership_tier_bronze,
  [noTier]: m.membership_tier_none,
  [notYet]: m.membership_tier_new,
};

/** The name of a tier in the interface's language; a name typed by the user as it is. */
export function tierName(tier: string, messages: Messages): string {
  return Object.hasOwn(known, tier) ? known[tier]!({}, messages) : tier;
}

/** `1,234 customers`. */
export function customers(n: number, messages: Messages): string {
  return m.membership_n_customers({ n, shown: messages.integer(n) }, messages);
}

/** `3 orders`. */
export function orders(n: number, messages: Messages): string {
  return m.membership_n_orders({ n, shown: messages.number(n, 1) }, messages);
}

/** Money with cents below 100, whole above. */
export function shownMoney(value: number, { messages, facts }: Telling): string {
  return messages.money(value, facts.currency, { cents: Math.abs(value) < 100 && value !== 0 });
}

/** A share in percent, with one decimal below 10 % where it has one. */
export function shownShare(share: number, messages: Messages): string {
  const perMille = Math.round(Math.abs(share) * 1000);
  return messages.percent(share, perMille >= 100 || perMille % 10 === 0 ? 0 : 1);
}

/** `€1,000 or 8 orders, last order within 90 days`: what the tier asks for. */
export function threshold(rung: TierParams["ladder"][number], params: TierParams, telling: Telling): string {
  const { messages } = telling;
  const { min_net_amount, min_orders, within_days } = rung;
  const join =
    params.rule === "any"
      ? m.membership_threshold_any({}, messages)
      : m.membership_threshold_all({}, messages);
  const reached = [
    ...(min_net_amount === null ? [] : [shownMoney(min_net_amount, telling)]),
    ...(min_orders === null ? [] : [orders(min_orders, messages)]),
  ].join(join);
  const within =
    within_days === null
      ? ""
      : m.membership_threshold_within({ n: within_days, shown: messages.integer(within_days) }, messages);
  if (reached === "" && within === "") return m.membership_threshold_everyone({}, messages);
  return [reached, within].filter((text) => text !== "").join(m.membership_threshold_join({}, messages));
}

/** What is missing to a next tier, such as `€38 or 1 order`; empty where it asks for neither spend nor orders. */
export function missing(
  gap: { readonly median_missing_net_amount: number | null; readonly median_missing_orders: number | null },
  params: TierParams,
  telling: Telling,
): string {
  const { messages } = telling;
  const { median_missing_net_amount: money, median_missing_orders: count } = gap;
  const join =
    params.rule === "any"
      ? m.membership_threshold_any({}, messages)
      : m.membership_threshold_all({}, messages);
  return [
    ...(money === null ? [] : [shownMoney(money, telling)]),
    ...(count === null ? [] : [orders(count, messages)]),
  ].join(join);
}

/** The colour token of a tier's marks: tiers are ordered, so they never take category colours. */
export function tierToken(index: number, tier: string): string {
  if (tier === noTier) return "mark-muted";
  return ["accent", "seq-5", "seq-4", "seq-3"][index] ?? "seq-2";
}
