/**
 * The Pareto/NBD model: Schmittlein, Morrison & Colombo (1987), Counting Your Customers: Who Are They and What Will They Do
 * Next?, Management Science 33(1), 1–24; the likelihood as in Fader & Hardie (2005), A Note on Deriving the Pareto/NBD
 * Model. Purchases at a rate that is gamma among customers, lifetimes exponential with a rate that is gamma among them.
 */
import { logGamma } from "./incomplete-gamma.ts";
import type { Likelihood } from "./likelihood.ts";
import { gaussLegendre, logIntegral, logSubtract, type ParetoParameters } from "./pareto-integral.ts";
import {
  coarseOf,
  customersOf,
  logAdd,
  meanAge,
  meanFrequency,
  type Histories,
  type History,
} from "./transactions.ts";

export type { ParetoParameters };

/** The rule on the stretch between two neighbouring times. */
const gauss = gaussLegendre(8);

/** The integrand falls by e to this there at most, a time's logarithm by this, where eight points are enough (1e-12). */
const [steepest, longest] = [2, 0.5];

/** An integral alone is worth about so many values of the integrand. */
const aloneCost = 60;

/** Equal frequencies together: their rows, and the earliest recency and latest age among them as places of times. */
interface Group {
  readonly frequency: number;
  readonly rows: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Distinct times in order, where each row's recency and age stand among them, and the rows by frequency. */
function layOut({ frequency, recency, age }: Histories) {
  const times = Float64Array.from(new Set([...recency, ...age])).sort();
  const placeOf = new Map([...times].map((time, place) => [time, place]));
  const [starts, ends] = [recency, age].map((column) =>
    Int32Array.from(column, (time) => placeOf.get(time)!),
  );
  const rows = new Map<number, number[]>();
  frequency.forEach((x, row) => {
    const own = rows.get(x);
    if (own) own.push(row);
    else rows.set(x, [row]);
  });
  const groups = [...rows].map(([x, own]): Group => ({
    frequency: x,
    rows: own,
    from: own.reduce((least, row) => Math.min(least, starts![row]!), times.length),
    to: own.reduce((most, row) => Math.max(most, ends![row]!), 0),
  }));
  return { times, starts: starts!, ends: ends!, groups };
}

/**
 * The likelihood of r, alpha, s, beta. A customer contributes
 * Γ(r + x) / Γ(r) · α^r β^s · [(α + T)^−(r + x) (β + T)^−s + s ∫ (α + y)^−(r + x) (β + y)^−(s + 1) dy from t_x to T].
 * Customers of one frequency share the integrand: its integral from each time to the last of theirs is added up backwards
 * over the stretches between neighbouring times, so that a customer's is the difference of two. Where few customers share
 * it, each customer's is summed by itself, as is a stretch where it falls too steeply for eight points.
 */
export function paretoNbdLikelihood(histories: Histories): Likelihood {
  const { recency, age, customers } = histories;
  const { times, starts, ends, groups } = layOut(histories);
  const stretches = Math.max(0, times.length - 1);
  const [logBuying, logLeaving] = [0, 0].map(() => new Float64Array(stretches * gauss.length));
  const [lengths, buyingFalls, leavingFalls] = [0, 0, 0].map(() => new Float64Array(stretches));
  const [logAlpha, logBeta] = [0, 0].map(() => new Float64Array(times.length));
  const ahead = new Float64Array(times.length);

  /** What every frequency shares: logarithms at the times and at the nodes between them, and how far they change. */
  function prepare(alpha: number, beta: number): void {
    times.forEach((time, place) => {
      logAlpha![place] = Math.log(alpha + time);
      logBeta![place] = Math.log(beta + time);
    });
    for (let place = 0; place < stretches; place++) {
      const [from, width] = [times[place]!, times[place + 1]! - times[place]!];
      lengths![place] = Math.log(width);
      buyingFalls![place] = logAlpha![place + 1]! - logAlpha![place]!;
      leavingFalls![place] = logBeta![place + 1]! - logBeta![place]!;
      for (let node = 0; node < gauss.length; node++) {
        const at = from + width * gauss[node]![0];
        logBuying![place * gauss.length + node] = Math.log(alpha + at);
        logLeaving![place * gauss.length + node] = Math.log(beta + at);
      }
    }
  }

  /** ln of the integral over the stretch after a time, by eight points. */
  function logStretch(place: number, n: number, s: number): number {
    const first = place * gauss.length;
    // Against its value at the beginning of the stretch, which may be beyond what a number holds.
    const start = -n * logAlpha![place]! - (s + 1) * logBeta![place]!;
    let sum = 0;
    for (let node = 0; node < gauss.length; node++)
      sum +=
        gauss[node]![1] *
        Math.exp(-n * logBuying![first + node]! - (s + 1) * logLeaving![first + node]! - start);
    return lengths![place]! + start + Math.log(sum);
  }

  /** Fills `ahead` with ln of the integral from each time of a group to its last; false where its rows are fewer than that is worth. */
  function fill(group: Group, values: ParetoParameters): boolean {
    const { rows, from, to } = group;
    if ((to - from) * gauss.length > aloneCost * rows.length) return false;
    const [n, s] = [values[0] + group.frequency, values[2]];
    ahead[to] = -Infinity;
    for (let place = to - 1; place >= from; place--) {
      const [buying, leaving] = [buyingFalls![place]!, leavingFalls![place]!];
      const isSteep = n * buying + (s + 1) * leaving > steepest || Math.max(buying, leaving) > longest;
      ahead[place] = logAdd(
        ahead[place + 1]!,
        isSteep
          ? logIntegral(values, {
              frequency: group.frequency,
              recency: times[place]!,
              age: times[place + 1]!,
            })
          : logStretch(place, n, s),
      );
    }
    return true;
  }

  const of = (values: readonly number[]): number => {
    const parameters = values as ParetoParameters;
    const [r, alpha, s, beta] = parameters;
    prepare(alpha, beta);
    const constant = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
    const logS = Math.log(s);
    let sum = 0;
    for (const group of groups) {
      const { frequency, rows } = group;
      const n = r + frequency;
      const same = constant + logGamma(n);
      const isFilled = fill(group, parameters);
      for (const row of rows) {
        const [start, end] = [starts[row]!, ends[row]!];
        const alive = -n * logAlpha![end]! - s * logBeta![end]!;
        const gone = isFilled
          ? logSubtract(ahead[start]!, ahead[end]!)
          : logIntegral(parameters, { frequency, recency: recency[row]!, age: age[row]! });
        sum += customers[row]! * (same + logAdd(alive, logS + gone));
      }
    }
    return sum;
  };

  const scale = meanAge(histories);
  const often = Math.max(meanFrequency(histories), 0.01);
  const shapes: readonly [number, number] = [1e-3, 1e3];
  const rates: readonly [number, number] = [1e-3 * scale, 1e3 * scale];
  const coarse = coarseOf(histories);
  return {
    n: customersOf(histories),
    of,
    coarse: coarse && paretoNbdLikelihood(coarse),
    starts: [
      [0.7, (0.5 * scale) / often, 0.7, 0.5 * scale],
      [1, scale / often, 1, 2 * scale],
      [3, (2 * scale) / often, 0.5, 0.2 * scale],
    ],
    bounds: [shapes, rates, shapes, rates],
  };
}

/** The probability that a customer has not left yet, 0…1. */
export function paretoNbdAlive(parameters: ParetoParameters, history: History): number {
  const [r, alpha, s, beta] = parameters;
  const { frequency, age } = history;
  const odds =
    Math.log(s) +
    logIntegral(parameters, history) +
    (r + frequency) * Math.log(alpha + age) +
    s * Math.log(beta + age);
  return 1 / (1 + Math.exp(odds));
}
