/** The scroll position of an element of bounded height, and the place in a list that may be far higher. */

/** Pixels that an element is high at most: Firefox stops at 17.9 million, Chromium at 33.5 million. */
export const tallest = 8_000_000;

/** The first and the last pixels of a list that is higher than that are scrolled one for one. */
const exact = 10_000;

/** A move of more pixels than a wheel or a finger makes at once is a drag of the scrollbar. */
const leap = 4_000;

/** Where a list stands, in pixels. */
export interface ScrollPlace {
  /** The scroll position of the element. */
  readonly top: number;
  /** What of the list is at the upper edge of its view. */
  readonly at: number;
}

/** The height of the element for a list of this height. */
export function elementHeight(list: number): number {
  return Math.min(list, tallest);
}

const clamp = (value: number, end: number) => Math.min(Math.max(0, value), Math.max(0, end));

/** Maps 0…`fromEnd` to 0…`toEnd`: one for one near both ends, evenly between. */
function stretch(value: number, fromEnd: number, toEnd: number): number {
  if (value <= exact) return value;
  if (fromEnd - value <= exact) return toEnd - (fromEnd - value);
  return exact + ((value - exact) / (fromEnd - 2 * exact)) * (toEnd - 2 * exact);
}

/** The place of the element that shows the list at `at`, clamped to its ends. `view` is the height of the window on it. */
export function placeAt(at: number, view: number, list: number): ScrollPlace {
  const end = Math.max(0, list - view);
  const inside = clamp(at, end);
  if (list <= tallest) return { top: inside, at: inside };
  return { top: stretch(inside, end, tallest - view), at: inside };
}

/**
 * Where the list stands after its element was scrolled to `top`: near moves are exact to the pixel, a drag of the
 * scrollbar goes to the same share of the list. The `top` that is returned differs where the element has to follow.
 */
export function scrolledTo(before: ScrollPlace, top: number, view: number, list: number): ScrollPlace {
  if (list <= tallest) return { top, at: clamp(top, list - view) };
  const elementEnd = tallest - view;
  const inside = clamp(top, elementEnd);
  const step = inside - before.top;
  if (Math.abs(step) > leap) return { top, at: stretch(inside, elementEnd, list - view) };
  const at = clamp(before.at + step, list - view);
  const nearEnd = inside <= exact || elementEnd - inside <= exact;
  return nearEnd ? placeAt(at, view, list) : { top, at };
}
