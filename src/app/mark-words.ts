/** A mark of a chart in words: who stands behind it, by which rule, and what their list may be called. */
import type { AnyAnalysis, Mark, MarkValue, Telling } from "../analyses/analysis.ts";
import type { CohortParams } from "../analyses/cohort-retention/rows.ts";
import { bracketsOf, isOwnClock } from "../analyses/cohort-retention/brackets.ts";
import { cohortName, periodName, splitName, whenOrdered } from "../analyses/cohort-retention/words.ts";
import { quadrantOf } from "../analyses/rfm/segments.ts";
import { segmentName, type Naming } from "../analyses/rfm/words.ts";
import { placeName } from "../analyses/rfm-migration/words.ts";
import type { AbcParams } from "../analyses/abc/params.ts";
import { className, entityHead, nameOf, tierName } from "../analyses/abc/words.ts";
import type { MarkWords } from "./marked.ts";
import { overviewWords } from "./overview-mark-words.ts";
import { nextPeriod } from "../base/calendar.ts";
import { m, type Messages } from "../messages/messages.ts";

const count = (n: number, { messages }: Telling) => ({ n, shown: messages.integer(n) });

/** The period of a cell: its own name by the calendar, else its number. */
function cellPeriod(mark: Mark, params: CohortParams, { messages, context }: Telling): string {
  const k = Number(mark["k"]);
  const { period } = params;
  if (typeof mark["cohort"] !== "string" || isOwnClock(params)) return periodName(k, params, messages);
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
  if (bracketsOf(params).length > 0) {
    const when = whenOrdered(Number(mark["k"]), params, messages);
    const told = isOrdered ? m.cohort_behind_ordered : m.cohort_behind_not;
    const said = isOrdered ? m.cohort_behind_rule_ordered : m.cohort_behind_rule_not;
    const named = isOrdered ? m.customers_name_ordered : m.customers_name_not;
    return {
      headline: (n) => told({ ...count(n, telling), cohort, when }, messages),
      rule: said({ cohort, when }, messages),
      name: named({ cohort: own, period: plain }, messages),
      other: { ...mark, ordered: !isOrdered },
    };
  }
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
  if (mark["fragile"] === true) {
    const what = m.stability_fragile({}, messages);
    return inWords(what, what, telling);
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

function migrationWords(mark: Mark, params: Naming, telling: Telling): MarkWords {
  const { messages } = telling;
  const name = (segment: unknown) => placeName(String(segment), params, messages);
  if (mark["date"] !== undefined) {
    const words = { segment: name(mark["segment"]), date: messages.date(String(mark["date"])) };
    return inWords(m.migration_stop_size(words, messages), words.segment, telling);
  }
  const words = { from: name(mark["from_segment"]), to: name(mark["to_segment"]) };
  return inWords(m.migration_stop_moved(words, messages), `${words.from} ${words.to}`, telling);
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

/** A mark by its own values, where nothing better is known; a column that is true says its name, a false one nothing. */
function valueWords(mark: Mark, { messages }: Telling): string {
  const said = (column: string, value: MarkValue): readonly string[] => {
    if (value === null) return [m.notebook_none({}, messages)];
    if (typeof value === "boolean") return value ? [column.replaceAll("_", " ")] : [];
    return [typeof value === "number" ? messages.number(value) : value];
  };
  return messages.list(Object.entries(mark).flatMap(([column, value]) => said(column, value)));
}

/** The words of the analyses whose marks say more than one clause. */
function ownWords(
  id: string,
  params: Readonly<Record<string, unknown>>,
  mark: Mark,
  telling: Telling,
): MarkWords | null {
  if (id === "cohort-retention" && mark["k"] !== undefined)
    return cohortWords(mark, params as CohortParams, telling);
  if (id === "overview") return overviewWords(mark, telling);
  if (
    id === "rfm" &&
    ["customer_id", "segment", "r", "recent", "often", "much"].some((column) => mark[column] !== undefined)
  )
    return rfmWords(mark, params as Naming, telling);
  if (id === "rfm-migration") return migrationWords(mark, params as Naming, telling);
  if (id === "abc" && ["tier", "entity_id"].some((column) => mark[column] !== undefined))
    return abcWords(mark, params as AbcParams, telling);
  return null;
}

/**
 * The words of a mark of an analysis under its parameters: the analysis's own, else those of its place (`said`, such as
 * the first line of a tooltip), else its values.
 */
export function markWords(
  analysis: Pick<AnyAnalysis, "id" | "markLabel">,
  params: Readonly<Record<string, unknown>>,
  mark: Mark,
  telling: Telling,
  said?: string,
): MarkWords {
  const label = analysis.markLabel?.(mark, params, telling) ?? null;
  if (label !== null) return inWords(label, label, telling);
  const own = ownWords(analysis.id, params, mark, telling);
  const what = said ?? valueWords(mark, telling);
  return own ?? inWords(what, what, telling);
}

/** The rule in a sentence, with its date. */
export function ruleSentence(what: string, asOf: string, isFiltered: boolean, messages: Messages): string {
  const words = { what, date: messages.date(asOf) };
  return isFiltered ? m.customers_rule_filtered(words, messages) : m.customers_rule_text(words, messages);
}
