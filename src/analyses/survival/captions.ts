/** The words of the chart of survival: title, subtitle, summary, and what is spoken at each stop. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartStop } from "../analysis.ts";
import { rowOn, shownOf, type Curve } from "./curves.ts";
import type { Layout } from "./layout.ts";
import { returnedBy } from "./members.ts";
import type { SurvivalParams } from "./params.ts";
import type { PartRow, CurveResult } from "./result.ts";
import { againInputs, groupName } from "./words.ts";

/** What is drawn. */
export function titleOf(params: SurvivalParams, { messages }: ChartFrame): string {
  const again = againInputs(params, messages);
  switch (params.show) {
    case "returned":
      return m.survival_figure_returned(again, messages);
    case "survival":
      return m.survival_figure_survival(again, messages);
    case "hazard":
      return m.survival_figure_hazard(again, messages);
  }
}

/** The unit, the estimate, its band where one is drawn, and what dashes mean. */
export function subtitleOf({ show }: SurvivalParams, banded: boolean, { messages }: ChartFrame): string {
  if (show === "hazard")
    return banded ? m.survival_subtitle_hazard_band({}, messages) : m.survival_subtitle_hazard({}, messages);
  return banded ? m.survival_subtitle_share_band({}, messages) : m.survival_subtitle_share({}, messages);
}

/** One sentence: three points of the only curve, or the last shared one of each group. */
export function summaryOf(result: CurveResult, params: SurvivalParams, { messages }: ChartFrame): string {
  const known = result.parts.at_days.filter(({ complete, survival }) => complete && survival !== null);
  const share = ({ survival }: PartRow<"at_days">) => messages.percent(1 - survival!);
  if (known.length === 0 || known.every(({ events }) => events === 0))
    return m.survival_summary_none(againInputs(params, messages), messages);
  const points =
    params.split_by === "none"
      ? [...new Set([0, Math.floor((known.length - 1) / 2), known.length - 1])].map((index) =>
          m.survival_summary_point(
            { days: messages.integer(known[index]!.days), share: share(known[index]!) },
            messages,
          ),
        )
      : [...new Set(known.map(({ position }) => position))].map((position) => {
          const last = known.findLast((row) => row.position === position)!;
          return m.survival_summary_group(
            {
              name: groupName(result, last, messages),
              days: messages.integer(last.days),
              share: share(last),
            },
            messages,
          );
        });
  return m.survival_summary({ ...againInputs(params, messages), points: messages.list(points) }, messages);
}

function linesOf(
  result: CurveResult,
  row: PartRow<"at_days">,
  curve: Curve,
  params: SurvivalParams,
  { messages }: ChartFrame,
) {
  const days = messages.integer(row.days);
  const shown = shownOf(
    rowOn(curve, row.days) ?? {
      survival: 1,
      low: null,
      high: null,
      cumulative_hazard: 0,
      hazard_low: null,
      hazard_high: null,
    },
    params,
  );
  const again = againInputs(params, messages);
  const text = (value: number) =>
    params.show === "hazard" ? messages.number(value, 2) : messages.percent(value, 1);
  const value =
    params.show === "hazard"
      ? m.survival_stop_hazard({ value: text(shown.value) }, messages)
      : params.show === "survival"
        ? m.survival_stop_survival({ ...again, share: text(shown.value) }, messages)
        : m.survival_stop_returned({ ...again, share: text(shown.value) }, messages);
  return [
    params.split_by === "none"
      ? m.survival_stop_where({ days }, messages)
      : m.survival_stop_where_group({ name: groupName(result, row, messages), days }, messages),
    value,
    m.survival_stop_counts(
      {
        ...again,
        n: curve.customers,
        shown: messages.integer(curve.customers),
        x: messages.integer(row.events),
      },
      messages,
    ),
    m.survival_stop_risk({ risk: messages.integer(row.n) }, messages),
    ...(shown.low === null || shown.high === null
      ? []
      : [m.survival_stop_interval({ low: text(shown.low), high: text(shown.high) }, messages)]),
  ];
}

/** The stops: each group on each observed day of the table, those who had come back by then behind it. */
export function stopsOf(
  result: CurveResult,
  curves: readonly Curve[],
  layout: Layout,
  params: SurvivalParams,
  frame: ChartFrame,
): readonly ChartStop[] {
  const { at_days } = result.parts;
  const days = [...new Set(at_days.map((row) => row.days))];
  return curves.flatMap((curve, index) =>
    at_days
      .filter((row) => row.position === curve.position && row.complete && row.days <= layout.horizon)
      .map((row): ChartStop => {
        const held = rowOn(curve, row.days);
        const value = held ? shownOf(held, params).value : params.show === "survival" ? 1 : 0;
        return {
          row: index,
          column: days.indexOf(row.days),
          x: layout.x(row.days) - 6,
          y: layout.y(value) - 6,
          width: 12,
          height: 12,
          lines: linesOf(result, row, curve, params, frame),
          who: returnedBy(row.position, row.days),
        };
      }),
  );
}
