/** What is said of the customers behind a mark. */
import type { Mark } from "../analyses/analysis.ts";

/** The words of a mark. */
export interface MarkWords {
  /** The headline with the number of customers. */
  headline(n: number): string;
  /** The rule as a clause without its date. */
  readonly rule: string;
  /** What a name is made of. */
  readonly name: string;
  /** The other side of a cell: who is in the cohort and not in this list. Null where there is none. */
  readonly other: Mark | null;
}
