import { describe, expect, it } from "vitest";
import { fitLikelihood, inverseOf } from "../../src/stats/likelihood.ts";

const bounds = [
  [1e-3, 1e3],
  [1e-3, 1e3],
] as const;

describe("estimates by maximum likelihood", () => {
  it("of an exponential rate have the value n / Σ and the standard error value / √n", () => {
    const [n, sum] = [50, 20];
    const { state, estimates, logLikelihood } = fitLikelihood({
      n,
      of: ([rate]) => n * Math.log(rate!) - rate! * sum,
      starts: [[1]],
      bounds: bounds.slice(0, 1),
    });
    expect(state).toBe("fitted");
    const [{ value, se, low, high }] = estimates as [NonNullable<typeof estimates>[number]];
    expect(value).toBeCloseTo(2.5, 6);
    expect(se).toBeCloseTo(2.5 / Math.sqrt(n), 6);
    expect(low).toBeCloseTo(2.5 * Math.exp(-1.959963984540054 / Math.sqrt(n)), 6);
    expect(high).toBeCloseTo(2.5 * Math.exp(1.959963984540054 / Math.sqrt(n)), 6);
    expect(logLikelihood).toBeCloseTo(n * Math.log(2.5) - n, 8);
  });

  it("gives no end of an interval that the data do not tell from none", () => {
    // log x is normal with the deviation 5: e^(±9.8) lies outside of 1/1000 to 1000.
    const of = ([x]: readonly number[]) => -(Math.log(x! / 4) ** 2) / 50;
    const { state, estimates } = fitLikelihood({ n: 1, of, starts: [[1]], bounds: bounds.slice(0, 1) });
    expect(state).toBe("fitted");
    expect(estimates![0]!.se).toBeCloseTo(20, 4);
    expect([estimates![0]!.low, estimates![0]!.high]).toEqual([null, null]);
  });

  it("says where a parameter runs to its edge", () => {
    const { state, estimates } = fitLikelihood({
      n: 1,
      of: ([x]) => -1 / x!,
      starts: [[1]],
      bounds: bounds.slice(0, 1),
    });
    expect(state).toBe("edge");
    expect(estimates).toBeNull();
  });

  it("says where only the product of two parameters is known", () => {
    const { state } = fitLikelihood({
      n: 1,
      of: ([x, y]) => -((Math.log(x!) + Math.log(y!)) ** 2),
      starts: [[2, 3]],
      bounds,
    });
    expect(state).toBe("not_identified");
  });

  it("tries the next start where the first gives no fit", () => {
    // From below it falls towards 0; the maximum is at 10.
    const of = ([x]: readonly number[]) => (x! < 1 ? -x! : -1 - Math.log(x! / 10) ** 2 + Math.log(10) ** 2);
    const { state, values } = fitLikelihood({ n: 1, of, starts: [[0.5], [5]], bounds: bounds.slice(0, 1) });
    expect(state).toBe("fitted");
    expect(values[0]).toBeCloseTo(10, 5);
  });
});

describe("the inverse of a matrix", () => {
  it("times the matrix is the unit", () => {
    const matrix = [
      [4, 2, 0.6],
      [2, 5, 1],
      [0.6, 1, 3],
    ];
    const inverse = inverseOf(matrix)!;
    matrix.forEach((row, i) =>
      matrix.forEach((_, j) =>
        expect(row.reduce((sum, each, k) => sum + each * inverse[k]![j]!, 0)).toBeCloseTo(
          i === j ? 1 : 0,
          12,
        ),
      ),
    );
  });

  it("is not given of one that is not positive definite", () => {
    expect(
      inverseOf([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull();
  });
});
