import { describe, expect, it } from "vitest";
import { bgNbdAlive, bgNbdLikelihood } from "../../src/stats/bg-nbd.ts";
import type { GeometricParameters } from "../../src/stats/geometric-dropout.ts";
import { fitLikelihood, type Likelihood } from "../../src/stats/likelihood.ts";
import { mbgNbdAlive, mbgNbdLikelihood } from "../../src/stats/mbg-nbd.ts";
import { paretoNbdAlive, paretoNbdLikelihood, type ParetoParameters } from "../../src/stats/pareto-nbd.ts";
import { createRandom } from "../../src/stats/random.ts";
import type { Histories, History } from "../../src/stats/transactions.ts";
import { meanOverBeta, meanOverGamma } from "../support/integrals.ts";
import { cdnowHistories, cdnowReference } from "../support/cdnow.ts";

const columnsOf = (histories: readonly History[], customers = histories.map(() => 1)): Histories => ({
  frequency: Float64Array.from(histories, ({ frequency }) => frequency),
  recency: Float64Array.from(histories, ({ recency }) => recency),
  age: Float64Array.from(histories, ({ age }) => age),
  customers: Float64Array.from(customers),
});

const shopper = (frequency: number, recency: number, age: number): History => ({ frequency, recency, age });

const examples = [
  shopper(0, 0, 3),
  shopper(0, 0, 0),
  shopper(1, 2, 30),
  shopper(3, 9.5, 10),
  shopper(7, 12, 12),
  shopper(12, 20, 60),
];

/** Of one customer who buys at a rate and leaves with a chance after each purchase: the likelihood, and of its part alive. */
function geometric(
  [r, alpha, a, b]: GeometricParameters,
  { frequency: x, recency, age }: History,
  chances: 0 | 1,
) {
  const k = x + chances;
  const mean = (end: number, chance: (p: number) => number) =>
    meanOverGamma(r, alpha, (rate) => rate ** x * Math.exp(-rate * end)) * meanOverBeta(a, b, chance);
  const alive = mean(age, (p) => (1 - p) ** k);
  const gone = k === 0 ? 0 : mean(recency, (p) => p * (1 - p) ** (k - 1));
  return { likelihood: alive + gone, alive: alive / (alive + gone) };
}

/** Of one customer who buys at a rate and leaves at another. */
function exponential([r, alpha, s, beta]: ParetoParameters, { frequency: x, recency, age }: History) {
  const mean = (of: (rate: number, leaving: number) => number) =>
    meanOverGamma(r, alpha, (rate) => meanOverGamma(s, beta, (leaving) => of(rate, leaving)));
  const alive = mean((rate, leaving) => rate ** x * Math.exp(-(rate + leaving) * age));
  const gone = mean(
    (rate, leaving) =>
      ((rate ** x * leaving) / (rate + leaving)) *
      (Math.exp(-(rate + leaving) * recency) - Math.exp(-(rate + leaving) * age)),
  );
  return { likelihood: alive + gone, alive: alive / (alive + gone) };
}

const models = [
  {
    name: "BG/NBD",
    likelihood: bgNbdLikelihood,
    alive: bgNbdAlive as (values: readonly [number, number, number, number], history: History) => number,
    reference: (values: GeometricParameters, history: History) => geometric(values, history, 0),
  },
  {
    name: "MBG/NBD",
    likelihood: mbgNbdLikelihood,
    alive: mbgNbdAlive,
    reference: (values: GeometricParameters, history: History) => geometric(values, history, 1),
  },
  {
    name: "Pareto/NBD",
    likelihood: paretoNbdLikelihood,
    alive: paretoNbdAlive,
    reference: exponential,
  },
] as const;

const parameterSets = [
  [0.6, 4, 0.9, 2.5],
  [2.5, 11, 1.5, 0.8],
  [1, 5, 3, 60],
  [0.8, 60, 2, 1.2],
] as const;

