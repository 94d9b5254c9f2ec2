/** Cells read as text and as identifiers. */
import type { IdReading } from "../../orders/plan.ts";

/** What is trimmed from both ends of every cell: ASCII blanks, the no-break, ideographic and zero-width ones. */
export const blanks = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288) || chr(8203) || chr(65279)";

/** The cell without blanks around it; null where nothing is left. */
export function textOf(cell: string): string {
  return `nullif(trim(${cell}, ${blanks}), '')`;
}

/**
 * The cell as an identifier: text, never a number, so that no digit is lost. A formula's `="00123"`, a leading
 * apostrophe and, where the reading says so, the `.0` of a spreadsheet are taken off.
 */
export function idOf(cell: string, reading: IdReading): string {
  const text = textOf(cell);
  const bare = [
    `case`,
    `when ${text} like '="%"' then ${textOf(`substr(${text}, 3, length(${text}) - 3)`)}`,
    `when ${text} like '''%' then ${textOf(`ltrim(${text}, '''')`)}`,
    `else ${text} end`,
  ].join(" ");
  if (!reading.dropPointZero) return bare;
  return [
    `case`,
    `when ${text} like '%.0' and regexp_full_match(${text}, '[0-9]+[.]0') then left(${text}, -2)`,
    `else ${bare} end`,
  ].join(" ");
}
