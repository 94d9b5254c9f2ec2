/** What a number cell looks like: sign, currency mark, grouping, and the decimal mark that it proves. */
import { currencySigns } from "../orders/currency-signs.ts";

/** The shape of one number cell. */
export interface NumberShape {
  /** `-12.50` and nothing else, so that a cast reads it. */
  readonly plain: boolean;
  /** The decimal mark that this cell proves, null where either reading is possible. */
  readonly decimal: "." | "," | null;
  /** True where a single mark is followed by three digits (`1.234`): grouping or decimals. */
  readonly open: boolean;
  /** ISO 4217 of a sign or code in the cell, null where there is none. */
  readonly currency: string | null;
}

const codeNames =
  "USD|EUR|GBP|CNY|JPY|HKD|TWD|SGD|KRW|INR|AUD|NZD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|AED|SAR|THB|VND|IDR|MYR|PHP|TRY|RUB|UAH|ILS|CLP|COP|ARS|PEN".split(
    "|",
  );
const codes = new Set(codeNames);

/** ISO 4217 of a mark in an amount: `$`, `US$`, `usd`; null where it is none that is known. `¥` alone is `¥`. */
export function currencyOf(mark: string): string | null {
  const text = mark.normalize("NFKC").trim().toUpperCase();
  if (codes.has(text)) return text;
  if (text === "¥") return "¥";
  return currencySigns[text] ?? null;
}

/** The code of every mark that is known, by its text in upper case; `yen` is what ¥ alone stands for. */
export const markCodes = (yen: string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(codeNames.map((code) => [code, code])),
  ...currencySigns,
  "¥": yen,
  "￥": yen,
});

const plain = /^-?\d+(\.\d+)?$/;
const dressed =
  /^(\()?([+\-−–]?)\s*([^\d\s.,()+\-−–]{0,4}?)\s*([+\-−–]?)\s*(\d[\d.,'’\u00a0\u202f ]*|[.,]\d+)\s*([^\d\s.,()+\-−–]{0,4}?)\s*([-−–]?)(\))?$/u;

/** The shape of a trimmed cell, null where it is no number. */
export function numberShape(cell: string): NumberShape | null {
  if (plain.test(cell)) return { plain: true, decimal: proven(cell), open: isOpen(cell), currency: null };
  if (cell.length > 40) return null;
  const match = dressed.exec(cell.normalize("NFKC"));
  if (match === null) return null;
  const [, opened, , before, , digits, after, , closed] = match;
  if ((opened === undefined) !== (closed === undefined)) return null;
  const mark = before || after || "";
  const currency = mark === "" ? null : currencyOf(mark);
  if (mark !== "" && currency === null) return null;
  const body = digits!.replace(/['’\u00a0\u202f ]/g, "");
  if (!/^(\d{1,3}([.,]\d{3})+([.,]\d+)?|\d+([.,]\d*)?|[.,]\d+)$/.test(body)) return null;
  return { plain: false, decimal: proven(body), open: isOpen(body), currency };
}

/** `1.234` and `1,234`: the only shapes that read both ways. */
const isOpen = (digits: string): boolean => /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(digits);

function proven(digits: string): "." | "," | null {
  const marks = digits.replace(/[^.,]/g, "");
  if (marks === "" || isOpen(digits)) return null;
  const last = marks.at(-1) as "." | ",";
  const other = last === "." ? "," : ".";
  // Two kinds: the last is the decimal mark. One kind, repeated: it groups, so the other is. One, once: decimals.
  if (marks.includes(other)) return last;
  return marks.length > 1 ? other : last;
}
