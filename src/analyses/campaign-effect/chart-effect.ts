/** The effect by measure: contacted less control with its interval, around the line of no difference. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { inPixels, narrowBelow } from "../chart-theme.ts";
import { forestLayout, forestMarks, type ForestRow } from "./chart-forest.ts";
import type { EffectResult, EffectRow, PartRow } from "./result.ts";
import {
  isWithinChance,
  markOf,
  measureName,
  shownP,
  shownSize,
  shownValue,
  sideName,
  signed,
  signedBare,
} from "./words.ts";

type Groups = PartRow<"groups">;

function linesOf(row: EffectRow, groups: Groups, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const { measure, treated, control, difference, low, high, p_value, detectable } = row;
  const unknown = m.effect_no_figure({}, messages);
  const shown = (value: number | null) => (value === null ? unknown : shownValue(measure, value, frame));
  const isMoney = !measure.endsWith("_rate") && measure !== "conversion";
  const counts = {
    done: messages.integer(row.treated_count),
    n: messages.integer(row.treated_n),
    done_0: messages.integer(row.control_count),
    n_0: messages.integer(row.control_n),
  };
  const lines = [measureName(measure, messages)];
  if (difference === null)
    lines.push(
      groups.treated_open > 0 ? m.effect_stop_open({}, messages) : m.effect_stop_no_control({}, messages),
    );
  else lines.push(m.effect_stop_difference({ difference: signed(measure, difference, frame) }, messages));
  lines.push(m.effect_stop_values({ treated: shown(treated), control: shown(control) }, messages));
  lines.push(isMoney ? m.effect_stop_ordered(counts, messages) : m.effect_stop_counts(counts, messages));
  if (difference === null) return lines;
  if (low === null || high === null || p_value === null)
    return [...lines, m.effect_stop_no_interval({}, messages)];
  lines.push(
    m.effect_stop_interval(
      {
        low: signedBare(measure, low, frame),
        high: signed(measure, high, frame),
        p: shownP(p_value, messages),
      },
      messages,
    ),
    isWithinChance(row) ? m.effect_stop_chance({}, messages) : m.effect_stop_beyond({}, messages),
  );
  if (detectable !== null)
    lines.push(m.effect_stop_detectable({ size: shownSize(measure, detectable, frame) }, messages));
  return lines;
}

function rowOf(row: EffectRow, groups: Groups, frame: ChartFrame, narrow: boolean): ForestRow {
  const { messages } = frame;
  const { measure, treated, control, difference, low, high } = row;
  const none = m.effect_no_figure({}, messages);
  const reach = Math.max(...[difference, low, high].map((value) => Math.abs(value ?? 0))) || 1;
  const share = (value: number | null) => (value === null ? null : value / reach);
  const shown = (value: number | null) => (value === null ? none : shownValue(measure, value, frame));
  const change = difference === null ? none : signed(measure, difference, frame);
  return {
    name: measureName(measure, messages),
    point: share(difference),
    low: share(low),
    high: share(high),
    notes: narrow ? [change] : [shown(treated), shown(control), change],
    open: difference === null && groups.treated_open > 0,
    stands: isWithinChance(row) === false,
  };
}

/** The six measures, one under the other, each on a scale of its own. */
export function effectFigure(result: EffectResult, frame: ChartFrame, width: number): ChartFigure {
  const { messages } = frame;
  const groups = result.parts.groups[0]!;
  const narrow = width < narrowBelow;
  const rows = result.rows.map((row) => rowOf(row, groups, frame, narrow));
  const layout = forestLayout(rows.length);
  const open = groups.treated_open > 0 && groups.ends_on !== null;
  const subtitle = [
    m.effect_subtitle({ side: sideName(groups.matched, messages) }, messages),
    ...(open ? [m.effect_subtitle_open({ date: messages.date(groups.ends_on!) }, messages)] : []),
  ].join(messages.locale === "en" ? ". " : "。");
  const items = result.rows.flatMap(({ measure, difference }) =>
    difference === null
      ? []
      : [
          m.effect_summary_item(
            { measure: measureName(measure, messages), difference: signed(measure, difference, frame) },
            messages,
          ),
        ],
  );
  const [treated, control, difference] = [
    m.effect_head_contacted({}, messages),
    groups.matched ? sideName(true, messages) : m.effect_head_control({}, messages),
    m.effect_head_difference({}, messages),
  ];
  return {
    id: "effect",
    title: m.effect_figure({}, messages),
    subtitle,
    summary:
      items.length === 0
        ? m.effect_summary_none({}, messages)
        : m.effect_summary({ items: messages.list(items) }, messages),
    ...(rows.some(({ open: isOpen }) => isOpen)
      ? { legend: [{ label: m.effect_legend_open({}, messages), token: "hatch", hatched: true }] }
      : {}),
    options: {
      ...inPixels(width, layout.height),
      marks: [
        ...forestMarks(rows, {
          width,
          heads: narrow ? [difference] : [treated, control, difference],
          ticks: [
            { at: -1, label: m.effect_less({}, messages), anchor: "start" },
            { at: 0, label: "0" },
            { at: 1, label: m.effect_more({}, messages), anchor: "end" },
          ],
        }),
      ],
    },
    stops: result.rows.map((row, index) => {
      const who = markOf(row);
      return {
        row: index,
        column: 0,
        x: 0,
        y: layout.top(index),
        width,
        height: layout.rowHeight,
        lines: linesOf(row, groups, frame),
        ...(who ? { who } : {}),
      };
    }),
  };
}
