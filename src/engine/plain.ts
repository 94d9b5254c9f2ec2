/** One value out of Arrow as a plain value of JavaScript. */
import { DataType, type MapRow, type Vector } from "apache-arrow";
import { RegularsError } from "../base/error.ts";

/** A whole number as a number within 2^53, else as text. */
function plainWhole(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** The signed whole number in the words of a decimal, lowest first. */
function wholeOf(words: Uint32Array): bigint {
  let value = 0n;
  for (let index = words.length - 1; index >= 0; index--) value = (value << 32n) | BigInt(words[index]!);
  return BigInt.asIntN(words.length * 32, value);
}

/** DECIMAL arrives unscaled. The number is the nearest to the decimal's value. */
function plainDecimal(words: Uint32Array, scale: number): number | string {
  const whole = wholeOf(words);
  if (scale === 0) return plainWhole(whole);
  const number = Number(whole);
  // A division of two exact numbers rounds once.
  if (Number.isSafeInteger(number) && scale <= 22) return number / 10 ** scale;
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, "0");
  return Number(`${whole < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}

/** ISO text; a year beyond 9999 or before 1 in the expanded form `+010000`. DuckDB's infinite dates lie outside of the calendar. */
function iso(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return milliseconds > 0 ? "infinity" : "-infinity";
  return date.toISOString();
}

const plainDate = (milliseconds: number) => iso(milliseconds).replace(/T.*$/, "");

/** `2025-06-17T01:02:03`, with milliseconds where there are any, with `Z` where the type is with time zone. */
function plainMoment(milliseconds: number, isZoned: boolean): string {
  const text = iso(Math.floor(milliseconds)).replace(/(\.000)?Z$/, "");
  return isZoned && text.includes("T") ? `${text}Z` : text;
}

function plainTime(microseconds: bigint): string {
  const text = new Date(Number(microseconds / 1000n)).toISOString();
  return text.slice("1970-01-01T".length).replace(/(\.000)?Z$/, "");
}

const plainBytes = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0").toUpperCase()}`).join("");

/** A value as Arrow gives it, plain. @throws RegularsError for INTERVAL, which arrow 17 cannot read. */
export function toPlain(type: DataType, value: unknown, column: string): unknown {
  if (value === null || value === undefined) return null;
  if (DataType.isUtf8(type) || DataType.isBool(type) || DataType.isFloat(type)) return value;
  if (DataType.isInt(type)) return typeof value === "bigint" ? plainWhole(value) : value;
  if (DataType.isDecimal(type)) return plainDecimal(value as Uint32Array, type.scale);
  if (DataType.isDate(type)) return plainDate(Number(value));
  if (DataType.isTimestamp(type)) return plainMoment(Number(value), Boolean(type.timezone));
  if (DataType.isTime(type)) return plainTime(BigInt(value as bigint | number));
  if (DataType.isBinary(type)) return plainBytes(value as Uint8Array);
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const item = type.children[0]!.type as DataType;
    return Array.from(value as Vector, (each: unknown) => toPlain(item, each, column));
  }
  if (DataType.isStruct(type)) {
    const row = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      type.children.map(({ name, type }) => [name, toPlain(type as DataType, row[name], column)]),
    );
  }
  if (DataType.isMap(type)) {
    const [key, item] = type.children[0]!.type.children.map((child) => child.type as DataType);
    return Object.fromEntries(
      Array.from(value as MapRow, ([name, each]: [unknown, unknown]) => [
        String(toPlain(key!, name, column)),
        toPlain(item!, each, column),
      ]),
    );
  }
  throw new RegularsError(`unsupported type: ${String(type)} of column ${column}`, {
    hint: `Cast it to text: ${column}::varchar.`,
  });
}
