/** The headline of cross-sell: the surest pair, against the share among all orders. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { CrossParams } from "./params.ts";
import type { CrossResult, PartRow } from "./result.ts";
import { chanceWords, daysWords, ordersWords, pairsWords, shownLift, shownShare } from "./words.ts";

type Totals = PartRow<"totals">;

function wideWords({ wide_orders: n }: Totals, params: CrossParams, { messages }: Telling): string {
  if (n === 0) return "";
  const inputs = { n, shown: messages.integer(n), most: messages.integer(params.max_basket) };
  return params.level === "category"
    ? m.cross_basis_wide_category(inputs, messages)
    : m.cross_basis_wide(inputs, messages);
}

function noneWords(totals: Totals, params: CrossParams, { messages, context }: Telling): string {
  const isCategory = params.level === "category";
  const date = messages.date(context.as_of);
  if (totals.orders === 0 && totals.open_orders > 0)
    return m.cross_headline_open({ days: daysWords(params, messages), date }, messages);
  if (totals.orders === 0 && totals.wide_orders === 0)
    return isCategory
      ? m.cross_headline_no_basket_category({ date }, messages)
      : m.cross_headline_no_basket({ date }, messages);
  const least = ordersWords(totals.least_orders, messages);
  return isCategory
    ? m.cross_headline_none_category({ least }, messages)
    : m.cross_headline_none({ least }, messages);
}

/** The sentence and the line of n and interval. */
export function headline({ parts }: CrossResult, params: CrossParams, telling: Telling): Headline {
  const { messages } = telling;
  const totals = parts.totals[0]!;
  const { antecedent_name, consequent_name, confidence, low, high, base_rate, lift, n } = totals;
  const wide = wideWords(totals, params, telling);
  const orders = ordersWords(totals.orders, messages);
  if (
    antecedent_name === null ||
    consequent_name === null ||
    confidence === null ||
    low === null ||
    high === null ||
    base_rate === null ||
    lift === null ||
    n === null
  )
    return {
      sentence: noneWords(totals, params, telling),
      basis: m.cross_basis_orders({ orders }, messages) + wide,
    };
  const inputs = {
    antecedent: antecedent_name,
    consequent: consequent_name,
    rate: shownShare(confidence, messages),
    times: m.cross_times({ lift: shownLift(lift, messages) }, messages),
    base: shownShare(base_rate, messages),
    chance: chanceWords({ low, high, base_rate }, messages),
  };
  const interval = { low: messages.percent(low, 1), high: messages.percent(high, 1) };
  return {
    sentence:
      params.within === "order"
        ? m.cross_headline_order(inputs, messages)
        : m.cross_headline_days({ ...inputs, days: daysWords(params, messages) }, messages),
    basis: [
      m.cross_basis(
        { n: ordersWords(n, messages), antecedent: antecedent_name, orders, ...interval },
        messages,
      ),
      m.cross_basis_pairs(
        { pairs: pairsWords(totals.pairs, messages), beyond: messages.integer(totals.beyond_chance) },
        messages,
      ),
      wide,
    ].join(""),
  };
}
