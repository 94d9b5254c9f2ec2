/** Cells read as currencies: codes as they are, signs as the currency that they commonly mean. */
import { currencySigns } from "../../orders/currency-signs.ts";

/**
 * The trimmed text as a currency: the code of a sign that is known, else the text in upper case; null where it is blank.
 * Of an amount's cell, the mark beside the digits; null where none stands there.
 */
export function currencyOf(cell: string, isAmount: boolean): string {
  const text = `upper(translate(${cell}, '￥＄', '¥$'))`;
  const mark = isAmount
    ? `nullif(regexp_replace(${text}, '[-+0-9.,''’() \\x{a0}\\x{2212}\\x{2013}\\x{202f}\\x{ff10}-\\x{ff19}\\x{ff0e}\\x{ff0c}]', '', 'g'), '')`
    : text;
  const known = Object.entries(currencySigns).map(([sign, code]) => `when '${sign}' then '${code}'`);
  return `case ${mark} ${known.join(" ")} else ${mark} end`;
}
