/** What churn-backtest says in a sentence, and on what it rests. */
import { m } from "../../messages/messages.ts";
import type { Headline, Telling } from "../analysis.ts";
import { modelClause } from "./model-words.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult, Multiple } from "./result.ts";
import { cyclesWords, daysWords, moneyWords, shareWords } from "./words.ts";

type Rows = Pick<BacktestResult, "rows" | "parts">;

/** The pooled rows of the dates that judge the choice: the later ones, or all where nothing could be chosen. */
export function judged({ parts }: Rows): readonly Multiple[] {
  const isChosen = parts.multiples.some(({ chosen }) => chosen);
  const later = parts.multiples.filter(({ half }) => half === "later");
  return isChosen && later.length > 0 ? later : parts.multiples.filter(({ half }) => half === "all");
}

/** The chosen multiple, null where no earlier date has a cycle. */
export const chosenOf = ({ parts }: Rows): number | null =>
  parts.multiples.find(({ chosen }) => chosen)?.m ?? null;

/** The headline of a result. */
export function headline(result: Rows, params: BacktestParams, telling: Telling): Headline {
  const { messages } = telling;
  const rows = judged(result);
  const complete = result.rows.filter((row) => row.complete);
  const days = daysWords(params.horizon_days, messages);
  const last = complete.at(-1);
  if (!last || rows.length === 0)
    return {
      sentence: m.backtest_headline_untested({ days }, messages),
      basis: m.backtest_basis_none({}, messages),
    };
  const dates = new Set(complete.map(({ date }) => date)).size;
  const span = { dates: messages.integer(dates), last: messages.date(last.date) };
  const chosen = chosenOf(result);
  const row = rows.find(({ m: cycles }) => cycles === chosen);
  if (chosen === null || !row || row.half !== "later") {
    const [first] = rows;
    const words = { cycles: cyclesWords(first!.m, messages), days };
    return {
      sentence:
        first!.share === null
          ? m.backtest_headline_no_choice_nobody(words, messages)
          : m.backtest_headline_no_choice({ ...words, share: shareWords(first!.share, messages) }, messages),
      basis: [m.backtest_basis_plain(span, messages), ...modelClause(result, first, params, telling)].join(
        m.backtest_join({}, messages),
      ),
    };
  }
  const best = Math.min(...rows.map(({ cost }) => cost));
  const earlier = result.parts.multiples.find(({ half }) => half === "earlier");
  const main = m.backtest_headline({ n: chosen, cycles: cyclesWords(chosen, messages) }, messages);
  const outcome =
    row.share === null
      ? m.backtest_headline_nobody({}, messages)
      : m.backtest_headline_share({ share: shareWords(row.share, messages), days }, messages);
  const basis = m.backtest_basis(
    {
      ...span,
      earlier: messages.integer(earlier?.dates ?? 0),
      later: messages.integer(row.dates),
      cost: moneyWords(row.cost, telling),
      best: moneyWords(best, telling),
    },
    messages,
  );
  const flagged = m.backtest_basis_flagged({ n: messages.integer(row.flagged) }, messages);
  const clauses = [basis, flagged, ...modelClause(result, row, params, telling)];
  return { sentence: main + outcome, basis: clauses.join(m.backtest_join({}, messages)) };
}
