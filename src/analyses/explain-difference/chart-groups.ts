/** From one side's figure to the other's, group by group of the dimension that explains most. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { shareTicks } from "../chart-label.ts";
import { inPixels } from "../chart-theme.ts";
import { legendOf } from "./chart-split.ts";
import { endOf, layoutOf, stepMarks, type StepRow } from "./chart-steps.ts";
import { dimensionName } from "./labels.ts";
import { groupLines } from "./lines.ts";
import { isShare, type DifferenceParams } from "./params.ts";
import type { DifferenceResult, DifferenceRow, PartRow } from "./result.ts";
import { groupName, measureName, shownFigure, signed, signedBare, unitName, type Side } from "./words.ts";

/** Groups that have a row of their own; the others share one. */
const mostGroups = 9;

const step = ({ mix_against_mean, rate_effect }: DifferenceRow): number => mix_against_mean + rate_effect;

/** The groups that moved the figure most, in the order of the rows; then the others together. */
function chosen(rows: readonly DifferenceRow[]): {
  readonly own: readonly DifferenceRow[];
  readonly others: readonly DifferenceRow[];
} {
  if (rows.length <= mostGroups + 1) return { own: rows, others: [] };
  const most = new Set(rows.toSorted((a, b) => Math.abs(step(b)) - Math.abs(step(a))).slice(0, mostGroups));
  return { own: rows.filter((row) => most.has(row)), others: rows.filter((row) => !most.has(row)) };
}

const sum = (rows: readonly DifferenceRow[], of: (row: DifferenceRow) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

/** The figure, as wide as the frame. */
export function groupsFigure(
  groups: readonly DifferenceRow[],
  lead: PartRow<"dimensions">,
  [zero, one]: readonly [Side, Side],
  params: DifferenceParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const { own, others } = chosen(groups);
  const level = ({ name, rate }: Side): StepRow => ({
    name,
    start: rate,
    mix: null,
    rate: null,
    note: shownFigure(rate, params, frame),
  });
  const rows: StepRow[] = [level(zero)];
  const add = (name: string, mix: number, rate: number) =>
    rows.push({
      name,
      start: endOf(rows.at(-1)!),
      mix,
      rate,
      note: signedBare(mix + rate, params, frame),
    });
  for (const row of own) add(groupName(row, messages), row.mix_against_mean, row.rate_effect);
  const othersName = m.difference_others(
    { n: others.length, shown: messages.integer(others.length) },
    messages,
  );
  if (others.length > 0)
    add(
      othersName,
      sum(others, (row) => row.mix_against_mean),
      sum(others, (row) => row.rate_effect),
    );
  rows.push(level(one));
  const layout = layoutOf(rows, width);
  const place = (index: number) => ({
    row: index,
    column: 0,
    x: 0,
    y: layout.top(index),
    width,
    height: layout.rowHeight,
  });
  const sideStop = (side: Side, index: number, who: ChartStop["who"]): ChartStop => ({
    ...place(index),
    lines: [
      side.name,
      m.difference_stop_side(
        { measure: measureName(params, messages), value: shownFigure(side.rate, params, frame) },
        messages,
      ),
      side.n,
    ],
    ...(who ? { who } : {}),
  });
  const { dimension } = lead;
  const items = rows
    .slice(1, -1)
    .map(({ name, mix, rate }) =>
      m.difference_summary_group({ name, value: signed((mix ?? 0) + (rate ?? 0), params, frame) }, messages),
    );
  return {
    id: "groups",
    title: m.difference_figure_groups(
      { other: zero.name, one: one.name, dimension: dimensionName(dimension, messages) },
      messages,
    ),
    subtitle: m.difference_figure_groups_subtitle({ unit: unitName(params, false, frame) }, messages),
    summary: m.difference_summary_groups(
      {
        zero: shownFigure(zero.rate, params, frame),
        one: shownFigure(one.rate, params, frame),
        items: messages.list(items),
      },
      messages,
    ),
    legend: legendOf(frame),
    options: {
      ...inPixels(width, layout.height),
      marks: [
        ...stepMarks(
          rows,
          layout,
          isShare(params) ? shareTicks(layout.ticks, messages) : (value) => shownFigure(value, params, frame),
        ),
      ],
    },
    stops: [
      sideStop(zero, 0, { side: 0, dimension }),
      ...own.map((row, index): ChartStop => ({
        ...place(index + 1),
        lines: groupLines(row, params, frame),
        who: {
          side: row.n_1 > 0 ? 1 : 0,
          dimension,
          group_name: row.group_name,
          pooled: row.pooled,
        },
      })),
      ...(others.length > 0
        ? [
            {
              ...place(own.length + 1),
              lines: [
                othersName,
                m.difference_stop_mix({ value: signed(rows.at(-2)!.mix ?? 0, params, frame) }, messages),
                m.difference_stop_rate({ value: signed(rows.at(-2)!.rate ?? 0, params, frame) }, messages),
              ],
            },
          ]
        : []),
      sideStop(one, rows.length - 1, { side: 1, dimension }),
    ],
  };
}

/** The rows of the dimension that leads. */
export const groupsOf = (result: DifferenceResult, { dimension }: PartRow<"dimensions">) =>
  result.rows.filter((row) => row.dimension === dimension);
