/** The tallies of the first screen: customers as strokes, every fifth crossing the four before it. */

/** Distances of a drawn tally in its own units. */
export interface TallySize {
  /** Between two strokes. */
  readonly step: number;
  /** Between the last stroke of a five and the first of the next. */
  readonly gap: number;
  readonly height: number;
}

/** SVG paths of a tally whose first stroke stands at (x, y): the upright strokes, and those that cross. */
export interface TallyPaths {
  readonly strokes: string;
  readonly fifths: string;
}

/** How many strokes stand for `customers`: rounded, and none below half a stroke. */
export function strokesFor(customers: number, perStroke: number): number {
  return Math.round(customers / perStroke);
}

/** The paths of `count` strokes; every fifth crosses the four before it. Both are empty for none. */
export function tallyPaths(count: number, x: number, y: number, size: TallySize): TallyPaths {
  const { step, gap, height } = size;
  const five = 3 * step + gap;
  const round = (value: number) => Math.round(value * 10) / 10;
  const upright: string[] = [];
  const crossing: string[] = [];
  for (let stroke = 0; stroke < count; stroke += 1) {
    const left = x + Math.floor(stroke / 5) * five;
    if (stroke % 5 < 4) upright.push(`M${round(left + (stroke % 5) * step)} ${round(y)}v${height}`);
    else {
      const [from, to] = [left - step / 2, left + 3.5 * step];
      crossing.push(`M${round(from)} ${round(y + height * 0.74)}L${round(to)} ${round(y + height * 0.26)}`);
    }
  }
  return { strokes: upright.join(""), fifths: crossing.join("") };
}

/** The width of a tally of `count` strokes, 0 for none. */
export function tallyWidth(count: number, { step, gap }: TallySize): number {
  if (count === 0) return 0;
  const last = (count - 1) % 5;
  const fives = Math.floor((count - 1) / 5);
  return fives * (3 * step + gap) + Math.min(last, 3) * step + (last === 4 ? step / 2 : 0);
}

/** About how wide a text of 12 px is: Han characters and full-width marks a whole em, the rest of Archivo just over half. */
export function labelWidth(text: string): number {
  return [...text].reduce((width, sign) => width + (/[\u2e80-\uffef]/.test(sign) ? 12.6 : 6.4), 0);
}
