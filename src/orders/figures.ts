/** What the columns of a loaded file hold: the evidence for their meaning, counted over the whole file. */
import type { CanonicalColumn } from "./plan.ts";

/** One value of a column and its records. */
export interface ValueCount {
  readonly text: string;
  readonly records: number;
}

/** What one mapped column holds, over every record that was loaded. */
export interface ColumnFigures {
  /** Records in which it is not blank. */
  readonly filled: number;
  /** Different values, as read: ids and texts without blanks around them; keys of customers in lower case. */
  readonly distinct: number;
  /** All values where there are at most eight, the most frequent first; else none. */
  readonly values: readonly ValueCount[];
  /** Smallest and largest of an amount, a quantity (exact decimal texts) or a day (`YYYY-MM-DD`); null for texts. */
  readonly least: string | null;
  readonly most: string | null;
}

/** The figures of one file. */
export interface FileFigures {
  readonly name: string;
  readonly records: number;
  /** Orders read, whatever became of them. */
  readonly orders: number;
  readonly columns: Readonly<Partial<Record<CanonicalColumn, ColumnFigures>>>;
  /** Orders for which a column of the order is not blank, and not 0 where it is an amount. */
  readonly ordersWith: Readonly<Partial<Record<CanonicalColumn, number>>>;
  /** Orders that count as paid and have no time of payment. */
  readonly paidWithoutTime: number;
}

/** What would count under a rule that is not chosen; `net_amount` is an exact decimal text, null where money is refused. */
export interface RuleEffect {
  /** Records of kept orders. */
  readonly records: number;
  readonly orders: number;
  readonly customers: number;
  /** Customers with two and more kept orders. */
  readonly repeat_customers?: number;
  readonly net_amount: string | null;
}
