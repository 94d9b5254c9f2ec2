/** Histories of customers as the buy-till-you-die models read them: equal ones counted once, distinct values told apart. */

/** Columns of the same length, one row per distinct history. */
export interface Histories {
  /** Repeat transactions: 0, 1, 2 … */
  readonly frequency: Float64Array;
  /** Time from the first to the last transaction; 0 where frequency is 0. */
  readonly recency: Float64Array;
  /** Time from the first transaction to the end of observation, at least `recency`. */
  readonly age: Float64Array;
  /** Customers with this history. */
  readonly customers: Float64Array;
}

/** One history. */
export interface History {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
}

/** Distinct numbers of a column and, for each row, which of them it holds. */
export interface Distinct {
  readonly values: Float64Array;
  readonly places: Int32Array;
}

/** Tells the values of columns of one length apart; the places are in the order of the columns given. */
export function distinctOf(column: Float64Array): Distinct {
  const known = new Map<number, number>();
  const places = Int32Array.from(column, (value) => {
    const place = known.get(value) ?? known.size;
    if (place === known.size) known.set(value, place);
    return place;
  });
  return { values: Float64Array.from(known.keys()), places };
}

/** How many customers the histories are of. */
export const customersOf = ({ customers }: Histories): number =>
  customers.reduce((sum, each) => sum + each, 0);

/** The mean over customers of a column. */
const meanOf = (column: Float64Array, histories: Histories): number =>
  column.reduce((sum, each, row) => sum + each * histories.customers[row]!, 0) / customersOf(histories);

/** The mean age: the scale of time, which makes a fit the same in every unit. */
export const meanAge = (histories: Histories): number => meanOf(histories.age, histories);

/** The mean number of repeat transactions. */
export const meanFrequency = (histories: Histories): number => meanOf(histories.frequency, histories);

/** ln(e^a + e^b) without overflow; −∞ stands for a term of 0. */
export function logAdd(a: number, b: number): number {
  const [most, least] = a > b ? [a, b] : [b, a];
  return least === -Infinity ? most : most + Math.log1p(Math.exp(least - most));
}

/** Above so many distinct histories a search begins on {@link coarseOf} them. */
const manyHistories = 10_000;

/** Parts of the mean age that times are rounded to there. */
const coarseness = 25;

/**
 * Nearly the same histories, fewer: times rounded to a part of the mean age, equal ones counted together. Null where there
 * are few enough, or rounding would not make them fewer.
 */
export function coarseOf(histories: Histories): Histories | null {
  if (histories.customers.length <= manyHistories) return null;
  const step = meanAge(histories) / coarseness;
  const groups = new Map<string, [frequency: number, recency: number, age: number, customers: number]>();
  histories.frequency.forEach((frequency, row) => {
    const recency = Math.round(histories.recency[row]! / step);
    const age = Math.round(histories.age[row]! / step);
    const key = `${frequency} ${recency} ${age}`;
    const known = groups.get(key);
    if (known) known[3] += histories.customers[row]!;
    else groups.set(key, [frequency, recency * step, age * step, histories.customers[row]!]);
  });
  if (groups.size > histories.customers.length / 2) return null;
  const rows = [...groups.values()];
  const column = (index: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[index]);
  return { frequency: column(0), recency: column(1), age: column(2), customers: column(3) };
}
