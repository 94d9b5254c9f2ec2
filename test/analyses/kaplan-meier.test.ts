/** The statement of Kaplan and Meier that analyses share, against published values and the library in plain TypeScript. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { kaplanMeier, medianSurvival } from "../../src/stats/kaplan-meier.ts";
import { z95 } from "../../src/stats/wilson.ts";
import { aml, spellsSql, waltons, type GroupedLifetime } from "../support/lifetimes.ts";
import { NativeDuckDb } from "../support/native.ts";

const fragment = readFileSync(
  resolve(import.meta.dirname, "../../src/analyses/kaplan-meier.sql"),
  "utf8",
).trimEnd();

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

interface CurveRow {
  readonly split: string;
  readonly days: number;
  readonly n: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly hazard: number;
  readonly hazard_std_error: number;
  readonly hazard_low: number | null;
  readonly hazard_high: number | null;
}

const curveOf = async (subjects: readonly GroupedLifetime[]) =>
  (await duckdb.rows(`${spellsSql(subjects)},\n\n${fragment}
select * replace (n::integer as n, events::integer as events, censored::integer as censored)
from curve order by split, days`)) as unknown as readonly CurveRow[];

const mediansOf = async (subjects: readonly GroupedLifetime[]) =>
  (
    await duckdb.rows(`${spellsSql(subjects)},\n\n${fragment}
select split, median_days, median_low, median_high from medians order by split`)
  ).map((row) => Object.values(row));

const seven = (value: number | null) => (value === null ? null : Number(value.toFixed(7)));

describe("the curves of aml", () => {
  it("are those of R's survfit, with the log–log bands that scipy.stats.ecdf gives", async () => {
    const steps = (await curveOf(aml)).filter(({ events }) => events > 0);
    const of = (group: string) =>
      steps
        .filter(({ split }) => split === group)
        .map(({ days, n, events, survival, low, high }) => [
          days,
          n,
          events,
          seven(survival),
          seven(low),
          seven(high),
        ]);
    expect(of("Maintained")).toEqual([
      [9, 11, 1, 0.9090909, 0.5080802, 0.9866738],
      [13, 10, 1, 0.8181818, 0.4474286, 0.9511622],
      [18, 8, 1, 0.7159091, 0.3501904, 0.899024],
      [23, 7, 1, 0.6136364, 0.265752, 0.8352992],
      [31, 5, 1, 0.4909091, 0.1673309, 0.7533998],
      [34, 4, 1, 0.3681818, 0.0928296, 0.6570408],
      [48, 2, 1, 0.1840909, 0.0117385, 0.5250148],
    ]);
    expect(of("Nonmaintained").at(-1)).toEqual([45, 1, 1, 0, null, null]);
  });

  it("have the medians 31 and 23, and the days whose band holds one half", async () => {
    expect(await mediansOf(aml)).toEqual([
      ["Maintained", 31, 13, null],
      ["Nonmaintained", 23, 5, 33],
    ]);
  });

  it("have the cumulative hazard of Nelson and Aalen", async () => {
    const steps = (await curveOf(aml)).filter(({ events, split }) => events > 0 && split === "Nonmaintained");
    const by = [2 / 12, 2 / 10, 1 / 8, 1 / 6, 1 / 5, 1 / 4, 1 / 3, 1 / 2, 1];
    const squared = [2 / 144, 2 / 100, 1 / 64, 1 / 36, 1 / 25, 1 / 16, 1 / 9, 1 / 4, 1];
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    steps.forEach((step, index) => {
      const hazard = sum(by.slice(0, index + 1));
      const error = Math.sqrt(sum(squared.slice(0, index + 1)));
      expect(step.hazard).toBeCloseTo(hazard, 12);
      expect(step.hazard_std_error).toBeCloseTo(error, 12);
      expect(step.hazard_low).toBeCloseTo(hazard / Math.exp((z95 * error) / hazard), 12);
      expect(step.hazard_high).toBeCloseTo(hazard * Math.exp((z95 * error) / hazard), 12);
    });
    expect(steps).toHaveLength(9);
  });
});

describe("the curves of waltons", () => {
  const subjects = waltons();
  it.skipIf(subjects === null)("have the published medians, 56 of all, 58 and 26 by group", async () => {
    expect(subjects!.length).toBe(163);
    expect(subjects!.filter(({ event }) => event).length).toBe(156);
    expect((await mediansOf(subjects!)).map(([split, median]) => [split, median])).toEqual([
      ["control", 58],
      ["miR-137", 26],
    ]);
    const together = subjects!.map((subject) => ({ ...subject, group: "all" }));
    expect((await mediansOf(together))[0]!.slice(0, 2)).toEqual(["all", 56]);
  });
});

describe("the curves of random spells", () => {
  const spells = fc.array(
    fc.record({
      group: fc.constantFrom("a", "b"),
      time: fc.integer({ min: 0, max: 12 }),
      event: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it("step as the library does, fall, and lie within their bands", async () => {
    await fc.assert(
      fc.asyncProperty(spells, async (subjects) => {
        const rows = await curveOf(subjects);
        const medians = new Map((await mediansOf(subjects)).map(([split, median]) => [split, median]));
        for (const group of new Set(subjects.map((subject) => subject.group))) {
          const own = subjects.filter((subject) => subject.group === group);
          const expected = kaplanMeier(own);
          const steps = rows.filter(({ split, events }) => split === group && events > 0);
          expect(steps.map(({ days, n, events }) => [days, n, events])).toEqual(
            expected.map(({ time, atRisk, events }) => [time, atRisk, events]),
          );
          steps.forEach((step, index) => expect(step.survival).toBeCloseTo(expected[index]!.survival, 12));
          expect(medians.get(group)).toBe(medianSurvival(expected));
          const all = rows.filter(({ split }) => split === group);
          expect(all.reduce((sum, row) => sum + row.events + row.censored, 0)).toBe(own.length);
          for (const { survival, low, high } of all) {
            expect(low === null).toBe(survival === 0 || survival === 1);
            if (low === null || high === null) continue;
            expect(low).toBeLessThan(survival);
            expect(high).toBeGreaterThan(survival);
          }
        }
      }),
      { numRuns: 30, seed: 18 },
    );
  });
});
