/** churn-backtest: how often the rule of so many cycles was wrong on past dates, and which number costs least. */
import { m } from "../../messages/messages.ts";
import type { Analysis, Telling, Unanswerable } from "../analysis.ts";
import { cycleValues } from "../churn-status/params.ts";
import { chart } from "./chart.ts";
import explainEn from "./explain.en.md?raw";
import explainZh from "./explain.zh-Hans.md?raw";
import { headline } from "./headline.ts";
import { choiceLabel, paramLabel } from "./labels.ts";
import { params, type BacktestParams } from "./params.ts";
import { columns, fit, members, parts, sql } from "./result.ts";
import { markLabel } from "./words.ts";

function check({ multiples }: BacktestParams, { messages, facts }: Telling): Unanswerable {
  if (facts.customers === 0) return { reason: m.backtest_check_empty({}, messages) };
  return multiples.length === 0 ? { reason: m.backtest_check_multiples({}, messages) } : null;
}

/** The rule of churn-status tried on past dates, each by what was known then. Rows and parts: result.ts; what is fitted: fit.ts. */
export const churnBacktest: Analysis<typeof params, typeof columns, typeof parts> = {
  id: "churn-backtest",
  sql,
  params,
  columns,
  parts,
  members,
  fit,
  bind: () => cycleValues,
  needs: ["customer_key", "ordered_at"],
  check,
  title: (messages) => m.backtest_title({}, messages),
  question: (messages) => m.backtest_question({}, messages),
  paramLabel,
  choiceLabel: (_name, choice, messages) => choiceLabel(choice, messages),
  rowMark: ({ date, m: cycles, flagged }) => (flagged > 0 ? { date, m: cycles } : null),
  markLabel: (mark, _params, telling) => markLabel(mark, telling),
  headline,
  chart,
  explain: { en: explainEn, "zh-Hans": explainZh },
};
