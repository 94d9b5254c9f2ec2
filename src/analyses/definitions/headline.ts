/** The headline of definitions: the figure, how far it goes under other rules, and the rule that moves it most. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { DefinitionsParams } from "./params.ts";
import type { DefinitionsResult, Spec } from "./result.ts";
import { figureName, ofWords, ruleWords, shownValue, specsWords } from "./words.ts";

function basisOf(own: Spec, specs: number, params: DefinitionsParams, { messages }: Telling): string {
  const inputs = { n: ofWords(own.n, params, messages), specs: specsWords(specs, messages) };
  return own.low === null || own.high === null
    ? m.def_basis(inputs, messages)
    : m.def_basis_interval(
        { ...inputs, low: messages.percent(own.low, 1), high: messages.percent(own.high, 1) },
        messages,
      );
}

/** The sentence and the line of n and interval. */
export function headline(
  { rows, parts }: DefinitionsResult,
  params: DefinitionsParams,
  telling: Telling,
): Headline {
  const { messages, context } = telling;
  const name = figureName(params, messages);
  const own = rows.find(({ changes }) => changes === 0);
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  if (!own || values.length === 0)
    return {
      sentence: m.def_headline_empty({ name, date: messages.date(context.as_of) }, messages),
      basis: own ? basisOf(own, rows.length, params, telling) : "n = 0",
    };
  const basis = basisOf(own, rows.length, params, telling);
  const low = shownValue(Math.min(...values), params, telling);
  const high = shownValue(Math.max(...values), params, telling);
  if (own.value === null) return { sentence: m.def_headline_unknown({ name, low, high }, messages), basis };
  const value = shownValue(own.value, params, telling);
  const most = parts.rules.find(({ difference }) => difference !== null && difference !== 0);
  if (rows.length === 1) return { sentence: m.def_headline_none({ name, value }, messages), basis };
  if (!most || most.figure === null)
    return { sentence: m.def_headline_same({ name, value }, messages), basis };
  return {
    sentence: m.def_headline(
      {
        name,
        value,
        low,
        high,
        rule: ruleWords(most.changed, params, messages),
        moved: shownValue(most.figure, params, telling),
      },
      messages,
    ),
    basis,
  };
}
