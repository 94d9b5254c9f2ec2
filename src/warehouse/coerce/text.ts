/** Cells read as text and as identifiers. */
import type { IdReading } from "../../orders/plan.ts";

/** Blanks that are trimmed from both ends of every cell: ASCII, no-break, ideographic, zero-width and byte-order mark. */
const blanks = [9, 10, 13, 32, 160, 8203, 12288, 65279];
const blankSet = blanks.map((code) => `chr(${code})`).join(" || ");

// Two short tests and not one long list: the engine turns a list of six and more into a join per cell (measured).
const beginsBlank = (text: string) =>
  `ord(${text}) <= 32 or ord(${text}) in (${blanks.filter((code) => code > 32).join(", ")})`;

/** True where a text is empty, or its first character may be a blank: two comparisons of bytes, a sixth of `ord` (measured). */
const mayBeginBlank = (text: string) => `${text} < '!' or ${text} >= chr(128)`;

/** The cell without blanks around it; null where nothing is left. Cells without blanks skip the slower trimming. */
export function textOf(cell: string): string {
  const last = `${cell}[-1]`;
  const trimmed = `nullif(trim(${cell}, ${blankSet}), '')`;
  const exact = `case when ${beginsBlank(cell)} or ${beginsBlank(last)} then ${trimmed} else ${cell} end`;
  return `case when ${mayBeginBlank(cell)} or ${mayBeginBlank(last)} then ${exact} else ${cell} end`;
}

/**
 * The trimmed text as an identifier: text, never a number, so that no digit is lost. A formula's `="00123"`, a leading
 * apostrophe and, where the reading says so, the `.0` of a spreadsheet are taken off.
 */
export function idOf(text: string, reading: IdReading): string {
  const wrapped = [
    `when starts_with(${text}, '="') and ends_with(${text}, '"') then ${textOf(`substr(${text}, 3, length(${text}) - 3)`)}`,
    `when starts_with(${text}, '''') then ${textOf(`ltrim(${text}, '''')`)}`,
  ];
  const pointZero = `when ends_with(${text}, '.0') then case when regexp_full_match(${text}, '[0-9]+[.]0') then substr(${text}, 1, length(${text}) - 2) else ${text} end`;
  // 39 and 61 are ' and =: one look at the first character spares most cells the rest.
  return `case when ord(${text}) in (39, 61) then case ${wrapped.join(" ")} else ${text} end ${reading.dropPointZero ? pointZero : ""} else ${text} end`;
}

/** True of an id in scientific notation (`1.23457E+17`), as spreadsheets write long ones: its digits are lost. */
export function hasLostDigits(id: string): string {
  // Two short looks spare nearly all ids the expression.
  return `((contains(${id}, 'E') or contains(${id}, 'e')) and regexp_full_match(${id}, '[0-9]([.,][0-9]+[eE][+]?|[eE][+])[0-9]{1,2}'))`;
}
