import { describe, expect, it } from "vitest";
import type { ChartFigure } from "../../src/analyses/analysis.ts";
import { figureRows } from "../../src/app/figure-rows.ts";

const figure = (id: string, share?: number): ChartFigure => ({
  id,
  title: id,
  subtitle: "",
  summary: id,
  options: {},
  stops: [],
  ...(share === undefined ? {} : { share }),
});

const rows = (...figures: readonly ChartFigure[]) =>
  figureRows(figures).map((row) => [row.figures.map(({ id }) => id).join(" "), row.room]);

describe("the rows of figures", () => {
  it("hold one figure each when no shares are stated", () =>
    expect(rows(figure("a"), figure("b"))).toEqual([
      ["a", false],
      ["b", false],
    ]));

  it("hold figures whose shares add up to one, thirds too", () => {
    expect(rows(figure("a", 0.53), figure("b", 0.47), figure("c"))).toEqual([
      ["a b", false],
      ["c", false],
    ]);
    expect(rows(figure("a", 1 / 3), figure("b", 1 / 3), figure("c", 1 / 3))).toEqual([["a b c", false]]);
  });

  it("have room for a table where a share is left", () =>
    expect(rows(figure("a", 0.66))).toEqual([["a", true]]));

  it("are none without figures", () => expect(rows()).toEqual([]));
});
