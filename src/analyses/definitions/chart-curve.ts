/** The specification curve: a column for each set of rules, its value above, what it counts below. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth, shareTicks } from "../chart-label.ts";
import { inPixels, niceStep, plainText, quietText, tickText, token } from "../chart-theme.ts";
import { markOf } from "./members.ts";
import type { DefinitionsParams } from "./params.ts";
import type { DefinitionsResult, Spec } from "./result.ts";
import {
  changesOf,
  figureName,
  hitsWords,
  isRate,
  ofWords,
  rules,
  ruleWords,
  shownDifference,
  shownValue,
  specsWords,
} from "./words.ts";

type Known = Spec & { readonly value: number };

interface Drawn {
  readonly spec: Known;
  readonly x: number;
  readonly isOwn: boolean;
}

/** A line of the matrix: one value of a rule; `isFirst` of its rule. */
interface Choice {
  readonly rule: (typeof rules)[number];
  readonly value: string;
  readonly label: string;
  readonly y: number;
  readonly isOwn: boolean;
}

const head = 12;
const curveHeight = 190;
const rowHeight = 18;
const ruleGap = 7;

const isKnown = (spec: Spec): spec is Known => spec.value !== null;

/** The values of each rule that differs somewhere, the notebook's own first. */
function choicesOf(specs: readonly Spec[], own: Spec, params: DefinitionsParams, frame: ChartFrame) {
  const choices: Choice[] = [];
  let y = head + curveHeight + 22;
  for (const rule of rules) {
    const values = [...new Set([own[rule], ...specs.map((spec) => spec[rule])])];
    if (values.length < 2) continue;
    for (const value of values) {
      const label = ruleWords(`${rule}=${value}`, params, frame.messages);
      choices.push({ rule, value, label, y: y + rowHeight / 2, isOwn: value === own[rule] });
      y += rowHeight;
    }
    y += ruleGap;
  }
  return { choices, bottom: y };
}

function stopLines({ spec, isOwn }: Drawn, params: DefinitionsParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const { difference } = spec;
  const compared = () => {
    if (isOwn || difference === null) return [];
    if (difference === 0) return [m.def_stop_same({}, messages)];
    const inputs = { difference: shownDifference(difference, params, frame) };
    return [difference > 0 ? m.def_stop_more(inputs, messages) : m.def_stop_less(inputs, messages)];
  };
  return [
    isOwn ? m.def_stop_own({}, messages) : messages.list([...changesOf(spec, params, messages)]),
    shownValue(spec.value, params, frame),
    m.def_stop_n({ n: ofWords(spec.n, params, messages) }, messages),
    ...(isRate(params) && spec.customers !== null ? [hitsWords(spec.customers, params, messages)] : []),
    ...(spec.low === null || spec.high === null
      ? []
      : [
          m.chart_interval(
            { low: messages.percent(spec.low, 1), high: messages.percent(spec.high, 1) },
            messages,
          ),
        ]),
    ...compared(),
  ];
}

/** The door to the customers of a set of rules, where there are some. */
function whoOf(spec: Spec): Pick<ChartStop, "who"> {
  const who = markOf(spec);
  return who ? { who } : {};
}

