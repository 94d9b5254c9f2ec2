/** Which figures of a cell stand side by side. */
import type { ChartFigure } from "../analyses/analysis.ts";

/** Pixels between two figures of a row. */
export const figureGap = 40;

/** A row of figures, and whether a small table has room at its end. */
export interface FigureRow {
  readonly figures: readonly ChartFigure[];
  readonly room: boolean;
}

/** The figures in rows: one after another while their shares add up to at most 1. */
export function figureRows(figures: readonly ChartFigure[]): readonly FigureRow[] {
  const rows: { figures: ChartFigure[]; taken: number }[] = [];
  for (const figure of figures) {
    const share = figure.share ?? 1;
    const last = rows.at(-1);
    if (last && last.taken + share <= 1.001) {
      last.figures.push(figure);
      last.taken += share;
    } else rows.push({ figures: [figure], taken: share });
  }
  return rows.map((row) => ({ figures: row.figures, room: row.taken < 0.85 }));
}
