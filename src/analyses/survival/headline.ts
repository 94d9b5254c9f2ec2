/** The headline of survival: by when half of new customers come back, or how many do, and whether groups differ. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { SurvivalParams } from "./params.ts";
import type { CurveRow, PartRow, SurvivalResult } from "./result.ts";
import {
  againInputs,
  chanceWords,
  daysInterval,
  fewestAtRisk,
  groupName,
  mediansOf,
  testOf,
  testWords,
} from "./words.ts";

type AtDay = PartRow<"at_days">;

/** Fewest customers of a group that a headline names where it can choose. */
const enoughCustomers = 20;

const hundred = ({ survival }: AtDay, { messages }: Telling): string =>
  messages.integer(Math.round((1 - survival!) * 100));

/** Days after which enough of a group were still watched, ascending; those where anybody was if there is none. */
function tellingDays(rows: readonly AtDay[], customers: number): readonly number[] {
  const known = rows.filter(({ complete }) => complete);
  const enough = known.filter(({ n }) => n >= fewestAtRisk(customers));
  return (enough.length > 0 ? enough : known).map(({ days }) => days);
}

function intervalOf(row: AtDay, { messages }: Telling): string | null {
  if (row.low === null || row.high === null) return null;
  const [low, high] = [messages.percent(1 - row.high, 1), messages.percent(1 - row.low, 1)];
  return m.survival_basis_share({ low, high }, messages);
}

/** n, who came back, the given clauses, who may not be new, and the last day observed. */
function basisOf(
  result: SurvivalResult,
  clauses: readonly (string | null)[],
  params: SurvivalParams,
  telling: Telling,
) {
  const { messages } = telling;
  const medians = mediansOf(result);
  const sum = (of: (row: PartRow<"quantiles">) => number) =>
    messages.integer(medians.reduce((total, row) => total + of(row), 0));
  const notes = result.parts.notes[0];
  const early = notes?.left_truncated ?? 0;
  const inputs = { n: early, shown: messages.integer(early) };
  return [
    m.survival_basis(
      {
        ...againInputs(params, messages),
        n: sum(({ customers }) => customers),
        x: sum(({ events }) => events),
      },
      messages,
    ),
    ...clauses,
    early === 0
      ? null
      : params.known_new
        ? m.survival_basis_left_out(inputs, messages)
        : m.survival_basis_truncated(inputs, messages),
    notes ? m.survival_basis_observed({ date: messages.date(notes.observed) }, messages) : null,
  ]
    .filter((clause) => clause !== null)
    .join(m.survival_join_notes({}, messages));
}

function ofAll(result: SurvivalResult, params: SurvivalParams, telling: Telling): Headline {
  const { messages } = telling;
  const again = againInputs(params, messages);
  const median = mediansOf(result)[0]!;
  if (median.events === 0)
    return {
      sentence: m.survival_headline_nobody(again, messages),
      basis: basisOf(result, [], params, telling),
    };
  if (median.days !== null) {
    const interval = daysInterval(median, messages);
    return {
      sentence: m.survival_headline_median({ ...again, days: messages.integer(median.days) }, messages),
      basis: basisOf(
        result,
        [interval === null ? null : m.survival_basis_median({ interval }, messages)],
        params,
        telling,
      ),
    };
  }
  const day = tellingDays(result.parts.at_days, median.customers).at(-1);
  const row = result.parts.at_days.find(({ days }) => days === day) ?? lastRow(result.rows);
  return {
    sentence: m.survival_headline_share(
      { ...again, x: hundred(row, telling), days: messages.integer(row.days) },
      messages,
    ),
    basis: basisOf(result, [intervalOf(row, telling)], params, telling),
  };
}

/** The end of a curve, for where no day of the table was observed. */
const lastRow = (rows: readonly CurveRow[]): AtDay => ({ ...rows.at(-1)!, complete: true });

function ofGroups(result: SurvivalResult, params: SurvivalParams, telling: Telling): Headline {
  const { messages } = telling;
  const again = againInputs(params, messages);
  const named = mediansOf(result).filter(({ others }) => !others);
  const large = named.filter(({ customers }) => customers >= enoughCustomers);
  const chosen = large.length > 0 ? large : named;
  const rowsOf = (position: number) => result.parts.at_days.filter((row) => row.position === position);
  const shared = chosen
    .map(({ position, customers }) => tellingDays(rowsOf(position), customers))
    .reduce((days, other) => days.filter((day) => other.includes(day)));
  const ranked = chosen
    .flatMap(({ position }) => rowsOf(position).filter(({ days }) => days === shared.at(-1)))
    .toSorted((a, b) => a.survival! - b.survival! || a.position - b.position);
  // Where no day of the table was observed in each group, the largest group speaks for itself.
  const best = ranked[0] ?? lastRow(result.rows.filter(({ position }) => position === chosen[0]!.position));
  const worst = ranked.at(-1) ?? best;
  const test = testOf(result);
  const clauses = test === null ? [] : [testWords(test, messages)];
  const basis = basisOf(result, clauses, params, telling);
  if (mediansOf(result).every(({ events }) => events === 0))
    return { sentence: m.survival_headline_nobody(again, messages), basis };
  const inputs = {
    ...again,
    best: groupName(result, best, messages),
    x: hundred(best, telling),
    days: messages.integer(best.days),
  };
  const first =
    best === worst
      ? m.survival_headline_group(inputs, messages)
      : m.survival_headline_groups(
          { ...inputs, worst: groupName(result, worst, messages), y: hundred(worst, telling) },
          messages,
        );
  return {
    sentence:
      test === null ? first : m.survival_joined({ first, second: chanceWords(test, messages) }, messages),
    basis,
  };
}

/** The headline of a result. */
export function headline(result: SurvivalResult, params: SurvivalParams, telling: Telling): Headline {
  if (result.rows.length === 0)
    return { sentence: m.survival_headline_none({}, telling.messages), basis: "n = 0" };
  return params.split_by === "none" ? ofAll(result, params, telling) : ofGroups(result, params, telling);
}
