/** The way from the rows of a table to their customers. */
import type { AnyAnalysis } from "../../analyses/analysis.ts";
import { rowDoor } from "../../app/row-door.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { AnalysisResult, ResultRow } from "../../runtime/state.ts";
import type { ColumnSpecs } from "../../sql/columns.ts";
import type { RowOpening } from "../table/table-columns.ts";
import type { OpenCustomers } from "./customers-context.ts";

/** What opens the customers of a row of an analysis; undefined where no row of it has any. */
export function rowOpenings(
  open: OpenCustomers | undefined,
  messages: Messages,
  analysis: AnyAnalysis,
  { params, context }: Pick<AnalysisResult, "params" | "context">,
  cell: string,
): ((row: ResultRow) => RowOpening | null) | undefined {
  const columns = analysis.columns as ColumnSpecs;
  if (!open || !("customer_id" in columns || (analysis.members && analysis.rowMark))) return undefined;
  return (row) => {
    const door = rowDoor(analysis, columns, row);
    if (door?.to !== "mark") return door && cardOpening(open, messages, door.customer);
    const { mark } = door;
    return {
      label: m.customer_card_open_row({}, messages),
      open: () => open({ by: "mark", analysis, params, fitted: context.fitted, mark, cell }),
    };
  };
}

/** What opens the card of the customer whom a row of any result names; undefined where it has no such column. */
export function cardOpenings(
  open: OpenCustomers | undefined,
  messages: Messages,
  columns: ColumnSpecs,
): ((row: ResultRow) => RowOpening | null) | undefined {
  if (!open || columns["customer_id"]?.kind !== "text") return undefined;
  return (row) => {
    const door = rowDoor(null, columns, row);
    return door?.to === "customer" ? cardOpening(open, messages, door.customer) : null;
  };
}

const cardOpening = (open: OpenCustomers, messages: Messages, customer: string): RowOpening => ({
  label: m.customer_card_open({ who: customer }, messages),
  open: () => open({ by: "customer", customer }),
});
