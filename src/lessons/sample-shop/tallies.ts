/** The sample shop counted by month, straight from the simulation: what the first screen draws in strokes. */
import type { SampleOrder } from "./simulate.ts";

/** A month of new customers and how many of them ordered again 1, 2, … months later. */
export interface MonthTally {
  /** First day of the month. */
  readonly month: string;
  readonly newCustomers: number;
  /** Customers who ordered in month + 1, month + 2, …; only months that lie wholly within the export. */
  readonly again: readonly number[];
}

const monthIndex = (minute: number): number => {
  const date = new Date(minute * 60_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/**
 * Month tallies of the orders that count by default (known customer, neither pending nor voided), oldest first.
 * `through` is the last day of the export, `YYYY-MM-DD`; its own month is left out as not yet over.
 */
export function tallyMonths(orders: readonly SampleOrder[], through: string): readonly MonthTally[] {
  const open = monthIndex(Date.parse(through) / 60_000);
  const cohorts = new Map<number, Map<number, Set<string>>>();
  const began = new Map<string, number>();
  for (const { email, status, minute } of orders) {
    if (email === null || status === "pending" || status === "voided") continue;
    const month = monthIndex(minute);
    const first = began.get(email) ?? month;
    began.set(email, first);
    const cohort = cohorts.get(first) ?? new Map<number, Set<string>>();
    cohorts.set(first, cohort);
    cohort.set(month - first, (cohort.get(month - first) ?? new Set()).add(email));
  }
  return [...cohorts]
    .filter(([first]) => first < open)
    .sort(([a], [b]) => a - b)
    .map(([first, months]) => ({
      month: new Date(Date.UTC(Math.floor(first / 12), first % 12, 1)).toISOString().slice(0, 10),
      newCustomers: months.get(0)!.size,
      again: Array.from({ length: open - first - 1 }, (_, k) => months.get(k + 1)?.size ?? 0),
    }));
}
