/** The words and figures of cross-sell that its chart and headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import type { CrossParams } from "./params.ts";
import type { PartRow } from "./result.ts";

/** A pair as the chart draws it: a row of the main query or of the part next. */
export type Pair = Omit<PartRow<"next">, "support">;

const counted = (n: number, messages: Messages) => ({ n, shown: messages.integer(n) });

/** `1,204 orders`. */
export const ordersWords = (n: number, messages: Messages): string =>
  m.cross_n_order(counted(n, messages), messages);

/** `314 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.cross_n_customer(counted(n, messages), messages);

/** `12 pairs`. */
export const pairsWords = (n: number, messages: Messages): string =>
  m.cross_n_pair(counted(n, messages), messages);

/** `30 days`. */
export const daysWords = ({ days }: CrossParams, messages: Messages): string =>
  m.cross_n_day(counted(days, messages), messages);

/** A share in whole percent, with one decimal below 10 %. */
export const shownShare = (share: number, messages: Messages): string =>
  messages.percent(share, share !== 0 && share < 0.0995 ? 1 : 0);

/** A lift with one decimal, with two below 2, in whole numbers from 100 on. */
export const shownLift = (lift: number, messages: Messages): string =>
  messages.number(lift, lift >= 99.95 ? 0 : lift < 1.995 ? 2 : 1);

/** True where the interval of the share does not hold the base rate. */
export const isBeyondChance = ({ low, high, base_rate }: Pick<Pair, "low" | "high" | "base_rate">): boolean =>
  low > base_rate || high < base_rate;

/** `more than chance` or `within chance`. */
export const chanceWords = (pair: Pick<Pair, "low" | "high" | "base_rate">, messages: Messages): string =>
  isBeyondChance(pair) ? m.chart_more_than_chance({}, messages) : m.chart_within_chance({}, messages);

/** `Green tea → Pot`; of the same product `Green tea, again`. */
export const pairName = (pair: Pair, messages: Messages): string =>
  pair.antecedent === pair.consequent
    ? m.cross_again({ name: pair.antecedent_name }, messages)
    : m.cross_pair({ antecedent: pair.antecedent_name, consequent: pair.consequent_name }, messages);
