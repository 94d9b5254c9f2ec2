/** Writes the values of Parquet columns as text: decimals and times exactly, by the column's type. */
import type { SchemaElement, SchemaTree } from "hyparquet";
import { doubleText, floatText, scaledText } from "./decimal-text.ts";
import type { Plain } from "./flatten.ts";

const decoder = new TextDecoder();

/** A signed big-endian number of any length. */
export function bigEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return bytes.length > 0 && bytes[0]! >= 0x80 ? value - (1n << BigInt(bytes.length * 8)) : value;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** A time of day from a count of `perSecond` a second: `10:30:00`, with the fraction where there is one. */
function clockText(count: bigint, perSecond: bigint): string {
  const seconds = Number(count / perSecond);
  const rest = count % perSecond;
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const digits = String(perSecond).length - 1;
  return rest === 0n ? clock : `${clock}.${String(rest).padStart(digits, "0").replace(/0+$/, "")}`;
}

/** Days that are kept as text: more than a century. */
const mostDays = 50_000;
const knownDays = new Map<number, string>();

/** The day of a count of days since 1970; the number where that is beyond what a date can be. Few days have many orders. */
function dayText(days: number): string {
  const known = knownDays.get(days);
  if (known !== undefined) return known;
  if (knownDays.size >= mostDays) knownDays.clear();
  const text = isoDay(days);
  knownDays.set(days, text);
  return text;
}

function isoDay(days: number): string {
  const date = new Date(days * 86_400_000);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : String(days);
}

/** A stamp from a count since 1970, `YYYY-MM-DD HH:MM:SS` with its fraction, and `Z` where it is an instant. */
export function stampText(count: bigint, perSecond: bigint, isUtc: boolean): string {
  const perDay = perSecond * 86_400n;
  let days = count / perDay;
  let rest = count % perDay;
  if (rest < 0n) {
    days -= 1n;
    rest += perDay;
  }
  return isUtc
    ? `${dayText(Number(days))}T${clockText(rest, perSecond)}Z`
    : `${dayText(Number(days))} ${clockText(rest, perSecond)}`;
}

const perSecond = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

/** The scale of a decimal column, else null. */
export function decimalScale({
  logical_type: logical,
  converted_type: converted,
  scale,
}: SchemaElement): number | null {
  if (logical?.type === "DECIMAL") return logical.scale;
  return converted === "DECIMAL" ? (scale ?? 0) : null;
}

/** How the values of a column without children are written. `element` is as the file has it. */
export function scalarText(element: SchemaElement): (value: unknown) => Plain {
  const { type, logical_type: logical, converted_type: converted } = element;
  const scale = decimalScale(element);
  if (scale !== null)
    return (value) =>
      scaledText(value instanceof Uint8Array ? bigEndian(value) : BigInt(value as number | bigint), scale);
  if (logical?.type === "DATE" || converted === "DATE") return (value) => dayText(Number(value));
  if (logical?.type === "TIMESTAMP") {
    const unit = perSecond[logical.unit];
    return (value) => stampText(BigInt(value as bigint), unit, logical.isAdjustedToUTC);
  }
  if (converted === "TIMESTAMP_MILLIS" || converted === "TIMESTAMP_MICROS") {
    const unit = converted === "TIMESTAMP_MILLIS" ? perSecond.MILLIS : perSecond.MICROS;
    return (value) => stampText(BigInt(value as bigint), unit, true);
  }
  // Spark and Hive write local times so, without a zone.
  if (type === "INT96") return (value) => stampText(BigInt(value as bigint), perSecond.NANOS, false);
  if (logical?.type === "TIME") {
    const unit = perSecond[logical.unit];
    return (value) => clockText(BigInt(value as number | bigint), unit);
  }
  if (type === "FLOAT") return (value) => floatText(Number(value));
  if (type === "DOUBLE") return (value) => doubleText(Number(value));
  return (value) => {
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" || typeof value === "bigint") return String(value);
    if (value instanceof Uint8Array) return decoder.decode(value);
    return JSON.stringify(value);
  };
}

/** Writes a nested value by its column's tree. */
export function plainOf(tree: SchemaTree): (value: unknown) => Plain {
  const { children, element } = tree;
  if (children.length === 0) {
    const text = scalarText(element);
    const one = (value: unknown): Plain => (value === null || value === undefined ? null : text(value));
    return element.repetition_type === "REPEATED"
      ? (value) => (Array.isArray(value) ? value.map(one) : one(value))
      : one;
  }
  const inner = children[0]!;
  const isList = element.logical_type?.type === "LIST" || element.converted_type === "LIST";
  const isMap = element.logical_type?.type === "MAP" || element.converted_type?.startsWith("MAP") === true;
  if (isList) {
    const item = plainOf(
      inner.children.length === 1
        ? inner.children[0]!
        : { ...inner, element: { ...inner.element, repetition_type: "REQUIRED" } },
    );
    return (value) => (Array.isArray(value) ? value.map(item) : null);
  }
  if (isMap) {
    const item = plainOf(inner.children[1] ?? inner);
    return (value) =>
      typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, item(one)]))
        : null;
  }
  const fields = children.map((child) => [child.element.name, plainOf(child)] as const);
  const struct = (value: unknown): Plain =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(
          fields.map(([name, text]) => [name, text((value as Record<string, unknown>)[name])]),
        )
      : null;
  return element.repetition_type === "REPEATED"
    ? (value) => (Array.isArray(value) ? value.map(struct) : struct(value))
    : struct;
}