/** Even ticks from `low` to `high`. */
function ticksOf(low: number, high: number): readonly number[] {
  const step = niceStep((high - low) / 4 || Math.abs(high) / 4 || 1);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** The figure; null where no spec has a value. */
export function curveFigure(
  { rows }: DefinitionsResult,
  params: DefinitionsParams,
  frame: ChartFrame,
): ChartFigure | null {
  const { messages, width } = frame;
  const own = rows.find(({ changes }) => changes === 0);
  const known = rows.filter(isKnown).toReversed();
  if (!own || known.length === 0) return null;
  const { choices, bottom } = choicesOf(rows, own, params, frame);
  const longest = Math.max(56, ...choices.map(({ label }) => labelWidth(label)));
  const left = Math.min(longest + 14, width * 0.42);
  const step = Math.min(34, (width - left - 6) / known.length);
  const drawn = known.map((spec, index): Drawn => ({
    spec,
    x: left + (index + 0.5) * step,
    isOwn: spec.changes === 0,
  }));
  const right = left + step * known.length;
  const low = Math.min(...known.map((spec) => spec.low ?? spec.value));
  const high = Math.max(...known.map((spec) => spec.high ?? spec.value));
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const ticks = ticksOf(low - room, high + room);
  const y = (value: number) =>
    head + curveHeight - ((value - (low - room)) / (high - low + 2 * room)) * curveHeight;
  const colour = ({ isOwn }: Drawn) => token(isOwn ? "accent-mark" : "cat-3");
  const radius = Math.max(1.5, Math.min(4.5, step * 0.36));
  const cells = choices.flatMap((choice) =>
    drawn.map((each) => ({ ...each, y: choice.y, isOn: each.spec[choice.rule] === choice.value })),
  );
  const values = known.map(({ value }) => value);
  const range = {
    specs: specsWords(rows.length, messages),
    low: shownValue(Math.min(...values), params, frame),
    high: shownValue(Math.max(...values), params, frame),
  };
  return {
    id: "curve",
    title: m.def_chart_title({ name: figureName(params, messages) }, messages),
    subtitle: isRate(params)
      ? m.def_chart_subtitle_interval({}, messages)
      : m.def_chart_subtitle({}, messages),
    summary:
      own.value === null
        ? m.def_chart_summary_unknown(range, messages)
        : m.def_chart_summary({ ...range, value: shownValue(own.value, params, frame) }, messages),
    legend: [
      { label: m.def_legend_own({}, messages), token: "accent-mark" },
      ...(known.length > 1 ? [{ label: m.def_legend_other({}, messages), token: "cat-3" }] : []),
    ],
    stops: drawn.map((each, index): ChartStop => ({
      row: 0,
      column: index,
      x: each.x - step / 2,
      y: 0,
      width: step,
      height: bottom,
      lines: stopLines(each, params, frame),
      ...whoOf(each.spec),
    })),
    options: {
      ...inPixels(width, bottom),
      marks: [
        Plot.ruleY(ticks, { x1: left, x2: right, y, stroke: token("chart-grid") }),
        Plot.text(ticks, {
          x: left - 8,
          y,
          text: isRate(params) ? shareTicks(ticks, messages) : (tick) => shownValue(tick, params, frame),
          textAnchor: "end",
          ...tickText,
          fontSize: 11,
        }),
        ...(own.value === null
          ? []
          : [
              Plot.ruleY([own.value], {
                x1: left,
                x2: right,
                y,
                stroke: token("accent-mark"),
                strokeDasharray: "3 3",
              }),
            ]),
        Plot.ruleX(
          drawn.filter(({ spec }) => spec.low !== null),
          {
            x: "x",
            y1: ({ spec }: Drawn) => y(spec.low!),
            y2: ({ spec }: Drawn) => y(spec.high!),
            stroke: { value: colour, scale: null },
            strokeWidth: 1.5,
            strokeOpacity: 0.5,
          },
        ),
        Plot.dot(drawn, {
          x: "x",
          y: ({ spec }: Drawn) => y(spec.value),
          r: radius,
          fill: { value: colour, scale: null },
        }),
        Plot.dot(
          cells.filter(({ isOn }) => !isOn),
          { x: "x", y: "y", r: Math.min(1.5, radius * 0.6), fill: token("chart-grid") },
        ),
        Plot.dot(
          cells.filter(({ isOn }) => isOn),
          {
            x: "x",
            y: "y",
            r: Math.min(3.5, radius),
            fill: { value: colour, scale: null },
          },
        ),
        Plot.text(
          choices.filter(({ isOwn }) => isOwn),
          {
            x: 0,
            y: "y",
            text: ({ label }: Choice) => fitLabel(label, left - 8),
            textAnchor: "start",
            ...plainText,
          },
        ),
        Plot.text(
          choices.filter(({ isOwn }) => !isOwn),
          {
            x: 0,
            y: "y",
            text: ({ label }: Choice) => fitLabel(label, left - 8),
            textAnchor: "start",
            ...quietText,
          },
        ),
      ],
    },
  };
}
