import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kaplanMeier, medianSurvival, type Lifetime } from "../../src/stats/kaplan-meier.ts";
import { dataFile } from "../support/data.ts";

/** Acute myelogenous leukaemia (Miller 1997; R survival::aml), maintained group; + is censored. */
const maintained: readonly Lifetime[] = [9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161].map((time) => ({
  time: Math.abs(time),
  event: time > 0,
}));
const nonmaintained: readonly Lifetime[] = [5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45].map((time) => ({
  time: Math.abs(time),
  event: time > 0,
}));

describe("Kaplan and Meier's estimate", () => {
  it("equals R's survfit on the maintained group of aml", () => {
    const survival = kaplanMeier(maintained).map((step) => [step.time, Number(step.survival.toFixed(7))]);
    expect(survival).toEqual([
      [9, 0.9090909],
      [13, 0.8181818],
      [18, 0.7159091],
      [23, 0.6136364],
      [31, 0.4909091],
      [34, 0.3681818],
      [48, 0.1840909],
    ]);
  });

  it("has R's medians, 31 and 23", () => {
    expect([maintained, nonmaintained].map((group) => medianSurvival(kaplanMeier(group)))).toEqual([31, 23]);
  });

  it("counts subjects whose observation ends at the time of an event as at risk", () => {
    expect(kaplanMeier(maintained)[1]).toMatchObject({ time: 13, atRisk: 10, events: 1 });
  });

  it("has no steps without events, and no median where more than half are left", () => {
    expect(kaplanMeier([{ time: 3, event: false }])).toEqual([]);
    const steps = kaplanMeier([
      { time: 3, event: true },
      { time: 9, event: false },
      { time: 9, event: false },
    ]);
    expect(medianSurvival(steps)).toBeNull();
  });

  it("takes a product of exactly one half as the median", () => {
    const lifetimes = [1, 2, 3, 4, 5, 6].map((time) => ({ time, event: time <= 3 }));
    expect(medianSurvival(kaplanMeier(lifetimes))).toBe(3);
  });

  const waltons = dataFile("survival/waltons_dataset.csv");
  it.skipIf(waltons === null)(
    "has the published medians of waltons: 56, 58 in control, 26 in miR-137",
    () => {
      const [head, ...lines] = readFileSync(waltons!, "utf8").trim().split(/\r?\n/);
      const names = head!.split(/[,\t]/).map((name) => name.replaceAll('"', ""));
      const subjects = lines.map((line) => {
        const cells = line.split(/[,\t]/);
        const cell = (name: string) => cells[names.indexOf(name)]!.replaceAll('"', "");
        return { time: Number(cell("T")), event: Number(cell("E")) === 1, group: cell("group") };
      });
      const medianOf = (of: readonly Lifetime[]) => medianSurvival(kaplanMeier(of));
      expect(subjects.length).toBe(163);
      expect(medianOf(subjects)).toBe(56);
      expect(medianOf(subjects.filter(({ group }) => group === "control"))).toBe(58);
      expect(medianOf(subjects.filter(({ group }) => group === "miR-137"))).toBe(26);
    },
  );
});
