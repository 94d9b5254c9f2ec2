/** The chart of campaign-plan: what each channel needs, beside what is expected, ordered anyway, and can be seen. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop, ChartView, SideTable } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { gridTicks, inPixels, narrowBelow, plainText, quietText, tickText, token } from "../chart-theme.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult, PlanRow } from "./result.ts";
import { channelName, customersWords, shownShare, signedMoney, smallMoney } from "./words.ts";

const [head, foot, rowHeight, bar] = [40, 24, 28, 12] as const;

function linesOf(row: PlanRow, params: PlanParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const { break_even, detectable, expected_profit } = row;
  return [
    channelName(row.channel, messages),
    break_even === null
      ? m.plan_stop_none({}, messages)
      : m.plan_stop_break_even({ share: shownShare(break_even, messages) }, messages),
    m.plan_stop_customers({ customers: customersWords(row.contacted, messages) }, messages),
    m.plan_stop_cost({ cost: smallMoney(row.cost, frame), unit: smallMoney(row.unit_cost, frame) }, messages),
    ...(expected_profit === null
      ? []
      : [
          m.plan_stop_profit(
            {
              share: shownShare(params.response_rate, messages),
              profit: signedMoney(expected_profit, frame),
            },
            messages,
          ),
        ]),
    ...(detectable === null
      ? []
      : [m.plan_stop_detectable({ share: shownShare(detectable, messages) }, messages)]),
  ];
}

/** Channels one under the other: the bar is the break-even, the rules what is expected and what can be seen. */
function breakEvenFigure(result: PlanResult, params: PlanParams, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const rows = result.rows;
  const known = rows.filter(({ break_even }) => break_even !== null);
  if (known.length === 0) return null;
  const narrow = width < narrowBelow;
  const { base_rate, detectable } = rows[0]!;
  const names = rows.map(({ channel }) => channelName(channel, messages));
  const left = Math.min(Math.max(...names.map((name) => labelWidth(name))) + 12, Math.max(96, width * 0.34));
  const right = narrow ? 56 : 150;
  const rules = [
    { value: params.response_rate, label: m.plan_rule_expected({}, messages), colour: "accent-mark" },
    ...(base_rate === null
      ? []
      : [{ value: base_rate, label: m.plan_rule_base({}, messages), colour: "ink-2" }]),
    ...(detectable === null
      ? []
      : [{ value: detectable, label: m.plan_rule_detectable({}, messages), colour: "ink-3" }]),
  ].toSorted((a, b) => a.value - b.value);
  const shares = known.map(({ break_even }) => Math.min(break_even!, 1));
  const extent = Math.max(...shares, ...rules.map(({ value }) => value)) * 1.08 || 1;
  const x = (share: number) => left + (Math.min(share, extent) / extent) * (width - left - right);
  const height = head + rows.length * rowHeight + foot;
  const placed = rows.map((row, index) => ({
    ...row,
    name: names[index]!,
    y: head + (index + 0.5) * rowHeight,
    pays: row.break_even !== null && row.break_even <= params.response_rate,
  }));
  type Placed = (typeof placed)[number];
  const best = known.toSorted((a, b) => a.break_even! - b.break_even!)[0]!;
  return {
    id: "break-even",
    title: m.plan_figure({}, messages),
    subtitle: m.plan_subtitle({}, messages),
    summary: m.plan_summary(
      { channel: channelName(best.channel, messages), share: shownShare(best.break_even!, messages) },
      messages,
    ),
    legend: rules.map(({ label, colour, value }) => ({
      label: m.plan_legend({ label, share: shownShare(value, messages) }, messages),
      token: colour,
    })),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleX([x(0)], { y1: head - 4, y2: height - foot, stroke: token("chart-axis") }),
        Plot.text(gridTicks(extent, narrow ? 2 : 4), {
          x: (tick: number) => x(tick),
          y: () => height - 10,
          text: (tick: number) => shownShare(tick, messages),
          ...tickText,
          fontSize: 11,
        }),
        Plot.rect(
          placed.filter(({ break_even }) => break_even !== null),
          {
            x1: () => x(0),
            x2: ({ break_even }: Placed) => Math.max(x(break_even!), x(0) + 1),
            y1: ({ y }: Placed) => y - bar / 2,
            y2: ({ y }: Placed) => y + bar / 2,
            fill: ({ pays }: Placed) => token(pays ? "accent" : "mark-muted"),
          },
        ),
        ...rules.map(({ value, colour }) =>
          Plot.ruleX([x(value)], {
            y1: head - 8,
            y2: height - foot,
            stroke: token(colour),
            strokeWidth: 1.5,
            strokeDasharray: "3 3",
          }),
        ),
        Plot.text(placed, {
          x: () => 0,
          y: "y",
          text: ({ name }: Placed) => fitLabel(name, left - 8),
          textAnchor: "start",
          ...plainText,
        }),
        Plot.text([m.plan_head_break_even({}, messages)], {
          x: () => (narrow ? width : width - 84),
          y: () => 14,
          textAnchor: "end",
          ...quietText,
        }),
        Plot.text(placed, {
          x: () => (narrow ? width : width - 84),
          y: "y",
          text: ({ break_even }: Placed) =>
            break_even === null ? m.plan_none({}, messages) : shownShare(break_even, messages),
          textAnchor: "end",
          ...plainText,
        }),
        ...(narrow
          ? []
          : [
              Plot.text([m.plan_head_profit({}, messages)], {
                x: () => width,
                y: () => 14,
                textAnchor: "end",
                ...quietText,
              }),
              Plot.text(placed, {
                x: () => width,
                y: "y",
                text: ({ expected_profit }: Placed) =>
                  expected_profit === null ? m.plan_none({}, messages) : signedMoney(expected_profit, frame),
                textAnchor: "end",
                ...quietText,
              }),
            ]),
      ],
    },
    stops: rows.map((row, index): ChartStop => ({
      row: index,
      column: 0,
      x: 0,
      y: head + index * rowHeight,
      width,
      height: rowHeight,
      lines: linesOf(row, params, frame),
    })),
  };
}

