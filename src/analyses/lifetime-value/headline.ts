/** What lifetime-value says in a sentence, and on what it rests. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { ValueParams } from "./params.ts";
import type { PartRow, ValueResult } from "./result.ts";
import { customersWords, modelName, ordersWords, reasonWords, shownOrders, spanWords } from "./words.ts";

type Totals = PartRow<"totals">;

/** The check of all customers; undefined where there was nothing to check. */
const allOf = ({ parts }: ValueResult) => parts.holdout.find(({ frequency }) => frequency === null);

/** How far off the forecast and the pace so far were over the days held out; why nothing was checked. */
function checkWords(result: ValueResult, totals: Totals, { messages }: Telling): string {
  const all = allOf(result);
  if (!all || all.error === null)
    return totals.check_state === "fitted"
      ? m.ltv_basis_unchecked({}, messages)
      : m.ltv_basis_unchecked_reason({ reason: reasonWords(totals.check_state, messages) }, messages);
  return m.ltv_basis_check(
    {
      from: messages.date(totals.checked_from!),
      to: messages.date(totals.looked_through!),
      expected: shownOrders(all.expected!, messages),
      orders: messages.integer(all.orders),
      error: messages.number(all.error, 2),
      naive: messages.number(all.naive_error, 2),
    },
    messages,
  );
}

/** The interval of the shape of buying, r: how well the fit knows what it says. */
function intervalWords(result: ValueResult, { messages }: Telling): readonly string[] {
  const shape = result.parts.fit[0];
  if (!shape || shape.low === null || shape.high === null) return [];
  const ends = { low: messages.number(shape.low, 3), high: messages.number(shape.high, 3) };
  return [m.ltv_basis_interval({ value: messages.number(shape.value!, 3), ...ends }, messages)];
}

function basisOf(result: ValueResult, totals: Totals, params: ValueParams, telling: Telling): string {
  const { messages } = telling;
  const n = m.ltv_basis_n(
    {
      customers: customersWords(totals.customers, messages),
      repeaters: messages.integer(totals.repeaters),
      date: messages.date(totals.calibrated_through!),
    },
    messages,
  );
  return [
    n,
    ...(totals.fit_state === "fitted"
      ? [modelName(params.model), ...intervalWords(result, telling), checkWords(result, totals, telling)]
      : []),
    ...(totals.fit_state === "fitted" && allOf(result)?.verdict !== "lost" && totals.spend_state !== "fitted"
      ? [m.ltv_basis_no_spend({ reason: reasonWords(totals.spend_state, messages) }, messages)]
      : []),
  ].join(m.ltv_join({}, messages));
}

/** What is still to come: of whom, within what time, and what share the best fifth brings. */
function forecast(totals: Totals, params: ValueParams, { messages, facts }: Telling): string {
  const inputs = {
    customers: customersWords(totals.customers, messages),
    span: spanWords(params.horizon, params, messages),
    orders: ordersWords(totals.expected_orders ?? 0, messages),
  };
  const { expected_value, best_value } = totals;
  if (expected_value === null) return m.ltv_headline_orders(inputs, messages);
  const money = messages.money(expected_value, facts.currency);
  if (!(expected_value > 0) || best_value === null)
    return m.ltv_headline_value({ ...inputs, money }, messages);
  const share = messages.percent(best_value / expected_value);
  return m.ltv_headline_best({ ...inputs, money, share }, messages);
}

/** The headline of a result. Where the fit is none, or lost its check, it says so and names no forecast. */
export function headline(result: ValueResult, params: ValueParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const totals = result.parts.totals[0];
  if (!totals || totals.customers === 0 || totals.calibrated_through === null)
    return {
      sentence: m.ltv_headline_nobody({ date: messages.date(context.as_of) }, messages),
      basis: m.ltv_basis_nobody({}, messages),
    };
  const basis = basisOf(result, totals, params, telling);
  if (totals.fit_state !== "fitted")
    return {
      sentence: m.ltv_headline_none({ reason: reasonWords(totals.fit_state, messages) }, messages),
      basis,
    };
  if (allOf(result)?.verdict === "lost") return { sentence: m.ltv_headline_lost({}, messages), basis };
  return { sentence: forecast(totals, params, telling), basis };
}
