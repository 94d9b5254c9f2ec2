/** Which dots carry their name, and where: beside the dot, on nothing else. */
import { fitLabel, labelWidth } from "../chart-label.ts";

/** A circle in the chart's coordinates, with the name that it may carry. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly name: string | null;
}

/** A name at its place: `x` is its start, or its end where `anchor` says so. */
export interface Label<D extends Disc> {
  readonly disc: D;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const boxOf = ({ x, y, r }: Disc): Box => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

/** Names of products are cut to this width. */
const widest = 150;
const halfLine = 7;

/**
 * At most `most` names in the order of the discs, each to the right of its disc or else to the left, left out where it
 * would leave `frame`, meet another name or a box of `taken`, or cover the middle of a disc.
 */
export function placeLabels<D extends Disc>(
  discs: readonly D[],
  most: number,
  frame: Box,
  taken: readonly Box[] = [],
): readonly Label<D>[] {
  const placed: Label<D>[] = [];
  const boxes: Box[] = [...taken];
  for (const disc of discs) {
    if (placed.length === most) break;
    if (disc.name === null) continue;
    const text = fitLabel(disc.name, widest);
    const width = labelWidth(text);
    for (const anchor of ["start", "end"] as const) {
      const x = anchor === "start" ? disc.x + disc.r + 4 : disc.x - disc.r - 4;
      const left = anchor === "start" ? x : x - width;
      const box = { left, right: left + width, top: disc.y - halfLine, bottom: disc.y + halfLine };
      const inside = box.left >= frame.left && box.right <= frame.right;
      const covers = discs.some(
        (other) => other !== disc && meet(box, boxOf({ ...other, r: other.r * 0.7 })),
      );
      if (text === "" || !inside || covers || boxes.some((other) => meet(box, other))) continue;
      placed.push({ disc, text, x, y: disc.y, anchor });
      boxes.push(box);
      break;
    }
  }
  return placed;
}
