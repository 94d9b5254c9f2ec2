/** How alike both groups were the day before the sending, in standard deviations. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { inPixels } from "../chart-theme.ts";
import { forestLayout, forestMarks, type ForestRow } from "./chart-forest.ts";
import type { EffectResult, PartRow } from "./result.ts";
import { dimensionName, shownValue } from "./words.ts";

type Balance = PartRow<"balance">;

/** Groups whose means differ by less are taken as alike: Austin (2009). */
const alike = 0.1;

const signedNumber = (value: number, { messages }: ChartFrame): string => {
  const size = messages.number(Math.abs(value), 2);
  return /[1-9]/.test(size) ? `${value < 0 ? "−" : "+"}${size}` : size;
};

function shownMean({ dimension }: Balance, value: number, frame: ChartFrame): string {
  if (dimension === "ordered_before") return shownValue("conversion", value, frame);
  return dimension === "net_amount"
    ? shownValue("net_amount_per_customer", value, frame)
    : frame.messages.number(value, 1);
}

function linesOf(row: Balance, matched: boolean, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const none = m.effect_no_figure({}, messages);
  const shown = (value: number | null) => (value === null ? none : shownMean(row, value, frame));
  return [
    dimensionName(row.dimension, messages),
    m.effect_balance_stop(
      { value: row.standardised === null ? none : signedNumber(row.standardised, frame) },
      messages,
    ),
    m.effect_stop_values({ treated: shown(row.treated), control: shown(row.control) }, messages),
    ...(matched && row.standardised_before !== null
      ? [m.effect_balance_stop_before({ value: signedNumber(row.standardised_before, frame) }, messages)]
      : []),
  ];
}

/** The dimensions one under the other; null where there is nobody to compare. */
export function balanceFigure(result: EffectResult, frame: ChartFrame, width: number): ChartFigure | null {
  const { messages } = frame;
  const { matched } = result.parts.groups[0]!;
  const balance = result.parts.balance.filter(
    ({ dimension, standardised }) => standardised !== null && !(matched && dimension === "ordered_before"),
  );
  if (balance.length === 0) return null;
  const values = balance.flatMap(({ standardised, standardised_before }) =>
    matched ? [standardised!, standardised_before ?? 0] : [standardised!],
  );
  const reach = Math.min(2, Math.max(0.25, ...values.map((value) => Math.abs(value) * 1.1)));
  const rows = balance.map((row): ForestRow => ({
    name: dimensionName(row.dimension, messages),
    point: row.standardised! / reach,
    low: null,
    high: null,
    ...(matched && row.standardised_before !== null ? { other: row.standardised_before / reach } : {}),
    notes: [signedNumber(row.standardised!, frame)],
    stands: Math.abs(row.standardised!) > alike,
  }));
  const layout = forestLayout(rows.length);
  const unlike = balance.filter(({ standardised }) => Math.abs(standardised!) > alike);
  return {
    id: "balance",
    title: m.effect_balance_figure({}, messages),
    subtitle: m.effect_balance_subtitle({}, messages),
    summary:
      unlike.length === 0
        ? m.effect_balance_summary_like({}, messages)
        : m.effect_balance_summary_unlike(
            { items: messages.list(unlike.map(({ dimension }) => dimensionName(dimension, messages))) },
            messages,
          ),
    ...(matched
      ? {
          legend: [
            { label: m.effect_balance_before({}, messages), token: "ink-3" },
            { label: m.effect_balance_after({}, messages), token: "ink-2" },
          ],
        }
      : {}),
    options: {
      ...inPixels(width, layout.height),
      marks: [
        ...forestMarks(rows, {
          width,
          heads: [""],
          band: alike / reach,
          ticks: [-alike, 0, alike].map((at) => ({ at: at / reach, label: signedNumber(at, frame) })),
        }),
      ],
    },
    stops: balance.map((row, index) => ({
      row: index,
      column: 0,
      x: 0,
      y: layout.top(index),
      width,
      height: layout.rowHeight,
      lines: linesOf(row, matched, frame),
    })),
  };
}
