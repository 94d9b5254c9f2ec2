/** What churn-status says in a sentence, and on whom it rests. */
import { daysBetween } from "../../base/calendar.ts";
import { m } from "../../messages/messages.ts";
import { wilsonInterval } from "../../stats/wilson.ts";
import type { Headline, Telling } from "../analysis.ts";
import type { ChurnParams } from "./params.ts";
import type { ChurnResult, PartRow } from "./result.ts";
import { customersWords, daysWords, shareWords } from "./words.ts";

const of = ({ parts }: Pick<ChurnResult, "parts">, status: string) =>
  parts.statuses.find((row) => row.status === status);

/** What of those called lost has ordered since, as a sentence; empty where nobody was. */
function errorWords(error: PartRow<"error"> | undefined, params: ChurnParams, { messages }: Telling): string {
  if (!error || error.share === null) return "";
  const days = daysWords(params.horizon_days, messages);
  return m.churn_headline_error({ n: error.n, days, share: shareWords(error.share, messages) }, messages);
}

function basisOf(result: Pick<ChurnResult, "parts">, churned: number | null, { messages }: Telling): string {
  const n = result.parts.statuses[0]?.n ?? 0;
  const [cycle] = result.parts.cycle;
  const error = result.parts.error.find(({ status }) => status === "churned");
  const percent = (share: number) => messages.percent(share, 1);
  const interval = churned === null ? null : wilsonInterval(churned, n);
  const shown = messages.integer(n);
  const lines = [
    interval
      ? m.churn_basis({ n: shown, low: percent(interval.low), high: percent(interval.high) }, messages)
      : m.churn_basis_none({ n: shown }, messages),
  ];
  if (cycle && cycle.cycle_days !== null) {
    const days = daysWords(cycle.cycle_days, messages);
    const number = (value: number) => messages.number(value, value < 10 ? 1 : 0);
    lines.push(
      cycle.low === null || cycle.high === null
        ? m.churn_basis_typed({ days }, messages)
        : m.churn_basis_cycle(
            { days, low: number(cycle.low), high: number(cycle.high), gaps: messages.integer(cycle.gaps) },
            messages,
          ),
    );
  }
  if (error) {
    const date = messages.date(error.flagged_on);
    lines.push(
      error.share === null
        ? m.churn_basis_no_error({ date }, messages)
        : m.churn_basis_error(
            {
              date,
              n: messages.integer(error.n),
              low: percent(error.low ?? 0),
              high: percent(error.high ?? 1),
            },
            messages,
          ),
    );
  }
  return lines.join(m.churn_join({}, messages));
}

/** The sentence of how many have left, and of the measured error of the rule; and the line of n and intervals. */
export function headline(
  result: Pick<ChurnResult, "parts">,
  params: ChurnParams,
  telling: Telling,
): Headline {
  const { messages, context } = telling;
  const [cycle] = result.parts.cycle;
  const [short, long] = [of(result, "short_term_churned"), of(result, "long_term_churned")];
  const basis = (churned: number | null) => basisOf(result, churned, telling);
  if (!cycle || cycle.cycle_days === null || !short || !long) {
    const gaps = messages.integer(cycle?.gaps ?? 0);
    return { sentence: m.churn_headline_no_cycle({ gaps }, messages), basis: basis(null) };
  }
  const error = errorWords(
    result.parts.error.find(({ status }) => status === "churned"),
    params,
    telling,
  );
  const history = daysWords(cycle.began === null ? 0 : daysBetween(cycle.began, cycle.as_of), messages);
  if (!result.parts.statuses[0]?.complete) {
    const dates = { date: messages.date(context.observed_through), asof: messages.date(cycle.as_of) };
    return { sentence: m.churn_headline_unseen(dates, messages) + error, basis: basis(null) };
  }
  if (!short.complete) {
    const inputs = { days: history, cycle: daysWords(cycle.short_days ?? 0, messages) };
    return { sentence: m.churn_headline_too_young(inputs, messages), basis: basis(null) };
  }
  const churned = short.customers + long.customers;
  const n = Math.max(short.n, 1);
  const main = m.churn_headline(
    {
      n: churned,
      churned: messages.integer(churned),
      all: customersWords(short.n, messages),
      share: shareWords(churned / n, messages),
    },
    messages,
  );
  const apart = long.complete
    ? m.churn_headline_apart(
        { short: shareWords(short.customers / n, messages), long: shareWords(long.customers / n, messages) },
        messages,
      )
    : m.churn_headline_short_only(
        { days: history, long: daysWords(cycle.long_days ?? 0, messages) },
        messages,
      );
  return { sentence: main + apart + error, basis: basis(churned) };
}