/** What the plan rests on. */
function basisTable(result: PlanResult, params: PlanParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const totals = result.parts.totals[0]!;
  const none = m.plan_unknown({}, messages);
  const share = (value: number | null) => (value === null ? none : shownShare(value, messages));
  const money = (value: number | null) => (value === null ? none : smallMoney(value, frame));
  return {
    head: [m.plan_table_head({}, messages), ""],
    rows: [
      [m.plan_table_customers({}, messages), messages.integer(totals.customers)],
      [m.plan_table_control({}, messages), messages.integer(totals.control)],
      [m.plan_table_base({}, messages), share(totals.base_rate)],
      [m.plan_table_order({}, messages), money(totals.average_order_value)],
      [m.plan_table_margin({}, messages), share(totals.margin)],
      [m.plan_table_incentive({}, messages), money(params.incentive)],
      [m.plan_table_detectable({}, messages), share(result.rows[0]?.detectable ?? null)],
    ],
    numeric: [1],
    who: [undefined, undefined, totals.base_ordered > 0 ? { in_base: true, ordered: true } : undefined],
    notes: [
      m.plan_note_costs({}, messages),
      m.plan_note_base({}, messages),
      ...(totals.margin === null
        ? [m.plan_note_margin({}, messages)]
        : totals.margin_measured
          ? [m.plan_note_margin_measured({}, messages)]
          : []),
    ],
  };
}

/** What the chart tab shows. */
export function chart(result: PlanResult, params: PlanParams, frame: ChartFrame): ChartView {
  if (result.parts.totals[0]!.customers === 0) return { figures: [] };
  const figure = breakEvenFigure(result, params, frame);
  return { figures: figure ? [figure] : [], table: basisTable(result, params, frame) };
}