describe.each(models)("$name", ({ likelihood, alive, reference }) => {
  it.each(parameterSets)("has the likelihood and P(alive) of its story at %d, %d, %d, %d", (...values) => {
    for (const history of examples) {
      const expected = reference(values, history);
      expect(likelihood(columnsOf([history])).of(values)).toBeCloseTo(Math.log(expected.likelihood), 8);
      expect(alive(values, history)).toBeCloseTo(expected.alive, 8);
    }
  });

  it("counts equal customers by their number", () => {
    const values = [0.6, 4, 0.9, 2.5] as const;
    const twice = likelihood(columnsOf(examples.slice(2, 4), [3, 2])).of(values);
    const single = likelihood(columnsOf([2, 2, 2, 3, 3].map((index) => examples[index]!))).of(values);
    expect(twice).toBeCloseTo(single, 10);
  });

  it("is of many customers together the sum of each alone, also where it falls steeply", () => {
    const random = createRandom(11);
    const crowd = Array.from({ length: 600 }, () => {
      const age = 1 + random.below(60);
      const recency = random.below(age + 1);
      return shopper(recency === 0 ? 0 : 1 + random.below(3) * 20, recency, age);
    });
    for (const values of [
      ...parameterSets,
      [0.3, 0.02, 0.5, 3],
      [2, 900, 0.4, 0.05],
      [4, 3, 2, 2000],
    ] as const) {
      const together = likelihood(columnsOf(crowd)).of(values);
      const alone = crowd.reduce((sum, each) => sum + likelihood(columnsOf([each])).of(values), 0);
      expect(Math.abs(together / alone - 1)).toBeLessThan(1e-10);
    }
  });

  it("gives 0, not an overflow, to who bought a thousand times and then stopped", () => {
    for (const values of parameterSets) {
      const lost = alive(values, shopper(1000, 10, 100));
      expect(lost).toBeGreaterThanOrEqual(0);
      expect(lost).toBeLessThan(1e-60);
      const log = likelihood(columnsOf([shopper(1000, 10, 100)])).of(values);
      expect(Number.isFinite(log)).toBe(true);
    }
  });

  it("lets P(alive) fall as time passes without a purchase", () => {
    for (const values of parameterSets) {
      const over = [12, 14, 20, 40, 90, 400].map((age) => alive(values, shopper(4, 12, age)));
      for (const [index, each] of over.slice(1).entries()) expect(each).toBeLessThan(over[index]!);
    }
  });
});

describe("P(alive) of BG/NBD", () => {
  it("is exactly 1 without a repeat purchase, whatever the age", () => {
    for (const age of [0, 1, 39, 4000]) expect(bgNbdAlive([0.3, 4, 0.8, 2.4], shopper(0, 0, age))).toBe(1);
  });
});

describe("on CDNOW", () => {
  const histories = cdnowHistories();
  const close = (fitted: readonly number[], published: readonly number[]) =>
    fitted.forEach((value, index) => expect(value / published[index]!).toBeCloseTo(1, 2));

  it.skipIf(!histories)("BG/NBD has the estimates of Fader, Hardie & Lee (2005)", () => {
    const { state, values, logLikelihood } = fitLikelihood(bgNbdLikelihood(histories!));
    expect(state).toBe("fitted");
    close(values, [0.242595, 4.413602, 0.792922, 2.425907]);
    expect(logLikelihood).toBeCloseTo(-9582.42921, 4);
  });

  it.skipIf(!histories)(
    "Pareto/NBD has the published log-likelihood, and P(alive) computed elsewhere",
    () => {
      const { state, values, logLikelihood } = fitLikelihood(paretoNbdLikelihood(histories!));
      expect(state).toBe("fitted");
      close(values, [0.553277, 10.577683, 0.60624, 11.668733]);
      expect(logLikelihood).toBeCloseTo(-9594.97618, 4);
      const reference = cdnowReference()!;
      for (const { paretoAlive, ...history } of reference)
        expect(
          Math.abs(paretoNbdAlive(values as unknown as ParetoParameters, history) - paretoAlive),
        ).toBeLessThan(1e-5);
    },
  );

  it.skipIf(!histories)("the unit of time moves alpha and nothing else", () => {
    const inDays = {
      ...histories!,
      recency: histories!.recency.map((week) => week * 7),
      age: histories!.age.map((week) => week * 7),
    };
    const [weeks, days] = [histories!, inDays].map((each) => fitLikelihood(mbgNbdLikelihood(each)).values);
    const [r, alpha, a, b] = weeks!;
    [r!, alpha! * 7, a!, b!].forEach((value, index) => expect(days![index]! / value).toBeCloseTo(1, 4));
  });
});

/** Simulated customers of a known MBG/NBD or BG/NBD, all from time 0 to the end. */
function simulate(
  customers: number,
  [r, alpha, a, b]: GeometricParameters,
  end: number,
  chances: 0 | 1,
  seed: number,
) {
  const random = createRandom(seed);
  return Array.from({ length: customers }, (): History => {
    const rate = random.gamma(r, alpha);
    const chance = random.beta(a, b);
    let history = shopper(0, 0, end);
    let isAlive = chances === 0 || !random.chance(chance);
    for (let at = random.exponential(rate); isAlive && at <= end; at += random.exponential(rate)) {
      history = shopper(history.frequency + 1, at, end);
      isAlive = !random.chance(chance);
    }
    return history;
  });
}

