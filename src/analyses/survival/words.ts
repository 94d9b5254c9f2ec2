/** The words and figures of survival that its chart, its table and its headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import { logRank, type LogRank } from "../../stats/log-rank.ts";
import type { SurvivalParams } from "./params.ts";
import type { CurveResult, PartRow, SurvivalResult } from "./result.ts";

/** The inputs of messages that differ for the second purchase day and a later one. */
export const againInputs = ({ purchase }: SurvivalParams, messages: Messages) => ({
  again: purchase === 2 ? "yes" : "no",
  k: messages.integer(purchase),
});

/** The row of the medians of each group, by position. */
export const mediansOf = ({ parts }: Pick<CurveResult, "parts">): readonly PartRow<"quantiles">[] =>
  parts.quantiles.filter(({ share }) => share === 0.5);

/** The name of a group; null is a first order without a value. */
export function groupName(
  result: Pick<CurveResult, "parts">,
  { position, others }: { readonly position: number; readonly others: boolean },
  messages: Messages,
): string {
  if (others) return m.survival_others({}, messages);
  const named = mediansOf(result).find((row) => row.position === position);
  return named?.split_name ?? m.chart_unknown({}, messages);
}

/**
 * The fewest at risk of a group for which its curve is drawn whole: a tenth of its customers, and at least ten; with fewer
 * a single customer moves it too far (Pocock, Clayton and Altman 2002, Lancet 359, 1686–1689).
 */
export const fewestAtRisk = (customers: number): number => Math.max(10, customers / 10);

/** The interval of a median in days: `70–92 days`, open where the band never falls to one half; null without one. */
export function daysInterval(
  { low, high }: Pick<PartRow<"quantiles">, "low" | "high">,
  messages: Messages,
): string | null {
  if (low === null) return null;
  if (high === null) return m.survival_interval_days_from({ low: messages.integer(low) }, messages);
  return m.survival_interval_days({ low: messages.integer(low), high: messages.integer(high) }, messages);
}

/** The log-rank test of all groups, or null where there is nothing to compare. */
export function testOf({ parts }: SurvivalResult): LogRank | null {
  const groups = parts.log_rank;
  const place = new Map(groups.map(({ position }, index) => [position, index]));
  const matrix = groups.map(() => groups.map(() => 0));
  for (const { position, other_position, covariance } of parts.covariance)
    matrix[place.get(position)!]![place.get(other_position)!] = covariance;
  return logRank(
    groups.map(({ observed }) => observed),
    groups.map(({ expected }) => expected),
    matrix,
  );
}

/** `log-rank χ² = 12.3, df = 1, p = 0.012`. */
export function testWords({ chiSquare, df, p }: LogRank, messages: Messages): string {
  return m.survival_log_rank(
    {
      value: messages.number(chiSquare, 2),
      df: messages.integer(df),
      p:
        p < 0.001
          ? m.survival_p_below({}, messages)
          : m.survival_p_is({ p: messages.number(p, 3) }, messages),
    },
    messages,
  );
}

/** Sentences of a test: whether the curves differ by more than chance, at 5 %. */
export const chanceWords = ({ p }: LogRank, messages: Messages): string =>
  p < 0.05 ? m.survival_chance_no({}, messages) : m.survival_chance_yes({}, messages);
