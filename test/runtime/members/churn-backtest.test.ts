import { expect, it } from "vitest";
import { churnBacktest } from "../../../src/analyses/churn-backtest/analysis.ts";
import { simulated } from "../../analyses/churn-backtest/simulated-shop.ts";
import { handShop } from "../../analyses/churn-status/hand-shop.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { withNativeFit } from "../../support/native-fit.ts";
import { look } from "./behind.ts";

it("the customers behind every date and multiple of churn-backtest are as many as it flags", async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(handShop);
  const given = {
    model: "none",
    cycle: "typed",
    cycle_days: 30,
    horizon_days: 30,
    dates: 3,
    multiples: [0.5, 1.5],
  };
  const { rows, behind } = await look(
    duckdb,
    churnBacktest,
    given,
    await withNativeFit(duckdb, churnBacktest, { model: "none" }, contextAt("2024-06-30")),
  );
  expect(rows.filter(({ flagged }) => Number(flagged) > 0).length).toBeGreaterThan(4);
  for (const { date, m, flagged, returned } of rows) {
    expect(await behind({ date: date!, m: m! })).toBe(flagged);
    expect(await behind({ date: date!, m: m!, returned: true })).toBe(returned);
  }
});

it("the customers behind every tenth of its chances are as many as were in it, and as ordered", async () => {
  const duckdb = await NativeDuckDb.open();
  await duckdb.build(simulated(60, 5));
  const values = [1.1, 28, 0.9, 2.6];
  const fitted = { model_states: ["not_converged", "fitted"], model_values: [null, values] };
  const given = { cycle: "typed", cycle_days: 30, horizon_days: 60, dates: 2, multiples: [1] };
  const { parts, view, behind } = await look(duckdb, churnBacktest, given, {
    ...contextAt("2024-02-04"),
    fitted,
  });
  const bands = parts["calibration"]!;
  expect(bands.length).toBeGreaterThan(4);
  for (const { date, band, n, returned } of bands) {
    expect(await behind({ date: date!, band: band! })).toBe(n);
    expect(await behind({ date: date!, band: band!, returned: true })).toBe(returned);
  }
  const figure = view().figures.find(({ id }) => id === "calibration")!;
  expect(figure.stops.map(({ who }) => who)).toEqual(bands.map(({ date, band }) => ({ date, band })));
});
