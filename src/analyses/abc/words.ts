/** The words of ABC: entities and measures by parameter, values and shares as texts. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { AbcParams } from "./params.ts";

/** `36 products`, `1 customer`. */
export function counted(n: number, { entity }: AbcParams, messages: Messages): string {
  const inputs = { n, shown: messages.integer(n) };
  return entity === "product" ? m.abc_n_product(inputs, messages) : m.abc_n_customer(inputs, messages);
}

/** A number of entities without their name in English, with its measure word in Chinese. */
export function count(n: number, { entity }: AbcParams, messages: Messages): string {
  const inputs = { shown: messages.integer(n) };
  return entity === "product"
    ? m.abc_count_product(inputs, messages)
    : m.abc_count_customer(inputs, messages);
}

/** What the shares are of: `the money`, `the units`, `the orders`. */
export function whatOf({ by }: AbcParams, messages: Messages): string {
  if (by === "orders") return m.abc_of_orders({}, messages);
  return by === "quantity" ? m.abc_of_quantity({}, messages) : m.abc_of_net_amount({}, messages);
}

/** The measure as a head: `Net amount`. */
export function measureName({ by }: AbcParams, messages: Messages): string {
  if (by === "orders") return m.abc_measure_orders({}, messages);
  return by === "quantity" ? m.abc_measure_quantity({}, messages) : m.abc_measure_net_amount({}, messages);
}

/** A value without its unit, as a row of a table shows it; money with its currency. */
export function shownValue(value: number, { by }: AbcParams, { messages, facts }: Telling): string {
  if (by === "net_amount") return messages.money(value, facts.currency);
  return by === "orders" ? messages.integer(value) : messages.number(value, 2);
}

/** A value with its unit: `€372,225`, `4,906 orders`, `512 units`. */
export function valueWithUnit(value: number, params: AbcParams, telling: Telling): string {
  const inputs = { n: value, shown: shownValue(value, params, telling) };
  if (params.by === "orders") return m.abc_n_orders(inputs, telling.messages);
  return params.by === "quantity" ? m.abc_n_units(inputs, telling.messages) : inputs.shown;
}

/** A share in whole percent, with one decimal below 1 %. */
export function shownShare(share: number, messages: Messages): string {
  return messages.percent(share, share !== 0 && Math.abs(share) < 0.00995 ? 1 : 0);
}

/** The name of a tier. */
export function tierName(tier: string, messages: Messages): string {
  if (tier === "loss") return m.abc_tier_loss({}, messages);
  if (tier === "A") return m.abc_tier_A({}, messages);
  return tier === "B" ? m.abc_tier_B({}, messages) : m.abc_tier_C({}, messages);
}

/** The words for a flag, or null. */
export function flagName(flag: string | null, messages: Messages): string | null {
  if (flag === "a1") return m.abc_flag_a1({}, messages);
  if (flag === "promote") return m.abc_flag_promote({}, messages);
  return flag === "prune" ? m.abc_flag_prune({}, messages) : null;
}

/** The colour token of a tier's marks: tiers are ordered, so they never take category colours. */
export function tierToken(tier: string): string {
  if (tier === "A") return "accent";
  if (tier === "B") return "seq-4";
  return tier === "C" ? "mark-muted" : "ink-3";
}
