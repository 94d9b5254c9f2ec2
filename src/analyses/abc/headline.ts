/** What ABC says in a sentence. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { tiersOf, type AbcParams } from "./params.ts";
import type { AbcResult } from "./result.ts";
import { count, counted, fragileOf, shownShare, valueWithUnit, whatOf } from "./words.ts";

const nobody = {
  customer: m.abc_headline_none_customer,
  product: m.abc_headline_none_product,
  category: m.abc_headline_none_category,
  channel: m.abc_headline_none_channel,
  country: m.abc_headline_none_country,
} as const;

/** The sentence of tier A, C and the losses, and the line of n, total, Gini and the first fifth. */
export function headline(result: AbcResult, params: AbcParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const { n, positive_value, gini, top_20 } = result.parts.concentration[0]!;
  const all = counted(n, params, messages);
  if (n === 0) {
    const date = { date: messages.date(context.as_of) };
    return { sentence: nobody[params.entity](date, messages), basis: "n = 0" };
  }
  const total = valueWithUnit(positive_value, params, telling);
  const more = `${costBasis(result, messages)}${fragileBasis(result, messages)}`;
  if (gini === null || top_20 === null)
    return {
      sentence: m.abc_headline_zero({ all }, messages),
      basis: m.abc_basis_short({ all, total }, messages) + more,
    };
  const basis = {
    all,
    total,
    gini: messages.number(gini, 2),
    top: shownShare(top_20, messages),
  };
  return { sentence: sentence(result, params, telling, all), basis: m.abc_basis(basis, messages) + more };
}

/** By profit, of how much of the net amount the cost of goods is known, where that is not all. */
function costBasis({ parts }: AbcResult, messages: Messages): string {
  const costs = parts.costs[0];
  if (!costs || costs.records === costs.records_with_cost) return "";
  if (costs.records_with_cost === 0) return m.abc_basis_costs_none({}, messages);
  const share = costs.net_amount > 0 ? costs.net_amount_with_cost / costs.net_amount : null;
  return share === null || share < 0 || share > 1
    ? ""
    : m.abc_basis_costs({ share: shownShare(share, messages) }, messages);
}

/** The share of fragile entities, where that was asked. */
function fragileBasis({ parts }: AbcResult, messages: Messages): string {
  const { n } = parts.concentration[0]!;
  const fragile = fragileOf(parts.tiers);
  return fragile === null ? "" : m.stability_basis({ share: shownShare(fragile / n, messages) }, messages);
}

function sentence(result: AbcResult, params: AbcParams, { messages }: Telling, all: string): string {
  const tier = (name: string) => result.parts.tiers.find((row) => row.tier === name)!;
  const [a, c, loss] = [tier("A"), tier(tiersOf(params).at(-1)!), tier("loss")];
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
