/** The number, date and list forms of each language. */
import type { Locale, Messages } from "./messages.ts";

type Period = Parameters<Messages["period"]>[1];

/** Where a language departs from what `Intl` gives for `tag`. */
interface Forms {
  readonly tag: string;
  readonly date: (year: string, month: number, day: number) => string;
  readonly month: (year: string, month: number) => string;
  readonly quarter: (year: string, quarter: number) => string;
  readonly year: (year: string) => string;
  readonly week: (firstDay: string) => string;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const forms: Readonly<Record<Locale, Forms>> = {
  en: {
    // British: no comma before "and".
    tag: "en-GB",
    date: (year, month, day) => `${day} ${months[month - 1]} ${year}`,
    month: (year, month) => `${months[month - 1]} ${year}`,
    quarter: (year, quarter) => `${year} Q${quarter}`,
    year: (year) => year,
    week: (firstDay) => `Week of ${firstDay}`,
  },
  "zh-Hans": {
    tag: "zh-Hans-CN",
    date: (year, month, day) => `${year}年${month}月${day}日`,
    month: (year, month) => `${year}年${month}月`,
    quarter: (year, quarter) => `${year}年第${quarter}季度`,
    year: (year) => `${year}年`,
    week: (firstDay) => `${firstDay}起的一周`,
  },
};

/** Year without leading zeros, month and day of `YYYY-MM-DD`. @throws RangeError where the text has another form. */
function partsOf(day: string): readonly [year: string, month: number, day: number] {
  const match = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(day);
  if (!match) throw new RangeError(`invalid date: ${day}`);
  return [String(Number(match[1])), Number(match[2]), Number(match[3])];
}

/** Formatters by their options: a table formats thousands of cells. */
function createFormat(tag: string): (value: number, options: Intl.NumberFormatOptions) => string {
  const formatters = new Map<string, Intl.NumberFormat>();
  return (value, options) => {
    const key = JSON.stringify(options);
    let formatter = formatters.get(key);
    // "negative" writes no sign before what rounds to zero.
    if (!formatter) formatter = new Intl.NumberFormat(tag, { signDisplay: "negative", ...options });
    formatters.set(key, formatter);
    return formatter.format(value).replaceAll("-", "\u2212");
  };
}

const isCurrency = (code: string | null): code is string => code !== null && /^[A-Za-z]{3}$/.test(code);

/** The forms of one language. Minus is U+2212, never a hyphen. */
export function createMessages(locale: Locale): Messages {
  const own = forms[locale];
  const format = createFormat(own.tag);
  const list = new Intl.ListFormat(own.tag, { type: "conjunction", style: "long" });
  const date = (day: string) => own.date(...partsOf(day));
  const period = (day: string, length: Period): string => {
    const [year, month] = partsOf(day);
    switch (length) {
      case "day":
        return date(day);
      case "week":
        return own.week(date(day));
      case "month":
        return own.month(year, month);
      case "quarter":
        return own.quarter(year, Math.ceil(month / 3));
      case "year":
        return own.year(year);
    }
  };
  return {
    locale,
    integer: (value) => format(value, { maximumFractionDigits: 0 }),
    number: (value, digits = 1) => format(value, { maximumFractionDigits: digits }),
    percent: (share, digits = 0) =>
      format(share, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }),
    money: (value, currency, { cents = false } = {}) => {
      const digits = cents ? {} : { minimumFractionDigits: 0, maximumFractionDigits: 0 };
      return isCurrency(currency)
        ? format(value, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...digits })
        : format(value, cents ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : digits);
    },
    date,
    period,
    list: (items) => list.format(items),
  };
}
