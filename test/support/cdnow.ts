/** The CDNOW sample as histories, and what others computed of each customer; null where the file is absent. */
import { readFileSync } from "node:fs";
import type { Histories, History } from "../../src/stats/transactions.ts";
import { dataFile } from "./data.ts";

/** One customer of the reference: weeks, mean spend of the repeat days, holdout days, and both models' figures. */
export interface CdnowCustomer extends History {
  readonly id: string;
  readonly mean: number;
  readonly later: number;
  readonly bgAlive: number;
  readonly bgExpected: number;
  readonly paretoAlive: number;
  readonly paretoExpected: number;
}

/** The rows of the reference, in the order of the file. */
export function cdnowReference(): readonly CdnowCustomer[] | null {
  const path = dataFile("cdnow_sample/reference_sample_by_customer.csv");
  if (path === null) return null;
  const [, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  return lines.map((line) => {
    const [id, ...cells] = line.split(",");
    const [frequency, recency, age, mean, later, bgAlive, bgExpected, paretoAlive, paretoExpected] =
      cells.map(Number) as [number, number, number, number, number, number, number, number, number];
    const weeks = (value: number) => Math.round(value * 7) / 7;
    return {
      id: id!,
      frequency,
      recency: weeks(recency),
      age: weeks(age),
      mean,
      later,
      bgAlive,
      bgExpected,
      paretoAlive,
      paretoExpected,
    };
  });
}

/** The histories in weeks, a row each. */
export function cdnowHistories(): Histories | null {
  const rows = cdnowReference();
  return (
    rows && {
      frequency: Float64Array.from(rows, ({ frequency }) => frequency),
      recency: Float64Array.from(rows, ({ recency }) => recency),
      age: Float64Array.from(rows, ({ age }) => age),
      customers: new Float64Array(rows.length).fill(1),
    }
  );
}
