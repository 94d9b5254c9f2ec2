/** What the weighted score says in a sentence. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { ScoreParams } from "./params.ts";
import type { PartRow, ScoreResult } from "./result.ts";
import { customers, measureName, shownShare } from "./words.ts";

/** The row of a tier. */
export function tierOf({ parts }: ScoreResult, tier: string): PartRow<"tiers"> {
  return parts.tiers.find((row) => row.tier === tier)!;
}

/** The number of customers of a result, with and without a score. */
export function customersOf({ parts }: ScoreResult): number {
  return parts.tiers.reduce((sum, row) => sum + row.customers, 0);
}

/** The sentence of tier A, its money and how firmly it stands, and the line of n, weights and missing values. */
export function headline(result: ScoreResult, params: ScoreParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const n = customersOf(result);
  if (n === 0) {
    const date = messages.date(context.as_of);
    return { sentence: m.score_headline_none({ date }, messages), basis: "n = 0" };
  }
  const scored = n - tierOf(result, "none").customers;
  const sentence =
    scored === 0
      ? m.score_headline_unscored({ n, all: customers(n, messages) }, messages)
      : sentenceOf(result, messages, n);
  return { sentence, basis: basisOf(result, params, telling, scored) };
}

function sentenceOf(result: ScoreResult, messages: Telling["messages"], n: number): string {
  const a = tierOf(result, "A");
  const stop = m.score_full_stop({}, messages);
  if (a.customers === 0) return m.score_headline_empty({}, messages) + stop;
  const words = {
    n: a.customers,
    a: customers(a.customers, messages),
    all: customers(n, messages),
    p: shownShare(a.customers / n, messages),
  };
  const first =
    a.share_of_net_amount === null
      ? m.score_headline_plain(words, messages)
      : m.score_headline_a({ ...words, s: shownShare(a.share_of_net_amount, messages) }, messages);
  const any = result.parts.sensitivity.find(({ move }) => move === "any")!;
  const second =
    any.stays === any.n
      ? m.score_headline_stay_all({}, messages)
      : m.score_headline_stay({ k: messages.integer(any.stays) }, messages);
  return first + second + stop;
}

/** `n = 4,364 customers with a score; Orders 33%, …; percentile rank`, and how many values are missing. */
function basisOf(result: ScoreResult, params: ScoreParams, { messages }: Telling, scored: number): string {
  const { measures } = result.parts;
  const weights = measures
    .filter(({ weight }) => (weight ?? 0) > 0)
    .map(({ measure, weight }) =>
      m.score_basis_weight(
        { measure: measureName(measure, messages), weight: shownShare(weight ?? 0, messages) },
        messages,
      ),
    )
    .join(m.score_basis_join({}, messages));
  const scale = {
    percentile_rank: m.score_choice_percentile_rank,
    min_max: m.score_choice_min_max,
    z_score: m.score_choice_z_score,
  }[params.normalisation]({}, messages);
  const unscored = tierOf(result, "none").customers;
  const missing =
    unscored === 0 ? "" : m.score_basis_missing({ n: unscored, shown: messages.integer(unscored) }, messages);
  return m.score_basis({ n: customers(scored, messages), weights, scale }, messages) + missing;
}
