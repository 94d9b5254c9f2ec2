/** The headline of repurchase: how many of 100 customers bought again, last and on average. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { RepurchaseParams } from "./params.ts";
import type { RepurchaseResult } from "./result.ts";
import { comparison, nameBefore, periodName, pooledOf, shownRows, stepKind } from "./words.ts";

/** The headline of a result: the last complete period of which the customers are known. */
export function headline(result: RepurchaseResult, params: RepurchaseParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const row = shownRows(result, params).findLast(
    ({ complete, left_truncated, n }) => complete && !left_truncated && n > 0,
  );
  const observed = [
    context.as_of,
    context.observed_through,
    context.counted_through ?? context.as_of,
  ].toSorted()[0]!;
  if (!row)
    return {
      sentence: m.repurchase_headline_none({}, messages),
      basis: m.repurchase_basis_none({ date: messages.date(observed) }, messages),
    };
  const pooled = pooledOf(result, params);
  const average = pooled && pooled.periods >= 2 ? pooled : null;
  const name = periodName(row.period_start, params, messages);
  const before = nameBefore(row.period_start, params, messages);
  const { period } = params;
  const inputs = {
    who: params.customers_from,
    x: messages.integer(Math.round(row.rate! * 100)),
    when:
      params.step > 1
        ? m.repurchase_name({ period, name }, messages)
        : m.repurchase_in({ period, name }, messages),
    before: m.repurchase_in({ period, name: before }, messages),
    period,
    step: messages.integer(params.step),
  };
  const sentence = {
    within: m.repurchase_headline_within,
    next: m.repurchase_headline_next,
    span: m.repurchase_headline_span,
  }[stepKind(params)](inputs, messages);
  const compared = comparison(row, pooled, telling, m.repurchase_pooled_within({}, messages));
  const clauses = [
    m.repurchase_basis(
      {
        kind: stepKind(params),
        n: messages.integer(row.n),
        x: messages.integer(row.customers),
        low: messages.percent(row.low!, 1),
        high: messages.percent(row.high!, 1),
      },
      messages,
    ),
    ...(average === null || compared === null
      ? []
      : [
          m.repurchase_basis_pooled(
            { compared, n: average.periods, shown: messages.integer(average.periods), period: params.period },
            messages,
          ),
        ]),
  ];
  return { sentence, basis: clauses.join(m.repurchase_join({}, messages)) };
}
