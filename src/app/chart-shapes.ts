/** A chart as shapes in pixels: what a layout gives and Plot draws. */
import type { ChartStop } from "../analyses/analysis.ts";

/** A rectangle; `hatched` is not over yet. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Colour token. */
  readonly token: string;
  readonly hatched?: boolean;
}

/** A line through points; `faint` is a stretch that leads to what is not over yet. */
export interface Stroke {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly token: string;
  readonly faint?: boolean;
}

/** The surface between an upper and a lower line; `hatched` is not over yet. */
export interface Surface {
  readonly points: readonly (readonly [x: number, low: number, high: number])[];
  readonly token: string;
  readonly hatched?: boolean;
}

/** A disc; `hollow` is not over yet. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly token: string;
  readonly hollow?: boolean;
}

/** A text; `y` is its middle. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly look: "tick" | "quiet" | "plain" | "strong" | "name";
  /** Colour token, where it is not that of its look. */
  readonly token?: string;
  /** A text on a mark has no rim of paper. */
  readonly on?: "mark";
}

/** A straight line of the frame: the grid, or the axis at zero. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly look: "grid" | "axis";
}

/** Everything that a layout draws, back to front: rules, surfaces, boxes, strokes, discs, labels. */
export interface Shapes {
  readonly rules: readonly Rule[];
  readonly surfaces: readonly Surface[];
  readonly boxes: readonly Box[];
  readonly strokes: readonly Stroke[];
  readonly discs: readonly Disc[];
  readonly labels: readonly Label[];
  readonly stops: readonly ChartStop[];
}

const none: Shapes = { rules: [], surfaces: [], boxes: [], strokes: [], discs: [], labels: [], stops: [] };

/** Returns parts of a picture as one. */
export function together(parts: readonly Partial<Shapes>[]): Shapes {
  const all = <K extends keyof Shapes>(key: K): Shapes[K] =>
    parts.flatMap((part) => (part[key] as readonly unknown[] | undefined) ?? []) as unknown as Shapes[K];
  return Object.fromEntries(
    Object.keys(none).map((key) => [key, all(key as keyof Shapes)]),
  ) as unknown as Shapes;
}
