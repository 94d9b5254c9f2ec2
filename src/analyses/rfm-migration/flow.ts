/** The layout of the flow: segments as bars on both sides, and bands between them, in pixels. */
import type { Move } from "./result.ts";

/** A bar of one side; its height is its customers. */
export interface FlowBar {
  readonly segment: string;
  readonly customers: number;
  readonly y1: number;
  readonly y2: number;
}

/** A band of those who moved from one bar to another, by its edges on both sides. */
export interface FlowBand {
  readonly move: Move;
  readonly row: number;
  readonly column: number;
  readonly from: readonly [top: number, bottom: number];
  readonly to: readonly [top: number, bottom: number];
}

/** Both sides from top to bottom and the bands between them, the widest first. */
export interface Flow {
  readonly left: readonly FlowBar[];
  readonly right: readonly FlowBar[];
  readonly bands: readonly FlowBand[];
}

const unique = (names: readonly string[]) => [...new Set(names)];

/** The flow of moves in their order, in `height` pixels from `top`; bars of one side are `gap` pixels apart. */
export function flowOf(
  moves: readonly Move[],
  { top, height, gap }: { readonly top: number; readonly height: number; readonly gap: number },
): Flow {
  const held = moves.filter(({ customers }) => customers > 0);
  const total = held.reduce((sum, { customers }) => sum + customers, 0);
  const names = {
    left: unique(moves.map(({ from_segment }) => from_segment)).filter((name) =>
      held.some(({ from_segment }) => from_segment === name),
    ),
    right: unique(moves.map(({ to_segment }) => to_segment)).filter((name) =>
      held.some(({ to_segment }) => to_segment === name),
    ),
  };
  const most = Math.max(names.left.length, names.right.length, 1);
  const scale = total === 0 ? 0 : (height - gap * (most - 1)) / total;
  const side = (own: readonly string[], of: (move: Move) => string): readonly FlowBar[] => {
    const space = own.length > 1 ? (height - total * scale) / (own.length - 1) : 0;
    let y = top;
    return own.map((segment) => {
      const customers = held.reduce((sum, move) => sum + (of(move) === segment ? move.customers : 0), 0);
      const bar = { segment, customers, y1: y, y2: y + customers * scale };
      y = bar.y2 + space;
      return bar;
    });
  };
  const left = side(names.left, ({ from_segment }) => from_segment);
  const right = side(names.right, ({ to_segment }) => to_segment);
  const used = { left: new Map<number, number>(), right: new Map<number, number>() };
  const take = (of: "left" | "right", index: number, bar: FlowBar, size: number) => {
    const y = used[of].get(index) ?? bar.y1;
    used[of].set(index, y + size);
    return [y, y + size] as const;
  };
  const bands = held
    .map((move) => ({
      move,
      row: names.left.indexOf(move.from_segment),
      column: names.right.indexOf(move.to_segment),
    }))
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .map(({ move, row, column }): FlowBand => {
      const size = move.customers * scale;
      return {
        move,
        row,
        column,
        from: take("left", row, left[row]!, size),
        to: take("right", column, right[column]!, size),
      };
    })
    .sort((a, b) => b.move.customers - a.move.customers || a.row - b.row || a.column - b.column);
  return { left, right, bands };
}
