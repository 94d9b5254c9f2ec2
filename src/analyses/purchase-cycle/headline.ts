/** What the purchase cycle says in a sentence, and on how many gaps it rests. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { CycleParams } from "./params.ts";
import type { CycleResult, CycleRow } from "./result.ts";
import { customersWords, daysWords, gapsWords, levelName } from "./words.ts";

const sentences = {
  p75: m.cycle_headline_p75,
  median: m.cycle_headline_median,
  mean: m.cycle_headline_mean,
  p90: m.cycle_headline_p90,
} as const;

/** How the gaps weigh, which are left out, and how many more have not ended. */
function basisOf(row: CycleRow, result: CycleResult, params: CycleParams, { messages }: Telling): string {
  const leftOut = result.parts.totals[0]?.left_out ?? 0;
  const n = { gaps: gapsWords(row.gaps, messages), customers: customersWords(row.customers, messages) };
  return [
    m.cycle_basis({ ...n }, messages),
    params.weight === "customer" ? m.cycle_basis_customer({}, messages) : m.cycle_basis_gap({}, messages),
    m.cycle_basis_open({ n: row.open_gaps, shown: messages.integer(row.open_gaps) }, messages),
    ...(leftOut > 0 ? [m.cycle_basis_left_out({ gaps: gapsWords(leftOut, messages) }, messages)] : []),
  ].join(m.cycle_join({}, messages));
}

function ofStore(
  row: CycleRow & { readonly cycle_days: number },
  result: CycleResult,
  params: CycleParams,
  telling: Telling,
): Headline {
  const { messages } = telling;
  const days = daysWords(row.cycle_days, messages);
  const main = sentences[params.statistic]({ days }, messages);
  const later =
    row.km_median === null
      ? m.cycle_headline_never({}, messages)
      : m.cycle_headline_half({ days: daysWords(row.km_median, messages) }, messages);
  return { sentence: main + later, basis: basisOf(row, result, params, telling) };
}

/** The levels with the shortest and the longest cycle, of those read. */
function ofLevels(result: CycleResult, params: CycleParams, telling: Telling): Headline | null {
  const { messages } = telling;
  const known = result.rows.flatMap((row) =>
    row.cycle_days === null ? [] : [{ row, days: row.cycle_days }],
  );
  const ranked = known.toSorted((a, b) => a.days - b.days || (a.row.level_id < b.row.level_id ? -1 : 1));
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last) return null;
  const name = ({ row }: typeof first) => levelName(row, params, messages);
  const inputs = { name: name(first), days: daysWords(first.days, messages) };
  const total = result.parts.totals[0]!;
  const counts = { levels: messages.integer(total.levels), measured: messages.integer(total.measured) };
  const basis = [
    m.cycle_basis_levels(
      { ...counts, gaps: gapsWords(total.gaps, messages), min: messages.integer(params.min_gaps) },
      messages,
    ),
    params.weight === "customer" ? m.cycle_basis_customer({}, messages) : m.cycle_basis_gap({}, messages),
    ...(total.left_out > 0
      ? [m.cycle_basis_left_out({ gaps: gapsWords(total.left_out, messages) }, messages)]
      : []),
  ].join(m.cycle_join({}, messages));
  const other = { other: name(last), longest: daysWords(last.days, messages) };
  return {
    sentence:
      first === last
        ? m.cycle_headline_level(inputs, messages)
        : m.cycle_headline_levels({ ...inputs, ...other }, messages),
    basis,
  };
}

/** The headline of a result. */
export function headline(result: CycleResult, params: CycleParams, telling: Telling): Headline {
  const { messages } = telling;
  const [row] = result.rows;
  const told =
    params.level !== "store"
      ? ofLevels(result, params, telling)
      : row && row.cycle_days !== null
        ? ofStore({ ...row, cycle_days: row.cycle_days }, result, params, telling)
        : null;
  if (told) return told;
  const { gaps = 0, left_out = 0 } = result.parts.totals[0] ?? {};
  const counts = { gaps: gapsWords(gaps, messages), min: messages.integer(params.min_gaps) };
  const sentence =
    params.level === "store"
      ? m.cycle_headline_few(counts, messages)
      : m.cycle_headline_few_levels({ min: counts.min }, messages);
  const basis =
    left_out > 0
      ? m.cycle_basis_few_left_out({ ...counts, left: gapsWords(left_out, messages) }, messages)
      : m.cycle_basis_few(counts, messages);
  return { sentence, basis };
}
