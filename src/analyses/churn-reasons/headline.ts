/** What churn-reasons says in a sentence: the reason that most gave, else what went with leaving, always as an association. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { PartRow, ReasonsResult } from "./result.ts";
import { customers, days, factorName, reasonName, shownShare, standsOut } from "./words.ts";

/** The precursor that goes with the most leaving, beyond chance: the largest ratio above 1 that stands out; null: none. */
export function strongest(rows: ReasonsResult["parts"]["precursors"]): PartRow<"precursors"> | null {
  const raised = rows.filter((row) => standsOut(row) && row.rate > (row.rate_others ?? 0));
  return (
    raised.toSorted((a, b) => (b.risk_ratio ?? Infinity) - (a.risk_ratio ?? Infinity) || b.n - a.n)[0] ?? null
  );
}

function precursorSentence(rows: ReasonsResult["parts"]["precursors"], { messages }: Telling): string {
  if (rows.length === 0) return m.churn_reasons_headline_untested({}, messages);
  const best = strongest(rows);
  if (best === null)
    return m.churn_reasons_headline_none_stand_out(
      { n: rows.length, shown: messages.integer(rows.length) },
      messages,
    );
  return m.churn_reasons_headline_precursor(
    {
      factor: factorName(best, messages),
      rate: shownShare(best.rate, messages),
      others: shownShare(best.rate_others ?? 0, messages),
    },
    messages,
  );
}

function precursorBasis(result: ReasonsResult, { messages }: Telling): readonly string[] {
  const rows = result.parts.precursors;
  const frame = result.parts.frame[0]!;
  const best = strongest(rows);
  const ratio =
    best === null || best.risk_ratio === null || best.ratio_low === null || best.ratio_high === null
      ? []
      : [
          m.churn_reasons_basis_ratio(
            {
              ratio: messages.number(best.risk_ratio, 2),
              low: messages.number(best.ratio_low, 2),
              high: messages.number(best.ratio_high, 2),
            },
            messages,
          ),
        ];
  return [
    m.churn_reasons_basis_risk(
      { n: customers(frame.at_risk, messages), date: messages.date(frame.last_day!) },
      messages,
    ),
    ...ratio,
    m.churn_reasons_basis_tests({ n: rows.length, shown: messages.integer(rows.length) }, messages),
  ];
}

/** The sentence and the line of n and interval. */
export function headline(result: ReasonsResult, _params: unknown, telling: Telling): Headline {
  const { messages } = telling;
  const frame = result.parts.frame[0]!;
  const join = (clauses: readonly string[]) => clauses.join(m.churn_reasons_join({}, messages));
  if (frame.patience_days === null)
    return { sentence: m.churn_reasons_headline_no_cycle({}, messages), basis: "n = 0" };
  const patience = days(frame.patience_days, messages);
  if (frame.churned === null)
    return {
      sentence: m.churn_reasons_headline_too_early({ days: patience }, messages),
      basis: m.churn_reasons_basis_none({ n: messages.integer(frame.customers) }, messages),
    };
  const rows = result.rows.filter(({ dimension }) => dimension === "all");
  const any = rows.find(({ kind }) => kind === "any");
  const first = rows.find(({ kind }) => kind === "reason");
  const rule = m.churn_reasons_basis_rule(
    { n: customers(frame.churned, messages), days: patience },
    messages,
  );
  if (!any || any.customers === 0 || !first)
    return {
      sentence: precursorSentence(result.parts.precursors, telling),
      basis: join([rule, ...precursorBasis(result, telling)]),
    };
  const interval = { low: messages.percent(first.low!, 1), high: messages.percent(first.high!, 1) };
  return {
    sentence: m.churn_reasons_headline_reason(
      {
        reason: reasonName(first, messages),
        share: shownShare(first.share!, messages),
        coverage: shownShare(any.share!, messages),
      },
      messages,
    ),
    basis: join([
      rule,
      m.churn_reasons_basis_answers({ n: customers(any.customers, messages), ...interval }, messages),
    ]),
  };
}
