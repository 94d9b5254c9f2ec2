/** The charts of definitions: the specification curve, and the rules one by one. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { curveFigure } from "./chart-curve.ts";
import { markOf } from "./members.ts";
import type { DefinitionsParams } from "./params.ts";
import type { DefinitionsResult } from "./result.ts";
import { ruleWords, shownDifference, shownValue } from "./words.ts";

function rulesTable(
  { rows, parts }: DefinitionsResult,
  params: DefinitionsParams,
  frame: ChartFrame,
): SideTable {
  const { messages, facts, context } = frame;
  const unknown = m.def_unknown({}, messages);
  const signed = (difference: number) =>
    difference === 0
      ? shownDifference(0, params, frame)
      : `${difference > 0 ? "+" : "−"}${shownDifference(difference, params, frame)}`;
  const combined = parts.rules.filter(({ is_combined }) => is_combined);
  return {
    head: [
      m.def_head_rule({}, messages),
      m.def_head_value({}, messages),
      m.def_head_difference({}, messages),
    ],
    rows: parts.rules.map(({ changed, figure, difference }) => [
      ruleWords(changed, params, messages),
      figure === null ? unknown : shownValue(figure, params, frame),
      difference === null ? unknown : signed(difference),
    ]),
    numeric: [1, 2],
    who: parts.rules.map(({ changed }) => {
      const spec = rows.find((row) => row.changed === changed);
      return spec ? (markOf(spec) ?? undefined) : undefined;
    }),
    notes: [
      ...(combined.length > 0
        ? [
            m.def_note_combined(
              { rules: messages.list(combined.map(({ changed }) => ruleWords(changed, params, messages))) },
              messages,
            ),
          ]
        : []),
      ...((context.counted_from ?? context.counted_through ?? null) === null
        ? []
        : [m.def_note_filter({}, messages)]),
      ...((facts.amount_rule ?? "paid") === "paid" ? [] : [m.def_note_goods({}, messages)]),
      m.def_note_identity({}, messages),
    ],
  };
}

/** The figure and the table; nothing where no set of rules gives a value. */
export function chart(result: DefinitionsResult, params: DefinitionsParams, frame: ChartFrame): ChartView {
  const figure = curveFigure(result, params, frame);
  return figure ? { figures: [figure], table: rulesTable(result, params, frame) } : { figures: [] };
}
