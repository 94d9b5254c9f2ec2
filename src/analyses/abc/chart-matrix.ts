/** The nine fields of ABC by XYZ: how many products of each tier sell how steadily, shaded by their share of the value. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { inPixels, plainText, quietText, token } from "../chart-theme.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult, PartRow } from "./result.ts";
import { className, counted, measureName, shownShare, shownValue, tierName } from "./words.ts";

type Cell = PartRow<"matrix">;

const side = { left: 64, top: 28 };
const rowHeight = 52;

/** The shade of a field: classes at 0, 5, 10, 20, 40 and 60 % of the value; losses are not shaded. */
function shadeOf({ entities, share_of_value }: Cell): { readonly fill: string; readonly ink: string } {
  if (entities === 0) return { fill: "paper-2", ink: "ink-3" };
  const share = share_of_value ?? 0;
  const bounds = [0.05, 0.1, 0.2, 0.4, 0.6];
  const step = 1 + bounds.filter((bound) => share >= bound).length;
  return { fill: `seq-${step}`, ink: `seq-${step}-ink` };
}

/** The figure, `width` pixels wide; null where nothing tells how steadily products sell. */
export function matrixFigure(
  result: AbcResult,
  params: AbcParams,
  frame: ChartFrame,
  width: number,
): ChartFigure | null {
  const { messages } = frame;
  const all = result.parts.matrix;
  if (!all.some((cell) => cell.class !== null && cell.entities > 0)) return null;
  const isNew = all.some((cell) => cell.class === null && cell.entities > 0);
  const cells = all.filter((cell) => cell.class !== null || isNew);
  const tiers = [...new Set(cells.map(({ tier }) => tier))];
  const classes = [...new Set(cells.map((cell) => cell.class))];
  const cellWidth = (width - side.left) / classes.length;
  const x = (cell: Cell) => side.left + classes.indexOf(cell.class) * cellWidth;
  const y = (cell: Cell) => side.top + tiers.indexOf(cell.tier) * rowHeight;
  const height = side.top + tiers.length * rowHeight + 2;
  const text = (label: string, left: number, top: number, options: Plot.TextOptions = {}) =>
    Plot.text([label], { x: () => left, y: () => top, textAnchor: "start", ...quietText, ...options });
  const ink = { value: (cell: Cell) => token(shadeOf(cell).ink), scale: null } as const;
  const held = cells.filter(({ entities }) => entities > 0);
  const most = held.reduce((best, cell) => (cell.entities > best.entities ? cell : best));
  const stops = cells.map((cell): ChartStop => {
    const words = { tier: tierName(cell.tier, messages), class: className(cell.class, messages) };
    const lines =
      cell.entities === 0
        ? [m.abc_stop_cell_none({}, messages)]
        : [
            counted(cell.entities, params, messages),
            m.abc_stop_cell_share({ share: messages.percent(cell.share_of_entities ?? 0, 1) }, messages),
            m.abc_stop_cell_value(
              {
                measure: measureName(params, messages),
                value: shownValue(cell.value, params, frame),
                share: messages.percent(cell.share_of_value ?? 0, 1),
              },
              messages,
            ),
          ];
    return {
      row: tiers.indexOf(cell.tier),
      column: classes.indexOf(cell.class),
      x: x(cell),
      y: y(cell),
      width: cellWidth,
      height: rowHeight,
      lines: [m.abc_stop_cell(words, messages), ...lines],
      ...(cell.entities > 0 && { who: { tier: cell.tier, xyz: cell.class } }),
    };
  });
  const period = m[`abc_choice_${params.period}`]({}, messages);
  return {
    id: "matrix",
    title: m.abc_figure_matrix({}, messages),
    subtitle: m.abc_figure_matrix_subtitle({ period }, messages),
    summary: m.abc_summary_matrix(
      {
        count: counted(most.entities, params, messages),
        tier: tierName(most.tier, messages),
        class: className(most.class, messages),
      },
      messages,
    ),
    options: {
      ...inPixels(width, height),
      marks: [
        ...classes.map((name, column) =>
          text(
            cellWidth < 90 && name !== null ? name : className(name, messages),
            side.left + (column + 0.5) * cellWidth,
            side.top - 14,
            { textAnchor: "middle" },
          ),
        ),
        ...tiers.map((tier, row) =>
          text(tierName(tier, messages), side.left - 10, side.top + (row + 0.5) * rowHeight, {
            ...plainText,
            textAnchor: "end",
          }),
        ),
        Plot.rect(cells, {
          x1: x,
          x2: (cell: Cell) => x(cell) + cellWidth,
          y1: y,
          y2: (cell: Cell) => y(cell) + rowHeight,
          inset: 0.5,
          fill: { value: (cell: Cell) => token(shadeOf(cell).fill), scale: null },
        }),
        Plot.text(cells, {
          x: (cell: Cell) => x(cell) + cellWidth / 2,
          y: (cell: Cell) => y(cell) + rowHeight / 2 - (cell.entities > 0 ? 8 : 0),
          text: (cell: Cell) => messages.integer(cell.entities),
          fontSize: 14,
          fontWeight: 640,
          fill: ink,
        }),
        Plot.text(held, {
          x: (cell: Cell) => x(cell) + cellWidth / 2,
          y: (cell: Cell) => y(cell) + rowHeight / 2 + 11,
          text: (cell: Cell) =>
            cell.share_of_value === null ? "" : shownShare(cell.share_of_value, messages),
          fontSize: 12,
          fill: ink,
        }),
      ],
    },
    stops,
  };
}
