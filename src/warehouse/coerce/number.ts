/** Cells read as exact decimals: signs, currency marks, grouping and full-width digits by one decision per column. */
import type { NumberReading } from "../../orders/plan.ts";

/** Cells below a million million, so that a hundred of the largest can be added up in the DECIMAL(18,4) of the tables. */
const money = "DECIMAL(16,4)";

const pairs: readonly (readonly [wide: string, narrow: string])[] = [
  ...Array.from({ length: 10 }, (_, digit) => [String.fromCodePoint(0xff10 + digit), String(digit)] as const),
  ...[..."\uff0e"].map((point) => [point, "."] as const),
  ...[..."\uff0c"].map((comma) => [comma, ","] as const),
  ...[..."\u2212\u2013\u2010\u2011\uff0d"].map((minus) => [minus, "-"] as const),
  ...[..."\u00a0\u2007\u2009\u202f\u3000"].map((blank) => [blank, " "] as const),
  ["\uff0b", "+"],
  ["\uff08", "("],
  ["\uff09", ")"],
  ["\uffe5", "¥"],
  ["\uff04", "$"],
  ["\u2019", "'"],
];
/** Full-width forms, blanks and minus signs, one to one with `narrow`. */
const wide = pairs.map(([from]) => from).join("");
const narrow = pairs.map(([, to]) => to).join("");

/** Currency signs, codes of three letters and the words that stand beside amounts. */
const mark =
  "(?:[A-Z]{1,3}[$]|[$¥€£₩₹₽₺₴₫฿₱₦₪₡₲₵₸₼]|[A-Za-z]{3}|元|円|圆|원|kr[.]?|zł|Kč|Ft|lei|Rs[.]?|RM|Rp[.]?|руб[.]?)";

/** The shape of an amount: sign, mark, digits, mark, sign, in the orders that exports write; the digits are group 1. */
function shape(decimal: "." | ","): string {
  const group = decimal === "." ? "," : "[.]";
  const point = decimal === "." ? "[.]" : ",";
  const separator = `(?:${group}|[ '])`;
  const whole = `(?:[0-9]{1,3}(?:${separator}[0-9]{2,3})*${separator}[0-9]{3}|[0-9]+)`;
  const digits = `(${whole}(?:${point}[0-9]*)?|${point}[0-9]+)`;
  return `[(]?\\s*[-+]?\\s*${mark}?\\s*[-+]?\\s*${digits}\\s*${mark}?\\s*[-+]?\\s*[)]?`;
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** The careful way: checks the whole cell against the shape, so that `12abc` is no number rather than 12. */
function careful(cell: string, decimal: "." | ","): string {
  const plain = `trim(translate(${cell}, ${text(wide)}, ${text(narrow)}))`;
  const digits = `regexp_extract(${plain}, ${text(`^${shape(decimal)}$`)}, 1)`;
  const grouping = decimal === "." ? "[, '']" : "[. '']";
  const bare = `regexp_replace(${digits}, '${grouping}', '', 'g')`;
  const pointed = decimal === "." ? bare : `replace(${bare}, ',', '.')`;
  const negative = `(contains(${plain}, '-') or ${plain} like '(%)')`;
  const value = `try_cast(nullif(${pointed}, '') as ${money})`;
  return `case when ${negative} then -${value} else ${value} end`;
}

/**
 * The trimmed text as DECIMAL(18,4) in major units, never through a float; null where it is blank, cannot be read as an
 * amount of the column's convention, or is a million million or more. Plain cells take one cast, the rest the careful way.
 */
export function numberOf(cell: string, reading: NumberReading): string {
  const cast = `try_cast(${cell} as ${money})`;
  // A cast would read 1.234 as 1.234 where the point groups thousands: only whole numbers are plain there.
  const plain = reading.decimal === "." ? `${cast} is not null` : `regexp_full_match(${cell}, '-?[0-9]+')`;
  // CASE and not coalesce(): DuckDB 1.4 evaluates coalesce's later arguments for every row (measured).
  return `cast(case when ${plain} then ${cast} when ${cell} is not null then ${careful(cell, reading.decimal)} end as DECIMAL(18,4))`;
}
