import { expect, it } from "vitest";
import { newcombeInterval } from "../../src/stats/newcombe.ts";

it.each([
  // Newcombe (1998), table II, method 10: x1, n1, x0, n0, the printed limits.
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])("%i/%i less %i/%i is between the published limits", (x1, n1, x0, n0, low, high) => {
  const interval = newcombeInterval(x0, n0, x1, n1)!;
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

it("turns its sign with the sides, and is none without trials", () => {
  const [there, back] = [newcombeInterval(3, 20, 9, 30)!, newcombeInterval(9, 30, 3, 20)!];
  expect(there.low).toBeCloseTo(-back.high, 12);
  expect(there.high).toBeCloseTo(-back.low, 12);
  expect(newcombeInterval(0, 0, 1, 2)).toBeNull();
});
