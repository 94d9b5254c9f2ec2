/** What a row of a result opens: one customer's card, or the customers behind the row. */
import type { AnyAnalysis, Mark } from "../analyses/analysis.ts";
import type { ResultRow } from "../runtime/state.ts";
import type { ColumnSpecs } from "../sql/columns.ts";

/** Where a row leads. */
export type RowDoor =
  { readonly to: "customer"; readonly customer: string } | { readonly to: "mark"; readonly mark: Mark };

/** The column that names a customer, in analyses and in a person's own SQL. */
const customerColumn = "customer_id";

/**
 * Returns where a row leads: to the card of the customer whom it names in `customer_id`, else to the customers whom the
 * analysis says it stands for; null where to nobody. `analysis` is null for a result of a person's own SQL.
 */
export function rowDoor(
  analysis: Pick<AnyAnalysis, "members" | "rowMark"> | null,
  columns: ColumnSpecs,
  row: ResultRow,
): RowDoor | null {
  const named = (row: Readonly<Record<string, unknown>>): RowDoor | null => {
    const customer = row[customerColumn];
    return typeof customer === "string" && customer !== "" ? { to: "customer", customer } : null;
  };
  const own = columns[customerColumn]?.kind === "text" ? named(row) : null;
  if (own !== null || !analysis?.members) return own;
  const mark: Mark | null = analysis.rowMark?.(row as never) ?? null;
  if (mark === null) return null;
  return (Object.keys(mark).length === 1 ? named(mark) : null) ?? { to: "mark", mark };
}
