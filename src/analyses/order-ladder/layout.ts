/** Where things stand in the ladder, in pixels, and what is spoken there. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartStop, Mark } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { narrowBelow } from "../chart-theme.ts";
import type { LadderParams } from "./params.ts";
import type { Rung } from "./result.ts";
import { daysText, rungLines, stepName, youngText } from "./words.ts";

/** The height above the first rung. */
export const head = 42;

/** The height below the last. */
export const foot = 6;

/** The places of the table-chart in pixels. */
export function layout(rungs: readonly Rung[], { width, messages }: ChartFrame) {
  const narrow = width < narrowBelow;
  const rowHeight = narrow ? 46 : 30;
  const steps = rungs.map((rung) => labelWidth(stepName(rung, messages), 13));
  const left = Math.max(...steps, labelWidth(m.ladder_head_step({}, messages))) + 14;
  const countWidth = narrow ? 62 : 84;
  const stoppedRight = width - 2;
  const nRight = narrow ? stoppedRight : stoppedRight - countWidth;
  const barsEnd = nRight - countWidth - (narrow ? 0 : 16);
  const barRight = narrow ? barsEnd : left + (barsEnd - left) * 0.56;
  const highest = Math.max(0, ...rungs.map(({ high }) => high ?? 0));
  const ceiling = highest > 0 ? highest : 1;
  // Right of the longest interval there is room for its figure.
  const share = (value: number) => left + (value / ceiling) * (barRight - left - 46);
  const daysLeft = barRight + 24;
  const longest = Math.max(1, ...rungs.map(({ p75_days }) => p75_days ?? 0));
  const days = (value: number) => daysLeft + (value / longest) * (barsEnd - daysLeft - 44);
  return {
    narrow,
    rowHeight,
    left,
    nRight,
    stoppedRight,
    countWidth,
    barRight,
    daysLeft,
    barsEnd,
    share,
    days,
    ceiling,
    longest,
    height: head + rowHeight * rungs.length + foot,
    top: (index: number) => head + index * rowHeight,
  };
}

/** The stops of each rung: its share, the days to it, who stands on it, who stopped there. */
export function stopsOf(
  rungs: readonly Rung[],
  params: LadderParams,
  frame: ChartFrame,
  at: ReturnType<typeof layout>,
): readonly ChartStop[] {
  const { messages } = frame;
  return rungs.flatMap((rung, row): readonly ChartStop[] => {
    const { split, x } = rung;
    const box = { row, y: at.top(row), height: at.rowHeight };
    const of = (column: number, from: number, to: number, lines: readonly string[], who: Mark) => ({
      ...box,
      column,
      x: from,
      width: to - from,
      lines,
      who: { split, x, ...who },
    });
    const step = stepName(rung, messages);
    const counted = { n: rung.n, shown: messages.integer(rung.n), x: messages.integer(x) };
    const stopped = rung.n - rung.customers;
    const left = { n: stopped, shown: messages.integer(stopped), x: messages.integer(x) };
    const young = rung.reached > rung.n ? [youngText(rung, params, messages)] : [];
    const nLeft = at.nRight - at.countWidth;
    if (rung.rate === null)
      return [of(0, at.left, at.barsEnd, rungLines(rung, params, frame), { mature: false })];
    const went = { mature: true, went_on: true };
    const stops = [
      of(0, at.left, at.barRight, rungLines(rung, params, frame), went),
      ...(at.narrow
        ? []
        : [
            of(
              1,
              at.daysLeft,
              at.barsEnd,
              [step, daysText(rung, messages) || m.ladder_nobody({}, messages)],
              went,
            ),
          ]),
      of(2, nLeft, at.nRight, [step, m.ladder_stop_n(counted, messages), ...young], { mature: true }),
    ];
    const stay = [step, m.ladder_stop_stopped(left, messages)];
    return at.narrow
      ? stops
      : [...stops, of(3, at.nRight, at.stoppedRight, stay, { mature: true, went_on: false })];
  });
}
