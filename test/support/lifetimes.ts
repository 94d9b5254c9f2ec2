/** The published survival data, as lifetimes by group. */
import { readFileSync } from "node:fs";
import { dataFile } from "./data.ts";

/** One subject of a published data set. */
export interface GroupedLifetime {
  readonly group: string;
  readonly time: number;
  readonly event: boolean;
}

/** Acute myelogenous leukaemia (Miller 1997; R `survival::aml`): weeks in remission; a minus is censored. */
export const aml: readonly GroupedLifetime[] = [
  ...[9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161].map((time) => ["Maintained", time] as const),
  ...[5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45].map((time) => ["Nonmaintained", time] as const),
].map(([group, time]) => ({ group, time: Math.abs(time), event: time > 0 }));

/** The lifetimes of waltons (the lifelines package), or null where the file is absent. */
export function waltons(): readonly GroupedLifetime[] | null {
  const path = dataFile("survival/waltons_dataset.csv");
  if (path === null) return null;
  const [head, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const cell = (name: string) => cells[names.indexOf(name)]!;
    return { group: cell("group"), time: Number(cell("T")), event: Number(cell("E")) === 1 };
  });
}

/** A CTE `spells` of these lifetimes, as the statement of Kaplan and Meier reads it. */
export const spellsSql = (subjects: readonly GroupedLifetime[]): string =>
  `with spells as (
    select * from (values
${subjects.map(({ group, time, event }) => `        ('${group}', ${time}, ${event})`).join(",\n")}
    ) as subjects (split, days, ended)
)`;
