/** A mark of a chart in words: who stands behind it, by which rule, and what their list may be called. */
import type { Mark, Telling } from "../analyses/analysis.ts";
import type { CohortParams } from "../analyses/cohort-retention/rows.ts";
import { cohortName, periodName, splitName } from "../analyses/cohort-retention/words.ts";
import { quadrantOf } from "../analyses/rfm/segments.ts";
import { segmentName, type Naming } from "../analyses/rfm/words.ts";
import type { AbcParams } from "../analyses/abc/params.ts";
import { className, entityHead, nameOf, tierName } from "../analyses/abc/words.ts";
import { nextPeriod } from "../base/calendar.ts";
import { m, type Messages } from "../messages/messages.ts";

/** The words of a mark. */
export interface MarkWords {
  /** The headline with the number of customers. */
  headline(n: number): string;
  /** The rule as a clause without its date. */
  readonly rule: string;
  /** What a name is made of. */
  readonly name: string;
  /** The other side of a cell: who is in the cohort and not in this list. Null where there is none. */
  readonly other: Mark | null;
}

const count = (n: number, { messages }: Telling) => ({ n, shown: messages.integer(n) });

/** The period of a cell: its own name by the calendar, else its number. */
function cellPeriod(mark: Mark, params: CohortParams, { messages, context }: Telling): string {
  const k = Number(mark["k"]);
  const { period, clock } = params;
  if (typeof mark["cohort"] !== "string" || clock === "age") return periodName(k, params, messages);
  let start = mark["cohort"];
  for (let step = 0; step < k; step++) start = nextPeriod(start, period, context.week_start);
  return messages.period(start, period);
}

function cohortWords(mark: Mark, params: CohortParams, telling: Telling): MarkWords {
  const { messages } = telling;
  const own =
    typeof mark["cohort"] === "string"
      ? cohortName(mark["cohort"], params, messages)
      : m.customers_cohorts_all({}, messages);
  const cohort =
    params.split_by === "none"
      ? own
      : m.customers_cohort_split(
          { cohort: own, split: splitName((mark["split"] ?? null) as string | null, messages) },
          messages,
        );
  const plain = cellPeriod(mark, params, telling);
  const readings = { in: null, on_or_after: m.customers_or_later, by: m.customers_by_period } as const;
  const period = readings[params.return]?.({ period: plain }, messages) ?? plain;
  const isOrdered = mark["ordered"] !== false;
  const headline = isOrdered ? m.customers_headline_ordered : m.customers_headline_not;
  const rule = isOrdered ? m.customers_rule_ordered : m.customers_rule_not;
  const named = isOrdered ? m.customers_name_ordered : m.customers_name_not;
  return {
    headline: (n) => headline({ ...count(n, telling), cohort, period }, messages),
    rule: rule({ cohort, period }, messages),
    name: named({ cohort: own, period: plain }, messages),
    other: { ...mark, ordered: !isOrdered },
  };
}

const inWords = (what: string, name: string, telling: Telling): MarkWords => ({
  headline: (n) => m.customers_headline_in({ ...count(n, telling), what }, telling.messages),
  rule: what,
  name,
  other: null,
});

/** The fields of two scores that are high or low, by the columns of their marks. */
function pairOf(mark: Mark): string | null {
  const { recent, often, much } = mark;
  if (recent !== undefined && often !== undefined)
    return quadrantOf("recency_frequency", recent === true, often === true);
  if (recent !== undefined && much !== undefined)
    return quadrantOf("recency_monetary", recent === true, much === true);
  return often !== undefined && much !== undefined
    ? quadrantOf("frequency_monetary", often === true, much === true)
    : null;
}

function rfmWords(mark: Mark, params: Naming, telling: Telling): MarkWords {
  const { messages } = telling;
  if (typeof mark["customer_id"] === "string")
    return inWords(mark["customer_id"], mark["customer_id"], telling);
  if (typeof mark["segment"] === "string") {
    const segment = segmentName(mark["segment"], messages, params);
    return inWords(segment, segment, telling);
  }
  const pair = pairOf(mark);
  if (pair !== null) {
    const field = segmentName(pair, messages);
    const what = mark["grid_row"] === undefined ? field : m.customers_disc({ field }, messages);
    return inWords(what, field, telling);
  }
  const scores = { r: String(mark["r"]), f: String(mark["f"]) };
  return inWords(m.customers_scores(scores, messages), `r${scores.r}_f${scores.f}`, telling);
}

function abcWords(mark: Mark, params: AbcParams, telling: Telling): MarkWords {
  const { messages } = telling;
  const { entity } = params;
  const tier = typeof mark["tier"] === "string" ? tierName(mark["tier"], messages) : null;
  const tierWords = { customer: m.customers_tier, product: m.customers_tier_bought } as const;
  const worded = () => {
    if (tier === null) return nameOf((mark["entity_id"] ?? null) as string | null, params, messages);
    if (entity === "product" && mark["xyz"] !== undefined)
      return m.abc_mark_cell({ tier, class: className(mark["xyz"] as string | null, messages) }, messages);
    if (entity === "customer" || entity === "product") return tierWords[entity]({ tier }, messages);
    return m.abc_mark_tier_of({ tier, what: entityHead(params, messages) }, messages);
  };
  const what = worded();
  const name = tier === null ? what : `tier ${String(mark["tier"])}`;
  if (entity === "customer") return inWords(what, name, telling);
  const bought = entity === "product" || entity === "category";
  const headline = bought ? m.customers_headline_bought : m.abc_mark_ordered;
  return {
    ...inWords(what, name, telling),
    headline: (n) => headline({ ...count(n, telling), what }, messages),
  };
}

/** The words of a mark of an analysis under its parameters. */
export function markWords(
  analysis: string,
  params: Readonly<Record<string, unknown>>,
  mark: Mark,
  telling: Telling,
): MarkWords {
  if (analysis === "cohort-retention") return cohortWords(mark, params as CohortParams, telling);
  if (analysis === "rfm") return rfmWords(mark, params as Naming, telling);
  return abcWords(mark, params as AbcParams, telling);
}

/** The rule in a sentence, with its date. */
export function ruleSentence(what: string, asOf: string, isFiltered: boolean, messages: Messages): string {
  const words = { what, date: messages.date(asOf) };
  return isFiltered ? m.customers_rule_filtered(words, messages) : m.customers_rule_text(words, messages);
}
