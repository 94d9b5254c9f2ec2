/** What ABC says in a sentence. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult } from "./result.ts";
import { count, counted, shownShare, valueWithUnit, whatOf } from "./words.ts";

/** The sentence of tier A, C and the losses, and the line of n, total, Gini and the first fifth. */
export function headline(result: AbcResult, params: AbcParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const { n, positive_value, gini, top_20 } = result.parts.concentration[0]!;
  const all = counted(n, params, messages);
  if (n === 0) {
    const date = { date: messages.date(context.as_of) };
    const sentence =
      params.entity === "product"
        ? m.abc_headline_none_product(date, messages)
        : m.abc_headline_none_customer(date, messages);
    return { sentence, basis: "n = 0" };
  }
  const total = valueWithUnit(positive_value, params, telling);
  if (gini === null || top_20 === null)
    return {
      sentence: m.abc_headline_zero({ all }, messages),
      basis: m.abc_basis_short({ all, total }, messages),
    };
  const basis = {
    all,
    total,
    gini: messages.number(gini, 2),
    top: shownShare(top_20, messages),
  };
  return { sentence: sentence(result, params, telling, all), basis: m.abc_basis(basis, messages) };
}

function sentence(result: AbcResult, params: AbcParams, { messages }: Telling, all: string): string {
  const tier = (name: string) => result.parts.tiers.find((row) => row.tier === name)!;
  const [a, c, loss] = [tier("A"), tier("C"), tier("loss")];
  const first = m.abc_headline_a(
    {
      n: a.entities,
      a: count(a.entities, params, messages),
      all,
      p: shownShare(a.share_of_entities ?? 0, messages),
      s: shownShare(a.share_of_value ?? 0, messages),
      what: whatOf(params, messages),
    },
    messages,
  );
  const last = {
    n: c.entities,
    c: count(c.entities, params, messages),
    t: shownShare(c.share_of_value ?? 0, messages),
  };
  const below = { n: loss.entities, k: count(loss.entities, params, messages) };
  return [
    first,
    c.entities > 0 ? m.abc_headline_c(last, messages) : "",
    loss.entities > 0 ? m.abc_headline_loss(below, messages) : "",
    m.abc_full_stop({}, messages),
  ].join("");
}
