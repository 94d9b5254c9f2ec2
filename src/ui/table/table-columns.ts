/** The columns of a table as they are printed: type words, widths, and the text of a value. */
import { cellText, columnWidth, decimalsOf, isNumeric } from "../../app/cell-text.ts";
import type { Messages } from "../../messages/messages.ts";
import type { ResultRow } from "../../runtime/state.ts";
import type { ColumnSpec, ColumnSpecs } from "../../sql/columns.ts";
import { typeWord } from "./type-word.ts";

/** One column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly spec: ColumnSpec;
  readonly typeWord: string;
  readonly isNumeric: boolean;
  /** Width in digits, with room for the sign of a sorted and of a filtered column. */
  readonly digits: number;
  /** The printed text of a value that is not null. */
  text(value: unknown): string;
}

/** The way from a row to its customers. */
export interface RowOpening {
  /** What the button says. */
  readonly label: string;
  open(): void;
}

/** The columns of a result; widths and decimals go by the rows of a sample, so that they stay while the table is scrolled. */
export function tableColumns(
  columns: ColumnSpecs,
  sample: readonly ResultRow[],
  messages: Messages,
  currency: string | null,
): readonly TableColumn[] {
  return Object.entries(columns).map(([name, spec]) => {
    const values = sample.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
    const decimals = decimalsOf(values);
    const text = (value: unknown) => cellText(value, spec, messages, currency, decimals);
    const word = typeWord(spec, messages);
    const digits = 1 + columnWidth(`${name}....`, [...values.map(text), word]);
    return { name, spec, typeWord: word, isNumeric: isNumeric(spec), digits, text };
  });
}
