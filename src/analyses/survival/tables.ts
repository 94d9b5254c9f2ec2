/** The small tables of survival: by day for all, by group where customers are told apart. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, SideTable } from "../analysis.ts";
import { returnedBy, cameBack } from "./members.ts";
import type { SurvivalParams } from "./params.ts";
import type { SurvivalResult } from "./result.ts";
import { colourOf } from "./shades.ts";
import { againInputs, chanceWords, daysInterval, groupName, mediansOf, testOf, testWords } from "./words.ts";

/** At risk and the share with its interval on each of the days. */
export function tableOfDays(
  { parts }: SurvivalResult,
  params: SurvivalParams,
  { messages }: ChartFrame,
): SideTable {
  const { show } = params;
  const again = againInputs(params, messages);
  const known = parts.at_days.filter(({ complete }) => complete);
  const unknown = parts.at_days.find(({ complete }) => !complete);
  const share = (value: number) => messages.percent(show === "survival" ? value : 1 - value, 1);
  return {
    head: [
      m.survival_table_day({}, messages),
      m.survival_table_risk({}, messages),
      show === "survival"
        ? m.survival_table_survival(again, messages)
        : m.survival_table_returned(again, messages),
      m.survival_table_interval({}, messages),
    ],
    rows: known.map(({ days, n, survival, low, high }) => [
      messages.integer(days),
      messages.integer(n),
      share(survival!),
      low === null || high === null
        ? "–"
        : [low, high]
            .map((value) => (show === "survival" ? value : 1 - value))
            .toSorted((a, b) => a - b)
            .map((value) => messages.percent(value, 1))
            .join("–"),
    ]),
    numeric: [0, 1, 2, 3],
    notes: unknown ? [m.survival_note_incomplete({ days: messages.integer(unknown.days) }, messages)] : [],
    who: known.map(({ position, days }) => returnedBy(position, days)),
  };
}

/** Customers, who came back against what was expected, and the median of each group; the test below. */
export function tableOfGroups(
  result: SurvivalResult,
  params: SurvivalParams,
  { messages }: ChartFrame,
): SideTable {
  const test = testOf(result);
  const expected = new Map(result.parts.log_rank.map((row) => [row.position, row.expected]));
  const medians = mediansOf(result);
  return {
    head: [
      m.survival_table_group({}, messages),
      m.survival_table_customers({}, messages),
      m.survival_table_seen(againInputs(params, messages), messages),
      m.survival_table_expected({}, messages),
      m.survival_table_half({}, messages),
      m.survival_table_interval({}, messages),
    ],
    rows: medians.map((row) => [
      groupName(result, row, messages),
      messages.integer(row.customers),
      messages.integer(row.events),
      messages.number(expected.get(row.position) ?? 0, 1),
      row.days === null ? m.survival_table_not_reached({}, messages) : messages.integer(row.days),
      daysInterval(row, messages) ?? "–",
    ]),
    numeric: [1, 2, 3, 4, 5],
    notes:
      test === null
        ? []
        : [
            m.survival_joined(
              { first: chanceWords(test, messages), second: testWords(test, messages) },
              messages,
            ),
          ],
    swatches: medians.map(({ position, others }) => colourOf({ position, others, split: true })),
    who: medians.map(({ position }) => cameBack(position)),
  };
}
