/** The walk over a chart's marks by arrow keys, and the mark under a pointer. */
import type { ChartStop } from "../analyses/analysis.ts";

/** The keys that a walk answers to. */
export type WalkKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";

const keys: readonly string[] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/** True for a key that moves a walk. */
export function isWalkKey(key: string): key is WalkKey {
  return keys.includes(key);
}

/** Index of the best of `stops` that pass `fits`, by the lowest of `cost`; the first of equals, -1 where none fits. */
function best(
  stops: readonly ChartStop[],
  fits: (stop: ChartStop) => boolean,
  cost: (stop: ChartStop) => number,
): number {
  let found = -1;
  stops.forEach((stop, index) => {
    if (fits(stop) && (found < 0 || cost(stop) < cost(stops[found]!))) found = index;
  });
  return found;
}

/**
 * Index of the stop that `key` leads to from stop `from`; `from` itself at an edge. Left and right stay in the row, up
 * and down go to the nearest row and there to the nearest column, Home and End to the
 * ends of the row.
 */
export function nextStop(stops: readonly ChartStop[], from: number, key: WalkKey): number {
  const at = stops[from];
  if (!at) return stops.length === 0 ? -1 : 0;
  const inRow = (stop: ChartStop) => stop.row === at.row;
  const aside = (stop: ChartStop) => Math.abs(stop.column - at.column);
  const away = (stop: ChartStop) => Math.abs(stop.row - at.row) * 1e6 + aside(stop);
  const moves: Record<WalkKey, () => number> = {
    ArrowRight: () => best(stops, (stop) => inRow(stop) && stop.column > at.column, aside),
    ArrowLeft: () => best(stops, (stop) => inRow(stop) && stop.column < at.column, aside),
    ArrowDown: () => best(stops, (stop) => stop.row > at.row, away),
    ArrowUp: () => best(stops, (stop) => stop.row < at.row, away),
    Home: () => best(stops, inRow, (stop) => stop.column),
    End: () => best(stops, inRow, (stop) => -stop.column),
  };
  const found = moves[key]();
  return found < 0 ? from : found;
}

/** Index of the stop whose box holds the point in the chart's coordinates, the smallest of several; -1 where none does. */
export function stopAt(stops: readonly ChartStop[], x: number, y: number): number {
  return best(
    stops,
    (stop) => x >= stop.x && x <= stop.x + stop.width && y >= stop.y && y <= stop.y + stop.height,
    (stop) => stop.width * stop.height,
  );
}
