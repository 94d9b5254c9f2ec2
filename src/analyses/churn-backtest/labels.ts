/** The labels of the parameters of churn-backtest and their choices. */
import { m, type Messages } from "../../messages/messages.ts";
import { modelName } from "../lifetime-value/words.ts";
import type { BacktestParams } from "./params.ts";

type Label = (inputs: object, messages: Messages) => string;

const paramLabels = {
  horizon_days: m.backtest_param_horizon_days,
  cost_false_alarm: m.backtest_param_cost_false_alarm,
  cost_missed: m.backtest_param_cost_missed,
  multiples: m.backtest_param_multiples,
  dates: m.backtest_param_dates,
  every_days: m.backtest_param_every_days,
  cycle: m.backtest_param_cycle,
  cycle_days: m.backtest_param_cycle_days,
  model: m.backtest_param_model,
} as const satisfies Record<keyof BacktestParams, Label>;

const choices: Readonly<Record<string, Label>> = {
  computed: m.backtest_choice_computed,
  typed: m.backtest_choice_typed,
  none: m.backtest_choice_none,
};

/** The label of a parameter. */
export const paramLabel = (name: keyof BacktestParams, messages: Messages): string =>
  paramLabels[name]({}, messages);

/** The label of a choice; the names of models are alike in every language. */
export const choiceLabel = (choice: string, messages: Messages): string =>
  choices[choice]?.({}, messages) ?? modelName(choice);
