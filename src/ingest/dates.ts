/** What a date cell looks like, and how DuckDB's strptime reads it. */
import type { DateOrder } from "../orders/import-options.ts";

/** The offset at the end of a stamp. */
export type Offset = "none" | "utc" | "offset";

/** The shape of one date cell. `order` is null where day and month stand in numbers whose order the shape does not tell. */
export interface DateShape {
  /** strptime format of the date part under each order; the same for shapes with one reading. */
  readonly date: Readonly<Record<DateOrder, string>>;
  readonly time: string;
  readonly offset: Offset;
  readonly order: "fixed" | "open";
  /** First and second number, where the order is open. */
  readonly first: number;
  readonly second: number;
  readonly year: number;
  /** True where the year has two digits. */
  readonly shortYear: boolean;
  /** Equal for cells that the same format reads. */
  readonly key: string;
}

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const timePattern =
  /^(?:(T|,?[ \u00a0\u202f]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9}|,\d{1,9})?)?([ \u00a0\u202f]?)([AaPp][Mm])?)?(?:( ?)(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?$/;

/** The format of what follows the date; null where it is no time of day. */
function timeShape(rest: string): { format: string; offset: Offset } | null {
  const match = timePattern.exec(rest);
  if (match === null) return null;
  const [, lead, hour, minute, second, fraction, gap, half, , zone] = match;
  if (hour === undefined) return zone === undefined ? { format: "", offset: "none" } : null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const clock = half === undefined ? "%H:%M" : "%I:%M";
  const format = `${lead}${clock}${second === undefined ? "" : ":%S"}${fraction === undefined ? "" : `${fraction[0]}${fraction.length > 7 ? "%n" : "%f"}`}${half === undefined ? "" : `${gap}%p`}`;
  return {
    format,
    offset: zone === undefined ? "none" : /^(Z|UTC|GMT|[+-]00:?(00)?)$/.test(zone) ? "utc" : "offset",
  };
}

const isYear = (year: number): boolean => year >= 1900 && year <= 2200;

interface Parts {
  readonly date: (order: DateOrder) => string;
  readonly rest: string;
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly open?: readonly [number, number];
  readonly shortYear?: boolean;
}

const patterns: readonly { readonly test: RegExp; readonly parts: (m: RegExpExecArray) => Parts }[] = [
  {
    test: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/s,
    parts: ([, y, s, m, d, rest]) => ({
      date: () => `%Y${s}%m${s}%d`,
      rest: rest!,
      year: Number(y),
      month: Number(m),
      day: Number(d),
    }),
  },
  {
    test: /^(\d{4})年(\d{1,2})月(\d{1,2})日(.*)$/s,
    parts: ([, y, m, d, rest]) => ({
      date: () => "%Y年%m月%d日",
      rest: rest!,
      year: Number(y),
      month: Number(m),
      day: Number(d),
    }),
  },
  {
    test: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/s,
    parts: ([, a, s, b, y, rest]) => ({
      date: (order) => `${order === "mdy" ? `%m${s}%d` : `%d${s}%m`}${s}${y!.length === 2 ? "%y" : "%Y"}`,
      rest: rest!,
      year: y!.length === 2 ? 2000 + Number(y) : Number(y),
      open: [Number(a), Number(b)],
      shortYear: y!.length === 2,
    }),
  },
  {
    test: /^(\d{4})(\d{2})(\d{2})(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/,
    parts: ([, y, m, d]) => ({
      date: () => "%Y%m%d%H%M%S",
      rest: "",
      year: Number(y),
      month: Number(m),
      day: Number(d),
    }),
  },
  {
    test: /^(\d{4})(\d{2})(\d{2})((?:[T ].*)?)$/s,
    parts: ([, y, m, d, rest]) => ({
      date: () => "%Y%m%d",
      rest: rest!,
      year: Number(y),
      month: Number(m),
      day: Number(d),
    }),
  },
  {
    test: new RegExp(`^(\\d{1,2})([- ])(${months})([a-z]*)\\2(\\d{4}|\\d{2})(?!\\d)(.*)$`, "is"),
    parts: ([, d, s, , long, y, rest]) => ({
      date: () => `%d${s}${long === "" ? "%b" : "%B"}${s}${y!.length === 2 ? "%y" : "%Y"}`,
      rest: rest!,
      year: y!.length === 2 ? 2000 + Number(y) : Number(y),
      day: Number(d),
      shortYear: y!.length === 2,
    }),
  },
  {
    test: new RegExp(`^(${months})-(\\d{1,2})-(\\d{4}|\\d{2})(?!\\d)(.*)$`, "is"),
    parts: ([, , d, y, rest]) => ({
      date: () => `%b-%d-${y!.length === 2 ? "%y" : "%Y"}`,
      rest: rest!,
      year: y!.length === 2 ? 2000 + Number(y) : Number(y),
      day: Number(d),
      shortYear: y!.length === 2,
    }),
  },
  {
    test: new RegExp(`^(${months})([a-z]*) (\\d{1,2}),? (\\d{4})(?!\\d)((?:,? ).*)?$`, "is"),
    parts: (match) => {
      const [text, , long, d, y, rest] = match;
      const comma = text.slice(0, text.indexOf(y!)).includes(",") ? "," : "";
      const gap = rest?.startsWith(",") ? "," : "";
      return {
        date: () => `${long === "" ? "%b" : "%B"} %d${comma} %Y${gap}`,
        rest: (rest ?? "").replace(/^,/, ""),
        year: Number(y),
        day: Number(d),
      };
    },
  },
];

/** The shape of a trimmed cell, null where it is no date. Numbers out of range (month 13, year 0) make no date. */
export function dateShape(cell: string): DateShape | null {
  if (cell.length < 6 || cell.length > 40) return null;
  for (const { test, parts } of patterns) {
    const match = test.exec(cell);
    if (match === null) continue;
    const { date, rest, year, month = 1, day = 1, open, shortYear = false } = parts(match);
    const time = timeShape(rest);
    if (time === null || !isYear(year) || month < 1 || month > 12 || day < 1 || day > 31) continue;
    const [first, second] = open ?? [0, 0];
    if (open && (first < 1 || second < 1 || Math.max(first, second) > 31 || Math.min(first, second) > 12))
      continue;
    return {
      date: { dmy: date("dmy"), mdy: date("mdy"), ymd: date("ymd") },
      time: time.format,
      offset: time.offset,
      order: open ? "open" : "fixed",
      first,
      second,
      year,
      shortYear,
      key: `${date("dmy")}${time.format} ${time.offset}`,
    };
  }
  return null;
}