/** Simulated customers of a known Pareto/NBD. */
function simulatePareto(customers: number, [r, alpha, s, beta]: ParetoParameters, end: number, seed: number) {
  const random = createRandom(seed);
  return Array.from({ length: customers }, (): History => {
    const rate = random.gamma(r, alpha);
    const until = Math.min(end, random.exponential(random.gamma(s, beta)));
    let history = shopper(0, 0, end);
    for (let at = random.exponential(rate); at <= until; at += random.exponential(rate))
      history = shopper(history.frequency + 1, at, end);
    return history;
  });
}

describe("a search that begins on times rounded", () => {
  it.each([
    ["MBG/NBD", mbgNbdLikelihood, simulate(16_000, [0.9, 60, 1.2, 3], 720, 1, 8)],
    ["Pareto/NBD", paretoNbdLikelihood, simulatePareto(16_000, [0.9, 60, 0.9, 120], 720, 8)],
  ] as const)("of %s ends where one does that never saw them", (_, likelihoodOf, all) => {
    const whole = likelihoodOf(
      columnsOf(all.map((each) => shopper(each.frequency, Math.round(each.recency), each.age))),
    );
    expect(whole.coarse!.n).toBe(16_000);
    const found = fitLikelihood(whole);
    const plain = fitLikelihood({ ...whole, coarse: null });
    expect([found.state, plain.state]).toEqual(["fitted", "fitted"]);
    found.values.forEach((value, index) => expect(value / plain.values[index]!).toBeCloseTo(1, 3));
    expect(found.logLikelihood).toBeCloseTo(plain.logLikelihood, 4);
  });

  it("says so once where a parameter runs to its edge, and does not begin again elsewhere", () => {
    const random = createRandom(12);
    // Everyone buys at one rate and nobody leaves: r and alpha grow together for ever.
    const histories = columnsOf(
      Array.from({ length: 14_000 }, () => {
        const age = 400 + random.below(330);
        let [frequency, last] = [0, 0];
        for (let at = random.exponential(1 / 40); at < age; at += random.exponential(1 / 40))
          [frequency, last] = [frequency + 1, Math.ceil(at)];
        return shopper(frequency, Math.min(last, age), age);
      }),
    );
    const whole = paretoNbdLikelihood(histories);
    let asked = 0;
    const found = fitLikelihood({ ...whole, of: (values) => (asked++, whole.of(values)) });
    expect(found.state).not.toBe("fitted");
    expect(found.estimates).toBeNull();
    expect(found.logLikelihood).toBeGreaterThan(whole.of(whole.starts[0]!));
    expect(asked).toBeLessThan(1200);
  });
});

/** Equal histories once, with their number, times to a quarter: as a shop's are by the day. */
function counted(histories: readonly History[]): Histories {
  const known = new Map<string, { readonly history: History; customers: number }>();
  for (const { frequency, recency, age } of histories) {
    const history = shopper(frequency, Math.round(recency * 4) / 4, age);
    const key = JSON.stringify(history);
    const one = known.get(key) ?? { history, customers: 0 };
    one.customers++;
    known.set(key, one);
  }
  const all = [...known.values()];
  return columnsOf(
    all.map(({ history }) => history),
    all.map(({ customers }) => customers),
  );
}

/** In how many of the runs an interval holds the truth, over all parameters. */
function coverage(
  runs: number,
  truth: readonly number[],
  likelihoodOf: (seed: number) => Likelihood,
): number {
  let held = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const { estimates, state } = fitLikelihood(likelihoodOf(seed));
    expect(state).toBe("fitted");
    held += estimates!.filter(
      ({ low, high }, index) =>
        low !== null && high !== null && low <= truth[index]! && truth[index]! <= high,
    ).length;
  }
  return held / (runs * truth.length);
}

describe("the intervals hold known parameters at about 95 %", () => {
  // 40 runs of four parameters: the share of 0.95 itself scatters by about 0.025 where a run's parameters move together.
  const runs = 40;
  const [low, high] = [0.88, 1];

  it.each([
    ["BG/NBD", bgNbdLikelihood, 0],
    ["MBG/NBD", mbgNbdLikelihood, 1],
  ] as const)("of %s", (_name, likelihood, chances) => {
    const truth = [0.9, 6, 1.2, 3] as const;
    const share = coverage(runs, truth, (seed) =>
      likelihood(columnsOf(simulate(1500, truth, 60, chances, seed))),
    );
    expect(share).toBeGreaterThanOrEqual(low);
    expect(share).toBeLessThanOrEqual(high);
  });

  it("of Pareto/NBD", () => {
    const truth = [0.9, 6, 0.9, 12] as const;
    const share = coverage(runs, truth, (seed) =>
      paretoNbdLikelihood(counted(simulatePareto(1500, truth, 60, seed))),
    );
    expect(share).toBeGreaterThanOrEqual(low);
  });
});
