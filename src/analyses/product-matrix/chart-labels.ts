/** Which dots carry their name, and where: beside the dot, on nothing else. */
import { fitLabel, labelWidth } from "../chart-label.ts";

/** A circle in the chart's coordinates, with the name that it may carry. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly name: string | null;
}

/** A name at its place: `x` is its start, its end or its middle, as `anchor` says. */
export interface Label<D extends Disc> {
  readonly disc: D;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end" | "middle";
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
 * The places beside a disc, the best first: right, left, above, below, and where the middle is too near the
 * right edge, above and below ending with the disc.
 */
const places = ({ x, y, r }: Disc, nearEdge: boolean) =>
  [
    { anchor: "start", x: x + r + 4, y },
    { anchor: "end", x: x - r - 4, y },
    { anchor: "middle", x, y: y - r - halfLine - 1 },
    { anchor: "middle", x, y: y + r + halfLine + 1 },
    ...(nearEdge
      ? ([
          { anchor: "end", x: x + r, y: y - r - halfLine - 1 },
          { anchor: "end", x: x + r, y: y + r + halfLine + 1 },
        ] as const)
      : []),
  ] as const;

const start = { start: 0, end: -1, middle: -0.5 } as const;

/**
 * At most `most` names in the order of the discs, each beside its disc where it fits, left out where it would leave
 * `frame`, meet another name or a box of `taken`, or cover the middle of a disc.
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
    for (const place of places(disc, disc.x + width / 2 > frame.right)) {
      const left = place.x + start[place.anchor] * width;
      const box = { left, right: left + width, top: place.y - halfLine, bottom: place.y + halfLine };
      const inside =
        box.left >= frame.left &&
        box.right <= frame.right &&
        box.top >= frame.top &&
        box.bottom <= frame.bottom;
      const covers = discs.some(
        (other) => other !== disc && meet(box, boxOf({ ...other, r: other.r * 0.6 })),
      );
      if (text === "" || !inside || covers || boxes.some((other) => meet(box, other))) continue;
      placed.push({ disc, text, ...place });
      boxes.push(box);
      break;
    }
  }
  return placed;
}
