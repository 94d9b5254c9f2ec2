/** Exact amounts: decimal texts of at most four decimals as whole ten-thousandths, so that ledgers add up to the cent. */
import type { Messages } from "../messages/messages.ts";

const shape = /^([-−]?)(\d+)(?:\.(\d{1,4}))?$/;

/** The ten-thousandths of a decimal text such as `-12.5`. @throws RangeError when the text is no such decimal. */
export function toTenThousandths(text: string): bigint {
  const found = shape.exec(text.trim());
  if (!found) throw new RangeError(`invalid amount: ${text}`);
  const [, sign, whole, decimals = ""] = found;
  const value = BigInt(whole!) * 10_000n + BigInt(decimals.padEnd(4, "0"));
  return sign === "" ? value : -value;
}

/** The shortest decimal text of ten-thousandths, with at least two decimals: `371106.71`, `2297200.8603`. */
export function toDecimal(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(5, "0");
  const decimals = digits.slice(-4).replace(/0{1,2}$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -4)}.${decimals}`;
}

/** The decimals, two to four, that the longest of these amounts needs. */
export const decimalsOf = (values: readonly bigint[]): number =>
  Math.max(2, ...values.map((value) => toDecimal(value).split(".")[1]!.length));

/**
 * An amount as it stands in a ledger: grouped for the locale, as many decimals as it has but at least those told (two to
 * four), the minus sign U+2212.
 */
export function ledgerAmount(value: bigint, messages: Pick<Messages, "locale">, decimals = 2): string {
  const format = new Intl.NumberFormat(messages.locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: 4,
  });
  return format.format(toDecimal(value) as unknown as number).replace("-", "−");
}

/**
 * The ten-thousandths of an amount as a person types it: signs, currency marks, blanks and grouping are dropped. The last
 * point or comma is the decimal mark, unless it stands once before exactly three digits, where it groups thousands.
 * Null when the text is no amount.
 */
export function maybeTypedAmount(text: string): bigint | null {
  const bare = text.replace(/[\s\p{Sc}]|[A-Za-z]{3}/gu, "").replace("−", "-");
  if (!/^-?\d[\d.,'’]*$/.test(bare)) return null;
  const marks = bare.replace(/[\d'’-]/g, "");
  const last = marks.at(-1);
  const after = last === undefined ? "" : bare.slice(bare.lastIndexOf(last) + 1);
  const grouping =
    last === undefined || marks.split(last).length > 2 || (marks.length === 1 && after.length === 3);
  if (grouping && new Set(marks).size > 1) return null;
  const plain = grouping
    ? bare.replace(/[.,'’]/g, "")
    : `${bare.slice(0, -after.length - 1).replace(/[.,'’]/g, "")}.${after}`;
  return shape.test(plain) ? toTenThousandths(plain) : null;
}
