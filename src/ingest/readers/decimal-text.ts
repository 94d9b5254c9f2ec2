/** Writes numbers as decimal texts without exponent and without loss. */

/** A decimal text without exponent: `1.5E+3` is `1500`. What is no such number is returned as it is. */
export function withoutExponent(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?[eE]([+-]?\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, whole, fraction = "", exponent] = match;
  const power = Number(exponent);
  if (Math.abs(power) > 400) return text;
  const digits = whole! + fraction;
  const point = whole!.length + power;
  const padded =
    point > digits.length
      ? digits.padEnd(point, "0")
      : digits.padStart(digits.length + Math.max(0, 1 - point), "0");
  const at = Math.max(1, point);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const right = padded.slice(at).replace(/0+$/, "");
  return `${sign}${left}${right === "" ? "" : `.${right}`}`;
}

/** The text of a double: the shortest that reads back the same, without exponent. */
export const doubleText = (value: number): string => withoutExponent(String(value));

/** The text of a 32-bit float: the shortest that reads back the same float. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return doubleText(short);
  }
  return doubleText(Number(value.toPrecision(9)));
}

/** The text of a decimal number given as a whole number and its scale: `(12345n, 2)` is `123.45`. */
export function scaledText(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
