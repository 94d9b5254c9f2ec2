/** Why customers cannot be scored, or not with these parameters. */
import { m } from "../../messages/messages.ts";
import type { Telling, Unanswerable } from "../analysis.ts";
import { classesOf, type ScoringParams } from "./params.ts";
import { choiceLabel } from "./words.ts";

const dimensions = ["r", "f", "m"] as const;

/** The longest name of a segment, in characters. */
const longestName = 60;

/** Half a character or NUL cannot stand in SQL, and other control characters in no table. */
const isName = (name: string) =>
  name.trim().length >= 1 && name.trim().length <= longestName && !/\p{Surrogate}|\p{Cc}/u.test(name.trim());

function cutsReason({ cuts }: ScoringParams, { messages }: Telling): string | null {
  if (cuts.length !== 1 && cuts.length !== 4)
    return m.rfm_refuse_cuts({ n: cuts.length, shown: messages.integer(cuts.length) }, messages);
  for (const dimension of dimensions) {
    const row = cuts.findIndex((cut, index) => index > 0 && cut[dimension] <= cuts[index - 1]![dimension]);
    if (row > 0)
      return m.rfm_refuse_ascending(
        { dimension: dimension.toUpperCase(), row: messages.integer(row + 1) },
        messages,
      );
  }
  return null;
}

/** The reason why these parameters cannot be answered with these orders, or null. */
export function checkScoring(params: ScoringParams, telling: Telling): Unanswerable {
  const { facts, messages } = telling;
  if (!facts.has_customer_key || facts.customers === 0)
    return { reason: m.rfm_refuse_customer({}, messages) };
  if (!facts.filled.includes("net_amount")) return { reason: m.rfm_refuse_amount({}, messages) };
  const cuts = params.method === "custom" ? cutsReason(params, telling) : null;
  if (cuts !== null) return { reason: cuts };
  if (params.scheme !== "eleven") return null;
  if (classesOf(params) === 2) {
    const method = choiceLabel(params.method, messages);
    return { reason: m.rfm_refuse_eleven({ method }, messages) };
  }
  const unnamed = params.segments.findIndex(({ name }) => !isName(name));
  if (unnamed < 0) return null;
  const place = { row: messages.integer(unnamed + 1), longest: messages.integer(longestName) };
  return { reason: m.rfm_refuse_name(place, messages) };
}
