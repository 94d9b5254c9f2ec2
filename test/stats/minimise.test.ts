import { describe, expect, it } from "vitest";
import { curvatureAt, gradientAt, minimise } from "../../src/stats/minimise.ts";

type Vector = readonly number[];

describe("the least value", () => {
  it("of Rosenbrock's valley is at (1, 1)", () => {
    const f = ([x, y]: Vector) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2;
    const { at, value, converged } = minimise(f, [-1.2, 1]);
    expect(at[0]).toBeCloseTo(1, 6);
    expect(at[1]).toBeCloseTo(1, 6);
    expect(value).toBeLessThan(1e-13);
    expect(converged).toBe(true);
  });

  it("of Powell's four variables is at 0", () => {
    const f = ([a, b, c, d]: Vector) =>
      (a! + 10 * b!) ** 2 + 5 * (c! - d!) ** 2 + (b! - 2 * c!) ** 4 + 10 * (a! - d!) ** 4;
    const { at, value } = minimise(f, [3, -1, 0, 1]);
    expect(value).toBeLessThan(1e-8);
    for (const each of at) expect(Math.abs(each)).toBeLessThan(0.02);
  });

  it("is sought on this side of a wall", () => {
    const { at } = minimise(([x]) => (x! > 0 ? x! - Math.log(x!) : NaN), [5]);
    expect(at[0]).toBeCloseTo(1, 5);
  });

  it("is not reached where the function falls for ever", () => {
    expect(minimise(([x]) => -x!, [0]).converged).toBe(false);
  });
});

describe("derivatives by differences", () => {
  const f = ([x, y]: Vector) => Math.exp(x! * y!) + x! ** 3;
  const [x, y] = [0.7, -0.4];

  it("are near the exact ones", () => {
    const [dx, dy] = gradientAt(f, [x, y]);
    expect(dx).toBeCloseTo(y * Math.exp(x * y) + 3 * x * x, 8);
    expect(dy).toBeCloseTo(x * Math.exp(x * y), 8);
    const [[xx, xy], [yx, yy]] = curvatureAt(f, [x, y]) as [[number, number], [number, number]];
    expect(xx).toBeCloseTo(y * y * Math.exp(x * y) + 6 * x, 7);
    expect(yy).toBeCloseTo(x * x * Math.exp(x * y), 7);
    expect(xy).toBeCloseTo((1 + x * y) * Math.exp(x * y), 7);
    expect(yx).toBe(xy);
  });
});
