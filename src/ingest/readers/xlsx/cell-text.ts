/** How the values of spreadsheet cells are written as text: numbers as the program shows them, dates as ISO text. */
import { currencyOf } from "../../numbers.ts";
import { withoutExponent } from "../decimal-text.ts";

/** What a cell's number format makes of its number. */
export type NumberStyle =
  | {
      readonly kind: "general";
      /** The sign or code of a currency that the format shows beside the number. */
      readonly mark?: string;
    }
  /** A format of zeros: shown with so many digits at least. */
  | { readonly kind: "padded"; readonly digits: number }
  | { readonly kind: "date"; readonly hasDay: boolean; readonly hasTime: boolean };

const general: NumberStyle = { kind: "general" };
const day: NumberStyle = { kind: "date", hasDay: true, hasTime: false };
const time: NumberStyle = { kind: "date", hasDay: false, hasTime: true };
const moment: NumberStyle = { kind: "date", hasDay: true, hasTime: true };

/** The formats that have a number instead of a code (ECMA-376 18.8.30, East Asian ones among them) and are dates. */
function builtIn(id: number): NumberStyle {
  if (id === 22) return moment;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56)
    return time;
  if (
    (id >= 14 && id <= 17) ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58
  )
    return day;
  return general;
}

/** Currencies of signs that several countries share, by the number of the language that a format names beside them. */
const byLanguage: Readonly<Record<string, string>> = {
  "404": "TWD",
  "411": "JPY",
  "80A": "MXN",
  "804": "CNY",
  C04: "HKD",
  C09: "AUD",
  C0C: "CAD",
  "1004": "SGD",
  "1009": "CAD",
  "1409": "NZD",
  "4804": "SGD",
};

/**
 * The currency that a format's section shows: `[$€-407]`, `"US$"`, `$`; undefined where it shows none that is known. A ¥
 * without a language is yen or yuan: as a format it says nothing.
 */
function markOf(section: string): string | undefined {
  const marks = [...section.matchAll(/\[\$([^\]-]+)(?:-([^\]]*))?\]|"([^"]+)"|\\(.)|([$€£¥￥₩₹])/g)].map(
    ([, bracket, language, quoted, escaped, bare]) => {
      const mark = (bracket ?? quoted ?? escaped ?? bare)!.trim();
      const code = /^[$¥￥]$/.test(mark)
        ? byLanguage[(language ?? "").replace(/^0+/, "").toUpperCase()]
        : undefined;
      return code ?? mark;
    },
  );
  return marks.find((mark) => ![null, "¥"].includes(currencyOf(mark)));
}

/** What a number format makes of a number, from its code (the section for positive numbers) or, without one, its number. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return builtIn(id);
  const elapsed = /\[(h+|m+|s+)\]/i.test(code);
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[[^\]]*\]/g, "")
    .split(";")[0]!
    .toLowerCase();
  if (/^0{2,}$/.test(bare)) return { kind: "padded", digits: bare.length };
  if (/general/.test(bare) || (!elapsed && /[#0?]/.test(bare.replace(/s\.0+/g, "s")))) {
    const mark = markOf(code.split(";")[0]!);
    return mark === undefined ? general : { kind: "general", mark };
  }
  const hasTime = elapsed || /[hs]|am\/pm|上午\/下午/.test(bare);
  // An m beside hours or seconds is minutes; alone it is months.
  const hasDay = /[ydbge]/.test(bare) || (bare.includes("m") && !hasTime);
  return hasDay ? (hasTime ? moment : day) : hasTime ? time : general;
}

const dayMilliseconds = 86_400_000;
/** 9999-12-31. */
const lastSerial = 2_958_465;
const two = (value: number): string => String(value).padStart(2, "0");

function timeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds % 1000;
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, "0")}`;
}

/**
 * The text of a serial date: `2024-01-05`, `2024-01-05 10:30:00`, or `10:30:00` where the format shows no day and the
 * number has none. The 1900 system counts a 29th of February 1900 that never was: it is written as it was counted.
 * Null for a number that is no date (negative, or beyond the year 9999).
 */
export function serialText(
  serial: number,
  style: { readonly hasDay: boolean; readonly hasTime: boolean },
  is1904: boolean,
): string | null {
  if (!(serial >= 0) || serial >= lastSerial + 1) return null;
  let whole = Math.floor(serial);
  // A serial has 15 digits, a millisecond at least: nearer than 5 to a second it is the second.
  let milliseconds = Math.round((serial - whole) * dayMilliseconds);
  const off = milliseconds % 1000;
  if (off < 5 || off > 995) milliseconds = Math.round(milliseconds / 1000) * 1000;
  if (milliseconds >= dayMilliseconds) {
    whole++;
    milliseconds = 0;
  }
  if (!style.hasDay && (whole === 0 || serial < 1)) return timeText(milliseconds + whole * dayMilliseconds);
  const date = dayText(whole, is1904);
  return style.hasTime || milliseconds > 0 ? `${date} ${timeText(milliseconds)}` : date;
}

/** Days that are kept as text: more than a century. */
const mostDays = 50_000;
const days1900 = new Map<number, string>();
const days1904 = new Map<number, string>();

/** The day of a serial; a year of orders has few of them, so that they are kept. */
function dayText(whole: number, is1904: boolean): string {
  const days = is1904 ? days1904 : days1900;
  const known = days.get(whole);
  if (known !== undefined) return known;
  if (days.size >= mostDays) days.clear();
  const text = isoDay(whole, is1904);
  days.set(whole, text);
  return text;
}

function isoDay(whole: number, is1904: boolean): string {
  const iso = (start: number) => new Date(start + whole * dayMilliseconds).toISOString().slice(0, 10);
  if (is1904) return iso(Date.UTC(1904, 0, 1));
  if (whole === 60) return "1900-02-29";
  return iso(whole < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30));
}

/** A number as a spreadsheet program shows it, and whether digits that it may once have had are gone. */
export interface NumberText {
  readonly text: string;
  /** True for a whole number of more than 15 significant digits: a spreadsheet keeps no more. */
  readonly lost: boolean;
}

/** The number of a cell's `<v>`: 15 significant digits, no exponent; whole numbers with every digit that is written. */
export function numberText(written: string): NumberText {
  const text = written.trim();
  if (/^-?\d{1,15}$/.test(text)) return { text, lost: false };
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) return { text: written, lost: false };
  if (/^-?\d+$/.test(text)) return { text, lost: true };
  const plain = withoutExponent(text);
  const isWhole = /^-?\d+$/.test(plain);
  if (isWhole && plain.replace("-", "").length > 15) return { text: plain, lost: true };
  const shown = withoutExponent(value.toPrecision(15));
  return { text: shown.includes(".") ? shown.replace(/0+$/, "").replace(/\.$/, "") : shown, lost: false };
}

/** A number's text as its format shows it: with its zeros in front, or with its currency. */
export function dressed(text: string, style: NumberStyle | undefined): string {
  if (style?.kind === "padded" && /^\d+$/.test(text)) return text.padStart(style.digits, "0");
  return style?.kind === "general" && style.mark !== undefined ? `${style.mark} ${text}` : text;
}

/** Text of a cell without the escapes `_xHHHH_` that office programs write for control characters. */
export const unescapeText = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
