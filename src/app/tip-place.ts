/** Where a tooltip stands: diagonally off its mark, so that the mark's row and column stay readable. */

/** A box in CSS pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const gap = 8;

/** One axis: after the mark where there is room, else before it, never outside the window's near edge. */
function along(start: number, length: number, tip: number, room: number): number {
  const after = start + length + gap;
  if (after + tip <= room - gap) return after;
  return Math.max(gap, start - tip - gap);
}

/** The top left corner of a tooltip of size `tip` for a mark, in a window: right and below where it fits. */
export function placeTip(mark: Box, tip: Size, room: Size): { readonly x: number; readonly y: number } {
  return {
    x: along(mark.left, mark.width, tip.width, room.width),
    y: along(mark.top, mark.height, tip.height, room.height),
  };
}
