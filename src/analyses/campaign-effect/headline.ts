/** The headline of campaign-effect: how many more ordered because of the campaign, and how sure that is. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { EffectParams } from "./params.ts";
import type { EffectResult, EffectRow } from "./result.ts";
import {
  isWithinChance,
  rowOf,
  shownP,
  shownSize,
  shownValue,
  sideName,
  signed,
  signedBare,
} from "./words.ts";

/** What the same comparison says of the days before the campaign, as a clause. */
function placeboClause(result: EffectResult, effect: EffectRow, telling: Telling): string {
  const { messages } = telling;
  const before = result.parts.placebo.filter(
    ({ measure, difference, low }) => measure === "conversion" && difference !== null && low !== null,
  );
  const worst = before.toSorted((a, b) => Math.abs(b.difference!) - Math.abs(a.difference!))[0];
  const beyond = before.filter((row) => isWithinChance(row) === false);
  if (worst === undefined) return m.effect_placebo_unknown({}, messages);
  const largest = beyond.toSorted((a, b) => Math.abs(b.difference!) - Math.abs(a.difference!))[0];
  if (largest === undefined) return m.effect_placebo_zero({}, messages);
  const sameWay = Math.sign(largest.difference!) === Math.sign(effect.difference ?? 0);
  if (sameWay && Math.abs(largest.difference!) >= Math.abs(effect.difference ?? 0))
    return m.effect_placebo_same({}, messages);
  return m.effect_placebo_some({ points: signed("conversion", largest.difference!, telling) }, messages);
}

function basisOf(effect: EffectRow, matched: boolean, telling: Telling): string {
  const { messages } = telling;
  const parts = [
    m.effect_basis(
      {
        n: messages.integer(effect.treated_n),
        n_0: messages.integer(effect.control_n),
        side: sideName(matched, messages),
      },
      messages,
    ),
  ];
  if (effect.low !== null && effect.high !== null && effect.p_value !== null)
    parts.push(
      m.effect_basis_interval(
        {
          low: signedBare("conversion", effect.low, telling),
          high: signed("conversion", effect.high, telling),
          p: shownP(effect.p_value, messages),
        },
        messages,
      ),
    );
  if (effect.detectable !== null) {
    const points = shownSize("conversion", effect.detectable, telling);
    parts.push(
      matched
        ? m.effect_basis_detectable_matched({ points }, messages)
        : m.effect_basis_detectable({ points }, messages),
    );
  }
  return parts.join(messages.locale === "en" ? "; " : "；");
}

/** One sentence of the conversion. */
export function headline(result: EffectResult, params: EffectParams, telling: Telling): Headline {
  const { messages, context } = telling;
  const groups = result.parts.groups[0]!;
  const effect = rowOf(result.rows, "conversion");
  const days = m.effect_n_days(
    { n: params.window_days, shown: messages.integer(params.window_days) },
    messages,
  );
  const basis = basisOf(effect, groups.matched, telling);
  if (groups.treated_assigned === 0)
    return { sentence: m.effect_head_none({ date: messages.date(context.as_of) }, messages), basis };
  if (effect.treated === null) {
    const n = messages.integer(groups.treated_assigned);
    if (groups.treated_open > 0 && groups.ends_on !== null) {
      const ordered = messages.integer(groups.treated_so_far);
      const date = messages.date(groups.ends_on);
      return { sentence: m.effect_head_open({ days, date, ordered, n }, messages), basis };
    }
    const sentence =
      groups.unmatched > 0 ? m.effect_head_unmatched({ n }, messages) : m.effect_head_too_early({}, messages);
    return { sentence, basis };
  }
  const rate = shownValue("conversion", effect.treated, telling);
  if (effect.control === null || effect.difference === null) {
    const inputs = { rate, days, n: messages.integer(effect.treated_n) };
    return { sentence: m.effect_head_no_control(inputs, messages), basis };
  }
  const control = shownValue("conversion", effect.control, telling);
  if (groups.matched) {
    const placebo = placeboClause(result, effect, telling);
    return { sentence: m.effect_head_matched({ rate, days, control, placebo }, messages), basis };
  }
  const points = shownSize("conversion", effect.difference, telling);
  const inputs = { rate, days, control, points };
  if (isWithinChance(effect) !== false) return { sentence: m.effect_head_chance(inputs, messages), basis };
  return {
    sentence:
      effect.difference > 0 ? m.effect_head_more(inputs, messages) : m.effect_head_less(inputs, messages),
    basis,
  };
}
