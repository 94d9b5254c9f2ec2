/** What the care calendar says in a sentence: how many to write to, and the reason of most. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { CareParams } from "./params.ts";
import type { CareResult } from "./result.ts";
import { contactsWords, customersWords, daysWords, reasonWords } from "./words.ts";

/** The headline of a result. */
export function headline({ parts }: CareResult, params: CareParams, { messages }: Telling): Headline {
  const total = parts.totals[0]!;
  const { cycle_days } = parts.cycle[0]!;
  const dates = { first: messages.date(total.first_date), last: messages.date(total.last_date) };
  const asksCycle = params.reasons.some(({ reason }) => reason === "at_risk" || reason === "win_back");
  const quiet = { n: params.quiet_days, shown: messages.integer(params.quiet_days) };
  const basis = [
    m.care_basis({ contacts: contactsWords(total.contacts, messages) }, messages),
    params.quiet_days > 1 ? m.care_basis_quiet(quiet, messages) : m.care_basis_daily({}, messages),
    ...(cycle_days === null
      ? asksCycle
        ? [m.care_basis_no_cycle({}, messages)]
        : []
      : [m.care_basis_cycle({ days: daysWords(cycle_days, messages) }, messages)]),
  ].join(m.care_join({}, messages));
  // Of equals the more valuable one: the reasons stand in their order.
  const most = parts.reasons.reduce((best, row) => (row.customers > best.customers ? row : best));
  if (total.customers === 0) return { sentence: m.care_headline_nobody(dates, messages), basis };
  const words = {
    ...dates,
    customers: customersWords(total.customers, messages),
    most: messages.integer(most.customers),
    reason: reasonWords(most.reason, messages),
  };
  return {
    sentence:
      most.contacts === total.contacts
        ? m.care_headline_one(words, messages)
        : m.care_headline(words, messages),
    basis,
  };
}
