/**
 * The least value of a smooth function of few variables: the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno
 * (Nocedal & Wright 2006, Numerical Optimization, algorithm 6.1) with a backtracking search and gradients by central
 * differences. It finds a local minimum; where the function is not finite it is taken as a wall.
 */

/** Where the search ended. */
export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  /** The last place that was not beyond: `at` itself, or the one before it. */
  readonly within: readonly number[];
  /** True where every partial derivative is nearly 0: a flat place was reached, not only a last step. */
  readonly converged: boolean;
}

type Vector = readonly number[];

const dot = (a: Vector, b: Vector): number => a.reduce((sum, each, index) => sum + each * b[index]!, 0);

const moved = (from: Vector, along: Vector, by: number): number[] =>
  from.map((each, index) => each + by * along[index]!);

/** A step of the differences: the cube root of the precision balances truncation and rounding. */
const differenceStep = 6e-6;

/** Steps of the search at most; each turns to a new direction. */
const mostSteps = 200;

/** The largest move of one variable in a step: a first gradient says little of how far to go. */
const largestMove = 2;

/** The partial derivatives of `f` at `x` by central differences. */
export function gradientAt(f: (x: Vector) => number, x: Vector, step = differenceStep): number[] {
  return x.map((_, index) => {
    const other = (by: number) => f(x.map((each, place) => (place === index ? each + by : each)));
    return (other(step) - other(-step)) / (2 * step);
  });
}

/** The second derivatives of `f` at `x` by central differences, a symmetric matrix by rows. */
export function curvatureAt(f: (x: Vector) => number, x: Vector, step = 1e-3): number[][] {
  const at = f(x);
  const away = (...moves: readonly (readonly [number, number])[]) =>
    f(x.map((each, place) => moves.reduce((sum, [index, by]) => sum + (index === place ? by : 0), each)));
  const matrix = x.map(() => x.map(() => 0));
  for (let i = 0; i < x.length; i++) {
    // Five points: the error falls with the fourth power of the step.
    const [near, far] = [step, 2 * step].map((by) => away([i, by]) + away([i, -by]));
    matrix[i]![i] = (16 * near! - far! - 30 * at) / (12 * step * step);
    for (let j = 0; j < i; j++) {
      const cross = (by: number) =>
        (away([i, by], [j, by]) -
          away([i, by], [j, -by]) -
          away([i, -by], [j, by]) +
          away([i, -by], [j, -by])) /
        (4 * by * by);
      matrix[i]![j] = matrix[j]![i] = (4 * cross(step) - cross(2 * step)) / 3;
    }
  }
  return matrix;
}

/** The longest step along `direction`, halved until `f` falls enough (Armijo's condition); null where it never does. */
function step(
  f: (x: Vector) => number,
  from: { readonly x: Vector; readonly value: number; readonly gradient: Vector },
  direction: Vector,
): { readonly x: number[]; readonly value: number } | null {
  const slope = dot(from.gradient, direction);
  const longest = Math.max(...direction.map(Math.abs));
  for (let by = Math.min(1, largestMove / longest); by * longest > 1e-12; by /= 2) {
    const x = moved(from.x, direction, by);
    const value = f(x);
    if (value <= from.value + 1e-4 * by * slope) return { x, value };
  }
  return null;
}

/** The inverse curvature after a step `s` along which the gradient changed by `y`. */
function updated(inverse: readonly Vector[], s: Vector, y: Vector): readonly Vector[] {
  const curvature = dot(s, y);
  if (!(curvature > 1e-14)) return inverse;
  const hy = inverse.map((row) => dot(row, y));
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map((each, j) => each + factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature),
  );
}

/**
 * A local minimum of `f` near `start`; `tolerance` is the largest partial derivative that passes as flat. The search ends
 * where `isBeyond` holds: what lies there is of no use, and getting there takes long.
 */
export function minimise(
  f: (x: Vector) => number,
  start: Vector,
  isBeyond: (x: Vector) => boolean = () => false,
  tolerance = 1e-7,
): Minimum {
  const walled = (x: Vector) => {
    const value = f(x);
    return Number.isFinite(value) ? value : Infinity;
  };
  const identity = start.map((_, i) => start.map((_, j) => (i === j ? 1 : 0)));
  const here = (x: Vector, value: number) => ({ x, value, gradient: gradientAt(walled, x) });
  const isFlat = (gradient: Vector) => gradient.every((each) => Math.abs(each) < tolerance);
  let inverse: readonly Vector[] = identity;
  let at = here(start, walled(start));
  let within: Vector = start;
  for (let steps = 0; steps < mostSteps && !isFlat(at.gradient) && !isBeyond(at.x); steps++) {
    const direction = inverse.map((row) => -dot(row, at.gradient));
    const descends = dot(direction, at.gradient) < 0;
    const next = descends ? step(walled, at, direction) : null;
    if (!next) {
      // The remembered curvature misleads: start again downhill, and end where that does not help either.
      if (inverse === identity) break;
      inverse = identity;
      continue;
    }
    const reached = here(next.x, next.value);
    inverse = updated(inverse, moved(next.x, at.x, -1), moved(reached.gradient, at.gradient, -1));
    if (!isBeyond(reached.x)) within = reached.x;
    at = reached;
  }
  // Rounding of the function itself may hide the last digits of a gradient.
  const nearlyFlat = at.gradient.every((each) => Math.abs(each) < Math.max(tolerance, 1e-6));
  return { at: at.x, value: at.value, within, converged: nearlyFlat };
}
