/** What the ladder says in a sentence: how many of 100 go on from the first order, and from the second. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { wilsonInterval, z95 } from "../../stats/wilson.ts";
import { beyondChance } from "../cohort-retention/outlier.ts";
import { matureDays, type LadderParams } from "./params.ts";
import type { LadderResult, Rung } from "./result.ts";
import { groupName, ofHundred, youngText } from "./words.ts";

/** Fewest customers of a group that the headline compares, where it can choose. */
const enoughCustomers = 20;

const known = (rung: Rung | undefined): rung is Rung & { readonly rate: number } =>
  rung !== undefined && rung.rate !== null;

function intervalOf({ n, low, high }: Rung, messages: Messages) {
  return {
    n,
    shown: messages.integer(n),
    low: messages.percent(low ?? 0, 1),
    high: messages.percent(high ?? 0, 1),
  };
}

/** The counting rule of age, with how many it leaves out of the first rung. */
function ruleOf(first: Rung, params: LadderParams, { messages }: Telling): string {
  if (matureDays(params) === 0) return m.ladder_basis_all({}, messages);
  if (first.reached === first.n) return "";
  return m.ladder_basis_young({ young: youngText(first, params, messages) }, messages);
}

function ofOne(rungs: readonly Rung[], params: LadderParams, telling: Telling): Headline | null {
  const { messages } = telling;
  const [first, second] = rungs;
  if (!known(first)) return null;
  const days = matureDays(params);
  const inputs = { days: messages.integer(days), x: ofHundred(first.rate, messages) };
  const main = days > 0 ? m.ladder_headline(inputs, messages) : m.ladder_headline_all(inputs, messages);
  const basis = m.ladder_basis(intervalOf(first, messages), messages);
  const rule = ruleOf(first, params, telling);
  if (!known(second)) return { sentence: m.ladder_headline_one({ main }, messages), basis: basis + rule };
  const next = ofHundred(second.rate, messages);
  return {
    sentence: m.ladder_headline_two({ main, y: next }, messages),
    basis: basis + m.ladder_basis_second(intervalOf(second, messages), messages) + rule,
  };
}

/**
 * Whether the best of `groups` differs from the worst by more than chance: Newcombe's interval of the difference, from
 * Wilson intervals as wide as Bonferroni asks for among all pairs, leaves out 0.
 */
function chanceOf(best: Rung, worst: Rung, groups: number, messages: Messages): string {
  const z = groups > 2 ? beyondChance((groups * (groups - 1)) / 2) : z95;
  const share = ({ customers, n }: Rung) => customers / n;
  const low = share(best) - wilsonInterval(best.customers, best.n, z)!.low;
  const high = wilsonInterval(worst.customers, worst.n, z)!.high - share(worst);
  return share(best) - share(worst) > Math.hypot(low, high)
    ? m.chart_more_than_chance({}, messages)
    : m.chart_within_chance({}, messages);
}

/** The groups of which most and fewest order a second time, of those large enough. */
function ofGroups(rungs: readonly Rung[], params: LadderParams, telling: Telling): Headline | null {
  const { messages } = telling;
  const firsts = rungs.filter((rung) => rung.x === 1).filter(known);
  const large = firsts.filter(({ n }) => n >= enoughCustomers);
  const ranked = (large.length > 0 ? large : firsts).toSorted((a, b) => b.rate - a.rate || a.place - b.place);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (!best || !worst) return null;
  const days = matureDays(params);
  const inputs = {
    group: groupName(best, messages),
    days: messages.integer(days),
    x: ofHundred(best.rate, messages),
  };
  const main =
    days > 0 ? m.ladder_headline_group(inputs, messages) : m.ladder_headline_group_all(inputs, messages);
  const basisOf = (rung: Rung) =>
    m.ladder_basis_group({ group: groupName(rung, messages), ...intervalOf(rung, messages) }, messages);
  if (best === worst) return { sentence: m.ladder_headline_one({ main }, messages), basis: basisOf(best) };
  const other = { main, group: groupName(worst, messages), y: ofHundred(worst.rate, messages) };
  return {
    sentence: m.ladder_headline_groups(other, messages),
    basis:
      m.ladder_basis_groups({ first: basisOf(best), second: basisOf(worst) }, messages) +
      m.ladder_basis_chance({ chance: chanceOf(best, worst, ranked.length, messages) }, messages),
  };
}

/** The headline of a result. */
export function headline(result: LadderResult, params: LadderParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const rungs = result.parts.drawn;
  const told = params.split_by === "none" ? ofOne(rungs, params, telling) : ofGroups(rungs, params, telling);
  if (told) return told;
  const reached = rungs.filter(({ x }) => x === 1).reduce((sum, each) => sum + each.reached, 0);
  const observed = context.observed_through < context.as_of ? context.observed_through : context.as_of;
  const date = messages.date(observed);
  if (reached === 0)
    return {
      sentence: m.ladder_headline_none({ date: messages.date(context.as_of) }, messages),
      basis: "n = 0",
    };
  const inputs = {
    n: reached,
    shown: messages.integer(reached),
    days: messages.integer(matureDays(params)),
    date,
  };
  return {
    sentence: m.ladder_headline_young({ days: inputs.days }, messages),
    basis: m.ladder_basis_none(inputs, messages),
  };
}
