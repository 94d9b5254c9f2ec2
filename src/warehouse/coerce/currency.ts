/** Cells read as currencies: codes as they are, signs as the currency that they commonly mean. */
import { currencySigns } from "../../orders/currency-signs.ts";
import { literal } from "../../sql/literal.ts";

const plainSigns = (cell: string): string => `upper(translate(${cell}, '￥＄', '¥$'))`;

const cases = (codes: Readonly<Record<string, string>>): string =>
  Object.entries(codes)
    .map(([mark, code]) => `when ${literal(mark)} then ${literal(code)}`)
    .join(" ");

/** The trimmed text as a currency: the code of a sign that is known, else the text in upper case; null where it is blank. */
export function currencyOf(cell: string): string {
  const text = plainSigns(cell);
  return `case ${text} ${cases(currencySigns)} else ${text} end`;
}

/** The currency of the mark beside an amount's digits, by `codes` (mark in upper case → code); null where none is known. */
export function currencyBeside(cell: string, codes: Readonly<Record<string, string>>): string {
  const mark = `regexp_replace(${plainSigns(cell)}, '[-+0-9.,''’() \\x{a0}\\x{2212}\\x{2013}\\x{202f}\\x{ff10}-\\x{ff19}\\x{ff0e}\\x{ff0c}]', '', 'g')`;
  return `case ${mark} ${cases(codes)} end`;
}
