/** Seeded random numbers and the distributions that shops are simulated from. */

/** A stream of draws. Each call moves the stream on. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Exponential with the given rate (> 0); mean 1 / rate. */
  exponential(rate: number): number;
  /** Gamma with `shape` > 0 and `rate` > 0; mean shape / rate. */
  gamma(shape: number, rate: number): number;
  /** Beta with parameters a, b > 0. */
  beta(a: number, b: number): number;
  /** A whole number from 0 to n − 1. */
  below(n: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** An index drawn in proportion to the weights (≥ 0, not all 0). */
  weighted(weights: readonly number[]): number;
}

/**
 * A stream of draws from a seed (any 32-bit whole number). Uniform: sfc32 (Chris Doty-Humphrey, PractRand), seeded by
 * splitmix32. Normal: Marsaglia's polar method. Gamma: Marsaglia & Tsang 2000, "A simple method for generating gamma
 * variables", with their power step for shapes under 1. The uniform draws are
 * the same everywhere; the others go through Math.log and Math.pow, whose last bit engines are free to choose. Not for
 * cryptography.
 */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const split = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, counter] = [split(), split(), split(), 1];

  const uniform = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) uniform();

  const normal = (): number => {
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };

  const gamma = (shape: number, rate: number): number => {
    if (shape < 1) return gamma(shape + 1, rate) * Math.pow(1 - uniform(), 1 / shape);
    const d = shape - 1 / 3;
    const step = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + step * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return (d * v) / rate;
    }
  };

  return {
    uniform,
    normal,
    gamma,
    exponential: (rate) => -Math.log(1 - uniform()) / rate,
    beta: (p, q) => {
      const x = gamma(p, 1);
      return x / (x + gamma(q, 1));
    },
    below: (n) => Math.floor(uniform() * n),
    chance: (probability) => uniform() < probability,
    weighted: (weights) => {
      let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return index === -1 ? weights.length - 1 : index;
    },
  };
}
