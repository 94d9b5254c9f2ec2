/** The headline of explain-difference: the difference, and how much of it is who came and how much how they did. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { dimensionName } from "./labels.ts";
import type { DifferenceParams } from "./params.ts";
import type { DifferenceResult, PartRow } from "./result.ts";
import {
  counted,
  isWithinChance,
  measureName,
  shownFigure,
  shownSize,
  sidesOf,
  signedInLine,
  whenName,
  type Side,
} from "./words.ts";

const heads = {
  retention: {
    less: m.difference_head_retention_less,
    more: m.difference_head_retention_more,
    equal: m.difference_head_retention_equal,
  },
  range: {
    less: m.difference_head_range_less,
    more: m.difference_head_range_more,
    equal: m.difference_head_range_equal,
  },
} as const;

function headOf([zero, one]: readonly [Side, Side], params: DifferenceParams, telling: Telling): string {
  const { messages } = telling;
  const difference = one.rate - zero.rate;
  const shown = shownSize(difference, params, telling);
  const way = !/[1-9]/.test(shown) ? "equal" : difference < 0 ? "less" : "more";
  const inputs = {
    one: one.name,
    other: zero.name,
    rate: shownFigure(one.rate, params, telling),
    measure: measureName(params, messages),
  };
  return params.what === "retention"
    ? heads.retention[way](
        {
          ...inputs,
          when: whenName(params, messages),
          points: messages.number(Math.abs(difference) * 100, 1),
        },
        messages,
      )
    : heads.range[way]({ ...inputs, points: shown }, messages);
}

function basisOf(
  row: PartRow<"difference">,
  [zero, one]: readonly [Side, Side],
  params: DifferenceParams,
  telling: Telling,
): string {
  const { messages } = telling;
  const inputs = { n_0: zero.n, other: zero.name, n_1: one.n, one: one.name };
  if (row.low === null || row.high === null || row.difference === null)
    return m.difference_basis(inputs, messages);
  const value = signedInLine(row.difference, params, telling);
  const [low, high] = [signedInLine(row.low, params, telling), signedInLine(row.high, params, telling)];
  return m.difference_basis_interval({ ...inputs, value, low, high }, messages);
}

/** The sentence of both parts, in the words of what is compared. */
function splitSentence(
  inputs: Parameters<typeof m.difference_headline_split>[0],
  rate: number,
  { what, measure }: DifferenceParams,
  messages: Messages,
): string {
  if (what === "retention" && rate < 0) return m.difference_headline_back_less(inputs, messages);
  if (what === "retention" && rate > 0) return m.difference_headline_back_more(inputs, messages);
  return what === "range" && measure === "average_order_value"
    ? m.difference_headline_order_split(inputs, messages)
    : m.difference_headline_split(inputs, messages);
}

/** The sentence and the line of n and interval. */
export function headline({ parts }: DifferenceResult, params: DifferenceParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const row = parts.difference[0]!;
  const sides = sidesOf(row, params, telling);
  if (!sides) {
    const observed = [context.as_of, context.observed_through, context.counted_through ?? context.as_of];
    return {
      sentence:
        params.what === "retention"
          ? m.difference_none_cohorts({}, messages)
          : m.difference_none_ranges({}, messages),
      basis: m.difference_none_basis(
        {
          n_0: messages.integer(row.n_0),
          n_1: counted(row.n_1, params, messages),
          date: messages.date(observed.toSorted()[0]!),
        },
        messages,
      ),
    };
  }
  const basis = basisOf(row, sides, params, telling);
  const head = headOf(sides, params, telling);
  const within = isWithinChance(row);
  const chance =
    within === null
      ? ""
      : m.difference_chance(
          {
            chance: within ? m.chart_within_chance({}, messages) : m.chart_more_than_chance({}, messages),
          },
          messages,
        );
  const lead = parts.dimensions.find(({ leads }) => leads);
  if (!lead) return { sentence: m.difference_headline_plain({ head, chance }, messages), basis };
  const inputs = {
    head,
    chance,
    dimension: dimensionName(lead.dimension, messages),
    mix: signedInLine(lead.mix, params, telling),
    rate: signedInLine(lead.rate_effect, params, telling),
  };
  return { sentence: splitSentence(inputs, lead.rate_effect, params, messages), basis };
}
