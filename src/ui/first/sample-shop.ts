/** What the first screen says of the sample shop. */
import type { Tallies } from "../../app/tally-layout.ts";

/** The sample shop in figures, as its generator makes it. */
export interface SampleShop {
  readonly orders: number;
  /** Calendar months that its orders span. */
  readonly months: number;
  readonly tallies: Tallies;
}
