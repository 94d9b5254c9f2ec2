/**
 * Estimates of positive parameters by maximum likelihood, with standard errors from the observed information. The search
 * and the curvature are on the logarithms of the parameters (Lehmann & Casella 1998, Theory of Point Estimation, ch. 6).
 */
import { curvatureAt, minimise } from "./minimise.ts";
import { z95 } from "./wilson.ts";

/**
 * One parameter: its estimate, standard error, and 95 % interval, which is symmetric on the logarithm. An end of it is null
 * where it lies beyond the parameter's bounds: the data do not tell the parameter from none on that side.
 */
export interface Estimate {
  readonly value: number;
  readonly se: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * What came of a fit. `fitted`; `not_converged`: the search ended on a slope; `edge`: a parameter ran beyond its bounds, so
 * the likelihood has no maximum inside; `not_identified`: the likelihood is flat or rises in some direction, so there are
 * no standard errors.
 */
export type FitState = "fitted" | "not_converged" | "edge" | "not_identified";

/** The estimates of a model; `estimates` is null unless it is `fitted`. */
export interface Fitted {
  readonly state: FitState;
  /** Where the search ended, in the order of the model's parameters. */
  readonly values: readonly number[];
  /** The last place of the search within the bounds: `values`, but for an edge. */
  readonly within: readonly number[];
  readonly estimates: readonly Estimate[] | null;
  readonly logLikelihood: number;
}

/** What is maximised. */
export interface Likelihood {
  /** Subjects, by which the log-likelihood is divided for the search. */
  readonly n: number;
  /** The log-likelihood of positive parameters. */
  readonly of: (values: readonly number[]) => number;
  /** Where searches begin; a later one is tried where the earlier gave no fit. */
  readonly starts: readonly (readonly number[])[];
  /** Bounds of each parameter, low and high: beyond them a value says only that there is none. */
  readonly bounds: readonly (readonly [number, number])[];
  /** Nearly the same likelihood at a fraction of the work, where the search had better begin; null or absent: none. */
  readonly coarse?: Likelihood | null;
}

/** The inverse of a symmetric positive definite matrix by Cholesky's factors, or null where it is not positive definite. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length;
  const lower = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      if (i !== j) lower[i]![j] = sum / lower[j]![j]!;
      else if (sum > 1e-12 * Math.abs(matrix[i]![i]!)) lower[i]![i] = Math.sqrt(sum);
      else return null;
    }
  // Each column of the inverse: forwards through the factor, backwards through its transpose.
  const columns = matrix.map((_, unit) => {
    const y: number[] = [];
    for (let i = 0; i < n; i++) {
      let sum = i === unit ? 1 : 0;
      for (let k = 0; k < i; k++) sum -= lower[i]![k]! * y[k]!;
      y.push(sum / lower[i]![i]!);
    }
    const x = y.map(() => 0);
    for (let i = n - 1; i >= 0; i--) {
      let sum = y[i]!;
      for (let k = i + 1; k < n; k++) sum -= lower[k]![i]! * x[k]!;
      x[i] = sum / lower[i]![i]!;
    }
    return x;
  });
  return columns;
}

function fitFrom(start: readonly number[], { n, of, bounds }: Likelihood): Fitted {
  const mean = (logs: readonly number[]) => -of(logs.map(Math.exp)) / n;
  const isOutside = (value: number, index: number) =>
    !(value > bounds[index]![0] && value < bounds[index]![1]);
  const found = minimise(mean, start.map(Math.log), (logs) => logs.map(Math.exp).some(isOutside));
  const values = found.at.map(Math.exp);
  const ended = (state: FitState): Fitted => ({
    state,
    values,
    within: found.within.map(Math.exp),
    estimates: null,
    logLikelihood: -found.value * n,
  });
  if (values.some(isOutside)) return ended("edge");
  if (!found.converged) return ended("not_converged");
  const covariance = inverseOf(curvatureAt(mean, found.at));
  if (!covariance) return ended("not_identified");
  const estimates = values.map((value, index): Estimate => {
    const relative = Math.sqrt(covariance[index]![index]! / n);
    const endAt = (z: number) => {
      const end = value * Math.exp(z * relative);
      return isOutside(end, index) ? null : end;
    };
    return { value, se: value * relative, low: endAt(-z95), high: endAt(z95) };
  });
  return { ...ended("fitted"), estimates };
}

/**
 * Where the search begins: at the end of a search of the coarse likelihood; where that has no fit from any start, only
 * at its last place within the bounds, so that a likelihood without a maximum is climbed once and not from every start.
 */
function startsOf({ starts, coarse }: Likelihood): readonly (readonly number[])[] {
  if (!coarse) return starts;
  const { state, within } = fitLikelihood(coarse);
  return state === "fitted" ? [within, ...starts] : [within];
}

/** The estimates from the first start that gives a fit; where none does, the most likely end of them. */
export function fitLikelihood(likelihood: Likelihood): Fitted {
  let best: Fitted | null = null;
  for (const start of startsOf(likelihood)) {
    const fitted = fitFrom(start, likelihood);
    if (fitted.state === "fitted") return fitted;
    if (!best || fitted.logLikelihood > best.logLikelihood) best = fitted;
  }
  return best!;
}
