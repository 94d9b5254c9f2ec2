/**
 * The gamma function's logarithm and the regularised incomplete gamma function: Lanczos (1964), "A precision
 * approximation of the gamma function", with the coefficients of Godfrey (g = 7, n = 9); series and continued fraction
 * by Abramowitz & Stegun 6.5.29 and 6.5.31, the latter evaluated by Lentz's method (Thompson & Barnett 1986).
 */

const lanczos: readonly number[] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Terms after which the sums stop at the latest; they need about the root of `a` times ten. */
const mostTerms = 100_000;

/** ln Γ(x) for x > 0, to about 14 digits. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const sum = lanczos.slice(1).reduce((total, each, index) => total + each / (y + index + 1), lanczos[0]!);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** x^a e^(−x) / Γ(a), which both expansions share. */
const factor = (a: number, x: number): number => Math.exp(a * Math.log(x) - x - logGamma(a));

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * factor(a, x);
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < mostTerms; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return result * factor(a, x);
}

/** Q(a, x) = Γ(a, x) / Γ(a), the upper tail, 1…0, for a > 0 and x ≥ 0. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** The probability that a chi-squared variable with `df` > 0 degrees of freedom is at least `x`. */
export const chiSquareTail = (x: number, df: number): number => upperGamma(df / 2, x / 2);
