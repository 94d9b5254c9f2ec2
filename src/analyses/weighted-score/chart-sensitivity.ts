/** The tornado of the weights: how much of tier A drops out when one weight is a fifth lower or higher. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel } from "../chart-label.ts";
import { inPixels, plainText, quietText, token } from "../chart-theme.ts";
import type { PartRow, ScoreResult } from "./result.ts";
import { measureName } from "./words.ts";

type Move = PartRow<"sensitivity">;

const [head, rowHeight] = [30, 44];

/** The figure, `width` pixels wide; null where nobody is in tier A. */
export function sensitivityFigure(result: ScoreResult, frame: ChartFrame): ChartFigure | null {
  const { messages, width } = frame;
  const moves = result.parts.sensitivity.filter(({ move, n }) => move !== "any" && n > 0);
  if (moves.length === 0) return null;
  const { measures } = result.parts;
  const left = ({ n, stays }: Move) => (n - stays) / n;
  const largest = Math.max(...moves.map(left)) || 1;
  const middle = width / 2;
  const reach = Math.max(middle - 52, 20);
  const side = (move: string) => (move === "down" ? -1 : 1);
  const x = (row: Move) => middle + side(row.move) * (left(row) / largest) * reach;
  const y = (position: number) => head + (position - 1) * rowHeight;
  const height = head + measures.length * rowHeight + 4;
  const text = (label: string, at: number, down: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => at, y: () => down, textAnchor: "start", ...quietText, ...options });
  const shown = (row: Move) => messages.percent(left(row), left(row) > 0 && left(row) < 0.0995 ? 1 : 0);
  const at = (position: number, move: string) =>
    moves.find((row) => row.position === position && row.move === move)!;
  const stops = moves.map((row): ChartStop => {
    const gone = row.n - row.stays;
    const start = row.move === "down" ? 0 : middle;
    return {
      row: row.position! - 1,
      column: row.move === "down" ? 0 : 1,
      x: start,
      y: y(row.position!) + 16,
      width: middle,
      height: 24,
      lines: [
        measureName(row.measure!, messages),
        row.move === "down" ? m.score_axis_down({}, messages) : m.score_axis_up({}, messages),
        m.score_stop_leave(
          { n: gone, k: messages.integer(gone), all: messages.integer(row.n), share: shown(row) },
          messages,
        ),
      ],
      ...(gone > 0 ? { who: { measure: row.measure, move: row.move } } : {}),
    };
  });
  const items = measures.map(({ position, measure }) =>
    m.score_summary_sensitivity_item(
      {
        measure: measureName(measure, messages),
        down: shown(at(position, "down")),
        up: shown(at(position, "up")),
      },
      messages,
    ),
  );
  return {
    id: "sensitivity",
    title: m.score_figure_sensitivity({}, messages),
    subtitle: m.score_figure_sensitivity_subtitle({}, messages),
    summary: m.score_summary_sensitivity(
      { measures: items.join(m.score_summary_join({}, messages)) },
      messages,
    ),
    options: {
      ...inPixels(width, height),
      marks: [
        text(m.score_axis_down({}, messages), middle - 8, 10, { textAnchor: "end" }),
        text(m.score_axis_up({}, messages), middle + 8, 10),
        Plot.rect(moves, {
          x1: (row: Move) => Math.min(middle, x(row)),
          x2: (row: Move) => Math.max(middle, x(row)),
          y1: (row: Move) => y(row.position!) + 20,
          y2: (row: Move) => y(row.position!) + 36,
          fill: { value: (row: Move) => token(row.move === "down" ? "seq-4" : "accent"), scale: null },
        }),
        ...moves.map((row) =>
          text(shown(row), x(row) + side(row.move) * 5, y(row.position!) + 28, {
            textAnchor: row.move === "down" ? "end" : "start",
          }),
        ),
        Plot.ruleX([middle], { y1: head - 8, y2: height - 4, stroke: token("chart-axis") }),
        ...measures.map(({ position, measure }) =>
          text(fitLabel(measureName(measure, messages), width), 0, y(position) + 9, plainText),
        ),
      ],
    },
    stops,
  };
}
