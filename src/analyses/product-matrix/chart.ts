/** The charts of product-matrix: the quadrants' scatter, and the table of the quadrants. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { matrixFigure } from "./chart-matrix.ts";
import type { MatrixParams } from "./params.ts";
import type { MatrixResult } from "./result.ts";
import { customers, earnsFrom, quadrantLook, quadrantName, shownShare } from "./words.ts";

/** Products of each quadrant that a note names. */
const named = 4;
/** Width from which the table stands beside the scatter. */
const besideFrom = 860;
const [gap, main] = [40, 0.66];

/** The figure and the table, or nothing where nothing was sold. */
export function chart(result: MatrixResult, params: MatrixParams, frame: ChartFrame): ChartView {
  if (result.parts.thresholds[0]!.products === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const width = wide ? Math.floor((frame.width - gap) * main) : frame.width;
  const figure = matrixFigure(result, params, { ...frame, width });
  return {
    figures: [wide ? { ...figure, share: main } : figure],
    table: quadrantTable(result, params, frame),
  };
}

function quadrantTable(result: MatrixResult, params: MatrixParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const { quadrants } = result.parts;
  const costed = quadrants.some(({ profit }) => profit !== null);
  return {
    head: [
      m.matrix_head_quadrant({}, messages),
      params.level === "category"
        ? m.matrix_head_categories({}, messages)
        : m.matrix_head_products({}, messages),
      m.matrix_head_won({}, messages),
      m.matrix_head_share({}, messages),
      ...(costed ? [m.matrix_head_profit({}, messages)] : []),
    ],
    rows: quadrants.map((row) => [
      quadrantName(row.quadrant, messages),
      messages.integer(row.products),
      messages.integer(row.won),
      row.share_of_net_amount === null ? "" : shownShare(row.share_of_net_amount, messages),
      ...(costed ? [row.profit === null ? "" : messages.money(row.profit, frame.facts.currency)] : []),
    ]),
    numeric: costed ? [1, 2, 3, 4] : [1, 2, 3],
    swatches: quadrants.map(({ quadrant }) => quadrantLook(quadrant).mark),
    who: quadrants.map(({ quadrant, won }) => (won > 0 ? { quadrant } : undefined)),
    notes: notes(result, params, frame),
  };
}

/** Who is in each quadrant, the rule with its thresholds, and what the figures leave out. */
function notes({ parts }: MatrixResult, params: MatrixParams, frame: ChartFrame): readonly string[] {
  const { messages } = frame;
  const all = parts.thresholds[0]!;
  const lists = parts.quadrants.flatMap(({ quadrant, products }) => {
    const own = parts.dots.filter((dot) => dot.quadrant === quadrant && dot.name !== null).slice(0, named);
    if (own.length === 0) return [];
    const listed = messages.list(own.map(({ name }) => name!));
    const names = products > own.length ? m.matrix_note_more({ names: listed }, messages) : listed;
    return [m.matrix_note_list({ name: quadrantName(quadrant, messages), names }, messages)];
  });
  const earns = earnsFrom(all, frame);
  const isRuled = all.rate_threshold !== null && all.share_threshold !== null && earns !== null;
  const inputs = (n: number) => ({ n, shown: messages.integer(n) });
  return [
    ...lists,
    ...(isRuled
      ? [
          m.matrix_note_rule(
            {
              rate: messages.percent(all.rate_threshold!, 1),
              n: customers(params.min_customers, messages),
              share: messages.percent(all.share_threshold!, 1),
              earns,
            },
            messages,
          ),
        ]
      : []),
    ...(all.earns_by === params.earns_by ? [] : [m.matrix_note_no_cost({}, messages)]),
    m.matrix_note_once({}, messages),
    m.matrix_note_lines({}, messages),
    ...(all.unnamed_lines > 0
      ? [m.matrix_note_unnamed({ lines: m.matrix_n_line(inputs(all.unnamed_lines), messages) }, messages)]
      : []),
    ...(all.unnamed_customers > 0
      ? [m.matrix_note_unnamed_customers({ customers: customers(all.unnamed_customers, messages) }, messages)]
      : []),
  ];
}
