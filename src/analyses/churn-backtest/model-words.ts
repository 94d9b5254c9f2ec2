/** What churn-backtest says of the model beside the rule: how it ranked and how its chances held, or why there is none. */
import { m } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import { modelName, reasonWords } from "../lifetime-value/words.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult, Chances, Multiple } from "./result.ts";
import { daysWords, shareWords } from "./words.ts";

type Rows = Pick<BacktestResult, "parts">;

/** The dates without a fit that was asked for, oldest first. */
const withoutFit = ({ parts }: Rows): readonly Chances[] =>
  parts.chances.filter(({ date, state }) => date !== null && state !== "fitted" && state !== "none");

/** The model over the dates of a half with a fit; undefined where there are none. */
export const chancesOf = ({ parts }: Rows, half: string): Chances | undefined =>
  parts.chances.find((row) => row.date === null && row.half === half);

/** A clause on those flagged at a multiple, or on why there is no P(alive); none where no model was asked for. */
export function modelClause(
  result: Rows,
  row: Multiple | undefined,
  params: BacktestParams,
  { messages }: Telling,
): readonly string[] {
  const failed = withoutFit(result).at(-1);
  if (row && row.p_alive !== null && row.chance !== null && row.lowest_share !== null)
    return [
      m.backtest_basis_model(
        {
          model: modelName(params.model),
          days: daysWords(params.horizon_days, messages),
          alive: shareWords(row.p_alive, messages),
          chance: shareWords(row.chance, messages),
          lowest: shareWords(row.lowest_share, messages),
        },
        messages,
      ),
    ];
  return failed && !chancesOf(result, "all")
    ? [m.backtest_basis_no_model({ reason: reasonWords(failed.state, messages) }, messages)]
    : [];
}

/** Notes on the dates of a half: ranking and Brier score against what the rule and a base know; dates without a fit. */
export function modelNotes(
  result: Rows,
  half: string,
  params: BacktestParams,
  { messages }: Telling,
): readonly string[] {
  const pooled = chancesOf(result, half);
  const failed = withoutFit(result);
  const reasons = [...new Set(failed.map(({ state }) => state))];
  return [
    ...(pooled && pooled.auc !== null && pooled.wait_auc !== null
      ? [
          m.backtest_note_ranking(
            {
              model: modelName(params.model),
              days: daysWords(params.horizon_days, messages),
              auc: messages.percent(pooled.auc, 1),
              wait: messages.percent(pooled.wait_auc, 1),
            },
            messages,
          ),
        ]
      : []),
    ...(pooled && pooled.brier !== null && pooled.base_brier !== null
      ? [
          m.backtest_note_brier(
            { brier: messages.number(pooled.brier, 3), base: messages.number(pooled.base_brier, 3) },
            messages,
          ),
        ]
      : []),
    ...reasons.map((reason) => {
      const n = failed.filter(({ state }) => state === reason).length;
      const dates = m.backtest_n_dates({ n, shown: messages.integer(n) }, messages);
      return m.backtest_note_no_model({ dates, reason: reasonWords(reason, messages) }, messages);
    }),
  ];
}
