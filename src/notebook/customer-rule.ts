/** Customers by what was clicked: an analysis's rows, told as a condition on them. */

/**
 * The customers behind a mark of a chart: those that the query `members` of an analysis gives for the mark. The rule is
 * kept with the parameters and the date under which it was made, so that it means the same tomorrow.
 */
export interface CustomerRule {
  readonly analysis: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The date that the analysis looked back from, `YYYY-MM-DD`; null follows the notebook. */
  readonly asOf: string | null;
  /** The mark: values of the analysis's `members` columns, all of which must be equal; null matches null. */
  readonly where: Readonly<Record<string, string | number | boolean | null>>;
}
