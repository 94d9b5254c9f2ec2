/** What a weighted score cannot be asked, with the reason, and the measures that these orders offer. */
import { m } from "../../messages/messages.ts";
import type { OrderFacts } from "../../orders/facts.ts";
import type { Telling, Unanswerable } from "../analysis.ts";
import { isOrderMeasure, orderMeasures, type OrderMeasure, type ScoreParams } from "./params.ts";
import { measureName } from "./words.ts";

const missingOf = (measure: OrderMeasure, facts: OrderFacts): readonly string[] =>
  orderMeasures[measure].filter((column) => !facts.filled.includes(column));

/** The measures that these orders offer, then the numeric columns of the customer files. */
export function offeredMeasures(facts: OrderFacts): readonly string[] {
  const own = (Object.keys(orderMeasures) as OrderMeasure[]).filter(
    (measure) => missingOf(measure, facts).length === 0,
  );
  const joined = (facts.attributes ?? []).filter(({ numeric }) => numeric).map(({ name }) => name);
  return [...own, ...joined.filter((name) => !own.some((measure) => measure === name.toLowerCase()))];
}

/** The reason why a measure cannot be weighed, or null. */
function refuseMeasure(measure: string, { facts, messages }: Telling): string | null {
  if (isOrderMeasure(measure)) {
    const missing = missingOf(measure, facts);
    if (missing.length === 0) return null;
    const words = { measure: measureName(measure, messages), columns: messages.list(missing) };
    return m.score_refuse_columns(words, messages);
  }
  const column = (facts.attributes ?? []).find(({ name }) => name === measure);
  if (column?.numeric) return null;
  return column
    ? m.score_refuse_text({ measure }, messages)
    : m.score_refuse_unknown({ measure, known: messages.list(offeredMeasures(facts)) }, messages);
}

/** The reason why these parameters cannot be answered with these orders, or null. */
export function check(params: ScoreParams, telling: Telling): Unanswerable {
  const { facts, messages } = telling;
  const because = (reason: string) => ({ reason });
  if (!facts.has_customer_key || facts.customers === 0) return because(m.score_refuse_customer({}, messages));
  const names = params.measures.map(({ measure }) => measure);
  for (const name of names) {
    const refused = refuseMeasure(name, telling);
    if (refused !== null) return because(refused);
  }
  // Columns of a result differ by more than the case of their letters.
  const twice = names.find(
    (name, index) => names.findIndex((each) => each.toLowerCase() === name.toLowerCase()) < index,
  );
  if (twice !== undefined)
    return because(m.score_refuse_twice({ measure: measureName(twice, messages) }, messages));
  if (params.measures.every(({ weight }) => weight === 0))
    return because(m.score_refuse_weights({}, messages));
  const cuts = params.tier_cuts.length;
  return cuts === 2 ? null : because(m.score_refuse_cuts({ n: messages.integer(cuts) }, messages));
}
